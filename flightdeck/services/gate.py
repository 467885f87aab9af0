"""The gate: an answer of the engine becomes what one audience may see of it. Every figure passes here."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.definition import Definition
from flightdeck.kpis.answers import Answer
from flightdeck.kpis.counting import count_answer, share_answer
from flightdeck.kpis.encoding import Question
from flightdeck.statistics.lattice import Calendar, Pattern
from flightdeck.statistics.suppression import RULES, TOTAL_BASE, Audience, is_small, rate_may_be_shown

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Gated:
    """An answer with what the audience may not see taken out: hidden numbers are NaN, in every place they stand."""

    numerator: Floats | None
    denominator: Floats
    value: Floats
    lower: Floats
    upper: Floats
    hidden: Flags
    rounded: Flags
    extras: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class _Counts:
    value: NDArray[np.int64]
    hidden: Flags
    rounded: Flags


def gated(answer: Answer, question: Question, pattern: Pattern, *, nodes: Rows, calendar: Calendar, definition: Definition, audience: Audience, standing: bool) -> Gated:
    """What the audience may see of an answer."""
    if audience is Audience.ANALYST:
        return _open(answer)
    cells = _cells(question, calendar, standing=standing)
    whole = _counts(pattern.whole, pattern.hidden_whole, nodes, cells, audience)
    part = None if pattern.part is None else _counts(pattern.part, pattern.hidden_part, nodes, cells, audience)
    hidden = whole.hidden if part is None else whole.hidden | part.hidden
    rounded = whole.rounded if part is None else whole.rounded | part.rounded
    again = _again(answer, whole, part)
    thin = (whole.value > 0) & ~rate_may_be_shown(whole.value, audience=audience)
    silent = hidden | (thin if definition.is_share or answer.numerator is None and definition.duration is not None else np.zeros_like(hidden))
    return Gated(
        numerator=None if part is None else _but(part.value, part.hidden | whole.hidden),
        denominator=_but(whole.value, whole.hidden),
        value=_but(again.value, silent),
        lower=_but(again.lower, silent),
        upper=_but(again.upper, silent),
        hidden=silent,
        rounded=rounded & ~silent,
        extras=tuple(_extra(extra.value, extra.unit, silent | rounded, audience) for extra in answer.extras),
    )


def _open(answer: Answer) -> Gated:
    nothing = np.zeros(len(answer.denominator), dtype=bool)
    numerator = None if answer.numerator is None else answer.numerator.astype(np.float64)
    extras = tuple(extra.value for extra in answer.extras)
    return Gated(numerator, answer.denominator.astype(np.float64), answer.value, answer.lower, answer.upper, nothing, nothing, extras)


def _cells(question: Question, calendar: Calendar, *, standing: bool) -> NDArray[np.int64]:
    """Periods x cells: which cells make up each period."""
    chosen = np.zeros((len(question.first), calendar.months + calendar.quarters), dtype=np.int64)
    for row, (first, last) in enumerate(zip(question.first.tolist(), question.last.tolist(), strict=True)):
        chosen[row, last if standing else calendar.parts(first, last)] = 1
    return chosen


def _counts(counts: NDArray[np.int64], hidden: Flags, nodes: Rows, cells: NDArray[np.int64], audience: Audience) -> _Counts:
    value = cells @ counts[nodes].sum(axis=0)
    touched = cells @ hidden[nodes].any(axis=0).astype(np.int64) > 0
    single = (cells.sum(axis=1) == 1) & (len(nodes) == 1)
    base = RULES[audience].base
    gone = is_small(value, audience=audience) | (touched & single)
    rough = touched & ~gone
    shown = np.where(rough, TOTAL_BASE * np.rint(value / TOTAL_BASE), base * np.rint(value / base)).astype(np.int64)
    return _Counts(shown, gone, rough | (np.full_like(rough, base > 1) & ~gone))


def _again(answer: Answer, whole: _Counts, part: _Counts | None) -> Answer:
    """The figure worked out again from the counts that may be shown; a duration has no such counts."""
    if part is not None:
        return share_answer(np.minimum(part.value, whole.value), whole.value)
    if np.array_equal(answer.value, answer.denominator.astype(np.float64)):
        return count_answer(whole.value)
    return answer


def _but(values: NDArray[np.int64] | Floats, hidden: Flags) -> Floats:
    return np.where(hidden, np.nan, values.astype(np.float64))


def _extra(values: Floats, unit: str, hidden: Flags, audience: Audience) -> Floats:
    small = np.zeros_like(hidden) if unit in ("%", "days") else is_small(np.nan_to_num(values), audience=audience)
    return np.where(hidden | small, np.nan, values)
