"""Intervals for proportions, rates, ratios, medians and means."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flightdeck.statistics.histograms import Histogram, at_ranks, sizes

Z_95 = 1.959963984540054  # the 97.5th percentile of the standard normal: a two-sided 95 % interval
ZERO_CORRECTION = 0.5  # added to every cell when one is zero (Haldane 1956, Anscombe 1956)
MISSED_EACH_SIDE = 0.025  # half of the 5 % that a 95 % interval may miss
EXACT_RANKS_UP_TO = (
    1000  # beyond this the normal approximation to the binomial moves no rank by more than one
)


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper bounds, one pair an element; NaN where the data can give none."""

    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


def wilson(successes: ArrayLike, trials: ArrayLike, *, z: float = Z_95) -> Interval:
    """Score interval of a proportion.

    Source: Wilson (1927), JASA 22:209-212. NaN where there are no trials; `trials` is broadcast to `successes`.
    """
    k = np.asarray(successes, dtype=np.float64)
    n = np.asarray(trials, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = k / n
        shrink = 1 + z * z / n
        centre = (p + z * z / (2 * n)) / shrink
        half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink
    # Algebra gives exactly 0 at k = 0 and exactly 1 at k = n; floating point gives 1e-17 and may be negative.
    lower = np.where(k == 0, np.where(n > 0, 0.0, np.nan), np.maximum(centre - half, 0.0))
    upper = np.where(k == n, np.where(n > 0, 1.0, np.nan), np.minimum(centre + half, 1.0))
    return Interval(lower, upper)


def byar(count: ArrayLike, *, exposure: ArrayLike = 1.0, z: float = Z_95) -> Interval:
    """Byar's approximation to the exact Poisson interval of a count, divided by its exposure.

    Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, p. 69; the method of the Office for
    Health Improvement and Disparities for rates. NaN where the exposure is not positive.
    """
    seen = np.asarray(count, dtype=np.float64)
    size = np.asarray(exposure, dtype=np.float64)
    floor = np.maximum(seen, 1.0)
    lower = np.where(seen > 0, seen * (1 - 1 / (9 * floor) - z / (3 * np.sqrt(floor))) ** 3, 0.0)
    above = seen + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    known = np.where(size > 0, size, np.nan)
    return Interval(np.maximum(lower, 0.0) / known, upper / known)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as likely one group's proportion is as another's, with its interval."""

    value: NDArray[np.float64]
    interval: Interval


def risk_ratio(
    successes: ArrayLike,
    trials: ArrayLike,
    reference_successes: ArrayLike,
    reference_trials: ArrayLike,
    *,
    z: float = Z_95,
) -> Ratio:
    """Ratio of two proportions, interval by the log method.

    Source: Katz et al. (1978), Biometrics 34:469-474. Where either numerator is zero, 0.5 is added to both numerators
    and both remainders. NaN where a group is empty.
    """
    a, n, c, m = (
        np.asarray(x, dtype=np.float64) for x in (successes, trials, reference_successes, reference_trials)
    )
    shift = np.where((a == 0) | (c == 0), ZERO_CORRECTION, 0.0)
    usable = (n > 0) & (m > 0)
    a, c = a + shift, c + shift
    n, m = np.where(usable, n + 2 * shift, np.nan), np.where(usable, m + 2 * shift, np.nan)
    ratio = (a / n) / (c / m)
    spread = np.exp(z * np.sqrt(np.maximum(1 / a - 1 / n + 1 / c - 1 / m, 0.0)))
    return Ratio(ratio, Interval(ratio / spread, ratio * spread))


def ratio_interval(
    successes: ArrayLike,
    trials: ArrayLike,
    reference_successes: ArrayLike,
    reference_trials: ArrayLike,
    *,
    z: float = Z_95,
) -> Interval:
    """Interval of the ratio of two proportions (see `risk_ratio`)."""
    return risk_ratio(successes, trials, reference_successes, reference_trials, z=z).interval


def median_interval(histogram: Histogram) -> Interval:
    """Distribution-free 95 % interval of a median, one a row of a day histogram.

    The ranks r and n - r + 1 with the largest r for which a fair coin thrown n times shows fewer than r heads with
    probability at most 2.5 % (Conover 1999, Practical Nonparametric Statistics, 3.2; Campbell and Gardner 1988, BMJ
    296:1454). NaN below six values: no pair of ranks reaches 95 % there.
    """
    rows = np.atleast_2d(np.asarray(histogram))
    n = sizes(rows)
    low = np.fromiter((median_rank(int(size)) for size in n), dtype=np.int64, count=len(n))
    rank = np.maximum(low, 1)
    lower, upper = at_ranks(rows, rank, n - rank + 1)
    exists = low > 0
    return Interval(np.where(exists, lower, np.nan), np.where(exists, upper, np.nan))


@lru_cache(maxsize=65536)
def median_rank(n: int) -> int:
    """Rank from below of the lower end of the 95 % interval of the median of n values; 0 where there is none."""
    if n > EXACT_RANKS_UP_TO:
        return math.floor((n + 1 - Z_95 * math.sqrt(n)) / 2)
    heads, chance = 0, 0.5**n  # of so many heads in n throws
    reached = chance
    while reached <= MISSED_EACH_SIDE:
        chance *= (n - heads) / (heads + 1)
        heads += 1
        reached += chance
    return heads


def mean_interval(histogram: Histogram, *, z: float = Z_95) -> Interval:
    """Normal-theory interval of a mean, one a row of a day histogram; NaN below two values."""
    rows = np.atleast_2d(np.asarray(histogram))
    days = np.arange(rows.shape[1], dtype=np.float64)
    n = sizes(rows).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (rows @ days) / n
        variance = np.maximum((rows @ (days * days)) / n - mean * mean, 0.0) * n / (n - 1)
        half = np.where(n > 1, z * np.sqrt(variance / n), np.nan)
    return Interval(mean - half, mean + half)
