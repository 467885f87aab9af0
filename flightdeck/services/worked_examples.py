"""Worked examples run through the same engine as the force's own data."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from flightdeck.definitions.examples import example_table
from flightdeck.domain.codes import CodeList
from flightdeck.domain.definition import Definition
from flightdeck.domain.period import Period, parse_month
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.schema import Kind
from flightdeck.kpis.answers import Job
from flightdeck.kpis.encoding import Question, encode
from flightdeck.kpis.engine import prepare
from flightdeck.kpis.views import Maker, Positions, View, empty_column

_AS_AT = date(2026, 12, 31)  # long after any example, so that every cohort is mature


class ExampleRows:
    """The rows of an example standing in for the populations of a snapshot; every row is a crime of its own."""

    def __init__(self, definition: Definition) -> None:
        """The example's table as the definition's population."""
        table = example_table(definition)
        if "recorded_on" not in table:
            table["recorded_on"] = pd.Timestamp("2024-01-01")
        columns = POPULATIONS["crimes"].columns | POPULATIONS[definition.population].columns
        self.crimes = View(len(table), {
            **{name: _empty_maker(len(table), column.kind) for name, column in columns.items()},
            **{name: _table_maker(table, name) for name in table.columns},
        })  # fmt: skip

    def view(self, name: str) -> View:
        """The example's rows, whatever the population."""
        del name
        return self.crimes

    def crime_rows(self, name: str) -> Positions:
        """Each row is its own crime."""
        del name
        return np.arange(self.crimes.size)


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
