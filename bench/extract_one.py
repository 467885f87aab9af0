"""One way of reading the table, in a process of its own: `python -m bench.extract_one WAY`; the address is in BENCH_URL."""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import pandas as pd
import sqlalchemy as sa

TABLE = "bench_investigation"
CHUNK = 50_000


def flight_deck_chunks() -> Iterator[pd.DataFrame]:
    """As a refresh reads: chunk by chunk, each handed on and let go."""
    from flightdeck.data.extract.database import open_database
    from flightdeck.data.mapping.model import Source
    from flightdeck.domain.condition import EVERYWHERE

    source = Source(database=os.environ["BENCH_URL"])
    with open_database(os.environ["BENCH_URL"], source=source, beside=Path.cwd()) as database:
        columns = list(database.shapes(TABLE)[0].columns)
        for chunk in database.read(TABLE, columns=columns, where=EVERYWHERE):
            yield chunk.frame


def flight_deck_whole() -> Iterator[pd.DataFrame]:
    """The same chunks put together into one frame, for a like comparison with the others."""
    parts = list(flight_deck_chunks())
    columns = {}
    for name in parts[0].columns:
        pieces = [part.pop(name) for part in parts]
        joined = (
            pd.api.types.union_categoricals(pieces)
            if isinstance(pieces[0].dtype, pd.CategoricalDtype)
            else pd.concat(pieces, ignore_index=True)
        )
        columns[name] = joined
    yield pd.DataFrame(columns)


def read_sql_whole() -> Iterator[pd.DataFrame]:
    """pandas.read_sql over SQLAlchemy and psycopg."""
    with sa.create_engine(os.environ["BENCH_URL"]).connect() as connection:
        yield pd.read_sql(sa.text(f"SELECT * FROM {TABLE}"), connection)


def read_sql_chunks() -> Iterator[pd.DataFrame]:
    """pandas.read_sql, streamed."""
    with (
        sa.create_engine(os.environ["BENCH_URL"])
        .connect()
        .execution_options(stream_results=True) as connection
    ):
        yield from pd.read_sql(sa.text(f"SELECT * FROM {TABLE}"), connection, chunksize=CHUNK)


def connectorx_whole() -> Iterator[pd.DataFrame]:
    """connectorx into pandas, two partitions, as its manual advises."""
    import connectorx

    address = (
        sa.make_url(os.environ["BENCH_URL"])
        .set(drivername="postgresql")
        .render_as_string(hide_password=False)
    )
    yield connectorx.read_sql(
        address, f"SELECT * FROM {TABLE}", partition_on="id", partition_num=2, return_type="pandas"
    )


WAYS: dict[str, Callable[[], Iterator[pd.DataFrame]]] = {
    way.__name__: way
    for way in (flight_deck_chunks, flight_deck_whole, read_sql_whole, read_sql_chunks, connectorx_whole)
}
IMPORTS = {
    "connectorx_whole": ("connectorx",),
    "flight_deck_chunks": ("flightdeck.data.extract.database",),
    "flight_deck_whole": ("flightdeck.data.extract.database",),
}


def main() -> None:
    """Read once and print rows, seconds and the growth of peak memory."""
    way = sys.argv[1]
    for name in IMPORTS.get(way, ()):
        __import__(name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, rows, total = perf_counter(), 0, 0
    for frame in WAYS[way]():
        rows += len(frame)
        total += int(frame["id"].sum())
    taken = perf_counter() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"rows": rows, "total": total, "seconds": taken, "megabytes": grown / 1024}))


if __name__ == "__main__":
    main()
