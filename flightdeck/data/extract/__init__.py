"""Reading a source: read-only, in chunks, with a time limit, and never more columns than the mapping names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flightdeck.data.extract.chunks import RawChunk, RecordSource, TableShape
from flightdeck.data.extract.database import open_database
from flightdeck.data.extract.folder import open_folder
from flightdeck.data.mapping.load import beside, resolved
from flightdeck.data.mapping.model import Mapping

__all__ = ["RawChunk", "RecordSource", "TableShape", "open_source"]


@contextmanager
def open_source(mapping: Mapping, *, store: Path) -> Iterator[RecordSource]:
    """The record system the mapping names, open for reading.

    Raises:
        ReaderError: when it cannot be reached.
    """
    source = mapping.source
    if source.database is not None:
        url = resolved(source.database, store=store)
        with open_database(url, source=source, beside=mapping.path.parent) as database:
            yield database
    else:
        yield open_folder(beside(mapping, source.folder or ".", store=store), source=source)
