"""A canonical frame as the bytes of a Parquet file, and back with the same types."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

_CATEGORIES = b"flightdeck.categories"  # Parquet forgets the categories that no row uses


def frame_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as Parquet; the same frame always gives the same bytes."""
    categories = {
        name: frame[name].cat.categories.tolist()
        for name in frame.columns
        if isinstance(frame[name].dtype, pd.CategoricalDtype)
    }
    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.replace_schema_metadata(
        {**(table.schema.metadata or {}), _CATEGORIES: json.dumps(categories)}
    )
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def frame_from(stored: bytes) -> pd.DataFrame:
    """The frame that was written."""
    table = pq.read_table(pa.BufferReader(stored))
    categories = json.loads(table.schema.metadata[_CATEGORIES])
    frame = table.to_pandas()
    columns = {
        # A column in which nothing is recorded comes back as object, so it is cast, not given categories.
        name: frame[name].astype(pd.CategoricalDtype(categories[name]))
        if name in categories
        else _in_seconds(frame[name])
        for name in frame.columns
    }
    return pd.DataFrame(columns)


def _in_seconds(column: pd.Series) -> pd.Series:
    """Parquet has no seconds, so they come back as milliseconds."""
    return column.astype("M8[s]") if pd.api.types.is_datetime64_any_dtype(column.dtype) else column
