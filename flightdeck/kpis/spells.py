"""Spells: stretches of days during which something holds for a row, and what is left of them inside or outside others.

A spell is half-open in whole days: it holds from its first day on, and no longer on the day it is over. Pure whole-number
arithmetic over sorted arrays: no row is ever expanded into days or months.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flightdeck.domain.condition import Mask
from flightdeck.kpis.views import Days, Positions

Whole = npt.NDArray[np.int64]
FOREVER = 10**6  # days since 1970: the year 4707
_ORIGIN = 10**6  # so that days before 1970 are not negative
_KEY = 4 * 10**6  # more days than any date has: keeps the keys apart in one sorted number


@dataclass(frozen=True, slots=True)
class Spells:
    """Spells of the rows of a population; a row may have none, one or several that do not overlap."""

    row: Positions
    begun: Whole
    over: Whole

    def where(self, keep: Mask) -> "Spells":
        """The spells of the rows that are kept."""
        chosen = keep[self.row]
        return Spells(self.row[chosen], self.begun[chosen], self.over[chosen])


@dataclass(frozen=True, slots=True)
class Cover:
    """For each key, the stretches that are covered: sorted, apart from each other, as one number a boundary."""

    starts: Whole
    ends: Whole


def spells(begun: Days, over: Days, keep: Mask) -> Spells:
    """One spell for each kept row that has begun: until it is over, or for ever."""
    first, last = ordinals(begun), ordinals(over)
    real = keep & ~np.isnat(begun) & (first < last)
    row = np.flatnonzero(real)
    return Spells(row, first[row], last[row])


def ordinals(days: Days) -> Whole:
    """Days since 1970; for ever where missing."""
    return np.where(np.isnat(days), FOREVER, days.astype("M8[D]").astype(np.int64))


def cover(key: Positions, begun: Whole, over: Whole, *, at_least: int = 1) -> Cover:
    """The stretches in which at least so many of a key's events hold at once; an event without a key (-1) covers nothing."""
    real = (key >= 0) & (begun < over)
    key, begun, over = key[real], begun[real], over[real]
    at = np.concatenate([_place(key, begun), _place(key, over)])
    step = np.repeat(np.array([1, -1]), len(key))
    order = np.argsort(at, kind="stable")
    at, depth = at[order], np.cumsum(step[order])
    last = np.append(at[1:] != at[:-1], True) if len(at) else np.zeros(0, dtype=bool)
    at, enough = at[last], depth[last] >= at_least
    before = np.append(False, enough[:-1]) if len(at) else enough
    return Cover(at[enough & ~before], at[~enough & before])


def inside(held: Spells, key: Positions, covered: Cover) -> Spells:
    """The parts of the spells that are covered; `key` is that of each row of the population, -1 for none."""
    piece, span = _pairs(held, key, covered)
    base = _place(key[held.row[piece]], np.zeros(len(piece), dtype=np.int64))
    begun = np.maximum(held.begun[piece], covered.starts[span] - base)
    over = np.minimum(held.over[piece], covered.ends[span] - base)
    return Spells(held.row[piece], begun, over)


def outside(held: Spells, key: Positions, covered: Cover) -> Spells:
    """The parts of the spells that are not covered."""
    cut = inside(held, key, covered)
    row = np.concatenate([held.row, cut.row])
    begun = np.concatenate([held.begun, cut.over])
    over = np.concatenate([held.over, cut.begun])
    first = np.lexsort((begun, row))
    last = np.lexsort((over, row))
    row, begun, over = row[first], begun[first], over[last]
    real = begun < over
    return Spells(row[real], begun[real], over[real])


def _pairs(held: Spells, key: Positions, covered: Cover) -> tuple[Positions, Positions]:
    """Each spell with each stretch of its key that it overlaps."""
    of = key[held.row]
    lowest = np.searchsorted(covered.ends, _place(of, held.begun), side="right")
    highest = np.searchsorted(covered.starts, _place(of, held.over), side="left")
    count = np.where(of >= 0, np.maximum(highest - lowest, 0), 0)
    piece = np.repeat(np.arange(len(of)), count)
    span = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count) + lowest[piece]
    return piece, span


def _place(key: Positions, day: Whole) -> Whole:
    return key.astype(np.int64) * _KEY + day + _ORIGIN
