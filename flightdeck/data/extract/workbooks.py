"""Excel workbooks: one sheet is one table, its first row the column names."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
from python_calamine import CalamineSheet, CalamineWorkbook

from flightdeck.data.extract.chunks import RawChunk
from flightdeck.data.extract.columns import RawKind, series
from flightdeck.domain.codes import nearest
from flightdeck.errors import ReaderError

# A workbook is held in memory whole, and a small file may hold a huge sheet, so what counts is its unpacked size.
LARGEST_UNPACKED = 1_000_000_000


def header(path: Path, *, sheet: str) -> tuple[str, ...]:
    """The names in the first row of the sheet (the first sheet when none is named)."""
    first = next(iter(_sheet(path, sheet).iter_rows()), [])
    return tuple(str(name).strip() for name in first)


def read(path: Path, *, sheet: str, columns: Sequence[str], size: int) -> Iterator[RawChunk]:
    """The rows of the sheet."""
    rows = iter(_sheet(path, sheet).iter_rows())
    names = [str(name).strip() for name in next(rows, [])]
    places = {name: names.index(name) for name in columns}
    first_row = 1
    while held := list(islice(rows, size)):
        frame = pd.DataFrame({name: _column([row[place] for row in held]) for name, place in places.items()})
        yield RawChunk(table=path.name, first_row=first_row, frame=frame)
        first_row += len(held)


def _column(values: Sequence[object]) -> pd.Series:
    found = [None if value == "" else value for value in values]
    if any(isinstance(value, date) for value in found) and all(
        isinstance(value, date | None) for value in found
    ):
        return series(found, kind=RawKind.MOMENT)
    return series([_text(value) for value in found], kind=RawKind.ANY)


def _text(value: object) -> object:
    """Excel keeps every number as a float: a reference 1234 must not become "1234.0"."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.isoformat(sep=" ") if isinstance(value, datetime) else value


def _sheet(path: Path, name: str) -> CalamineSheet:
    _refuse_huge(path)
    workbook = CalamineWorkbook.from_path(str(path))
    if name and name not in workbook.sheet_names:
        raise ReaderError.of(
            f'there is no sheet "{name}"', where=str(path), remedy=nearest(name, workbook.sheet_names)
        )
    return workbook.get_sheet_by_name(name) if name else workbook.get_sheet_by_index(0)


def _refuse_huge(path: Path) -> None:
    with ZipFile(path) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > LARGEST_UNPACKED:
        raise ReaderError.of(
            f"the workbook holds {size:,} bytes; at most {LARGEST_UNPACKED:,} are read",
            where=str(path),
            remedy="Save it as CSV: a CSV file of any size is read in parts.",
        )
