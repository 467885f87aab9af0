"""Who: victims and suspects beside how completely they are recorded, and victims who were victims again."""

from dataclasses import replace

from flightdeck.domain.profile import Block, Line, Split
from flightdeck.domain.profile_sentences import (
    gap_said,
    largest_part,
    people_said,
    recorded_said,
    repeats_said,
)
from flightdeck.domain.profile_terms import TIMES_A_VICTIM
from flightdeck.domain.profile_wording import (
    counted,
)
from flightdeck.kpis.profile import repeat_victims
from flightdeck.kpis.recording import ROLES
from flightdeck.services.assembly import Span
from flightdeck.services.characteristic_values import values_of
from flightdeck.services.characteristics import Lens, cell_of, lens
from flightdeck.services.problem_profile_sight import Sight, cannot, lacking, parted, shut
from flightdeck.services.recording_groups import Looked, looked_at
from flightdeck.services.source_gaps import source_gap
from flightdeck.statistics.suppression import is_hidden, protect

PROFILED = ("age", "sex", "ethnicity_self_defined")
TITLES = {"age": "Age", "sex": "Sex", "ethnicity_self_defined": "Ethnicity, self-defined"}
PEOPLE = "{people} on the crimes recorded in the window. Each is shown beside how completely it is recorded."
AGAIN = (
    "Victims with a nominal in the record system who were victims of more than one of the crimes in the window. One person under two "
    "nominals is not found, so the true number may be higher."
)


def victims(seen: Sight) -> Block:
    """The victims."""
    return _people(seen, "victim", id="victims", title="Victims")


def suspects(seen: Sight) -> Block:
    """The suspects who are identified."""
    return _people(seen, "suspect_identified", id="suspects", title="Suspects identified")


def _people(seen: Sight, role: str, *, id: str, title: str) -> Block:  # noqa: A002  as the block's own field
    people = ROLES[role].title.lower()
    about = PEOPLE.format(people=ROLES[role].title)
    missing = lacking(seen, ("persons", "role"), ("persons", "identified"))
    if missing:
        return cannot(id, title, about, missing)
    if seen.closed:
        return shut(id, title, about)
    looking = _looking(seen)
    looked = looked_at(looking, role)
    found = [_characteristic(seen, looking, looked, name, role) for name in PROFILED]
    told = people_said(ROLES[role].title, [part for _, part in found])
    return Block(id, title, told, about, tuple(split for split, _ in found), notes=_notes(people))


def _notes(people: str) -> tuple[str, ...]:
    if "suspect" not in people:
        return ()
    return ("A suspect is somebody named, not somebody convicted.",)


def _looking(seen: Sight) -> Lens:
    """The lens of the pages on characteristics, over the window of the profile."""
    looking = lens(seen.deck, seen.filters, seen.actor)
    periods = () if looking.span is None else looking.span.periods
    return replace(looking, span=Span(periods, seen.window))


def _characteristic(seen: Sight, looking: Lens, looked: Looked, name: str, role: str) -> tuple[Split, str]:
    """One characteristic as a table, and its part of the sentence."""
    people, title = ROLES[role].title.lower(), TITLES[name]
    empty = Split(
        f"{role}-{name}",
        f"{title}: {people}, {seen.window.label}",
        people,
        (),
        link=f"/characteristics/{name}",
    )
    gap = source_gap(seen.loaded.manifest, name, role)
    if gap is not None:
        told = f"{title}: not computable. {gap.reason}"
        return replace(empty, sentence=told), f"{title.lower()} not computable"
    cell, floor = cell_of(looking, name, role), seen.deck.settings.completeness_floor
    if cell.substantive is None or cell.substantive < floor:
        told = gap_said(title, people, substantive=cell.substantive, floor=floor)
        return replace(empty, sentence=told), largest_part(
            title, (), substantive=cell.substantive, shown=False
        )
    lines = tuple(
        Line(group.label, group.count, group.share, known=group.kind == "value", hidden=group.hidden)
        for group in values_of(looking, looked, name, role).groups
        if group.count != 0 or group.hidden
    )
    told = recorded_said(title, people, substantive=cell.substantive)
    part = largest_part(title, lines, substantive=cell.substantive, shown=True)
    return replace(empty, lines=lines, sentence=told), part


def again(seen: Sight) -> Block:
    """The same person as the victim of more than one of the crimes."""
    title = "Repeat victims"
    missing = lacking(seen, ("persons", "person_ref"), ("persons", "role"))
    if missing:
        return cannot("repeat-victims", title, AGAIN, missing)
    if seen.closed:
        return shut("repeat-victims", title, AGAIN)
    found = repeat_victims(seen.loaded.populations, seen.here)
    lines = parted(seen, found.persons.tolist(), TIMES_A_VICTIM)
    persons, repeats = int(found.persons.sum()), int(found.persons[1:].sum())
    hidden = is_hidden(protect([persons - repeats, repeats], audience=seen.actor.audience)).any()
    told = repeats_said(
        repeats=None if hidden else seen.near(repeats), persons=persons,
        crimes=seen.near(found.crimes_of_repeats) if seen.large(found.crimes_of_repeats) and not hidden else None,
        about=seen.coarse,
    )  # fmt: skip
    split = Split(
        "repeat-victims-groups",
        f"Crimes a victim was a victim of, {seen.window.label}",
        "identified victims",
        lines,
    )
    unknown = seen.near(found.not_identified) if seen.large(found.not_identified) else None
    followed = "Every victim has a nominal on record, and so can be followed."
    silent = f"Not followed: {counted(unknown, 'victims', about=seen.coarse)} with no nominal on record."
    return Block("repeat-victims", title, told, AGAIN, (split,), silent if found.not_identified else followed)
