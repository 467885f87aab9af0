"""The events of one series: where each stands, and where the limits are redrawn for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.annotations import Annotation, redraws
from flightdeck.domain.period import Period
from flightdeck.domain.result import Noted
from flightdeck.domain.wording import day_text
from flightdeck.statistics.rebasing import starts_kept


@dataclass(frozen=True, slots=True)
class SeenWith:
    """The events a series is seen with: those that touch its KPI, and the areas it is seen for (none: the whole force)."""

    annotations: tuple[Annotation, ...] = ()
    areas: tuple[str, ...] = ()


NOTHING_ELSE = SeenWith()


@dataclass(frozen=True, slots=True)
class Marks:
    """What the events do to a series: the first period after each that redraws limits, their names, and all to be shown."""

    starts: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    noted: tuple[Noted, ...] = ()


def marks(
    annotations: Sequence[Annotation],
    periods: Sequence[Period],
    *,
    known: NDArray[np.bool_],
    areas: Sequence[str],
) -> Marks:
    """The marks of the events that lie in the series.

    Args:
        annotations: the events that touch the KPI, by their day.
        periods: the periods of the series.
        known: whether each period has a value that is judged.
        areas: what is seen; none is the whole force.
    """
    if not periods:
        return Marks()
    first, last = periods[0].starts_on(), periods[-1].ends_on()
    inside = [one for one in annotations if first <= one.event.happened_on <= last]
    wanted = {one.number: _after(one, periods) for one in inside if redraws(one, areas)}
    kept = starts_kept(known, wanted.values())
    at = {start: [one for one in inside if wanted.get(one.number) == start] for start in kept}
    return Marks(
        kept,
        tuple(" and ".join(map(_named, at[start])) for start in kept),
        tuple(_noted(one, wanted, kept) for one in inside),
    )


def _after(annotation: Annotation, periods: Sequence[Period]) -> int:
    """The first period that lies wholly after the event; beyond the last where there is none."""
    day = annotation.event.happened_on
    return next((place for place, one in enumerate(periods) if one.starts_on() >= day), len(periods))


def _named(annotation: Annotation) -> str:
    return f"{annotation.event.title} on {day_text(annotation.event.happened_on)}"


def _noted(annotation: Annotation, wanted: dict[int, int], kept: tuple[int, ...]) -> Noted:
    event, start = annotation.event, wanted.get(annotation.number)
    redraw = "" if start is None else "redrawn" if start in kept else "too_few"
    return Noted(
        annotation.number, event.title, event.happened_on, event.change.value, event.areas, redraw=redraw
    )
