"""Part (b): rows out of a real PostgreSQL server, each way in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import sqlalchemy as sa

from bench.extract_one import TABLE
from bench.report import Section
from bench.snapshots import LARGE, Size
from flightdeck.settings import PRODUCT
from tests.postgres import running_postgres

ROWS, FEW_ROWS = 1_000_000, 100_000
REPEATS = 3
LABELS = 12  # text columns that repeat a few labels, as a record system does
DATES = 6
WAYS = {
    "flight_deck_whole": "Flight deck, one frame",
    "flight_deck_chunks": "Flight deck, chunk by chunk (as a refresh reads)",
    "connectorx_whole": "connectorx, one frame",
    "read_sql_whole": "pandas.read_sql, one frame",
    "read_sql_chunks": "pandas.read_sql, chunk by chunk",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way took: medians of its runs."""

    seconds: float
    megabytes: float


def measured(sizes: Sequence[Size]) -> Iterator[dict[str, Section]]:
    """The section of part (b)."""
    rows = ROWS if LARGE in sizes else FEW_ROWS
    with running_postgres() as url:
        fill(url, rows=rows)
        readings = {way: _reading(way, url, rows=rows) for way in WAYS}
    base = readings["flight_deck_whole"]
    lines = tuple(
        (
            WAYS[way],
            f"{found.seconds:.1f} s",
            f"{found.seconds / base.seconds:.1f}×",
            f"{found.megabytes:,.0f} MB",
            f"{found.megabytes / base.megabytes:.1f}×",
        )
        for way, found in readings.items()
    )
    about = (
        f"{rows:,} rows of {3 + LABELS + DATES + 1} columns ({LABELS + 1} text, {DATES} dates and times, 2 numbers, 1 flag) from PostgreSQL on loopback; each run in a process "
        f"of its own, medians of {REPEATS}. Memory is the growth of the process's peak. Every way read the same rows."
    )
    yield {
        "b extraction": Section(
            "Reading from PostgreSQL", about, ("Way", "Time", "Ratio", "Peak memory", "Ratio"), lines
        )
    }


def fill(url: sa.URL, *, rows: int) -> None:
    """Make the table."""
    labels = ", ".join(
        f"'Label of some length ' || (i * {prime} % 23) AS label_{prime}" for prime in range(1, LABELS + 1)
    )
    dates = ", ".join(
        f"timestamp '2018-01-01' + (i * {prime} % 4000000) * interval '1 minute' AS at_{prime}"
        for prime in range(1, DATES + 1)
    )
    statement = (
        f"CREATE TABLE {TABLE} AS SELECT i::bigint AS id, md5(i::text) AS ref, (i % 97)::int AS whole, (i % 3 = 0) AS flag, {labels}, {dates} "
        f"FROM generate_series(1, {rows}) AS i"
    )
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def _reading(way: str, url: sa.URL, *, rows: int) -> Reading:
    found = [_read_once(way, url) for _ in range(REPEATS)]
    for one in found:
        if (one["rows"], one["total"]) != (rows, rows * (rows + 1) // 2):
            raise AssertionError(f"{way} read {one}")
    return Reading(median(one["seconds"] for one in found), median(one["megabytes"] for one in found))


def _read_once(way: str, url: sa.URL) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.extract_one", way],
        env={**os.environ, "BENCH_URL": url.render_as_string(hide_password=False)},
        cwd=PRODUCT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout))
