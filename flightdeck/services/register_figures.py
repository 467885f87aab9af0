"""Figures of the registers that the flight deck keeps itself: recommendations, boards, adoption, loads of data.

They describe the whole force and no person, so nothing is suppressed and no place is chosen; and they are as at today, not
as at the snapshot, unless an earlier snapshot is asked for.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd

from flightdeck.domain.content import fingerprint
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Period, month_of, periods
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.presets import Preset
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.schema import Kind
from flightdeck.domain.wording import day_text, sentence
from flightdeck.kpis.answers import Answer, Job, Prepared
from flightdeck.kpis.encoding import SCOPES, Encoding, Places, Question
from flightdeck.kpis.engine import prepare
from flightdeck.kpis.views import Maker, Positions, View, empty_column
from flightdeck.services.annotating import NOTHING_ELSE, SeenWith
from flightdeck.services.assembly import Span, completed, latest_window
from flightdeck.services.gate import open_to_all

Registers = Mapping[str, pd.DataFrame]
_FORCE = Places(("",), ("",), ("",))
_KEPT = 64
_known: OrderedDict[tuple[object, ...], tuple[pd.DataFrame | None, Prepared]] = OrderedDict()


class RegisterRows:
    """The rows of the registers as populations; every row belongs to the force."""

    def __init__(self, registers: Registers) -> None:
        """The registers by name; one that is not there has no rows."""
        self._registers = registers

    def view(self, name: str) -> View:
        """A register, with an empty column for whatever it lacks."""
        table = self._registers.get(name)
        size = 0 if table is None else len(table)
        return View(
            size,
            {
                column.name: _maker(table, column.name, column.kind, size)
                for column in POPULATIONS[name].columns.values()
            },
        )

    def under(self, rule: Preset) -> "RegisterRows":
        """Itself: no register knows a suspect."""
        del rule
        return self

    def crime_rows(self, name: str) -> Positions:
        """Every row stands for itself, in the one place there is."""
        return np.zeros(self.view(name).size, dtype=np.intp)


def _maker(table: pd.DataFrame | None, name: str, kind: Kind, size: int) -> Maker:
    if table is None or name not in table or not size:
        return lambda: empty_column(size, kind)
    if kind in (Kind.DATE, Kind.MOMENT):
        return lambda: pd.to_datetime(table[name], utc=kind is Kind.MOMENT).dt.tz_localize(None)
    return lambda: table[name].astype("boolean") if kind is Kind.FLAG else table[name]


def register_result(
    definition: Definition,
    blank: KpiResult,
    registers: Registers,
    filters: Filters,
    *,
    first: int,
    known_on: date | None,
    seen_with: SeenWith = NOTHING_ELSE,
) -> KpiResult:
    """A figure of a register.

    Args:
        definition: what is counted; its population is a register.
        blank: the result without its figures.
        registers: the registers as they stand.
        filters: the reader's, for the months of the series.
        first: the first month there is.
        known_on: the day of an earlier snapshot that was asked for; none for now.
        seen_with: the events the figure is seen with.
    """
    now = datetime.now(UTC)
    on = known_on or now.date()
    goes_on = definition.measure is Measure.AGE and not known_on  # it is another every second
    encoding = _encoding(first, on, now if goes_on else None)
    basis = definition.basis
    span = _span(definition, basis, filters, encoding)
    question = Question.of(span.together(), encoding, scope=SCOPES[0], places=np.array([0]))
    answer = _whole(_prepared(definition, registers, encoding).answer(question))
    blank = replace(blank, as_at=on)
    if definition.when_none and not answer.denominator[-1]:
        nothing = replace(blank, status=Status.NOT_COMPUTABLE, reason=definition.when_none)
        return replace(nothing, sentence=sentence(nothing))
    return completed(
        blank, definition, basis, span=span, answer=answer, gated=open_to_all(answer), seen_with=seen_with
    )


def _prepared(definition: Definition, registers: Registers, encoding: Encoding) -> Prepared:
    """The figure prepared of its register: once, as long as the table is the same and no moment counts."""
    job = Job(definition, definition.basis, RegisterRows(registers), encoding)
    if encoding.moment is not None:
        return prepare(job)
    table = registers.get(definition.population)
    key = (id(table), fingerprint(definition), encoding.first_month, encoding.as_at)
    held = _known.get(key)
    if held is not None and held[0] is table:
        return held[1]
    made = prepare(job)
    _known[key] = (table, made)  # the table is held, so that its id is nobody else's
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return made


def _whole(answer: Answer) -> Answer:
    """The answer without intervals: a register holds every row there is, and is no sample."""
    unknown = np.full_like(answer.value, np.nan)
    return replace(answer, lower=unknown, upper=unknown)


def _encoding(first: int, on: date, moment: datetime | None) -> Encoding:
    """One place, every scope, and the months up to the one that is running."""
    months = max(month_of(on) - first + 1, 1)
    return Encoding(
        _FORCE,
        np.zeros(1, dtype=np.int32),
        np.ones((len(SCOPES), 1), dtype=bool),
        SCOPES,
        first,
        months,
        on,
        moment=moment,
    )


def _span(definition: Definition, basis: Basis, filters: Filters, encoding: Encoding) -> Span:
    """The whole months for the series, and for the headline today, or the latest whole quarters of events."""
    running = encoding.last_month()
    last = min(filters.last if filters.last is not None else running - 1, running - 1)
    first = max(filters.first if filters.first is not None else encoding.first_month, encoding.first_month)
    whole = periods(first, last, by=filters.by) if first <= last else ()
    if definition.stands(basis):
        return Span(whole, Period(running, running, f"on {day_text(encoding.as_at)}"))
    day = np.datetime64(encoding.as_at, "D")
    return Span(whole, latest_window(definition, basis, first=first, last=max(first, last), as_at=day))
