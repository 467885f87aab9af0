"""CSV files, plain or gzip, read in blocks of bounded size."""

import codecs
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from flightdeck.data.extract.chunks import RawChunk
from flightdeck.data.mapping.model import Source
from flightdeck.errors import Fault, ReaderError

_BLOCK = 8 << 20  # bytes of text held at a time, whatever the size of the file


def header(path: Path, *, source: Source) -> tuple[str, ...]:
    """The names in the first line.

    Raises:
        ReaderError: when a name stands there twice.
    """
    with _opened(path, columns=None, source=source) as reader:
        names: tuple[str, ...] = tuple(reader.schema.names)
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise ReaderError(
            Fault(
                f'the column "{name}" stands twice in the first line',
                where=str(path),
                remedy="Rename one of them.",
            )
            for name in twice
        )
    return names


def read(path: Path, *, columns: Sequence[str], source: Source) -> Iterator[RawChunk]:
    """The rows, every value as text; a row with too few or too many values is refused."""
    first_row = 1
    quotes = _Quotes(_stream(path))
    with _opened(path, columns=columns, source=source, stream=quotes) as reader:
        for batch in reader:
            yield RawChunk(table=path.name, first_row=first_row, frame=batch.to_pandas())
            first_row += batch.num_rows
    if quotes.is_left_open() and not source.encoding.lower().startswith(("utf-16", "utf-32")):
        raise ReaderError.of(
            "the file ends inside a quoted text",
            where=str(path),
            remedy="It is cut: fetch or export it again.",
        )


class _Quotes(io.RawIOBase):
    """A file that counts its quotes while it is read, because the parser takes a cut text for a whole one."""

    def __init__(self, stream: pa.NativeFile) -> None:
        super().__init__()
        self.stream = stream
        self.count = 0
        self.last = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block: bytes = self.stream.read(None if size < 0 else size)
        self.count += block.count(b'"')
        self.last = block[-1:] or self.last
        return block

    def is_left_open(self) -> bool:
        """Whether it ended inside quotes; a lone quote in a text that is not quoted ends with its line."""
        return self.count % 2 == 1 and self.last != b"\n"


def _stream(path: Path) -> pa.NativeFile:
    return pa.input_stream(str(path), compression="gzip" if path.name.lower().endswith(".gz") else None)


def _opened(
    path: Path, *, columns: Sequence[str] | None, source: Source, stream: io.RawIOBase | None = None
) -> pa.csv.CSVStreamingReader:
    _check_encoding(source)
    names = list(columns) if columns is not None else None
    return pyarrow.csv.open_csv(
        stream or _stream(path),
        read_options=pyarrow.csv.ReadOptions(block_size=_BLOCK, encoding=source.encoding),
        parse_options=pyarrow.csv.ParseOptions(delimiter=source.delimiter, newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            include_columns=names,
            column_types=dict.fromkeys(names or (), pa.string()),
            null_values=[""],
            strings_can_be_null=True,
        ),
    )


def _check_encoding(source: Source) -> None:
    try:
        codecs.lookup(source.encoding)
    except LookupError as error:
        raise ReaderError.of(
            f'"{source.encoding}" is no encoding',
            where="source.encoding",
            remedy="Try utf-8, cp1252 or utf-16.",
        ) from error
