"""Funnel plots: units beside each other with limits as wide as their numbers warrant, and no league table.

Sources: Spiegelhalter (2005), Statistics in Medicine 24:1185-1202 (funnels, over-dispersion A.3); Spiegelhalter (2005),
Quality and Safety in Health Care 14:347-351 (winsorising).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flightdeck.statistics.intervals import Z_95

Z_998 = 3.090232306167813  # the 99.9th percentile: two-sided 99.8 %, the customary action limit of funnels
WINSORISED = 0.1  # share of z-scores pulled in at each end, so that true outliers do not widen the limits
CURVE_POINTS = 60  # enough that a drawn curve looks smooth
FEWEST_UNITS = 3  # fewer cannot tell a spread between units from an outlier
BISECTIONS = 40  # halvings: a bracket of a million counts comes down to a millionth of one

Values = NDArray[np.float64]


class Standing(StrEnum):
    """Where a unit stands against the limits."""

    WITHIN = "within"
    ABOVE_95 = "above_95"
    ABOVE_998 = "above_998"
    BELOW_95 = "below_95"
    BELOW_998 = "below_998"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Curve:
    """Limits at each size, for drawing."""

    size: Values
    lower_95: Values
    upper_95: Values
    lower_998: Values
    upper_998: Values


@dataclass(frozen=True, slots=True)
class Funnel:
    """Centre line, limits and where each unit stands; `z` is after any allowance for over-dispersion."""

    centre: float
    phi: float
    overdispersed: bool
    values: Values
    z: Values
    standing: list[Standing]
    curve: Curve


def funnel(numerators: ArrayLike, denominators: ArrayLike, *, centre: float | None = None) -> Funnel:
    """Funnel of proportions about their pooled value, or about `centre`.

    Limits are those of the score test, so with no over-dispersion a unit lies outside the 95 % limits exactly when
    its Wilson interval leaves the centre out. NaN and zero denominators are units without data.
    """
    above, size = _columns(numerators, denominators)
    middle = _pooled(above, size) if centre is None else centre
    spread = np.sqrt(middle * (1 - middle))

    def score(values: Values, sizes: Values) -> Values:
        away: Values = values - middle
        return away * np.sqrt(sizes) / spread if spread > 0 else away * 0.0

    def limit(sizes: Values, z: Values) -> Values:
        bound: Values = np.clip(middle + z * spread / np.sqrt(sizes), 0.0, 1.0)
        return bound

    return _funnel(above, size, middle, score, limit)


def rate_funnel(counts: ArrayLike, exposures: ArrayLike, *, centre: float | None = None) -> Funnel:
    """Funnel of counts per exposure (a population, an expected number) about their pooled rate, or about `centre`.

    With no over-dispersion a unit lies outside the 95 % limits exactly when Byar's interval leaves the centre out.
    """
    seen, size = _columns(counts, exposures)
    middle = _pooled(seen, size) if centre is None else centre

    def score(values: Values, sizes: Values) -> Values:
        return _byar_score(values * sizes, middle * sizes)

    def limit(sizes: Values, z: Values) -> Values:
        return _byar_limit(middle * sizes, z) / sizes

    return _funnel(seen, size, middle, score, limit)


def _columns(above: ArrayLike, below: ArrayLike) -> tuple[Values, Values]:
    top = np.asarray(above, dtype=np.float64)
    size = np.asarray(below, dtype=np.float64)
    usable = np.isfinite(top) & (size > 0)
    return np.where(usable, top, np.nan), np.where(usable, size, np.nan)


def _pooled(above: Values, size: Values) -> float:
    total = float(np.nansum(size))
    return float(np.nansum(above)) / total if total else np.nan


def _funnel(
    above: Values,
    size: Values,
    centre: float,
    score: Callable[[Values, Values], Values],
    limit: Callable[[Values, Values], Values],
) -> Funnel:
    values = above / size
    naive = score(values, size)
    phi = overdispersion(naive)
    known = int(np.isfinite(naive).sum())
    wide = known >= FEWEST_UNITS and phi > 1 + 2 * np.sqrt(2 / known)
    stretch = float(np.sqrt(phi)) if wide else 1.0
    z = naive / stretch
    return Funnel(centre, phi, bool(wide), values, z, _standing(z), _curve(size, limit, stretch))


def overdispersion(z: Values) -> float:
    """Phi: mean square of the winsorised z-scores, 1 when units differ by chance alone; NaN without units.

    Limits are stretched by its root only where it passes 1 + 2 sqrt(2 / units), twice its standard error by chance.
    """
    known = np.sort(z[np.isfinite(z)])
    if not known.size:
        return np.nan
    pulled = int(WINSORISED * known.size)
    inner = np.clip(known, known[pulled], known[known.size - 1 - pulled])
    return float(inner @ inner / known.size)


def _standing(z: Values) -> list[Standing]:
    bands = np.select(
        [np.isnan(z), z > Z_998, z < -Z_998, z > Z_95, z < -Z_95],
        [Standing.NO_DATA, Standing.ABOVE_998, Standing.BELOW_998, Standing.ABOVE_95, Standing.BELOW_95],
        Standing.WITHIN,
    )
    return [Standing(band) for band in bands.tolist()]


def _curve(size: Values, limit: Callable[[Values, Values], Values], stretch: float) -> Curve:
    known = size[np.isfinite(size)]
    if not known.size:
        return Curve(*(np.empty(0) for _ in range(5)))
    # Even steps of the root of size: limits close in with it, so the bend is drawn as finely as the tail.
    sizes = np.linspace(np.sqrt(known.min()), np.sqrt(known.max()), CURVE_POINTS) ** 2
    lines = limit(sizes, np.array([[-Z_95], [Z_95], [-Z_998], [Z_998]]) * stretch)
    return Curve(sizes, *lines)


def _byar_score(seen: Values, expected: Values) -> Values:
    """The z at which Byar's interval of a count just reaches what was expected."""
    above, below = np.maximum(seen, 1e-9), seen + 1
    high = 3 * np.sqrt(above) * (1 - 1 / (9 * above) - np.cbrt(expected / above))
    low = 3 * np.sqrt(below) * (1 - 1 / (9 * below) - np.cbrt(expected / below))
    # The interval holds the expected count at every z where the two disagree in sign: nothing to explain.
    return np.where(np.isnan(seen), np.nan, np.where(high > 0, high, np.where(low < 0, low, 0.0)))


def _byar_limit(expected: Values, z: Values) -> Values:
    """The counts whose Byar score is z (one row a z), by bisection: the score rises with the count."""
    floor = np.zeros(np.broadcast_shapes(expected.shape, z.shape))
    roof = expected + np.abs(z) * (np.abs(z) + 3 * np.sqrt(expected + 1)) + 10
    for _ in range(BISECTIONS):
        middle = (floor + roof) / 2
        short = _byar_score(middle, expected) < z
        floor, roof = np.where(short, middle, floor), np.where(short, roof, middle)
    # Between the two scores lies a flat stretch at 0; z is never 0, so either end will do.
    return floor
