"""A folder of files as a source: CSV (also gzip), Parquet and Excel workbooks."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile

import pyarrow as pa
from python_calamine import CalamineError

from flightdeck.data.extract import csv_files, parquet_files, workbooks
from flightdeck.data.extract.chunks import RawChunk, TableShape
from flightdeck.data.mapping.model import Source
from flightdeck.domain.codes import nearest
from flightdeck.domain.condition import Condition
from flightdeck.errors import ReaderError

ENDINGS = (".csv", ".csv.gz", ".parquet", ".xlsx")


def open_folder(folder: Path, *, source: Source) -> "Folder":
    """The files of a folder.

    Raises:
        ReaderError: when there is no such folder.
    """
    if not folder.is_dir():
        raise ReaderError.of(
            "there is no such folder", where=str(folder), remedy="Check source.folder in the mapping."
        )
    return Folder(folder=folder, source=source)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder whose files are tables.

    A table is a file name or a pattern (`*-street.csv.gz`); a sheet of a workbook is `name.xlsx#sheet`.
    """

    folder: Path
    source: Source

    def describe(self) -> str:
        """The name of the folder, not where on the machine it lies."""
        return f"folder {self.folder.name}"

    def tables(self) -> tuple[str, ...]:
        """Every file that can be read."""
        return tuple(
            sorted(path.name for path in self.folder.iterdir() if path.name.lower().endswith(ENDINGS))
        )

    def shapes(self, table: str) -> tuple[TableShape, ...]:
        """The columns of every file the name stands for."""
        return tuple(self._shape(path, table) for path in self._paths(table))

    def read(self, table: str, *, columns: Sequence[str], where: Condition) -> Iterator[RawChunk]:  # noqa: ARG002 (files hand over every row)
        """The rows of every file the name stands for, in the order of the file names."""
        paths = self._paths(table)
        if not paths:
            raise ReaderError.of(
                f'there is no file "{table}"', where=str(self.folder), remedy=nearest(table, self.tables())
            )
        for path in paths:
            self._refuse_missing(path, table, columns)
            with _told(path, self.source):
                yield from self._chunks(path, table, columns)

    def _chunks(self, path: Path, table: str, columns: Sequence[str]) -> Iterator[RawChunk]:
        match _ending(path):
            case ".xlsx":
                yield from workbooks.read(
                    path, sheet=_sheet(table), columns=columns, size=self.source.rows_per_chunk
                )
            case ".parquet":
                yield from parquet_files.read(path, columns=columns, size=self.source.rows_per_chunk)
            case _:
                yield from csv_files.read(path, columns=columns, source=self.source)

    def _shape(self, path: Path, table: str) -> TableShape:
        with _told(path, self.source):
            match _ending(path):
                case ".xlsx":
                    columns = dict.fromkeys(workbooks.header(path, sheet=_sheet(table)), "anything")
                case ".parquet":
                    columns = parquet_files.shape(path)
                case _:
                    columns = dict.fromkeys(csv_files.header(path, source=self.source), "text")
        return TableShape(name=path.name, columns=columns)

    def _refuse_missing(self, path: Path, table: str, columns: Sequence[str]) -> None:
        names = self._shape(path, table).columns
        missing = [name for name in columns if name not in names]
        if missing:
            raise ReaderError(
                ReaderError.of(
                    f'there is no column "{name}"', where=str(path), remedy=nearest(name, names)
                ).faults[0]
                for name in missing
            )

    def _paths(self, table: str) -> list[Path]:
        name = table.partition("#")[0]
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
            raise ReaderError.of(
                f'"{table}" leaves the folder',
                where=str(self.folder),
                remedy="Name a file inside source.folder.",
            )
        return sorted(path for path in self.folder.glob(name) if path.is_file() and _ending(path))


def _ending(path: Path) -> str:
    return next((ending for ending in ENDINGS if path.name.lower().endswith(ending)), "")


def _sheet(table: str) -> str:
    return table.partition("#")[2]


@contextmanager
def _told(path: Path, source: Source) -> Iterator[None]:
    """Turn a fault of a file into a reader's fault, without the row a parser quotes: a row is case data."""
    where = str(path)
    try:
        yield
    except UnicodeError as error:
        raise _not_encoded(where, source) from error
    except (pa.ArrowInvalid, CalamineError, BadZipFile) as error:
        if "UTF8" in str(error):
            raise _not_encoded(where, source) from error
        raise ReaderError.of(_fault_of(str(error), path), where=where, remedy=_AGAIN) from error
    except OSError as error:
        early = "Truncated" in str(error)
        said = (
            "the compressed file ends too early"
            if early
            else f"the file cannot be read: {error.strerror or error}"
        )
        raise ReaderError.of(said, where=where, remedy=_AGAIN) from error


_AGAIN = "The file is cut or broken: fetch or export it again."


def _fault_of(said: str, path: Path) -> str:
    short = re.search(r"Expected (\d+) columns, got (\d+)", said)
    if short:
        return f"a row has {short[2]} values where the first line has {short[1]} names"
    if "Empty CSV" in said:
        return "the file is empty"
    return f"the file cannot be read as {_ending(path).removeprefix('.')}"


def _not_encoded(where: str, source: Source) -> ReaderError:
    return ReaderError.of(
        f"the file is not {source.encoding} text",
        where=where,
        remedy="Say how it is encoded, e.g. source: {encoding: cp1252}.",
    )
