"""The SYNTHETIC snapshots that are measured: the force of the demonstration, and 43 forces with 2,000,000 crimes."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.definitions.registry import load_registry
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.settings import PRODUCT, Settings

STORE = Path(os.environ.get("FLIGHTDECK_BENCH_STORE", PRODUCT / "var" / "bench"))
UNTIL = "2026-10-31"


@dataclass(frozen=True, slots=True)
class Size:
    """A synthetic record system by its size."""

    name: str
    crimes: int
    forces: int


SMALL = Size("small", 20_000, 1)
LARGE = Size("large", 2_000_000, 43)


def store_of(size: Size) -> Path:
    """The store of a size, built on first use."""
    store = STORE / size.name
    if SnapshotStore(store).latest() is None:
        source = store / "synthetic" / "rms.sqlite"
        if not source.exists():
            _run("seed", store, "--crimes", str(size.crimes), "--forces", str(size.forces), "--until", UNTIL)
        _run("refresh", store)
    return store


def _run(command: str, store: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "flightdeck", command, "--store", store, *arguments], check=True, cwd=PRODUCT
    )


def settings_over(store: Path) -> Settings:
    """The settings of the product, with a store."""
    return Settings().model_copy(update={"store": store})


def deck_over(store: Path) -> FlightDeck:
    """A flight deck over a store."""
    settings = settings_over(store)
    code_lists = load_code_lists(settings.code_lists)
    registry = load_registry(settings.definitions, code_lists=code_lists)
    return FlightDeck(SnapshotStore(store), registry, settings=settings, code_lists=code_lists)
