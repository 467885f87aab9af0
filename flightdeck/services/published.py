"""Published outcomes held in memory: read again only when a table has been imported, compared once a question."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from flightdeck.data.benchmarks import load_benchmarks
from flightdeck.services import benchmark
from flightdeck.services.benchmark import Comparison, Figures

HELD_COMPARISONS = 256  # a reader's every choice of one year; each is a few kilobytes


def published(store: Path | None) -> "Published":
    """The published outcomes of a store as they are now.

    Raises:
        ReaderError: The store's manifest or one of its tables cannot be read.
    """
    manifest = store / "benchmarks" / "manifest.json" if store is not None else None
    stamp = manifest.stat().st_mtime_ns if manifest is not None and manifest.is_file() else 0
    return _read(store, stamp)


@lru_cache(maxsize=2)
def _read(store: Path | None, _stamp: int) -> "Published":
    return Published(load_benchmarks(store))


class Published:
    """All published outcomes, and what has been asked of them."""

    def __init__(self, frame: pd.DataFrame) -> None:
        """Hold the frame of `load_benchmarks`."""
        self._frame = frame
        self.years = benchmark.years(frame)
        self._compare = lru_cache(maxsize=HELD_COMPARISONS)(self._compared)
        self._figures = lru_cache(maxsize=HELD_COMPARISONS)(self._figured)

    def comparison(self, *, year: str, scope: str, basis: str, outcome: str, focus: str) -> Comparison:
        """Force beside force (see `services.benchmark.comparison`)."""
        return self._compare(year, scope, basis, outcome, focus)

    def figures(self, force: str) -> tuple[Figures, ...]:
        """One force as printed, year by year (see `services.benchmark.figures`)."""
        return self._figures(force)

    def _compared(self, year: str, scope: str, basis: str, outcome: str, focus: str) -> Comparison:
        return benchmark.comparison(
            self._frame, year=year, scope=scope, basis=basis, outcome=outcome, focus=focus
        )

    def _figured(self, force: str) -> tuple[Figures, ...]:
        return tuple(benchmark.figures(self._frame, force, year) for year in self.years)
