"""Which rows of a table of places and times must be closed so that no small count in them can be worked out.

A row is a place in one span of time (a year with its quarters, a quarter with its months, or a top column alone). A
closed row shows none of its cells, and closes every row beneath it. A hidden count is safe when whole numbers can be
moved between closed rows, or between the columns of a closed row, so that nothing shown changes and the count takes
at least `fewest - 1` different values. Such moves are looked for here: each is made of leaves and months, so it holds for
every sum over places and times at once. Where none is found another row is closed, the smallest first, then the parent.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.statistics.cells import Counts, Mask, Rows, Tree

PLENTY = 2**30  # no bound
Amounts = NDArray[np.int32]
PATIENCE = 4  # rows added to a group before a count in a row that is hidden for its own total is held to less
Unsafe = Callable[[Mask, Rows, bool], Mask]


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed rows (node x span), and the spans in which even closing everything was not shown to be safe."""

    rows: Mask
    unproved: Mask


def with_those_beneath(tree: Tree, closed: Mask) -> Mask:
    """Closed rows with every row beneath them."""
    whole = closed.copy()
    for level in reversed(tree.levels):
        whole[level.children] |= whole[level.parents][level.parent_of]
    return whole


def closed_until_safe(tree: Tree, sizes: Counts, start: Mask, *, unsafe: Unsafe) -> Closed:
    """The rows to close, from those that must be.

    `unsafe` says which rows of some spans still hold an unsafe count,
    held to less once several rows have been added.
    """
    closed = with_those_beneath(tree, start)
    unproved = np.zeros(closed.shape[1], dtype=bool)
    active = np.flatnonzero(closed.any(axis=0))
    rounds = 0
    while active.size:
        bad = unsafe(closed[:, active], active, rounds >= PATIENCE) & closed[:, active]
        lost = bad.any(axis=0)
        bad, active = bad[:, lost], active[lost]
        if not active.size:
            break
        rising, wider = _widened(tree, sizes[:, active], closed[:, active], bad)
        stuck = rising & closed[-1, active]
        closed[:, active] = with_those_beneath(tree, wider)
        unproved[active[stuck]] = True
        active = active[~stuck]
        rounds += 1
    return Closed(closed, unproved)


def _widened(tree: Tree, sizes: Counts, closed: Mask, bad: Mask) -> tuple[Mask, Mask]:
    """Whether badness rises to the root in each span, and the closed rows with one more for each bad group."""
    bad, wider = bad.copy(), closed.copy()
    for level in tree.levels:
        family = np.logical_or.reduceat(bad[level.children], level.starts, axis=0)
        above = closed[level.parents]
        bad[level.parents] |= family & above
        growing = (family & ~above)[level.parent_of]
        free = ~closed[level.children] & (sizes[level.children] > 0)
        size = np.where(free, sizes[level.children], PLENTY)
        smallest = np.minimum.reduceat(size, level.starts, axis=0)
        wider[level.children] |= growing & free & (size == smallest[level.parent_of])
        wider[level.parents] |= family & ~above & (smallest == PLENTY)
    return bad[-1], wider


def others(tree: Tree, amounts: Amounts, closed: Mask) -> Amounts:
    """What the other closed rows of the same group offer each row: node x … x span; no bound where no sum stands above.

    A group is all closed rows beneath one open row: sums over the group are known, so what one row gains the others lose.
    """
    shaped = closed.reshape(len(closed), *(1,) * (amounts.ndim - 2), closed.shape[1])
    inside = amounts * shaped
    total = np.full_like(inside, PLENTY)
    for level in reversed(tree.levels):
        family = np.add.reduceat(inside[level.children], level.starts, axis=0)
        known = np.where(shaped[level.parents], total[level.parents], family)
        total[level.children] = known[level.parent_of]
    return total - inside
