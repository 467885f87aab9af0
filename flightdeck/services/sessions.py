"""Sessions of readers, kept beside the registers, so that one who has signed out is out in every process."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe

import sqlalchemy as sa

from flightdeck.services.application_store import opened

LONGEST = timedelta(hours=8)  # a working day, from signing in
_METADATA = sa.MetaData()
_SESSIONS = sa.Table(
    "session",
    _METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("begun_at", sa.String, nullable=False),
)


def _now() -> datetime:
    return datetime.now(UTC)


class Sessions:
    """The sessions that stand; a row says nothing of who it is."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = _now) -> None:
        """Open, or begin, the list in a SQLite file."""
        self._clock = clock
        self._engine = opened(path, _METADATA)

    def begin(self) -> str:
        """The id of a new session; those that have run out are forgotten."""
        name, now = token_urlsafe(24), self._clock()
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_SESSIONS).where(_SESSIONS.c.begun_at <= _oldest(now)))
            connection.execute(sa.insert(_SESSIONS).values(id=name, begun_at=_stamp(now)))
        return name

    def stands(self, name: str) -> bool:
        """Whether a session has begun and neither ended nor run out."""
        chosen = sa.select(_SESSIONS.c.begun_at).where(_SESSIONS.c.id == name)
        with self._engine.connect() as connection:
            begun = connection.execute(chosen).scalar()
        return begun is not None and begun > _oldest(self._clock())

    def end(self, name: str) -> None:
        """Let a session stand no longer."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_SESSIONS).where(_SESSIONS.c.id == name))


def _oldest(now: datetime) -> str:
    return _stamp(now - LONGEST)


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
