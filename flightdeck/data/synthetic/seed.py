"""Builds the synthetic record system: as a SQLite database, or as frames force by force."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from flightdeck.data.synthetic.crimes import Plan
from flightdeck.data.synthetic.draws import Table
from flightdeck.data.synthetic.force import extract_table, force_tables
from flightdeck.data.synthetic.settings import calibration, day, force_names, stories
from flightdeck.errors import Fault, ReaderError

SEED = 20261124
MONTHS_A_YEAR = 12
ROWS_A_WRITE = 20_000
SIZE_SPREAD = (
    0.55  # log-normal: the largest of 43 forces is then about three times the mean, the smallest a third
)
TYPES = {"i": "INTEGER", "f": "REAL", "O": "TEXT"}
FAST = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -65536",
    "PRAGMA locking_mode = EXCLUSIVE",
)

Progress = Callable[[int, int], None]  # forces done, forces in all


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What was written."""

    target: Path
    crimes: int
    forces: tuple[str, ...]
    until: date
    seed: int
    stories: tuple[str, ...]
    rows: dict[str, int]
    seconds: float

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        return {
            "synthetic": True,
            "target": self.target.name,
            "crimes": self.crimes,
            "forces": list(self.forces),
            "until": self.until.isoformat(),
            "seed": self.seed,
            "stories": list(self.stories),
            "rows": self.rows,
            "seconds": round(self.seconds, 1),
        }


def last_month_end(today: date) -> date:
    """The last day of the month before.

    >>> last_month_end(date(2026, 11, 24))
    datetime.date(2026, 10, 31)
    """
    return today.replace(day=1) - timedelta(days=1)


def plans(
    *, crimes: int, forces: int = 1, years: int = 8, until: date, seed: int = SEED, stories_told: bool = True
) -> Iterator[Plan]:
    """One plan a force: the crimes shared out by size, the stories planted in the first.

    Raises:
        ReaderError: The numbers asked for cannot be generated; all faults at once.
    """
    names = force_names()
    _check(crimes=crimes, forces=forces, years=years, most=len(names))
    for number, share in enumerate(_shares(crimes, forces=forces, seed=seed)):
        yield Plan(
            seed=seed,
            force=number,
            force_name=names[number],
            crimes=share,
            months=years * MONTHS_A_YEAR,
            until=day(until),
            settings=calibration(),
            stories=stories() if stories_told and number == 0 else None,
        )


def _check(*, crimes: int, forces: int, years: int, most: int) -> None:
    faults = []
    for what, holds, remedy in (
        (f"{forces} forces", 1 <= forces <= most, f"Ask for 1 to {most} forces."),
        (f"{years} years", 1 <= years <= 20, "Ask for 1 to 20 years."),  # noqa: PLR2004 - said in the remedy
        (f"{crimes} crimes", crimes >= 100 * max(forces, 1), "Ask for at least 100 crimes a force."),
    ):
        if not holds:
            faults.append(
                Fault(what=f"The synthetic record system cannot be built with {what}.", remedy=remedy)
            )
    if faults:
        raise ReaderError(faults)


def _shares(crimes: int, *, forces: int, seed: int) -> list[int]:
    """Crimes a force: log-normal sizes, summing to the crimes asked for."""
    if forces == 1:
        return [crimes]
    sizes = np.exp(SIZE_SPREAD * np.random.default_rng([seed, forces]).standard_normal(forces))
    edges = np.rint(np.cumsum(sizes) / sizes.sum() * crimes).astype(np.int64)
    return [int(share) for share in np.diff(edges, prepend=0)]


def tables(
    *,
    crimes: int = 20_000,
    forces: int = 1,
    years: int = 8,
    until: date,
    seed: int = SEED,
    stories: bool = True,
) -> Iterator[dict[str, pd.DataFrame]]:
    """The raw tables as frames, one force at a time; SYS_EXTRACT with the first."""
    for plan in plans(
        crimes=crimes, forces=forces, years=years, until=until, seed=seed, stories_told=stories
    ):
        raw = force_tables(plan)
        if plan.force == 0:
            raw["SYS_EXTRACT"] = extract_table(plan)
        yield {name: pd.DataFrame(table) for name, table in raw.items()}


def seed_database(
    engine: Engine,
    *,
    crimes: int = 20_000,
    forces: int = 1,
    years: int = 8,
    until: date,
    seed: int = SEED,
    stories: bool = True,
) -> dict[str, int]:
    """Write the same tables into any database SQLAlchemy can reach, and give the rows of each; slower than `seed`.

    Raises:
        ReaderError: The numbers asked for cannot be generated.
    """
    rows: dict[str, int] = {}
    with engine.begin() as connection:
        for frames in tables(
            crimes=crimes, forces=forces, years=years, until=until, seed=seed, stories=stories
        ):
            for name, frame in frames.items():
                frame.to_sql(name, connection, if_exists="append", index=False, chunksize=ROWS_A_WRITE)
                rows[name] = rows.get(name, 0) + len(frame)
    return rows


def _no_progress(done: int, of: int) -> None:
    """Say nothing."""


def seed(
    target: Path,
    *,
    crimes: int = 20_000,
    forces: int = 1,
    years: int = 8,
    until: date,
    seed: int = SEED,
    stories: bool = True,
    progress: Progress = _no_progress,
) -> SeedReport:
    """Write the synthetic record system as a SQLite database, replacing what is at the target only when it is complete.

    Args:
        until: The last day of the extract, best the end of a month.
        stories: Whether the planted stories are told.

    Raises:
        ReaderError: The numbers asked for cannot be generated.
    """
    began = perf_counter()
    wanted = list(
        plans(crimes=crimes, forces=forces, years=years, until=until, seed=seed, stories_told=stories)
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    rows: dict[str, int] = {}
    with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
        for pragma in FAST:
            connection.execute(pragma)
        rows |= _append(connection, {"SYS_EXTRACT": extract_table(wanted[0])})
        for done, plan in enumerate(wanted, start=1):
            written = _append(connection, force_tables(plan))
            rows |= {name: rows.get(name, 0) + count for name, count in written.items()}
            progress(done, len(wanted))
    partial.replace(target)
    told = tuple(wanted[0].stories.all()) if wanted[0].stories else ()
    names = tuple(plan.force_name for plan in wanted)
    return SeedReport(target, crimes, names, until, seed, told, rows, perf_counter() - began)


def _append(connection: sqlite3.Connection, raw: dict[str, Table]) -> dict[str, int]:
    """Append the tables, making those that are new; the rows written of each. Table and column names are ours, never input."""
    written = {}
    connection.execute("BEGIN")
    for name, table in raw.items():
        columns = ", ".join(f'"{column}" {TYPES[values.dtype.kind]}' for column, values in table.items())
        connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({columns})')
        marks = ", ".join("?" * len(table))
        values = zip(*(column.tolist() for column in table.values()), strict=True)
        connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)  # noqa: S608 - names are ours
        written[name] = len(next(iter(table.values())))
    connection.execute("COMMIT")
    return written
