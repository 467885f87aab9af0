"""The file in which an installation keeps what its readers write: registers, lists, sessions and the audit trail."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from flightdeck.data.durable import private_file, private_store

PATIENCE = 30  # seconds to wait while another process writes


def application_file(store: Path) -> Path:
    """Where the store of an installation has it."""
    return store / "application.sqlite"


def opened(
    path: Path, tables: sa.MetaData, *, triggers: Sequence[str] = (), pragmas: Sequence[str] = ()
) -> sa.Engine:
    """Open, or begin, the file with these tables in it; only its owner may read it."""
    private_store(path.parent)
    private_file(path)
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE})
    with engine.begin() as connection:
        for pragma in pragmas:
            connection.exec_driver_sql(pragma)
        tables.create_all(connection)
        for trigger in triggers:
            connection.exec_driver_sql(trigger)
    return engine


def last_number(path: Path, column: sa.Column[int]) -> int:
    """The highest number in a column of numbered rows, 0 where there is none: of a table that only grows it names a state.

    It opens the file for reading alone, so that it can be asked at every request.
    """
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)) as file:
        there = file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [column.table.name]).fetchone()
        found = file.execute(_highest(column)).fetchone() if there else None
    return int(found[0] or 0) if found else 0


@cache
def _highest(column: sa.Column[int]) -> str:
    return str(sa.select(sa.func.max(column)))


def append_only(table: str, *, named: str, says: str) -> tuple[str, ...]:
    """Triggers with which a table refuses change even to its owner, and what they say."""
    return tuple(
        f"CREATE TRIGGER IF NOT EXISTS {named}_no_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END"
        for act in ("update", "delete")
    )
