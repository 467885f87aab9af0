"""Reading a select through any SQLAlchemy driver, streamed."""

from collections.abc import Iterator, Mapping

import pandas as pd
import sqlalchemy as sa

from flightdeck.data.extract.chunks import RawChunk
from flightdeck.data.extract.columns import RawKind, series


def selected(
    connection: sa.Connection,
    statement: sa.Select[*tuple[object, ...]],
    *,
    table: str,
    kinds: Mapping[str, RawKind],
    rows_per_chunk: int,
) -> Iterator[RawChunk]:
    """The rows of a select, chunk by chunk, with memory for one chunk."""
    streaming = {"stream_results": True, "yield_per": rows_per_chunk}
    with connection.execute(statement, execution_options=streaming) as result:
        first_row = 1
        for rows in result.partitions():
            columns = zip(*rows, strict=True)
            frame = pd.DataFrame(
                {
                    name: series(values, kind=kind)
                    for (name, kind), values in zip(kinds.items(), columns, strict=True)
                }
            )
            yield RawChunk(table=table, first_row=first_row, frame=frame)
            first_row += len(rows)
