"""What has changed against the year before, and how much crimes bunch in places."""

import math
from collections.abc import Sequence
from dataclasses import replace

from flightdeck.domain.filters import Filters
from flightdeck.domain.profile import Block, Change, Changes, Line, Move, Split
from flightdeck.domain.profile_sentences import (
    bunched_said,
    change_said,
    not_judged,
)
from flightdeck.domain.profile_wording import (
    lowered,
)
from flightdeck.kpis.profile import bunched
from flightdeck.services.breakdowns import by_column, by_place
from flightdeck.services.problem_profile_crimes import lines_of
from flightdeck.services.problem_profile_sight import CRIMES, Sight, cannot, lacking, shut
from flightdeck.statistics.spread import count_ratio, top_share_by_chance

CHANGED = (
    "Each count beside the same months a year earlier. An interval that covers no change is noise. One line in twenty shows a signal "
    "by chance alone."
)
REPEAT_SUSPECTS = (("Repeat suspects, and how much of the harm they account for", "/repeat-suspects"),)
BUNCHED = "How much of the crime happens in the busiest tenth of the small places that the source names. None of them is shown."
NO_REACH = "The snapshot does not hold the same months a year earlier."
FEWEST_PLACES = 20  # a tenth of fewer is one place or two
OFTEN = 10  # groups of each division: the largest ones


def change(seen: Sight) -> Block:
    """The count of crimes, its offences and areas, beside the year before."""
    title = "Change against the year before"
    missing = lacking(seen)
    if missing:
        return cannot("change", title, CHANGED, missing)
    if seen.before is None:
        return Block("change", title, f"{title}: cannot be judged. {NO_REACH}", CHANGED)
    earlier = seen.within.but(first=seen.before.first, last=seen.before.last)
    whole = _whole(seen, earlier)
    groups = () if seen.closed else _groups(seen, earlier)
    judged = tuple(line for line in groups if line.move is not Move.UNKNOWN)
    lines = (whole, *_areas(seen, earlier), *judged)
    rest = len(groups) - len(judged)
    table = Changes(
        "changes", f"{seen.window.label} beside {seen.before.label}", "crimes", seen.window.label, seen.before.label, lines
    )  # fmt: skip
    told = change_said(whole, unit="crimes", window=seen.window.label, before=seen.before.label, about=False)
    return Block("change", title, told, CHANGED, (table,), not_judged(rest) if rest else "")


def _whole(seen: Sight, earlier: Filters) -> Change:
    now, before = seen.total, seen.deck.result(CRIMES, earlier, seen.actor)
    known = [None if one.at_least or one.value is None else round(one.value) for one in (now, before)]
    return compared("All crimes", known[0], known[1])


def _areas(seen: Sight, earlier: Filters) -> tuple[Change, ...]:
    if seen.filters.area or seen.filters.team or lacking(seen, ("crimes", "area")):
        return ()
    definition = seen.deck.definition(CRIMES)
    now, before = (
        lines_of(seen, by_place(seen.deck, definition, "area", filters, seen.actor))
        for filters in (seen.within, earlier)
    )
    return _beside("Area", now, before) if len(now) > 1 else ()


def _groups(seen: Sight, earlier: Filters) -> tuple[Change, ...]:
    definition = seen.deck.definition(CRIMES)
    found: list[Change] = []
    for column, prefix in (
        ("offence_code", ""),
        ("domestic_abuse", "Domestic abuse"),
        ("relationship", "Suspect"),
    ):
        frame = "persons" if column == "relationship" else "crimes"
        if lacking(seen, (frame, column)):
            continue
        now, before = (
            lines_of(seen, by_column(seen.deck, definition, column, filters, seen.actor))
            for filters in (seen.within, earlier)
        )
        found += _beside(prefix, now, before)
    return tuple(found)


def _beside(prefix: str, now: Sequence[Line], before: Sequence[Line]) -> tuple[Change, ...]:
    """The largest groups of now beside themselves a year earlier."""
    then = {line.label: _known(line) for line in before}
    hidden = {line.label for line in before if line.hidden}
    return tuple(
        compared(
            f"{prefix}: {line.label[:1].lower() + line.label[1:] if prefix != 'Area' else line.label}"
            if prefix
            else line.label,
            _known(line),
            None if line.label in hidden else then.get(line.label, 0),
        )
        for line in now[:OFTEN]
        if line.known
    )


def _named(prefix: str, label: str) -> str:
    if not prefix:
        return label
    return f"{prefix}: {label if prefix == 'Area' else lowered(label)}"


def _known(line: Line) -> int | None:
    return None if line.hidden or line.at_least else line.count


def compared(label: str, now: int | None, before: int | None) -> Change:
    """Two counts beside each other: signal where the interval of their ratio leaves one out.

    >>> compared("All", 150, 100).move.value, compared("All", 105, 100).move.value
    ('more', 'noise')
    """
    if now is None or before is None or now + before == 0:
        return Change(label, now, before, None, None, None, Move.UNKNOWN)
    found = count_ratio(now, before)
    move = Move.MORE if found.lower > 1 else Move.FEWER if found.upper < 1 else Move.NOISE
    return Change(label, now, before, _finite(found.value), _finite(found.lower), _finite(found.upper), move)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def concentration(seen: Sight) -> Block:
    """The share of crimes in the busiest tenth of small places, and the way to those in persons."""
    return replace(_bunched(seen), links=REPEAT_SUSPECTS)


def _bunched(seen: Sight) -> Block:
    title = "Concentration"
    missing = lacking(seen, ("crimes", "lsoa"))
    if missing:
        return cannot("concentration", title, BUNCHED, missing)
    if seen.closed:
        return shut("concentration", title, BUNCHED)
    found = bunched(seen.loaded.populations.raw("crimes").column("lsoa"), seen.here, seen.live)
    if found.places < FEWEST_PLACES:
        told = f"Too few places to say: fewer than {FEWEST_PLACES} are named, and a tenth of them is too few."
        return Block("concentration", title, told, BUNCHED)
    rest = found.crimes - found.top_crimes
    if not seen.large(found.top_crimes, rest, found.unknown):
        return Block(
            "concentration", title, "The share of the busiest tenth of places is suppressed.", BUNCHED
        )
    share = found.top_crimes / found.crimes if found.crimes else 0.0
    told = bunched_said(
        places=found.places, top=found.top_places, share=share, of="small areas",
        chance=top_share_by_chance(found.crimes, found.places, found.top_places),
    )  # fmt: skip
    whole = found.crimes + found.unknown
    lines = tuple(
        Line(label, seen.near(count), seen.share(count, whole), known=known)
        for label, count, known in (
            (f"In the busiest {found.top_places} areas", found.top_crimes, True),
            ("In all others", rest, True),
            ("Not recorded", found.unknown, False),
        )
    )
    split = Split(
        "concentration-groups",
        f"Crimes in the busiest tenth of small areas, {seen.window.label}",
        "crimes",
        lines,
    )
    return Block("concentration", title, told, BUNCHED, (split,))
