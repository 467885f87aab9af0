"""What stands in the boards' registers on a day."""

from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from flightdeck.data.governance import synthetic_history
from flightdeck.domain.registers import Record
from flightdeck.services.application_store import application_file
from flightdeck.services.register_store import Entry, RegisterStore, last_written

R = TypeVar("R", bound=Record)


def entries(store: Path, *, synthetic: bool, as_known: date | None = None) -> tuple[Entry, ...]:
    """Every record of the store, after the SYNTHETIC ones where the snapshot is synthetic; those of a later day are left out."""
    path = application_file(store)
    kept = _read(path, last_written(path))
    found = (*_made_up(), *kept) if synthetic else kept
    return tuple(one for one in found if as_known is None or one.at.date() <= as_known)


@cache
def _made_up() -> tuple[Entry, ...]:
    return tuple(
        Entry(
            datetime(one.at.year, one.at.month, one.at.day, tzinfo=UTC),
            f"{one.by} (SYNTHETIC)",
            one.why,
            one.record,
        )
        for one in synthetic_history()
    )


@lru_cache(maxsize=8)
def _read(path: Path, last: int) -> tuple[Entry, ...]:
    """The records of a file up to its latest number, which names them: nothing is changed or taken away, so each is read once."""
    if not last:
        return ()
    store = RegisterStore(path)
    try:
        return store.entries()
    finally:
        store.close()


def records(found: tuple[Entry, ...], kind: type[R], subject: str | None = None) -> tuple[R, ...]:
    """The records of one kind, of one subject where it is named, in the order they were written."""
    return tuple(
        entry.record
        for entry in found
        if isinstance(entry.record, kind) and subject in (None, entry.record.subject)
    )
