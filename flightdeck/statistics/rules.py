"""The four rules of a process behaviour chart, each a pure function on a vector.

Source: NHSRplotthedots, R/ptd_calculate_point_type.R (MIT), which computes NHS England's *Making Data Count*. Its own
published cases are in tests/data/spc_rule_cases.json.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

RUN_LENGTH = 7  # points in a row on one side of the mean, or all rising or all falling
ROUNDING = 1e-12  # share of the mean below which a difference from it is floating-point noise, not a side

Codes = NDArray[np.int8]
Values = NDArray[np.float64]


class Signal(IntEnum):
    """The rule a point breaks; the lower number wins where it breaks several (NHSRplotthedots' precedence)."""

    NONE = 0
    OUTSIDE_LIMITS = 1
    TREND = 2
    TWO_IN_THREE = 3
    RUN = 4

    @property
    def word(self) -> str:
        """The rule's name in results and files, as outside_limits."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Signals:
    """The rule each point breaks, and 1 for high or rising, -1 for low or falling, 0 for none."""

    rule: Codes
    direction: Codes

    @classmethod
    def none(cls, length: int) -> Self:
        """No signal at any of `length` points."""
        return cls(np.zeros(length, dtype=np.int8), np.zeros(length, dtype=np.int8))


def seven_point_one_side(side: Codes) -> Codes:
    """1 at every point that ends seven on the same side of the mean; `side` is the sign of value less mean."""
    ends: Codes = (np.abs(_trailing_sum(side, RUN_LENGTH)) == RUN_LENGTH).astype(np.int8)
    return ends


def seven_point_trend(values: Values) -> Codes:
    """1 at every point that ends seven all rising, -1 all falling."""
    steps = np.zeros(len(values), dtype=np.int8)
    steps[1:] = _sign(values[1:] - values[:-1])
    total = _trailing_sum(steps, RUN_LENGTH - 1)
    whole = np.abs(total) == RUN_LENGTH - 1
    return np.where(whole, np.sign(total), 0).astype(np.int8)


def part_of_seven_trend(ends: Codes) -> Codes:
    """1 at every point of the seven that a run or trend ends."""
    part: NDArray[np.bool_] = ends != 0
    for back in range(1, min(RUN_LENGTH, len(ends))):
        part[:-back] |= ends[back:] != 0
    flagged: Codes = part.astype(np.int8)
    return flagged


def two_in_three(close: Codes, side: Codes) -> Codes:
    """1 at every point of any three on one side of the mean of which two are close to a limit."""
    flagged = np.zeros(len(side), dtype=np.int8)
    hit = (np.abs(_trailing_sum(side, 3)) == 3) & (_trailing_sum(close, 3) >= 2)  # noqa: PLR2004  the rule's name
    for back in range(3):
        flagged[: len(side) - back] |= hit[back:]
    return flagged


def signals_within(
    values: Values, *, centre: float, reach: float, near: float, trends: bool = True
) -> Signals:
    """Signals of points about a centre line with limits `reach` away and the outer third beginning `near` away."""
    away = values - centre
    away[np.abs(away) <= ROUNDING * abs(centre)] = 0.0
    distance = np.abs(away)
    side = _sign(away)
    outside = distance > reach
    close = (~outside & (distance > near)).astype(np.int8)
    trend = part_of_seven_trend(seven_point_trend(values)) if trends else np.zeros(len(values), dtype=np.int8)
    two = two_in_three(close, side) * close
    run = part_of_seven_trend(seven_point_one_side(side))
    rule = np.select(
        [outside, trend > 0, two > 0, run > 0],
        [Signal.OUTSIDE_LIMITS, Signal.TREND, Signal.TWO_IN_THREE, Signal.RUN],
        Signal.NONE,
    ).astype(np.int8)
    way = np.where(rule == Signal.TREND, _trend_direction(values, trend), side)
    return Signals(rule, np.where(rule == Signal.NONE, 0, way).astype(np.int8))


def _trend_direction(values: Values, trend: Codes) -> Codes:
    """Where a point turns one trend into the next, the way it is going counts, not the way it came."""
    steps = _sign(values[1:] - values[:-1])
    came, goes = np.zeros(len(values), dtype=np.int8), np.zeros(len(values), dtype=np.int8)
    came[1:], goes[:-1] = steps, steps * trend[1:]
    return np.where(goes != 0, goes, came)


def _sign(values: Values) -> Codes:
    return (values > 0).astype(np.int8) - (values < 0).astype(np.int8)


def _trailing_sum(codes: Codes, length: int) -> NDArray[np.int64]:
    """Sum of each point and those before it, `length` in all; 0 where there are not so many."""
    total = np.zeros(len(codes), dtype=np.int64)
    running = np.cumsum(codes, dtype=np.int64)
    total[length - 1 :] = running[length - 1 :]
    total[length:] -= running[:-length]
    return total
