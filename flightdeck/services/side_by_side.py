"""Two definitions of one KPI beside each other: what each gives on one snapshot, and in what they differ.

Two definitions often differ by a handful of crimes, and the difference of two published figures is a published figure. So to
every audience but analysts the earlier one is given as a headline only, for all of a reader's places and the latest window,
and only where no count of the two differs by a small number.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flightdeck.domain.definition import Definition
from flightdeck.domain.differences import Difference, difference_sentence, differences
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import parse_month
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.wording import sentence
from flightdeck.services.access import Actor
from flightdeck.services.asked import audience_of, narrowed
from flightdeck.statistics.suppression import Audience, is_small

if TYPE_CHECKING:
    from flightdeck.services.deck import Deck

TOO_CLOSE = "It differs from the definition in force by too few to be shown beside it."
WHOLE_ONLY = "To this audience an earlier definition is shown for the whole of its places and the latest period only: clear the filters."


@dataclass(frozen=True, slots=True)
class Beside:
    """A definition and the one in force in its place, each with its figure."""

    earlier: Definition
    stands: Definition
    before: KpiResult
    now: KpiResult
    differences: tuple[Difference, ...]
    sentence: str

    def to_json(self) -> dict[str, object]:
        """The pair as a JSON object."""
        return {
            "first": _told(self.earlier, self.before),
            "second": _told(self.stands, self.now),
            "differences": [
                {"part": one.part, "first": one.first, "second": one.second, "changes_the_figure": one.counts}
                for one in self.differences
            ],
            "sentence": self.sentence,
        }


def side_by_side(deck: "Deck", kpi: str, filters: Filters, actor: Actor) -> tuple[Beside, ...]:
    """A KPI beside each definition it took the place of, or beside the one that took its place."""
    asked = deck.definition(kpi)
    stands = deck.registry.above(asked) or asked
    below = [asked] if stands is not asked else deck.registry.beneath(asked)
    return tuple(compared(deck, one, stands, filters, actor) for one in below)


def taken_place(deck: "Deck", filters: Filters, actor: Actor) -> dict[str, Beside]:
    """By id, each KPI in force whose definition stands above one of another authority, beside the first of those."""
    found: dict[str, Beside] = {}
    for stands in deck.definitions():
        below = [one for one in deck.registry.beneath(stands) if one.authority is not stands.authority]
        if below and stands.status != "retired":
            found[stands.id] = compared(deck, below[0], stands, filters, actor)
    return found


def compared(deck: "Deck", first: Definition, second: Definition, filters: Filters, actor: Actor) -> Beside:
    """Any two definitions on one snapshot, the second as the one in force; to an analyst, of the same months."""
    before, now = deck.figure(first, filters, actor), deck.figure(second, filters, actor)
    audience = _audience(first, second, actor)
    if audience is Audience.ANALYST and not narrowed(filters) and before.window != now.window:
        same = _same_months(before, now, filters)
        before, now = deck.figure(first, same, actor), deck.figure(second, same, actor)
    before = cut(before, of_its_months(deck, second, before, filters, actor), filters, audience=audience)
    found = differences(first, second, code_lists=deck.code_lists)
    told = difference_sentence(before, now, found, few=before.reason == TOO_CLOSE)
    return Beside(first, second, before, now, found, told)


def of_its_months(
    deck: "Deck", second: Definition, before: KpiResult, filters: Filters, actor: Actor
) -> KpiResult:
    """The figure of a definition for the months of another: what a reader who asks for those months could subtract."""
    now = deck.figure(second, filters, actor)
    if narrowed(filters) or before.window == now.window or not before.window_first:
        return now
    months = {"first": parse_month(before.window_first), "last": parse_month(before.window_last)}
    return deck.figure(second, filters.but(**months), actor)


def _same_months(before: KpiResult, now: KpiResult, filters: Filters) -> Filters:
    """The months of the window that ends first: those that both definitions find old enough to judge."""
    ends = [one for one in (before, now) if one.window_first and one.window_last]
    if len(ends) < 2:  # noqa: PLR2004 (a pair)
        return filters
    early = min(ends, key=lambda one: one.window_last)
    return filters.but(first=parse_month(early.window_first), last=parse_month(early.window_last))


def cut(before: KpiResult, now: KpiResult, filters: Filters, *, audience: Audience) -> KpiResult:
    """The figure of an earlier definition, as an audience that also reads the one in force may see it."""
    if audience is Audience.ANALYST or before.status is Status.NOT_COMPUTABLE:
        return before
    if narrowed(filters):
        return _closed(before, WHOLE_ONLY)
    if before.status is Status.OK and too_close(before, now, audience=audience):
        return _closed(before, TOO_CLOSE)
    return replace(before, series=(), spc=None, excluded=())


def too_close(before: KpiResult, now: KpiResult, *, audience: Audience) -> bool:
    """Whether the difference of two figures would tell of a few; what cannot be compared is too close."""
    if now.status is Status.NOT_COMPUTABLE or before.unit != now.unit:
        return False  # nothing is told that the other could be subtracted from
    if now.status is not Status.OK:
        return True
    if (before.value is None, before.numerator is None) != (now.value is None, now.numerator is None):
        return True
    pairs = list(zip(_counts(before), _counts(now), strict=True))
    gaps = [abs(one - other) for one, other in pairs]
    return before.at_least or now.at_least or bool(is_small(gaps, audience=audience).any())


def _counts(result: KpiResult) -> list[int]:
    """What is counted, what it is of, and what is left."""
    part, whole = result.numerator or 0, result.denominator or 0
    return [part, whole, whole - part]


def _closed(result: KpiResult, reason: str) -> KpiResult:
    hidden = replace(
        result, status=Status.SUPPRESSED, reason=reason, numerator=None, denominator=None, value=None,
        lower=None, upper=None, extras=(), series=(), spc=None, excluded=(), completeness=None,
    )  # fmt: skip
    return replace(hidden, sentence=sentence(hidden))


def steps(
    deck: "Deck", first: Definition, second: Definition, filters: Filters, actor: Actor
) -> tuple[tuple[str, KpiResult], ...]:
    """The figure of the first definition with one part of the second at a time; for analysts only, and of one population.

    It says how much of the difference each part makes by itself; parts may act together, so the steps need not add up.
    """
    if _audience(first, second, actor) is not Audience.ANALYST or _different_kinds(first, second):
        return ()
    changed = [name for name in _ALONE if getattr(first, name) != getattr(second, name)]
    return tuple(
        (name, deck.figure(first.model_copy(update={name: getattr(second, name)}), filters, actor))
        for name in changed
    )


def _audience(first: Definition, second: Definition, actor: Actor) -> Audience:
    """That of staff where either is about the people who work here, for analysts too."""
    found = {audience_of(one, actor) for one in (first, second)}
    return Audience.STAFF if Audience.STAFF in found else actor.audience


_ALONE = ("scope", "where", "exclude", "numerator", "duration", "statistic", "period", "parameters")


def _different_kinds(first: Definition, second: Definition) -> bool:
    return (first.measure, first.population, first.bases) != (second.measure, second.population, second.bases)


def _told(definition: Definition, result: KpiResult) -> dict[str, object]:
    return {
        "id": definition.id, "ref": definition.ref, "version": definition.version, "authority": definition.authority.value,
        "status": result.status.value, "value": result.value, "numerator": result.numerator, "denominator": result.denominator,
        "unit": result.value_unit, "window": result.window, "basis": result.basis, "snapshot": result.snapshot,
        "reason": result.reason, "sentence": result.sentence,
    }  # fmt: skip
