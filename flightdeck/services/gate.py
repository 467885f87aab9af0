"""The gate: an answer of the engine becomes what one audience may see of it. Every figure passes here."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.definition import Definition, Measure
from flightdeck.kpis.answers import Answer, ExtraSeries
from flightdeck.kpis.counting import count_answer, share_answer
from flightdeck.kpis.encoding import Question
from flightdeck.statistics.cells import Calendar
from flightdeck.statistics.lattice import Pattern, Windows, windows
from flightdeck.statistics.suppression import Audience, is_small, rate_may_be_shown

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
    at_least: Flags
    extras: tuple[Floats, ...]


def gated(
    answer: Answer,
    question: Question,
    pattern: Pattern,
    *,
    nodes: Rows,
    definition: Definition,
    audience: Audience,
    standing: bool,
) -> Gated:
    """What the audience may see of an answer.

    A share whose numerator is "at least" is "at least" too; where its denominator is, there is no share. A duration
    over hidden cells is not shown: a median has no "at least".
    """
    if audience is Audience.ANALYST or definition.measure is Measure.SOURCE_GAPS:
        return open_to_all(answer)
    calendar = pattern.calendar
    parts = _month_ends(question, calendar) if standing else calendar.parts(question.first, question.last)
    lengths = calendar.lengths()
    whole = windows(
        pattern.whole, pattern.hidden_whole, nodes=nodes, parts=parts, lengths=lengths, audience=audience
    )
    if pattern.part is None:
        if definition.adds_up_over_people:
            whole = _hidden_with_any_month(whole, question, pattern, nodes)
        return _without_numerator(answer, whole, definition, audience)
    part = windows(
        pattern.part, pattern.hidden_part, nodes=nodes, parts=parts, lengths=lengths, audience=audience
    )
    unknown = whole.hidden | whole.at_least
    silent = unknown | part.hidden | _thin(whole, audience)
    again = share_answer(np.minimum(part.value, whole.value), whole.value)
    return Gated(
        numerator=_but(part.value, part.hidden | unknown | (part.at_least & silent)),
        denominator=_but(whole.value, unknown),
        value=_but(again.value, silent),
        lower=_but(again.lower, silent | part.at_least),
        upper=_but(again.upper, silent | part.at_least),
        hidden=silent,
        at_least=part.at_least & ~silent,
        extras=_extras(answer, silent | part.at_least, audience),
    )


def without_counts(answer: Answer, shown: Gated) -> Gated:
    """The same without the further counts: they stand outside the pattern, so parts of places or months would leak them."""
    return replace(
        shown,
        extras=tuple(
            values if extra.unit in ("%", "days") else np.full_like(values, np.nan)
            for extra, values in zip(answer.extras, shown.extras, strict=True)
        ),
    )


def _without_numerator(answer: Answer, whole: Windows, definition: Definition, audience: Audience) -> Gated:
    if definition.is_count:
        again, silent, least = count_answer(whole.value), whole.hidden, whole.at_least
    else:
        silent = whole.hidden | whole.at_least | _thin(whole, audience)
        again, least = answer, np.zeros_like(silent)
    return Gated(
        numerator=None if answer.numerator is None else _but(answer.numerator, silent),
        denominator=_but(whole.value, whole.hidden | (whole.at_least & ~least)),
        value=_but(again.value, silent),
        lower=_but(again.lower, silent | least),
        upper=_but(again.upper, silent | least),
        hidden=silent,
        at_least=least & ~silent,
        extras=_extras(answer, silent | least, audience),
    )


def open_to_all(answer: Answer) -> Gated:
    """An answer that hides nothing: for an analyst, and for figures that no person stands behind."""
    nothing = np.zeros(len(answer.denominator), dtype=bool)
    numerator = None if answer.numerator is None else answer.numerator.astype(np.float64)
    extras = tuple(extra.value for extra in answer.extras)
    return Gated(
        numerator,
        answer.denominator.astype(np.float64),
        answer.value,
        answer.lower,
        answer.upper,
        nothing,
        nothing,
        extras,
    )


def _hidden_with_any_month(whole: Windows, question: Question, pattern: Pattern, nodes: Rows) -> Windows:
    """Sums over months are hidden where one of the months is: the others, taken away, would leave it."""
    month = np.arange(pattern.calendar.months)
    inside = (question.first[:, None] <= month) & (month <= question.last[:, None])
    concealed = pattern.hidden_whole[nodes][:, : len(month)].any(axis=0)
    return replace(whole, hidden=whole.hidden | (inside & concealed).any(axis=1))


def _month_ends(question: Question, calendar: Calendar) -> NDArray[np.int64]:
    """A standing count of a period is that of its last month."""
    ends = np.zeros((len(question.last), calendar.cells), dtype=np.int64)
    ends[np.arange(len(ends)), question.last] = 1
    return ends


def _thin(whole: Windows, audience: Audience) -> Flags:
    return (whole.value > 0) & ~rate_may_be_shown(whole.value, audience=audience)


def _but(values: NDArray[np.int64] | Floats, hidden: Flags) -> Floats:
    return np.where(hidden, np.nan, values.astype(np.float64))


def _extras(answer: Answer, hidden: Flags, audience: Audience) -> tuple[Floats, ...]:
    return tuple(
        np.where(hidden | _few(extra, answer.denominator, audience), np.nan, extra.value)
        for extra in answer.extras
    )


def _few(extra: ExtraSeries, whole: NDArray[np.int64], audience: Audience) -> Flags:
    """Whether a further figure says how many a few are; the days of a median are no count."""
    if extra.unit == "days":
        return np.zeros(len(whole), dtype=bool)
    value = np.nan_to_num(extra.value)
    if extra.unit != "%":
        return is_small(value, audience=audience)
    count = np.rint(value * whole)
    return is_small(count, audience=audience) | is_small(whole - count, audience=audience)
