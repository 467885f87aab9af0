"""Parquet files, read in batches."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flightdeck.data.extract.chunks import RawChunk


def shape(path: Path) -> dict[str, str]:
    """The columns, each with its Arrow type."""
    return {field.name: str(field.type) for field in pq.read_schema(path)}


def read(path: Path, *, columns: Sequence[str], size: int) -> Iterator[RawChunk]:
    """The rows; whole numbers stay whole beside missing ones."""
    types = {pa.int64(): "Int64", pa.int32(): "Int32", pa.bool_(): "boolean"}
    first_row = 1
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=size, columns=list(columns)):
            table = pa.Table.from_batches([batch]).select(list(columns))
            whole = {
                name: types[kind]
                for name, kind in zip(table.schema.names, table.schema.types, strict=True)
                if kind in types
            }
            frame = table.to_pandas(integer_object_nulls=True).astype(whole)
            yield RawChunk(table=path.name, first_row=first_row, frame=frame)
            first_row += batch.num_rows
