"""What stands in the boards' registers on a day."""

from datetime import UTC, date, datetime
from typing import TypeVar

from flightdeck.data.governance import HistoryEntry, synthetic_history
from flightdeck.domain.registers import Record
from flightdeck.services.register_store import Entry, RegisterStore
from flightdeck.settings import Settings

R = TypeVar("R", bound=Record)


def entries(settings: Settings, *, synthetic: bool, as_known: date | None = None) -> tuple[Entry, ...]:
    """Every record of the store, after the SYNTHETIC ones where the snapshot is synthetic; those of a later day are left out."""
    kept = _read(settings) if (settings.store / "application.sqlite").exists() else ()
    made_up = tuple(_made_up(one) for one in synthetic_history()) if synthetic else ()
    return tuple(one for one in (*made_up, *kept) if as_known is None or one.at.date() <= as_known)


def _made_up(written: HistoryEntry) -> Entry:
    at = datetime(written.at.year, written.at.month, written.at.day, tzinfo=UTC)
    return Entry(at, f"{written.by} (SYNTHETIC)", written.why, written.record)


def _read(settings: Settings) -> tuple[Entry, ...]:
    store = RegisterStore(settings.store / "application.sqlite")
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
