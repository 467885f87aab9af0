"""What and where: offences, kinds of place, areas, relationship, domestic abuse, alcohol and drugs."""

from collections.abc import Sequence

from flightdeck.data.area_tiles import area_tiles
from flightdeck.domain.profile import Block, Line, Split, Tiles
from flightdeck.domain.profile_terms import NOT_RECORDED
from flightdeck.domain.profile_wording import (
    flag_said,
    fullest,
    leading,
)
from flightdeck.domain.result import Group, KpiResult
from flightdeck.kpis.encoding import NOT_RECORDED as NO_CODE
from flightdeck.services.breakdowns import by_column, by_place
from flightdeck.services.problem_profile_sight import CRIMES, Sight, cannot, lacking, shut

WHERE = "The kind of place where it happened. No place is named, and no map of cases is drawn."
AREAS = "The policing area a crime is allocated to. Counts follow where people are; they are no rates and no ranking."
RELATION = "The relationship of the suspect to the victim, as the record has it."
DOMESTIC = "Crimes flagged as domestic abuse."
DRINK = "Crimes flagged as involving alcohol or drugs, whoever had taken them."
OFFENCES = "The offence code each crime has now."
UNKNOWN_CODES = ("unknown", NO_CODE)


def lines_of(
    seen: Sight,
    groups: Sequence[Group],
    *,
    unknown: Sequence[str] = UNKNOWN_CODES,
    total: KpiResult | None = None,
) -> tuple[Line, ...]:
    """The groups of the count of crimes as the gate let them through, largest first, what is not recorded last."""
    whole = _whole(seen.total if total is None else total)
    made = [_line(group, whole, known=group.code not in unknown) for group in groups]
    return tuple(sorted(made, key=lambda line: (not line.known, -(line.count or 0), line.label)))


def _whole(total: KpiResult) -> int | None:
    return None if total.at_least else total.denominator


def _line(group: Group, whole: int | None, *, known: bool) -> Line:
    count = None if group.value is None or group.hidden else round(group.value)
    share = count / whole if count is not None and whole and not group.at_least else None
    label = NOT_RECORDED if group.code == NO_CODE else group.label
    return Line(label, count, share, known=known, hidden=group.hidden, at_least=group.at_least)


def _by(seen: Sight, column: str) -> tuple[Line, ...]:
    definition = seen.deck.definition(CRIMES)
    return lines_of(seen, by_column(seen.deck, definition, column, seen.within, seen.actor))


def _coded(seen: Sight, column: str, *, id: str, title: str, about: str, said: str) -> Block:  # noqa: A002  as the block's own field
    missing = lacking(seen, ("persons" if column == "relationship" else "crimes", column))
    if missing:
        return cannot(id, title, about, missing)
    if seen.closed:
        return shut(id, title, about)
    lines = _by(seen, column)
    split = Split(f"{id}-groups", f"{title}, {seen.window.label}", "crimes", lines)
    return Block(id, title, leading(lines, unit="crimes", said=said), about, (split,))


def offences(seen: Sight) -> Block:
    """What was recorded."""
    return _coded(seen, "offence_code", id="offences", title="Offences", about=OFFENCES, said="offence")


def place_type(seen: Sight) -> Block:
    """In what kind of place."""
    return _coded(seen, "place_type", id="place", title="Kind of place", about=WHERE, said="kind of place")


def relationship(seen: Sight) -> Block:
    """Who the suspect is to the victim."""
    return _coded(
        seen, "relationship", id="relationship", title="Relationship", about=RELATION, said="relationship"
    )


def _flag(seen: Sight, column: str, *, id: str, title: str, about: str, linked: str) -> Block:  # noqa: A002  as the block's own field
    missing = lacking(seen, ("crimes", column))
    if missing:
        return cannot(id, title, about, missing)
    if seen.closed:
        return shut(id, title, about)
    lines = _by(seen, column)
    split = Split(f"{id}-groups", f"{title}, {seen.window.label}", "crimes", lines)
    return Block(id, title, flag_said(lines, linked=linked), about, (split,))


def domestic_abuse(seen: Sight) -> Block:
    """How many are linked to domestic abuse."""
    return _flag(
        seen, "domestic_abuse", id="domestic-abuse", title="Domestic abuse", about=DOMESTIC,
        linked="flagged as domestic abuse",
    )  # fmt: skip


def alcohol_or_drugs(seen: Sight) -> Block:
    """How many involve alcohol or drugs."""
    return _flag(
        seen, "alcohol_or_drugs", id="alcohol-drugs", title="Alcohol and drugs", about=DRINK,
        linked="flagged as involving alcohol or drugs",
    )  # fmt: skip


def areas(seen: Sight) -> Block:
    """The areas side by side, as tiles; each count is the KPI's own, through its gate."""
    title = "Areas"
    missing = lacking(seen, ("crimes", "area"))
    if missing:
        return cannot("areas", title, AREAS, missing)
    everywhere = seen.within.but(area="", team="")
    groups = by_place(seen.deck, seen.deck.definition(CRIMES), "area", everywhere, seen.actor)
    total = seen.deck.result(CRIMES, everywhere, seen.actor)
    lines = lines_of(seen, groups, unknown=(NO_CODE,), total=total)
    tiles = area_tiles(seen.deck.settings.area_tiles, [line.label for line in lines if line.known])
    drawn = tuple(sorted((line for line in lines if line.known), key=lambda line: line.label))
    drawing = Tiles(
        "area-tiles", f"Crimes by area, {seen.window.label}", "crimes", drawn,
        tuple(tiles.at[line.label] for line in drawn), placed=tiles.placed,
    )  # fmt: skip
    split = Split("area-groups", f"Crimes by area, {seen.window.label}", "crimes", lines)
    note = (
        "The tiles stand roughly where the areas lie. "
        if tiles.placed
        else "The tiles stand in the order of their names: nobody has set where they lie. "
    )
    return Block(
        "areas",
        title,
        fullest(lines),
        AREAS,
        (drawing, split),
        notes=(note + NO_MAP,),
    )


NO_MAP = (
    "No map is drawn: no boundaries of policing areas ship with this product. Boundaries of local authority districts are "
    "published under the Open Government Licence by the Office for National Statistics and Ordnance Survey, but a force’s own areas "
    "seldom follow them."
)
