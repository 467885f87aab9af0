"""A problem profile that is issued: its document's name, and its line in the boards' register."""

from datetime import date

from flightdeck.domain.profile import ProblemProfile
from flightdeck.services.access import Actor
from flightdeck.services.audit import AuditTrail
from flightdeck.services.deck import Deck
from flightdeck.services.register_store import Entry
from flightdeck.services.register_writing import record

EXPORTED = "export_problem_profile"
WHY = "A problem profile was issued from the flight deck."


def document_name(profile: ProblemProfile, kind: str) -> str:
    """The name of the file, with what a reader must know before opening it.

    `SYNTHETIC-problem-profile-2026-10-31-whole-force.docx`.
    """
    mark = "SYNTHETIC-" if profile.synthetic else ""
    place = "-".join("".join(sign if sign.isalnum() else " " for sign in profile.place.lower()).split())
    return f"{mark}problem-profile-{profile.as_at:%Y-%m-%d}-{place}.{kind}"


def a_year_after(day: date) -> date:
    """The same day a year later; the last of February for a leap day."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 2, 28)


def register_refresh(
    deck: Deck,
    profile: ProblemProfile,
    actor: Actor,
    *,
    audit: AuditTrail,
    on: date,
    next_due_on: date,
    why: str = WHY,
) -> Entry:
    """Write the refresh into the register of problem profiles, from which its age is reckoned.

    Raises:
        NotAllowedError: when the reader does not keep the registers.
        ReaderError: with every fault of the days given.
    """
    given = {
        "document": document_name(profile, "docx"),
        "refreshed_on": on.isoformat(),
        "next_due_on": next_due_on.isoformat(),
        "why": why,
    }
    return record(deck, "profile", given, actor, audit=audit)


def detail(profile: ProblemProfile) -> dict[str, str]:
    """What the audit trail keeps of an export."""
    return {
        "snapshot": profile.snapshot, "from": profile.first, "to": profile.last, "place": profile.place,
        "scope": profile.scope, "audience": profile.audience,
    }  # fmt: skip
