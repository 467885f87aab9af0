"""Worked examples run through the same engine as the force's own data."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from flightdeck.definitions.examples import example_tables
from flightdeck.domain.codes import CodeList
from flightdeck.domain.definition import Definition
from flightdeck.domain.period import Period, parse_month
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.presets import Preset
from flightdeck.domain.schema import Kind
from flightdeck.kpis.answers import Job
from flightdeck.kpis.encoding import Question, encode
from flightdeck.kpis.engine import prepare
from flightdeck.kpis.views import Maker, Positions, View, empty_column

_AS_AT = date(2026, 12, 31)  # long after any example, so that every cohort is mature

_ANY_OFFENCE = "19C"


class ExampleRows:
    """The tables of an example standing in for the populations of a snapshot; every row is a crime of its own."""

    def __init__(self, definition: Definition) -> None:
        """The example's tables as the definition's population and those it looks at."""
        self._views: dict[str, View] = {}
        self._first: dict[str, int] = {}  # the crime of the first row of each population
        size = 0
        for name, table in example_tables(definition).items():
            self._views[name] = _view(name, table)
            self._first[name] = size
            size += len(table)
        self.crimes = _together(self._views, size)

    def view(self, name: str) -> View:
        """The example's rows of a population."""
        return self._views[name]

    def crime_rows(self, name: str) -> Positions:
        """Each row is its own crime."""
        return np.arange(self._views[name].size) + self._first[name]

    def under(self, rule: Preset) -> "ExampleRows":
        """Itself: the rows of an example say themselves who is a repeat suspect."""
        del rule
        return self


def _view(name: str, table: pd.DataFrame) -> View:
    if "recorded_on" not in table:
        table["recorded_on"] = pd.Timestamp("2024-01-01")
    if "offence_code" not in POPULATIONS[name].columns:
        table["offence_code"] = _ANY_OFFENCE  # rows that belong to no crime count in every scope
    columns = POPULATIONS["crimes"].columns | POPULATIONS[name].columns
    return View(len(table), {
        **{column: _empty_maker(len(table), about.kind) for column, about in columns.items()},
        **{column: _table_maker(table, column) for column in table.columns},
    })  # fmt: skip


def _together(views: Mapping[str, View], size: int) -> View:
    """What the encoding asks of crimes, for the rows of all populations one after the other."""
    names = ("force", "area", "team", "offence_code", "recorded_on")
    whole = pd.concat([view.frame(names) for view in views.values()], ignore_index=True)
    return View(size, {name: _table_maker(whole, name) for name in names})


def _empty_maker(size: int, kind: Kind) -> Maker:
    return lambda: empty_column(size, kind)


def _table_maker(table: pd.DataFrame, name: str) -> Maker:
    return lambda: table[name]


def worked_example(definition: Definition, *, code_lists: Mapping[str, CodeList]) -> dict[str, float]:
    """What the engine makes of a definition's example: the figures that the example expects, by name."""
    rows = ExampleRows(definition)
    encoding = encode(rows.crimes, code_lists=code_lists, as_at=definition.example.as_at or _AS_AT)
    characteristic = _characteristic(definition)
    prepared = prepare(Job(definition, definition.basis, rows, encoding, characteristic))
    month = parse_month(definition.example.period)
    question = Question.of(
        [Period(month, month, "")], encoding, scope=definition.scope, places=encoding.places.chosen()
    )
    answer = prepared.answer(question)
    found = {"denominator": float(answer.denominator[0]), "value": float(answer.value[0])}
    if answer.numerator is not None:
        found["numerator"] = float(answer.numerator[0])
    return {name: found[name] for name in definition.example.expect}


def _characteristic(definition: Definition) -> str:
    named = [name for name in definition.characteristics if f"{name}_status" in definition.example.rows]
    return named[0] if named else ""
