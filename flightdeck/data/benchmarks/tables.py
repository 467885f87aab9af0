"""Reading the cells of a published file as text, whatever the file is: CSV, gzipped CSV, ODS or XLSX."""

import codecs
import csv
import gzip
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from flightdeck.data.benchmarks.columns import heading_row
from flightdeck.errors import Fault, ReaderError

LARGEST_FILE = 300_000_000  # bytes; a full year of all offences is well below, and memory stays bounded
HEADING_SEARCH = 60  # rows looked at for headings, below cover titles and notes
LONGEST_HEADINGS = 10_000  # bytes; the published headings take about 300
MANY = 20  # faults of one kind that are listed one by one; the rest are counted
KINDS = (".csv", ".csv.gz", ".ods", ".xlsx")
_TOO_LARGE = "Keep only the sexual offences (or split the file by financial year) and import the parts."


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table as text: its headings as printed, its cells, and where each row stands in the file."""

    place: str
    headings: tuple[str, ...]
    cells: pd.DataFrame  # columns are positions 0, 1, …; the index is the row number a reader sees
    faults: tuple[Fault, ...] = ()

    def at(self, row: int) -> str:
        """Where a row is, in words."""
        return f"{self.place}, row {row:,}"


def read_tables(path: Path) -> list[RawTable]:
    """Every table in the file that has the headings of the outcomes table.

    Raises:
        ReaderError: The file is missing, too large, of another kind, unreadable, or has no such table.
    """
    kind = _kind(path)
    if not path.is_file():
        raise ReaderError.of("There is no such file.", where=str(path), remedy="Check the path.")
    if path.stat().st_size >= LARGEST_FILE:
        raise _too_large(path)
    tables = _workbook_tables(path) if kind in {".ods", ".xlsx"} else [_csv_table(path)]
    if not tables:
        raise _no_table(path)
    return tables


def _kind(path: Path) -> str:
    kind = next((kind for kind in KINDS if path.name.lower().endswith(kind)), None)
    if kind is None:
        raise ReaderError.of(
            f'"{path.suffix or path.name}" is not a kind of file that can be imported.',
            where=path.name,
            remedy=f"Use one of {', '.join(KINDS)}.",
        )
    return kind


def _too_large(path: Path) -> ReaderError:
    megabytes = LARGEST_FILE // 1_000_000
    return ReaderError.of(f"The file holds {megabytes} MB or more.", where=path.name, remedy=_TOO_LARGE)


def _no_table(path: Path) -> ReaderError:
    return ReaderError.of(
        f"No row among the first {HEADING_SEARCH} holds the headings of the outcomes table.",
        where=path.name,
        remedy='Use the Home Office table with the headings "Financial Year", "Force Name", "Outcome Type" and so on.',
    )


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _csv_table(path: Path) -> RawTable:
    held = _utf8(_bytes(path))
    if not held.strip():
        raise ReaderError.of("The file is empty.", where=path.name, remedy="Download it again.")
    stream = io.BytesIO(held)
    top = [_split(stream.readline()) for _ in range(HEADING_SEARCH)]
    position = heading_row(top)
    if position is None:
        raise _no_table(path)
    stream.seek(0)
    for _ in range(position + 1):
        stream.readline()
    cells, faults = _csv_cells(stream, width=len(top[position]), rows_above=position + 1, place=path.name)
    if not held.endswith((b"\n", b"\r")):
        faults.append(_cut_short(path.name))
    return RawTable(path.name, tuple(top[position]), cells, tuple(faults))


def _split(line: bytes) -> list[str]:
    """The values of one line; a line longer than any heading row is not looked at to its end."""
    return next(csv.reader([line[:LONGEST_HEADINGS].decode(errors="replace").rstrip("\r\n")]), [])


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() != ".gz":
        return path.read_bytes()
    try:
        with gzip.open(path) as stream:
            held = stream.read(LARGEST_FILE)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ReaderError.of(
            f"The compressed file is damaged or was cut short ({error}).",
            where=path.name,
            remedy="Download it again.",
        ) from error
    if len(held) >= LARGEST_FILE:
        raise _too_large(path)
    return held


def _utf8(held: bytes) -> bytes:
    """The file in UTF-8 without a byte-order mark; the Home Office has published both UTF-8 and Windows files."""
    try:
        held.decode()
    except UnicodeDecodeError:
        return held.decode("cp1252", errors="replace").encode()
    return held.removeprefix(codecs.BOM_UTF8)


def _csv_cells(
    stream: io.BytesIO, *, width: int, rows_above: int, place: str
) -> tuple[pd.DataFrame, list[Fault]]:
    """The cells from here on, and a fault for every row that has too few or too many."""
    names = [str(position) for position in range(width)]
    ragged: list[pa_csv.InvalidRow] = []

    def skip(row: pa_csv.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    try:
        table = pa_csv.read_csv(
            stream,
            read_options=pa_csv.ReadOptions(use_threads=False, column_names=names),
            parse_options=pa_csv.ParseOptions(ignore_empty_lines=False, invalid_row_handler=skip),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        return pd.DataFrame(columns=range(width), dtype="str"), _unreadable(error, place)
    skipped = {row.number for row in ragged}
    numbers = [number for number in range(1, table.num_rows + len(ragged) + 1) if number not in skipped]
    cells = table.to_pandas().set_axis(range(width), axis="columns").set_axis(numbers, axis="index")
    cells.index += rows_above
    faults = [_ragged(row, rows_above, place) for row in ragged]
    return _without_blank_rows(cells), limited(faults, place=place)


def _unreadable(error: pa.ArrowInvalid, place: str) -> list[Fault]:
    """What stopped the reading; nothing when there was nothing to read, which is said elsewhere."""
    if "Empty CSV file" in str(error):
        return []
    return [Fault(f"The rows cannot be read ({error}).", place, "Look for a stray quotation mark.")]


def _ragged(row: pa_csv.InvalidRow, rows_above: int, place: str) -> Fault:
    return Fault(
        what=f"The row has {row.actual_columns} of {row.expected_columns} values.",
        where=f"{place}, row {row.number + rows_above:,}",
        remedy="If it is the last row, the file was cut: download it again. Otherwise look for a stray comma or quote.",
    )


def _cut_short(place: str) -> Fault:
    return Fault(
        what="The file does not end with a line break, so its last row may be cut.",
        where=f"{place}, last row",
        remedy="Download it again; if the last row is whole, add a line break after it.",
    )


def limited(faults: list[Fault], *, place: str) -> list[Fault]:
    """The first faults of one kind, and a last one that counts the rest."""
    if len(faults) <= MANY:
        return faults
    rest = Fault(
        what=f"{len(faults) - MANY:,} more rows have the same fault as the {MANY} before.",
        where=place,
        remedy=faults[0].remedy,
    )
    return [*faults[:MANY], rest]


def _without_blank_rows(cells: pd.DataFrame) -> pd.DataFrame:
    return cells[(cells != "").any(axis="columns")]


# ── ODS and XLSX ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _workbook_tables(path: Path) -> list[RawTable]:
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
            found = [_sheet_table(sheet, path.name) for sheet in sheets]
    except CalamineError as error:
        raise ReaderError.of(
            f"The workbook is damaged, empty, or protected by a password ({error}).",
            where=path.name,
            remedy="Download it again, or save it without a password.",
        ) from error
    return [table for table in found if table is not None]


def _sheet_table(sheet: CalamineSheet, file: str) -> RawTable | None:
    """The sheet's table; None for a cover sheet, contents or notes."""
    top = _rows(sheet, most=HEADING_SEARCH)
    position = heading_row(top)
    if position is None:
        return None
    rows = _rows(sheet)[position + 1 :]
    numbers = range(position + 2, position + 2 + len(rows))
    cells = pd.DataFrame(rows, index=numbers, columns=range(len(top[position])), dtype="str")
    return RawTable(f"{file}, sheet {sheet.name}", tuple(top[position]), _without_blank_rows(cells))


def _rows(sheet: CalamineSheet, *, most: int | None = None) -> list[list[str]]:
    """The sheet's rows as text from its first row on, so that positions are those a reader sees."""
    return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False, nrows=most)]


def _text(cell: object) -> str:
    """A cell as a CSV would hold it: whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
