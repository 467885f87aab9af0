"""The boards' registers as they are kept: every record with who, when and why; nothing is changed or taken away."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from pydantic import TypeAdapter

from flightdeck.domain.registers import AnyRecord, Record
from flightdeck.services.application_store import append_only, last_number, opened

_METADATA = sa.MetaData()
_ENTRIES = sa.Table(
    "register_entry",
    _METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("by", sa.String, nullable=False),
    sa.Column("why", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("record", sa.String, nullable=False),
)
# The table refuses change even to its owner, as the audit trail does.
_TRIGGERS = append_only("register_entry", named="register", says="the registers are append-only")
_RECORD: TypeAdapter[Record] = TypeAdapter(AnyRecord)


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: who wrote it (a role, never a person), when, and why."""

    at: datetime
    by: str
    why: str
    record: Record


def last_written(path: Path) -> int:
    """The number of the latest record, 0 where there is none: as nothing is changed or taken away, it names a state."""
    return last_number(path, _ENTRIES.c.id)


class RegisterStore:
    """The registers of one store."""

    def __init__(self, path: Path) -> None:
        """Open, or begin, the registers in a SQLite file."""
        self._engine = opened(path, _METADATA, triggers=_TRIGGERS)

    def append(self, entry: Entry) -> None:
        """Add one record."""
        row = {
            "at": entry.at.isoformat(timespec="seconds"),
            "by": entry.by,
            "why": entry.why,
            "kind": entry.record.kind,
            "subject": entry.record.subject,
            "record": entry.record.model_dump_json(),
        }
        with self._engine.begin() as connection:
            connection.execute(sa.insert(_ENTRIES).values(row))

    def entries(self) -> tuple[Entry, ...]:
        """Every record, in the order it was written."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(_ENTRIES).order_by(_ENTRIES.c.id)).all()
        return tuple(
            Entry(datetime.fromisoformat(row.at), row.by, row.why, _RECORD.validate_json(row.record))
            for row in rows
        )

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
