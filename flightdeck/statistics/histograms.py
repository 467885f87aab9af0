"""Exact means and quantiles of durations kept as day histograms.

A histogram is a 2-D array, periods x days: cell (p, d) counts the values of period p that were d days long. Histograms
add, so a quarter is the sum of its months and its median is exact, which no average of medians is.
"""

import numpy as np
from numpy.typing import NDArray

Histogram = NDArray[np.integer]


def sizes(histogram: Histogram) -> NDArray[np.int64]:
    """How many values each row holds."""
    total: NDArray[np.int64] = np.atleast_2d(np.asarray(histogram)).sum(axis=1, dtype=np.int64)
    return total


def at_ranks(histogram: Histogram, *ranks: NDArray[np.int64]) -> tuple[NDArray[np.float64], ...]:
    """For each rank, the value there of each row's values in order, 1 the smallest; NaN where the row is shorter."""
    rows = np.atleast_2d(np.asarray(histogram))
    running = np.cumsum(rows.ravel(), dtype=np.int64)
    return tuple(_at_rank(running, rows.shape, rank) for rank in ranks)


def quantile(histogram: Histogram, q: float) -> NDArray[np.float64]:
    """Quantile q of each row: what numpy.quantile (method "linear") gives on the values written out; NaN when empty.

    Source: Hyndman and Fan (1996), type 7; at q = 0.5 it is the ordinary median.
    """
    return quantiles(histogram, q)[0]


def quantiles(histogram: Histogram, *qs: float) -> tuple[NDArray[np.float64], ...]:
    """Several quantiles of each row (see `quantile`), with one pass over the histogram."""
    rows = np.atleast_2d(np.asarray(histogram))
    running = np.cumsum(rows.ravel(), dtype=np.int64)
    return tuple(_quantile(running, rows.shape, q) for q in qs)


def _quantile(running: NDArray[np.int64], shape: tuple[int, ...], q: float) -> NDArray[np.float64]:
    position = (_row_sizes(running, shape) - 1) * q
    below = np.floor(position)
    low = _at_rank(running, shape, below.astype(np.int64) + 1)
    high = _at_rank(running, shape, np.ceil(position).astype(np.int64) + 1)
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


def _row_sizes(running: NDArray[np.int64], shape: tuple[int, ...]) -> NDArray[np.int64]:
    if running.size == 0:
        return np.zeros(shape[0], dtype=np.int64)
    ends = running[shape[1] - 1 :: shape[1]]
    return np.diff(ends, prepend=0)


def _at_rank(
    running: NDArray[np.int64], shape: tuple[int, ...], rank: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Ranks found by one binary search over all rows laid end to end: a running total never falls."""
    n = _row_sizes(running, shape)
    before = np.cumsum(n) - n
    place = np.searchsorted(running, before + np.clip(rank, 1, np.maximum(n, 1)), side="left")
    found = place - np.arange(shape[0]) * shape[1]
    value: NDArray[np.float64] = np.where((rank >= 1) & (rank <= n), found, np.nan)
    return value
