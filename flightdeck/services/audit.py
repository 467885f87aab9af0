"""The audit trail: who asked for what, append-only and hash-chained."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock

import sqlalchemy as sa

from flightdeck.services.access import Actor
from flightdeck.services.application_store import append_only, opened

_METADATA = sa.MetaData()
_EVENTS = sa.Table(
    "audit_event",
    _METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("action", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("detail", sa.String, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("chain", sa.String, nullable=False),
)
# The table refuses change even to its owner; the chain shows what was done around the refusal.
_TRIGGERS = append_only("audit_event", named="audit", says="the audit trail is append-only")
_PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL")
_START = "0" * 64
OWN_AREAS = "own_areas"  # in the detail of an event: what "everything" was to a reader of some areas


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the chain holds, and the first event at which it does not."""

    holds: bool
    events: int
    broken_at: int | None


class AuditTrail:
    """The audit trail of one store."""

    def __init__(self, path: Path) -> None:
        """Open, or begin, the trail in a SQLite file."""
        self._engine = opened(path, _METADATA, triggers=_TRIGGERS, pragmas=_PRAGMAS)
        self._lock = Lock()

    def record(self, actor: Actor, action: str, subject: str, detail: dict[str, str], rows: int) -> None:
        """Add one event; of a reader of some areas, with the areas."""
        told = {**detail, OWN_AREAS: ", ".join(actor.areas)} if actor.areas else detail
        event = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "who": actor.name,
            "role": actor.role.value,
            "action": action,
            "subject": subject,
            "detail": json.dumps(told, sort_keys=True),
            "rows": rows,
        }
        with self._lock, self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            last = connection.execute(
                sa.select(_EVENTS.c.chain).order_by(_EVENTS.c.id.desc()).limit(1)
            ).scalar()
            connection.execute(sa.insert(_EVENTS).values(**event, chain=_link(last or _START, event)))
            connection.commit()

    def verify(self) -> Verdict:
        """Whether every event follows from the one before it."""
        before, count = _START, 0
        with self._engine.connect() as connection:
            for row in connection.execute(sa.select(_EVENTS).order_by(_EVENTS.c.id)):
                event = {
                    name: getattr(row, name)
                    for name in ("at", "who", "role", "action", "subject", "detail", "rows")
                }
                if row.chain != _link(before, event):
                    return Verdict(holds=False, events=count, broken_at=row.id)
                before, count = row.chain, count + 1
        return Verdict(holds=True, events=count, broken_at=None)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _link(before: str, event: Mapping[str, object]) -> str:
    return sha256((before + json.dumps(event, sort_keys=True)).encode()).hexdigest()
