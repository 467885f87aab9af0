"""Whether counts differ by more than chance explains: an even spread, two counts, the busiest of many places."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flightdeck.statistics.intervals import wilson

Z_95_ONE_SIDED = 1.6448536269514722  # the 95th percentile of the standard normal
FEWEST_EXPECTED = 5.0  # a cell below it, and the chi-squared distribution is no guide (Cochran 1954)


def uneven(counts: ArrayLike, *, expected: ArrayLike | None = None) -> bool:
    """Whether counts differ from an even (or the expected) spread by more than chance explains at 95 %.

    Pearson's chi-squared; its 95th percentile by Wilson and Hilferty (1931), within 1 % of the exact from three
    groups on, 0.2 % from seven. False where a group would be expected to hold fewer than five.

    >>> uneven([40, 40, 41, 39]), uneven([80, 40, 20, 20]), uneven([2, 0, 1, 1])
    (False, True, False)
    """
    seen = np.asarray(counts, dtype=np.float64)
    weights = np.ones(len(seen)) if expected is None else np.asarray(expected, dtype=np.float64)
    share = weights / weights.sum() * seen.sum() if len(seen) else seen
    if len(seen) < 2 or not seen.sum() or share.min() < FEWEST_EXPECTED:  # noqa: PLR2004 (one group is never uneven)
        return False
    freedom = len(seen) - 1
    limit = freedom * (1 - 2 / (9 * freedom) + Z_95_ONE_SIDED * math.sqrt(2 / (9 * freedom))) ** 3
    return bool(((seen - share) ** 2 / share).sum() > limit)


@dataclass(frozen=True, slots=True)
class Times:
    """How many times as many one count is as another, with its 95 % interval; NaN where there is none."""

    value: float
    lower: float
    upper: float


def count_ratio(now: int, before: int) -> Times:
    """The ratio of two counts of the same length of time.

    Given their sum, the first is binomial; Wilson's interval of its share becomes that of the ratio (Nelson 1970).

    >>> found = count_ratio(120, 100)
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (1.2, 0.92, 1.56)
    """
    if now + before == 0:
        return Times(math.nan, math.nan, math.nan)
    share = wilson(now, now + before)
    low, high = float(share.lower), float(share.upper)
    return Times(
        now / before if before else math.inf,
        low / (1 - low) if low < 1 else math.inf,
        high / (1 - high) if high < 1 else math.inf,
    )


def top_share_by_chance(crimes: int, places: int, top: int) -> float:
    """The share of crimes that the busiest `top` of some places would hold if each crime fell anywhere alike.

    The number in one place is then nearly Poisson; the busiest are its upper tail.

    >>> round(top_share_by_chance(1000, 100, 10), 2), round(top_share_by_chance(100, 1000, 100), 2)
    (0.16, 1.0)
    """
    if not crimes or not places:
        return math.nan
    rate = crimes / places
    chances = _poisson(rate)
    left, held = top / places, 0.0
    for number in range(len(chances) - 1, 0, -1):
        taken = min(float(chances[number]), left)
        held += taken * number
        left -= taken
    return min(held / rate, 1.0)


def _poisson(rate: float) -> NDArray[np.float64]:
    most = int(rate + 12 * math.sqrt(rate) + 12)
    numbers = np.arange(most + 1)
    logs = numbers * math.log(rate) - rate - np.array([math.lgamma(number + 1) for number in numbers])
    chances: NDArray[np.float64] = np.exp(logs)
    return chances
