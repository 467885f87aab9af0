"""A gated answer becomes a KpiResult: points, process limits, window, words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Basis
from flightdeck.domain.period import MONTHS_A_YEAR, Grain, Period, month_label, month_text, periods
from flightdeck.domain.result import Extra, KpiResult, Point, Spc, Status
from flightdeck.domain.wording import sentence
from flightdeck.kpis.answers import Answer
from flightdeck.services.annotating import NOTHING_ELSE, SeenWith, marks
from flightdeck.services.gate import Gated
from flightdeck.statistics.maturity import is_mature
from flightdeck.statistics.rules import Signal
from flightdeck.statistics.spc import Process, Variation, process

NAN = float("nan")
QUARTERS_A_YEAR = 4


@dataclass(frozen=True, slots=True)
class Span:
    """The periods of the series and the window of the headline figure."""

    periods: tuple[Period, ...]
    window: Period

    def together(self) -> tuple[Period, ...]:
        """The periods, and the window last: one question answers both."""
        return (*self.periods, self.window)


def window_label(first: int, last: int, *, standing: bool) -> str:
    """The window in words.

    >>> window_label(600, 611, standing=False)
    '12 months to Dec 2020'
    """
    if standing:
        return f"end of {month_label(last)}"
    months = last - first + 1
    return month_label(last) if months == 1 else f"{months} months to {month_label(last)}"


def mature(
    definition: Definition, basis: Basis, periods: tuple[Period, ...], as_at: np.datetime64
) -> NDArray[np.bool_]:
    """Whether each period is old enough to be judged; only cohorts and events that need time mature."""
    if basis is Basis.FINALISED or basis is Basis.SNAPSHOT or not periods:
        return np.ones(len(periods), dtype=bool)
    ends = np.array([period.ends_on() for period in periods], dtype="M8[D]")
    return is_mature(ends, as_at, matures_after_days=definition.matures_after_days)


def latest_window(
    definition: Definition, basis: Basis, *, first: int, last: int, as_at: np.datetime64
) -> Period:
    """The window of the headline when the reader names none: the latest four whole mature police quarters, or month end.

    Where there are not so many, as many as there are; where there is none, the latest twelve months.
    """
    if basis is Basis.SNAPSHOT:
        return Period(last, last, window_label(last, last, standing=True))
    quarters = periods(first, last, by=Grain.QUARTER)
    judged = np.flatnonzero(mature(definition, basis, quarters, as_at))
    if not judged.size:
        start = max(first, last - MONTHS_A_YEAR + 1)
        return Period(start, last, window_label(start, last, standing=False))
    latest = int(judged[-1])
    start, end = quarters[max(latest - QUARTERS_A_YEAR + 1, 0)].first, quarters[latest].last
    return Period(start, end, window_label(start, end, standing=False))


def read_process(
    definition: Definition,
    values: NDArray[np.float64],
    judged: NDArray[np.bool_],
    rebase_at: Sequence[int] = (),
    *,
    stands: bool,
) -> Process:
    """The process behaviour of the judged values, with new limits from each place of `rebase_at`.

    `stands` says that each value is as at the end of its period, not of what happened in it.
    """
    target = definition.target
    return process(
        np.where(judged, values, NAN),
        improves_when=definition.improves_when.value,
        target=None if target is None else target.value,
        rebase_at=rebase_at,
        floor=0.0,
        ceiling=1.0 if definition.is_share else None,
        stands=stands,
    )


def completed(
    blank: KpiResult,
    definition: Definition,
    basis: Basis,
    *,
    span: Span,
    answer: Answer,
    gated: Gated,
    seen_with: SeenWith = NOTHING_ELSE,
) -> KpiResult:
    """The result with its figures: the blank one carries what needs no calculation, `seen_with` the events around it."""
    count = len(span.periods)
    judged = mature(definition, basis, span.periods, np.datetime64(blank.as_at, "D"))
    usable = judged & ~gated.at_least[:count]
    seen = marks(
        seen_with.annotations,
        span.periods,
        known=usable & np.isfinite(gated.value[:count]),
        areas=seen_with.areas,
    )
    reading = read_process(
        definition, gated.value[:count], usable, seen.starts, stands=basis is Basis.SNAPSHOT
    )
    result = replace(
        blank,
        window=span.window.label,
        window_first=month_text(span.window.first),
        window_last=month_text(span.window.last),
        numerator=_whole(gated.numerator, count),
        denominator=_whole(gated.denominator, count),
        value=number(gated.value[count]),
        lower=number(gated.lower[count]),
        upper=number(gated.upper[count]),
        at_least=bool(gated.at_least[count]),
        extras=tuple(
            Extra(extra.name, extra.label, number(values[count]), extra.unit)
            for extra, values in zip(answer.extras, gated.extras, strict=True)
        ),
        series=_points(span.periods, gated, reading, judged),
        spc=spc_of(reading, unseen=judged & (gated.hidden | gated.at_least)[:count], rebased=seen.names),
        noted=seen.noted,
        target=None if definition.target is None else definition.target.value,
    )
    status, reason = _status(result, definition, hidden=bool(gated.hidden[count]))
    told = replace(result, status=status, reason=reason)
    return replace(told, sentence=sentence(told))


def _status(result: KpiResult, definition: Definition, *, hidden: bool) -> tuple[Status, str]:
    if hidden:
        return (
            Status.SUPPRESSED,
            "The numbers are too small to show to this audience without risk to the people behind them.",
        )
    if result.denominator == 0 and not definition.is_count:
        return Status.INSUFFICIENT, f"There are no {result.unit} in {result.window}."
    if definition.measure is Measure.DISPARITY and result.value is None:
        return (
            Status.INSUFFICIENT,
            "Too few have the characteristic recorded, or a group is too small, to compare. The gap is the finding.",
        )
    people = definition.ratio is not None and definition.ratio.people is not None
    if (people or definition.per is not None) and result.value is None:
        return Status.INSUFFICIENT, "Fewer than ten people stand behind it, so no figure is drawn."
    return Status.OK, ""


def _points(
    periods: tuple[Period, ...], gated: Gated, reading: Process, judged: NDArray[np.bool_]
) -> tuple[Point, ...]:
    lines = reading.baselines
    count = len(periods)
    numerators = [None] * count if gated.numerator is None else _list(gated.numerator[:count])
    columns = zip(
        periods, numerators, _list(gated.denominator[:count]), _list(gated.value[:count]), _list(gated.lower[:count]), _list(gated.upper[:count]),
        judged.tolist(), gated.hidden.tolist(), gated.at_least.tolist(), reading.rules, _list(lines.mean), _list(lines.lower), _list(lines.upper),
        strict=False,
    )  # fmt: skip
    return tuple(
        Point(
            period.label,
            period.starts_on().isoformat(),
            period.ends_on().isoformat(),
            None if part is None else int(part),
            None if whole is None else int(whole),
            value,
            lower,
            upper,
            old,
            hidden,
            least,
            rule,
            mean,
            low,
            high,
        )
        for period, part, whole, value, lower, upper, old, hidden, least, rule, mean, low, high in columns
    )


def spc_of(reading: Process, *, unseen: NDArray[np.bool_], rebased: tuple[str, ...] = ()) -> Spc:
    """How to read a series; where the latest period that could be judged is hidden, what went before is no reading of it.

    Args:
        reading: the process.
        unseen: whether each period is old enough to judge and hidden, in whole or in part.
        rebased: the events at which the limits were set anew.
    """
    lines, at = reading.baselines, reading.latest
    told = np.flatnonzero(unseen | np.isfinite(reading.values))
    silent = told.size and unseen[told[-1]] and reading.variation is not Variation.TOO_FEW_POINTS
    return Spc(
        number(lines.mean[at]) if at >= 0 else None,
        number(lines.lower[at]) if at >= 0 else None,
        number(lines.upper[at]) if at >= 0 else None,
        (Variation.NOT_JUDGED if silent else reading.variation).value,
        reading.assurance.value,
        (Signal.NONE if silent else reading.rule).word,
        rebased,
        lines.footings[-1].carried,
    )


def number(value: float) -> float | None:
    """A number for JSON: NaN and infinity are None."""
    return float(value) if math.isfinite(value) else None


def _list(values: NDArray[np.float64]) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values.tolist()]


def _whole(values: NDArray[np.float64] | None, place: int) -> int | None:
    return None if values is None or not math.isfinite(values[place]) else int(values[place])
