"""The file in which an installation keeps what its readers write: registers, lists, sessions and the audit trail."""

from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from flightdeck.data.durable import private_file, private_store

PATIENCE = 30  # seconds to wait while another process writes


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


def append_only(table: str, *, named: str, says: str) -> tuple[str, ...]:
    """Triggers with which a table refuses change even to its owner, and what they say."""
    return tuple(
        f"CREATE TRIGGER IF NOT EXISTS {named}_no_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END"
        for act in ("update", "delete")
    )
