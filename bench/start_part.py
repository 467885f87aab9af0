"""Part (d): from the start of `python app.py` over a snapshot that is there, to the first served page."""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.report import Section
from bench.serving import served
from bench.snapshots import Size, store_of
from bench.timing import told

STARTS = 5


def measured(sizes: Sequence[Size]) -> Iterator[dict[str, Section]]:
    """The section of part (d)."""
    rows = []
    for size in sizes:
        _start(size)  # the very first start compiles what it imports
        times = [_start(size) for _ in range(STARTS)]
        rows.append((f"{size.crimes:,} crimes", told(median(times)), told(max(times))))
    about = f"From the start of `python app.py`, with a snapshot there, to the first page served; {STARTS} starts after a first."
    yield {"d start": Section("Start-up", about, ("Snapshot", "Median", "Slowest"), tuple(rows))}


def _start(size: Size) -> float:
    with served(store_of(size)) as (_, seconds):
        return seconds
