"""What the deck has found of each definition, kept for the adoption register: its content, and whether it can be computed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlalchemy as sa

from flightdeck.services.application_store import append_only, last_number, opened

_METADATA = sa.MetaData()
_SEEN = sa.Table(
    "kpi_seen",
    _METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("kpi", sa.String, nullable=False),
    sa.Column("meaning", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("computable", sa.Boolean, nullable=False),
    sa.Column("well", sa.Boolean, nullable=False),
    sa.Column("why", sa.String, nullable=False),
    sa.Column("snapshot", sa.String, nullable=False),
    sa.Column("since", sa.String, nullable=False),
)
# The table refuses change even to its owner, as the audit trail does.
_TRIGGERS = append_only("kpi_seen", named="kpi_seen", says="the adoption register is append-only")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found of one version of a KPI (`id@authority-version`) on a moment, with the snapshot it was found in."""

    at: str
    kpi: str
    meaning: str
    state: str
    computable: bool
    well: bool
    why: str
    snapshot: str
    since: str  # the day of that snapshot

    def says(self) -> tuple[object, ...]:
        """What must have changed for it to be worth keeping again."""
        return (self.meaning, self.state, self.computable, self.well, self.why)


def last_seen(path: Path) -> int:
    """The number of what was found last, 0 where nothing was: as nothing is changed or taken away, it names a state."""
    return last_number(path, _SEEN.c.number)


class SeenStore:
    """What was found, in one store."""

    def __init__(self, path: Path) -> None:
        """Open, or begin, the record in a SQLite file."""
        self._engine = opened(path, _METADATA, triggers=_TRIGGERS)

    def keep(self, found: Iterable[Seen]) -> int:
        """Keep what differs from what was last found of the same version; how many were kept.

        Several workers find the same: whoever comes second keeps nothing, because the file is held while one looks.
        """
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            last = {one.kpi: one.says() for one in _all(connection)}
            new = [asdict(one) for one in found if last.get(one.kpi) != one.says()]
            if new:
                connection.execute(sa.insert(_SEEN), new)
            connection.commit()
        return len(new)

    def all(self) -> tuple[Seen, ...]:
        """Everything that was found, in the order it was."""
        with self._engine.connect() as connection:
            return _all(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _all(connection: sa.Connection) -> tuple[Seen, ...]:
    columns = [column for column in _SEEN.c if column.name != "number"]
    return tuple(Seen(*row) for row in connection.execute(sa.select(*columns).order_by(_SEEN.c.number)))
