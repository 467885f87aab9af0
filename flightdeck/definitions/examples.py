"""The rows of a worked example as a typed table."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import pandas as pd

from flightdeck.domain.codes import CodeList, nearest
from flightdeck.domain.definition import Definition
from flightdeck.domain.populations import POPULATIONS, Population, PopulationColumn
from flightdeck.domain.schema import Kind
from flightdeck.errors import Fault, ReaderError

Cell = str | int | float | bool | date | None

_DEFAULTS: dict[str, str] = {
    "force": "Example force", "area": "Example area", "team": "Example team",
    "offence_code": "19C", "status": "open", "recorded_on": "2024-01-01",
}  # fmt: skip
_TYPES: dict[Kind, str] = {
    Kind.DATE: "datetime64[s]", Kind.MOMENT: "datetime64[s]", Kind.WHOLE: "Int32",
    Kind.NUMBER: "float64", Kind.FLAG: "boolean",
}  # fmt: skip


def example_rows(text: str) -> list[dict[str, str]]:
    """The cells of a table written with bars, as text; an empty cell is an empty string."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    header = [cell.strip() for cell in lines[0].split("|")]
    return [dict(zip(header, (cell.strip() for cell in line.split("|")), strict=False)) for line in lines[1:]]


def example_tables(definition: Definition) -> dict[str, pd.DataFrame]:
    """The tables of an example by population: its rows, and the events of other populations it looks at.

    What the example leaves out has a plain default.

    Raises:
        ReaderError: with every fault: an unknown column, a cell that cannot be read.
    """
    own = definition.population
    tables = {own: example_table(own, definition.example.rows)}
    for name, text in definition.example.events.items():
        if name not in POPULATIONS:
            raise ReaderError([Fault(f'there is no population "{name}"', remedy=nearest(name, POPULATIONS))])
        tables[name] = example_table(name, text)
    return tables


def example_table(population: str, text: str) -> pd.DataFrame:
    """A table of an example in the columns of a population.

    Raises:
        ReaderError: with every fault: an unknown column, a cell that cannot be read.
    """
    columns = POPULATIONS[population].columns
    rows = example_rows(text)
    faults: list[Fault] = []
    named = [name for name in (rows[0] if rows else {}) if name != "ref"]
    faults += [
        Fault(
            f'the example names "{name}", which is no column of {population}',
            remedy=nearest(name, columns),
        )
        for name in named
        if name not in columns
    ]
    faults += list(_ragged(text))
    if not rows:
        faults.append(
            Fault(
                "the example has no rows",
                remedy="Write a header and at least one row, with bars between the cells.",
            )
        )
    if faults:
        raise ReaderError(faults)
    table = {name: [row.get(name, "") for row in rows] for name in named}
    table |= {
        name: [value] * len(rows)
        for name, value in _DEFAULTS.items()
        if name in columns and name not in table
    }
    made = pd.DataFrame({name: _typed(cells, columns[name], faults) for name, cells in table.items()})
    if faults:
        raise ReaderError(faults)
    return made


def _ragged(text: str) -> Iterator[Fault]:
    header, *lines = [line for line in text.splitlines() if line.strip()] or [""]
    for place, line in enumerate(lines, start=1):
        if line.count("|") != header.count("|"):
            yield Fault(
                f"row {place} of the example has {line.count('|') + 1} cells, its header {header.count('|') + 1}",
                remedy="Write a bar between every two cells, empty ones too.",
            )


def _typed(cells: list[str], column: PopulationColumn, faults: list[Fault]) -> pd.Series:
    read = [_cell(cell, column, faults) for cell in cells]
    return pd.Series(read, dtype=_TYPES.get(column.kind, "str"))


def _cell(cell: str, column: PopulationColumn, faults: list[Fault]) -> Cell:  # noqa: PLR0911 (one return a kind)
    if not cell:
        return None
    try:
        if column.kind is Kind.MOMENT:
            return datetime.fromisoformat(cell)
        if column.kind is Kind.DATE:
            return date.fromisoformat(cell)
        if column.kind is Kind.WHOLE:
            return int(cell)
        if column.kind is Kind.NUMBER:
            return float(cell)
        if column.kind is Kind.FLAG:
            return {"true": True, "false": False}[cell]
    except (ValueError, KeyError):
        faults.append(
            Fault(
                f'the example has "{cell}" for {column.name}, a {column.kind}',
                remedy="Dates as 2024-01-31, moments as 2024-01-31 06:00, flags as true or false.",
            )
        )
        return None
    return cell


def code_faults(
    table: pd.DataFrame, population: Population, code_lists: Mapping[str, CodeList], where: str
) -> Iterator[Fault]:
    """Every cell of a table that is no code of its column's list."""
    for name, cells in table.items():
        codes = population.columns[str(name)].codes
        valid = code_lists[codes].names() if codes is not None and codes in code_lists else ()
        unknown = sorted({str(cell) for cell in cells.dropna()} - set(valid)) if valid else []
        yield from (
            Fault(f'the example has "{cell}", which is no code of {codes}', where, nearest(cell, valid))
            for cell in unknown
        )
