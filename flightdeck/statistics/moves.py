"""The ways in which counts behind what is shown could be other counts: what moves where without changing a shown sum.

Arrays run over leaves or nodes first, then columns, and spans of time last. A move takes some of a place's count from one
month to another while other places move as much back, so that every place keeps its total and every month too.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flightdeck.statistics.cells import QUARTER, YEAR, Mask, Rows, Tree
from flightdeck.statistics.closing import Amounts, others

FREE = 2**16  # takes anything: far above what any count needs, and many thousand of them still fit


@dataclass(frozen=True)
class Trade:
    """What nodes can move from column to column: gathered from all others into one, or scattered from one to all others."""

    gathered: Amounts  # node x from x to x … x span
    scattered: Amounts

    @classmethod
    def of(cls, tree: Tree, give: Amounts, take: Amounts) -> "Trade":
        """The trade of leaves x columns x …; a leaf shares what a column can take, or give, among the other columns."""
        columns = give.shape[1]
        start, stop = np.arange(columns)[:, None], np.arange(columns)
        turn = np.arange(len(give))[:, None, None]
        after = _widely((start - stop - 1) % columns + turn, give.ndim) % max(columns - 1, 1)
        before = _widely((stop - start - 1) % columns + turn, give.ndim) % max(columns - 1, 1)
        ways = max(columns - 1, 1)
        different = _widely((start != stop)[None], give.ndim)
        gathered = np.minimum(give[:, :, None], (take[:, None] + after) // ways) * different
        scattered = np.minimum((give[:, :, None] + before) // ways, take[:, None]) * different
        return cls(tree.summed(gathered), tree.summed(scattered))

    def each(self, tree: Tree, closed: Mask, spans: Rows) -> tuple[Amounts, Amounts]:
        """How far each column of closed rows can rise by each other column, and fall."""
        gathered, scattered = self.gathered[..., spans], self.scattered[..., spans]
        rise = np.minimum(gathered, np.swapaxes(others(tree, scattered, closed), 1, 2))
        fall = np.minimum(scattered, np.swapaxes(others(tree, gathered, closed), 1, 2))
        return rise.sum(axis=1), fall.sum(axis=2)

    def room(self, tree: Tree, closed: Mask, spans: Rows) -> Amounts:
        """How many steps each column of closed rows can take, up and down together: node x column x … x span."""
        rise, fall = self.each(tree, closed, spans)
        return (rise + fall) * spread(closed, rise.ndim)


def _widely(pairs: NDArray[np.intp], dimensions: int) -> NDArray[np.int32]:
    return pairs.reshape(*pairs.shape, *(1,) * (dimensions - 2)).astype(np.int32)


def spread(closed: Mask, dimensions: int) -> Mask:
    """Node x span, shaped to go with node x … x span."""
    return closed.reshape(len(closed), *(1,) * (dimensions - 2), closed.shape[1])


@dataclass(frozen=True)
class Moves:
    """One kind of move, of leaf counts as leaf x quarter x month x top: what each cell can give and what it can take."""

    tree: Tree
    give: Amounts
    take: Amounts
    spare: Amounts  # as `give`, less what a hidden top must keep because a shown zero would say it is none

    @classmethod
    def of(cls, tree: Tree, counts: Amounts, *, take: Amounts, keep: Amounts | None = None) -> "Moves":
        """Moves of some counts; a top never falls below 1, counted over `keep` where that is more than the counts."""
        whole = counts if keep is None else keep
        flat = counts.reshape(len(counts), YEAR * QUARTER, -1)
        largest = np.arange(YEAR * QUARTER)[:, None] == flat.argmax(axis=1)[:, None]
        total = flat.sum(axis=1)
        tight = (total > 0) & (whole.sum(axis=(1, 2)) == total)
        spare = flat - (largest & tight[:, None])
        return cls(tree, counts, take, spare.reshape(counts.shape).astype(np.int32))

    @cached_property
    def _trade(self) -> tuple[Amounts, Amounts]:
        exists = self.give.sum(axis=(1, 2), keepdims=True) > 0
        return self.tree.summed(self.spare), self.tree.summed(self.take * exists)

    @cached_property
    def quarters(self) -> Trade:
        """Between the quarters of a year, month for month: columns are quarters, then months."""
        return Trade.of(self.tree, self.give, self.take)

    @cached_property
    def months(self) -> Trade:
        """Between the months of a quarter: spans are quarters, of the first quarters of all tops first."""
        give, take = (
            np.swapaxes(side, 1, 2).reshape(len(side), QUARTER, -1) for side in (self.give, self.take)
        )
        return Trade.of(self.tree, give, take)

    @cached_property
    def year(self) -> Trade:
        """Between all months of a year."""
        give, take = (side.reshape(len(side), YEAR * QUARTER, -1) for side in (self.give, self.take))
        return Trade.of(self.tree, give, take)

    def between_places(self, closed: Mask, spans: Rows) -> Amounts:
        """Room of each month when hidden tops trade with each other: node x quarter x month x span."""
        give, take = (side[..., spans] for side in self._trade)
        up = np.minimum(take, others(self.tree, give, closed))
        down = np.minimum(give, others(self.tree, take, closed))
        return (up + down) * spread(closed, up.ndim)

    @cached_property
    def lone_quarters(self) -> Amounts:
        """Room of each quarter when no sum over places is known, so that each leaf moves alone."""
        return _alone(self.tree, self.give.sum(axis=2), self.take.sum(axis=2))

    @cached_property
    def lone_months(self) -> Amounts:
        """Room of each month within its quarter when no sum over places is known."""
        give, take = (
            np.swapaxes(side, 1, 2).reshape(len(side), QUARTER, -1) for side in (self.give, self.take)
        )
        return _alone(self.tree, give, take)


def _alone(tree: Tree, give: Amounts, take: Amounts) -> Amounts:
    rise = np.minimum(take, give.sum(axis=1, keepdims=True) - give)
    fall = np.minimum(give, take.sum(axis=1, keepdims=True) - take)
    return tree.summed(rise + fall)
