"""Exact means and quantiles of durations kept as day histograms.

A histogram is a 2-D array, periods x days: cell (p, d) counts the values of period p that were d days long. Histograms
add, so a quarter is the sum of its months and its median is exact, which no average of medians is.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Histogram = NDArray[np.integer]


def sizes(histogram: Histogram) -> NDArray[np.int64]:
    """How many values each row holds."""
    total: NDArray[np.int64] = np.atleast_2d(np.asarray(histogram)).sum(axis=1, dtype=np.int64)
    return total


def at_ranks(histogram: Histogram, *ranks: NDArray[np.int64]) -> tuple[NDArray[np.float64], ...]:
    """For each rank, the value there of each row's values in order, 1 the smallest; NaN where the row is shorter."""
    ordered = _ordered(histogram)
    return tuple(ordered.at(rank) for rank in ranks)


def quantile(histogram: Histogram, q: float) -> NDArray[np.float64]:
    """Quantile q of each row: what numpy.quantile (method "linear") gives on the values written out; NaN when empty.

    Source: Hyndman and Fan (1996), type 7; at q = 0.5 it is the ordinary median.
    """
    return quantiles(histogram, q)[0]


def quantiles(histogram: Histogram, *qs: float) -> tuple[NDArray[np.float64], ...]:
    """Several quantiles of each row (see `quantile`), with one pass over the histogram."""
    ordered = _ordered(histogram)
    return tuple(_quantile(ordered, q) for q in qs)


def _quantile(ordered: "_Ordered", q: float) -> NDArray[np.float64]:
    position = (ordered.sizes - 1) * q
    below = np.floor(position)
    low = ordered.at(below.astype(np.int64) + 1)
    high = ordered.at(np.ceil(position).astype(np.int64) + 1)
    share, step = position - below, high - low
    # Interpolated from the nearer end, as numpy does, so that the two agree to the last bit.
    exact: NDArray[np.float64] = np.where(share < 0.5, low + step * share, high - step * (1 - share))  # noqa: PLR2004
    return exact


def median(histogram: Histogram) -> NDArray[np.float64]:
    """Median of each row; NaN when empty."""
    return quantile(histogram, 0.5)


def mean(histogram: Histogram) -> NDArray[np.float64]:
    """Mean of each row; NaN when empty."""
    rows = np.atleast_2d(np.asarray(histogram))
    n = sizes(rows)
    total = rows @ np.arange(rows.shape[1], dtype=np.int64)
    average: NDArray[np.float64] = np.where(n > 0, total / np.maximum(n, 1), np.nan)
    return average


@dataclass(frozen=True, slots=True)
class _Ordered:
    """All rows laid end to end, so that a rank is found by one binary search: a running total never falls."""

    running: NDArray[np.int64]
    sizes: NDArray[np.int64]
    before: NDArray[np.int64]  # values in the rows before
    starts: NDArray[np.int64]  # first cell of each row

    def at(self, rank: NDArray[np.int64]) -> NDArray[np.float64]:
        """The value at a rank of each row; NaN where there is none."""
        inside = np.minimum(np.maximum(rank, 1), np.maximum(self.sizes, 1))
        found = np.searchsorted(self.running, self.before + inside, side="left") - self.starts
        value: NDArray[np.float64] = np.where((rank >= 1) & (rank <= self.sizes), found, np.nan)
        return value


def _ordered(histogram: Histogram) -> _Ordered:
    rows = np.atleast_2d(np.asarray(histogram))
    running = np.cumsum(rows.ravel(), dtype=np.int64)
    height, width = rows.shape
    ends = running[width - 1 :: width] if running.size else np.zeros(height, dtype=np.int64)
    before = np.concatenate(([0], ends[:-1]))[:height]
    return _Ordered(running, ends - before, before, np.arange(height) * width)
