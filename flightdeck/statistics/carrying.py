"""What a point of a series is measured from: zero, or where the point before leads to expect it.

What happens in a period (crimes recorded, outcomes) is a fresh draw each time. What stands at its end (open cases, people
in date) is mostly what stood at the end of the last, and a rule that takes it for a fresh draw speaks nearly always. So
a figure that stands is judged by its moves, the residuals of a first-order autoregression, as Alwan and Roberts do
(1988, Journal of Business and Economic Statistics 6:87). Where nothing is carried over, that is the plain chart again.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Footing:
    """What each point is measured from, and in which unit of length.

    `still` says, of what stands, which points have not moved and so take no side; of what happens it is None.
    """

    base: Values
    scale: Values
    still: Mask | None
    carried: float  # the share of a point's distance from the mean that the next one keeps, 0 to 1

    def moves(self, points: Values) -> Values:
        """How far each point lies from its base; NaN where nothing is known before it."""
        moved: Values = (points - self.base) / self.scale
        return moved

    def drawn(self, level: float) -> Values:
        """A level of the moves as the points' own heights."""
        heights: Values = self.base + self.scale * level
        return heights


def afresh(points: Values) -> Footing:
    """The footing of what happens: each point is measured from zero."""
    count = len(points)
    return Footing(np.zeros(count), np.ones(count), None, 0.0)


def carrying_over(points: Values) -> Footing:
    """The footing of what stands: each point is measured from what the last known one leads to expect.

    Over a gap of k periods the expectation fades by `carried` to the power k, and a move is as much longer as k steps
    stray further than one. The first known point has nothing before it.
    """
    known = np.flatnonzero(np.isfinite(points))
    mean = float(points[known].mean()) if known.size else np.nan
    carried = share_carried(points)
    base, scale = np.full(len(points), np.nan), np.ones(len(points))
    if not known.size:
        return Footing(base, scale, np.zeros(len(points), dtype=bool), carried)
    places = np.arange(len(points))
    before = known[np.maximum(np.searchsorted(known, places) - 1, 0)]
    steps = places - before
    later = steps > 0
    keeps = carried ** steps[later]
    base[later] = mean + keeps * (points[before[later]] - mean)
    scale[later] = np.sqrt(_strays(carried, steps[later]))
    return Footing(base, scale, later & (points == points[before]), carried)


def _strays(carried: float, steps: NDArray[np.int64]) -> Values:
    """The variance of that many steps, over that of one."""
    if carried == 1.0:
        return steps.astype(np.float64)
    return np.asarray((1 - carried ** (2 * steps)) / (1 - carried**2), dtype=np.float64)


def share_carried(points: Values) -> float:
    """The first autocorrelation of the known points, mended for a short series and kept between 0 and 1.

    A short series shows less than there is; (1 + 3r) / n mends it (Kendall 1954, Biometrika 41:403).

    >>> share_carried(np.array([5.0, 5.0, 5.0]))
    0.0
    """
    away = points - np.nanmean(points) if np.isfinite(points).any() else points
    products = away[1:] * away[:-1]
    pairs = int(np.isfinite(products).sum())
    squares = float(np.nansum(away**2))
    if not pairs or squares == 0.0:
        return 0.0
    count = int(np.isfinite(points).sum())
    raw = float(np.nansum(products)) / pairs * (count - 1) / squares
    return float(np.clip(raw + (1 + 3 * raw) / count, 0.0, 1.0))
