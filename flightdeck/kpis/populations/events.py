"""Frames of events as populations: their own rows, their gaps, and the columns of their crime."""

from flightdeck.domain.events import GAPS
from flightdeck.domain.schema import FRAMES
from flightdeck.kpis.gaps import gap_maker
from flightdeck.kpis.populations.base import Source, own_makers
from flightdeck.kpis.populations.conflicts import in_force_until
from flightdeck.kpis.views import Maker, View, taken
from flightdeck.kpis.working_days import working_days_between


def event_view(source: Source, frame: str) -> View:
    """A frame of events as a population."""
    own = _own(source, frame)
    if "person_role_ref" in own:
        own["role"] = lambda: taken(source.raw("persons").column("role"), source.person_of(frame))
    if frame == "protection_orders":
        own["in_force_until"] = lambda: in_force_until(source.raw(frame))
    return source.child(frame, source.crime_of(frame), own)


def _own(source: Source, frame: str) -> dict[str, Maker]:
    raw = source.raw(frame)
    return own_makers(raw, FRAMES[frame].names()) | {
        gap.name: gap_maker(raw, gap) for gap in GAPS.get(frame, ())
    }


def cps_submissions(source: Source) -> View:
    """Submissions to the Crown Prosecution Service."""
    return source.child(
        "cps_submissions", source.crime_of("cps_submissions"), _own(source, "cps_submissions")
    )


def victim_contacts(source: Source) -> View:
    """Things a victim had to be told."""
    raw = source.raw("victim_contacts")
    own = _own(source, "victim_contacts")
    own["working_days_to_notify"] = lambda: working_days_between(
        raw.days("event_on"), raw.days("notified_on")
    )
    return source.child("victim_contacts", source.crime_of("victim_contacts"), own)
