"""Process behaviour (XmR) charts: limits, the signals read from them, and what they say of a process.

Limits, rules and precedence are those of NHS England's *Making Data Count*, as computed by its reference
implementation NHSRplotthedots: https://github.com/nhs-r-community/NHSRplotthedots (R/ptd_spc_standard.R and
R/ptd_calculate_point_type.R). A value that is missing (hidden, no data, or too young to judge) is NaN: it breaks a
moving range, a run and a trend, and is never judged. What stands at the end of a period is judged by how far it moved
from what the last point leads to expect (see `carrying`): its limits are drawn about that expectation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flightdeck.domain.definition import Improves
from flightdeck.statistics.carrying import Footing, afresh, carrying_over
from flightdeck.statistics.rules import Signal, Signals, signals_within

LIMIT_FACTOR = 2.66  # 3 / d2, where d2 = 1.128 is the expected range of two points in standard deviations
SCREEN_FACTOR = (
    3.267  # D4 for ranges of two points: a larger moving range is itself a signal, not background noise
)
FEWEST_POINTS = 12  # below this Making Data Count calls limits trial limits; the deck then shows none

Values = NDArray[np.float64]

_RULES = tuple(rule.word for rule in Signal)


class Variation(StrEnum):
    """What the latest judged point says of a process."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    TOO_FEW_POINTS = "too_few_points"
    NOT_JUDGED = "not_judged"  # the latest period old enough is hidden: what went before is no reading of it


class Assurance(StrEnum):
    """Whether the process as it stands will meet its target."""

    CONSISTENTLY_PASSES = "consistently_passes"
    CONSISTENTLY_FAILS = "consistently_fails"
    HIT_AND_MISS = "hit_and_miss"
    NO_TARGET = "no_target"
    TOO_FEW_POINTS = "too_few_points"


@dataclass(frozen=True, slots=True)
class Limits:
    """Centre line and natural process limits of one baseline."""

    mean: float
    lower: float
    upper: float
    mean_moving_range: float
    points: int

    @property
    def near_lower(self) -> float:
        """Two thirds of the way from the mean to the lower limit."""
        return self.mean - LIMIT_FACTOR * self.mean_moving_range * 2 / 3

    @property
    def near_upper(self) -> float:
        """Two thirds of the way from the mean to the upper limit."""
        return self.mean + LIMIT_FACTOR * self.mean_moving_range * 2 / 3


@dataclass(frozen=True, slots=True)
class Baselines:
    """Limits of every point, constant within a segment where things happen; NaN where a segment has too few points.

    `segments` are the limits of the moves: of the points themselves, or from what the last one leads to expect.
    """

    starts: tuple[int, ...]
    segments: tuple[Limits, ...]
    footings: tuple[Footing, ...]
    mean: Values
    lower: Values
    upper: Values
    segment: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Process:
    """Everything a process behaviour chart shows, one element a point, and its reading."""

    values: Values
    baselines: Baselines
    signal: NDArray[np.int8]
    direction: NDArray[np.int8]
    improves_when: Improves
    variation: Variation
    assurance: Assurance
    rule: Signal
    latest: int

    @property
    def rules(self) -> list[str]:
        """Name of the rule each point breaks, as in results and files: none, outside_limits, trend, ..."""
        return [_RULES[code] for code in self.signal.tolist()]

    @property
    def variations(self) -> list[Variation]:
        """Variation of every point; a point that is missing or has no limits reads as too few points."""
        judged = np.isfinite(self.values) & np.isfinite(self.baselines.mean)
        return [
            variation_of(int(way), self.improves_when) if known else Variation.TOO_FEW_POINTS
            for way, known in zip(self.direction.tolist(), judged.tolist(), strict=True)
        ]


def limits(values: ArrayLike, *, screen: bool = True) -> Limits:
    """Limits of one baseline, whatever its length; NaN where it has no two neighbouring points.

    `screen` leaves moving ranges above `SCREEN_FACTOR` times their mean out of that mean, once (Nelson 1982, JQT
    14:172). NHSRplotthedots does so by default; the NHS spreadsheet tool does not.
    """
    points = np.asarray(values, dtype=np.float64)
    known = points[np.isfinite(points)]
    if not known.size:
        return Limits(np.nan, np.nan, np.nan, np.nan, 0)
    ranges = np.abs(points[1:] - points[:-1])
    ranges = ranges[np.isfinite(ranges)]
    centre = float(known.sum() / known.size)
    moving = _mean_range(ranges, screen=screen)
    return Limits(
        centre, centre - LIMIT_FACTOR * moving, centre + LIMIT_FACTOR * moving, moving, int(known.size)
    )


def _mean_range(ranges: Values, *, screen: bool) -> float:
    if not ranges.size:
        return np.nan
    moving = float(ranges.sum() / ranges.size)
    if not screen or moving == 0.0:
        return moving
    kept = ranges[ranges < SCREEN_FACTOR * moving]
    return float(kept.sum() / kept.size)


def signals(values: ArrayLike, baseline: Limits, *, still: NDArray[np.bool_] | None = None) -> Signals:
    """The rule each point breaks and which way, all of `values` against one baseline.

    `still` marks, where the values are moves of what stands, those that did not move: they take no side. Moves have no
    rule of trend: seven that each went further than the last tell a reader nothing.
    """
    points = np.array(values, dtype=np.float64)
    if still is not None:
        points[still] = baseline.mean
    near = LIMIT_FACTOR * baseline.mean_moving_range * 2 / 3
    return signals_within(
        points, centre=baseline.mean, reach=baseline.upper - baseline.mean, near=near, trends=still is None
    )


def baselines(
    values: ArrayLike,
    starts: Sequence[int] = (),
    *,
    floor: float | None = None,
    ceiling: float | None = None,
    stands: bool = False,
) -> Baselines:
    """Limits per segment; a new segment begins at each index of `starts`.

    Limits are drawn no lower than `floor` and no higher than `ceiling`, where a value cannot go. `stands` says that the
    values are as at the end of each period, so that each is measured from what the last leads to expect.
    """
    points = np.asarray(values, dtype=np.float64)
    edges = _edges(len(points), starts)
    parts = [points[a:b] for a, b in pairwise(edges)]
    footings = tuple((carrying_over if stands else afresh)(part) for part in parts)
    found = tuple(limits(footing.moves(part)) for footing, part in zip(footings, parts, strict=True))
    drawn = [
        _drawn(footing, one, enough=np.isfinite(part).sum() >= FEWEST_POINTS)
        for footing, one, part in zip(footings, found, parts, strict=True)
    ]
    segment = np.repeat(np.arange(len(found)), np.diff(edges))
    table = np.clip(np.concatenate(drawn, axis=1), floor, ceiling)
    return Baselines(tuple(edges[:-1]), found, footings, table[0], table[1], table[2], segment)


def _edges(length: int, starts: Sequence[int]) -> list[int]:
    inside = {int(start) for start in starts if 0 < start < length}
    return [0, *sorted(inside), length]


def _drawn(footing: Footing, one: Limits, *, enough: bool) -> Values:
    """Centre, lower and upper limit of each point of a segment, one row each."""
    shown = enough and np.isfinite(one.mean_moving_range)
    levels = (one.mean, one.lower, one.upper) if shown else (np.nan,) * 3
    return np.stack([footing.drawn(level) for level in levels])


def process(
    values: ArrayLike,
    *,
    improves_when: str,
    target: float | None = None,
    rebase_at: Sequence[int] = (),
    floor: float | None = None,
    ceiling: float | None = None,
    stands: bool = False,
) -> Process:
    """The whole reading of a series: limits, signals, variation of the latest judged point, assurance.

    `improves_when` is a value of `Improves`; `rebase_at` holds the index of the first point after each dated,
    named change. Assurance compares the target with the limits of the latest segment.
    """
    points = np.asarray(values, dtype=np.float64)
    better = Improves(improves_when)
    lines = baselines(points, rebase_at, floor=floor, ceiling=ceiling, stands=stands)
    found = _signals(points, lines)
    latest = _latest(points, lines)
    return Process(
        values=points,
        baselines=lines,
        signal=found.rule,
        direction=found.direction,
        improves_when=better,
        variation=variation_of(int(found.direction[latest]), better)
        if latest >= 0
        else Variation.TOO_FEW_POINTS,
        assurance=assurance(lines, target=target, improves_when=better),
        rule=Signal(int(found.rule[latest])) if latest >= 0 else Signal.NONE,
        latest=latest,
    )


def _signals(points: Values, lines: Baselines) -> Signals:
    parts = Signals.none(len(points))
    stops = (*lines.starts[1:], len(points))
    for start, stop, one, footing in zip(lines.starts, stops, lines.segments, lines.footings, strict=True):
        if np.isfinite(lines.mean[start:stop]).any():
            part = signals(footing.moves(points[start:stop]), one, still=footing.still)
            parts.rule[start:stop], parts.direction[start:stop] = part.rule, part.direction
    return parts


def _latest(points: Values, lines: Baselines) -> int:
    """Index of the last judged point of the last segment, -1 where that segment has no limits."""
    judged = np.flatnonzero(np.isfinite(points) & np.isfinite(lines.mean))
    return int(judged[-1]) if judged.size and judged[-1] >= lines.starts[-1] else -1


def variation_of(direction: int, improves_when: Improves) -> Variation:
    """Variation of a point signalling high or rising (1), low or falling (-1), or nothing (0)."""
    if direction == 0:
        return Variation.COMMON_CAUSE
    if improves_when is Improves.NEITHER:
        return Variation.NEUTRAL_HIGH if direction > 0 else Variation.NEUTRAL_LOW
    better = (direction > 0) == (improves_when is Improves.INCREASE)
    return Variation.IMPROVEMENT if better else Variation.CONCERN


def assurance(lines: Baselines, *, target: float | None, improves_when: Improves) -> Assurance:
    """Target against the natural limits of the latest segment; no target where no way is better."""
    if target is None or improves_when is Improves.NEITHER:
        return Assurance.NO_TARGET
    drawn = np.flatnonzero(np.isfinite(lines.mean))
    if not drawn.size or drawn[-1] < lines.starts[-1]:
        return Assurance.TOO_FEW_POINTS
    lower, upper = lines.lower[drawn[-1]], lines.upper[drawn[-1]]
    if lower <= target <= upper:
        return Assurance.HIT_AND_MISS
    beyond = target > upper
    fails = beyond == (improves_when is Improves.INCREASE)
    return Assurance.CONSISTENTLY_FAILS if fails else Assurance.CONSISTENTLY_PASSES
