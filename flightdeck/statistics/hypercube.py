"""Secondary suppression in a table with published margins, by rectangles.

Each cell that must be hidden becomes a corner of a rectangle of four hidden non-zero cells. Values can then be shifted
round the rectangle, up at one corner and down at the next, without changing any row or column sum: what a reader can
work out of a corner is never narrower than the room for that shift. Margins are the last row and column and count as
cells with the opposite sign. So every hidden cell is safe against every combination of sums, not only its own row and
column (two hidden a line do not suffice: a hidden cell that is the only bridge between two groups is determined).

Source: the hypercube method, Repsilber (1994); Giessing (2004), Survey on methods for tabular data protection in
ARGUS, LNCS 3050.
"""

import numpy as np
from numpy.typing import NDArray

MARGIN_COST = 10**9  # a margin is hidden only where no rectangle of inner cells will do
NEIGHBOURS = 3  # rows apart: three find nearly all there is to find, at a few milliseconds

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


def hidden_in_table(whole: Counts, primary: Mask, *, fewest: int) -> Mask:
    """Cells and margins to hide so that every one of them could be at least `fewest - 1` different numbers.

    `whole` holds the margins as its last row and column; `primary` marks what must be hidden, all of it non-zero.
    """
    hidden, safe = primary.copy(), ~primary
    _mark_safe_already(whole[:-1, :-1], primary[:-1, :-1], safe[:-1, :-1], room=fewest - 2)
    for row, column in np.argwhere(primary).tolist():
        if safe[row, column]:
            continue
        corners = _cheapest(whole, hidden, row, column, room=fewest - 2)
        hidden[corners], safe[corners] = True, True
    return hidden


def _mark_safe_already(cells: Counts, primary: Mask, safe: Mask, *, room: int) -> None:
    """Mark, in place, cells that rectangles of primary cells protect: where most are small, most need no more.

    Looks at rows up to `NEIGHBOURS` apart, all pairs of columns of the shorter side at once. What it misses is found
    one by one later, so it costs nothing but time.
    """
    if cells.shape[1] > cells.shape[0]:
        cells, primary, safe = cells.T, primary.T, safe.T
    left, right = np.triu_indices(cells.shape[1], k=1)
    both = primary[:, left] & primary[:, right]
    for apart in range(1, min(NEIGHBOURS + 1, len(cells))):
        upper, lower = slice(None, -apart), slice(apart, None)
        square = both[upper] & both[lower]
        up = np.minimum(cells[upper][:, right], cells[lower][:, left]) - 1
        down = np.minimum(cells[upper][:, left], cells[lower][:, right]) - 1
        row, pair = np.nonzero(square & (up + down >= room))
        for below in (0, apart):
            safe[row + below, left[pair]] = True
            safe[row + below, right[pair]] = True


def _cheapest(
    whole: Counts, hidden: Mask, row: int, column: int, *, room: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The four corners that give the cell at least `room` and hide the least besides."""
    cost = np.where(hidden, 0, whole)
    cost[-1, :] += MARGIN_COST * ~hidden[-1, :]
    cost[:-1, -1] += MARGIN_COST * ~hidden[:-1, -1]
    total = cost + cost[row, :] + cost[:, column, None]
    allowed = (whole > 0) & (whole[row, :] > 0) & (whole[:, column, None] > 0)
    allowed[row, :], allowed[:, column] = False, False
    allowed &= _room(whole, row, column) >= room
    best = int(np.argmin(np.where(allowed, total, np.iinfo(np.int64).max)))
    other_row, other_column = divmod(best, whole.shape[1])
    return np.array([row, row, other_row, other_row]), np.array([column, other_column, column, other_column])


def _room(whole: Counts, row: int, column: int) -> Counts:
    """How far a cell can move, up and down together, round the rectangle that each opposite corner makes with it.

    A corner that goes down stops at 1, since a hidden count is never zero. Moving a cell up moves its neighbour in the
    row down, but a margin up: it is their sum.
    """
    unbounded = np.int64(np.iinfo(np.int32).max)
    spare = whole - 1
    along = np.full(whole.shape[1], -1)
    down = np.full(whole.shape[0], -1)
    # The neighbour follows when exactly one of the two is the margin.
    along[-1 if column != whole.shape[1] - 1 else slice(None)] = 1
    down[-1 if row != whole.shape[0] - 1 else slice(None)] = 1
    beside = np.broadcast_to(spare[row, :], whole.shape)
    below = np.broadcast_to(spare[:, column, None], whole.shape)
    ways = (
        (np.broadcast_to(along, whole.shape), beside),
        (np.broadcast_to(down[:, None], whole.shape), below),
        (along * down[:, None], spare),
    )
    rising = np.full(whole.shape, unbounded)
    falling = np.full(whole.shape, spare[row, column])
    for way, left in ways:
        rising = np.where(way < 0, np.minimum(rising, left), rising)
        falling = np.where(way > 0, np.minimum(falling, left), falling)
    room: Counts = rising + falling
    return room
