"""Repeat suspects under every preset at once, each as an audience may see it beside the others.

Presets differ by a handful of people, and the difference of two published counts is a published count. So to every
audience but analysts a preset is shown beside the one in force only for all of a reader's places, and at each month end only
where it differs from every other that is shown by none or by more than a few.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.domain.presets import EmptySlot, Preset
from flightdeck.domain.repeat_wording import range_sentence
from flightdeck.domain.result import KpiResult, Point, Status
from flightdeck.errors import Fault, NotFoundError
from flightdeck.services.access import Actor
from flightdeck.services.asked import narrowed
from flightdeck.services.repeat_counting import counting, own_definition
from flightdeck.services.repeat_harm import Concentration, concentration
from flightdeck.services.repeat_overlap import Overlap, overlap
from flightdeck.statistics.suppression import Audience, is_small

if TYPE_CHECKING:
    from flightdeck.services.deck import Deck

EVERY = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.POLICE_YEAR: 12,
    Grain.ROLLING_YEAR: 12,
}  # months between two points
DOING = ("B05", "B07", "B06", "B08")  # what is done about those the preset in force finds
AROUND = ("B02", "B03")  # how they stand among everybody named
HARM = "B04"


@dataclass(frozen=True, slots=True)
class Counted:
    """One preset, its count at month ends as far apart as the reader groups them, and the latest; None where it may not be told."""

    preset: Preset
    in_force: bool
    kpi: str  # the definition that counts it; empty where no file does
    points: tuple[Point, ...]
    now: int | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class RepeatSuspects:
    """Everything of the page."""

    in_force: Preset
    empty: tuple[EmptySlot, ...]
    counted: tuple[Counted, ...]
    window: str
    synthetic: bool
    sentence: str
    closed: bool  # the presets stand beside each other for the whole of the reader's places only
    missing: KpiResult | None  # the count itself cannot be computed; it says why
    overlap: Overlap
    doing: tuple[KpiResult, ...]
    around: tuple[KpiResult, ...]
    harm: KpiResult
    concentration: Concentration


def repeat_suspects(deck: "Deck", filters: Filters, actor: Actor) -> RepeatSuspects:
    """Repeat suspects under every preset, at month ends.

    Raises:
        NotFoundError: when the installation has no preset.
    """
    presets = deck.registry.presets
    in_force = presets.in_force
    if in_force is None:
        raise NotFoundError(
            [Fault("there is no preset of a repeat suspect", "kpi_definitions/presets", "Add one.")]
        )
    monthly = filters.but(by=Grain.MONTH, basis=None)
    ordered = sorted(presets.live, key=lambda preset: (preset != in_force, preset.id))
    figures = [(preset, deck.figure(counting(deck, preset), monthly, actor)) for preset in ordered]
    closed = actor.audience is not Audience.ANALYST and narrowed(filters)
    shown = beside(figures[:1] if closed else figures, audience=actor.audience)
    first = figures[0][1]
    counted = tuple(
        _counted(deck, preset, points[(len(points) - 1) % EVERY[filters.by] :: EVERY[filters.by]], in_force)
        for preset, points in sorted(shown, key=lambda one: one[0].id)
    )
    return RepeatSuspects(
        in_force=in_force,
        empty=presets.empty,
        counted=counted,
        window=first.window,
        synthetic=first.synthetic,
        sentence=range_sentence(
            [(one.preset, one.now) for one in counted if one.now is not None],
            in_force,
            window=first.window,
            presets=presets,
        ),
        closed=closed,
        missing=first if first.status is Status.NOT_COMPUTABLE else None,
        overlap=overlap(deck, [preset for preset, _ in figures], monthly, actor),
        doing=tuple(deck.result(ref, filters.but(basis=None), actor) for ref in DOING),
        around=tuple(deck.result(ref, filters.but(basis=None), actor) for ref in AROUND),
        harm=deck.result(HARM, filters.but(basis=None), actor),
        concentration=concentration(deck, deck.definition(HARM), filters, actor),
    )


def beside(
    figures: Sequence[tuple[Preset, KpiResult]], *, audience: Audience
) -> list[tuple[Preset, tuple[Point, ...]]]:
    """The points of each preset, the first whole; of the others those that give no few away beside the ones before."""
    shown: list[tuple[Preset, tuple[Point, ...]]] = []
    for place, (preset, result) in enumerate(figures):
        others = [points for _, points in shown]
        points = (
            result.series
            if place == 0 or audience is Audience.ANALYST
            else tuple(
                point if _apart(point, [points[at] for points in others], audience) else _hidden(point)
                for at, point in enumerate(result.series)
            )
        )
        shown.append((preset, points))
    return shown


def _apart(point: Point, others: Sequence[Point], audience: Audience) -> bool:
    """Whether a count can stand beside the first, which is always told, and the others that are."""
    first, *rest = others
    told = [first, *(one for one in rest if not one.hidden)]
    if any(one.value is None or one.hidden or one.at_least for one in (point, *told)):
        return False
    gaps = [abs((point.value or 0) - (one.value or 0)) for one in told]
    return not bool(is_small(gaps, audience=audience).any())


def _hidden(point: Point) -> Point:
    return replace(
        point, numerator=None, denominator=None, value=None, lower=None, upper=None, hidden=True, at_least=False
    )  # fmt: skip


def _counted(deck: "Deck", preset: Preset, points: tuple[Point, ...], in_force: Preset) -> Counted:
    own = own_definition(deck, preset)
    last = points[-1] if points else None
    told = last is not None and last.value is not None and not last.hidden and not last.at_least
    return Counted(
        preset=preset,
        in_force=preset == in_force,
        kpi="" if own is None else own.id,
        points=points,
        now=round(last.value or 0) if told and last is not None else None,
        lower=last.lower if told and last is not None else None,
        upper=last.upper if told and last is not None else None,
    )
