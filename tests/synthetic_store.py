"""A small SYNTHETIC store with two snapshots, built once a run and shared by every worker."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from filelock import FileLock
from pydantic import SecretStr

from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.data.synthetic.seed import seed
from flightdeck.definitions.registry import Registry, load_registry
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.live_registry import LiveRegistry
from flightdeck.services.refresh import refresh
from flightdeck.settings import Settings

ROOT = Path(__file__).parents[1]
CODE_LISTS = load_code_lists(ROOT / "data" / "code_lists")
REGISTRY = load_registry(ROOT / "kpi_definitions", code_lists=CODE_LISTS)
# The first fifteen; a later KPI brings its own tests.
_REFS = (
    "A01",
    "A06",
    "A13",
    "A14",
    "A16",
    "A22",
    "A23",
    "A25",
    "A26",
    "A27",
    "A28",
    "B07",
    "C01",
    "C11",
    "E02",
)
FIFTEEN = tuple(REGISTRY.get(ref) for ref in _REFS)
CRIMES, YEARS = 3_000, 6
EARLIER, UNTIL = date(2026, 7, 31), date(2026, 10, 31)
HASH_KEY = "a key of the tests"


def built_store(shared: Path) -> Path:
    """The store under a folder that every worker shares; whoever comes first builds it."""
    store = shared / "synthetic_store"
    with FileLock(shared / "synthetic_store.lock"):
        if not (store / "built").exists():
            _build(store)
            (store / "built").touch()
    return store


def _build(store: Path) -> None:
    source = store / "synthetic" / "rms.sqlite"
    seed(source, crimes=CRIMES, years=YEARS, until=UNTIL)
    for day in (EARLIER, UNTIL):
        _extract_on(source, day)
        refresh_store(store)


def _extract_on(source: Path, day: date) -> None:
    with closing(sqlite3.connect(source)) as connection, connection:
        connection.execute("UPDATE SYS_EXTRACT SET EXTRACT_DT = ?", [day.isoformat()])


def refresh_store(store: Path) -> None:
    """Read the store's record system whole and make it the latest snapshot."""
    refresh(
        ROOT / "data" / "mappings" / "synthetic_rms.yaml",
        store=store,
        code_lists_folder=ROOT / "data" / "code_lists",
        hash_key=HASH_KEY.encode(),
        progress=lambda _what, _share: None,
    )


def deck_over(store: Path) -> FlightDeck:
    """A flight deck over a store, with the definitions that ship."""
    return deck_with(store, REGISTRY)


def deck_with(store: Path, registry: Registry | LiveRegistry) -> FlightDeck:
    """A flight deck over a store, with other definitions."""
    settings = Settings(store=store, hash_key=SecretStr(HASH_KEY))
    return FlightDeck(SnapshotStore(store), registry, settings=settings, code_lists=CODE_LISTS)


def numbers_in(value: object) -> Iterable[float]:
    """Every number anywhere in a JSON-like value."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from numbers_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from numbers_in(part)
