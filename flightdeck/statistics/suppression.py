"""The one gate: what a figure may show to whom, so that no small count can be read or worked out.

Primary rule: a count of 1 up to the audience's smallest shown count less one is hidden, and so is a numerator whose
remainder is that small. Secondary rule: where a published total would give a hidden count away by subtraction, more
cells are hidden until it no longer does. A true zero is always shown as zero and a hidden count never is.

What is promised, against a reader who knows every shown cell, every published total, these rules and that a hidden
count is at least 1: each hidden count could still be any of at least `fewest - 1` different numbers. For that to hold
a face prints one and the same word for primary and secondary cells; `Shown` keeps them apart for audit only.

Nothing here looks at a filter. Protect the whole table once, then slice it: two slices cannot differ in what they hide.

Sources: Willenborg and de Waal (2001), Elements of Statistical Disclosure Control, ch. 4; the hypercube method of
Repsilber as in Giessing (2004), LNCS 3050; Government Analysis Function, Disclosure control guidance. The numbers are
our settings by audience, not national policy.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flightdeck.statistics.hypercube import hidden_in_table

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]
Marks = NDArray[np.str_]


class Audience(StrEnum):
    """Who will read a figure."""

    ANALYST = "analyst"
    BOARD_INTERNAL = "board_internal"
    PUBLISH = "publish"
    STAFF = "staff"  # every reader of figures about the people who work here: of fewer than ten, nothing


class Shown(StrEnum):
    """How a cell may leave the server."""

    AS_IS = "as_is"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    ROUNDED = "rounded"


@dataclass(frozen=True, slots=True)
class Rules:
    """The smallest numbers an audience may see; 1 hides nothing."""

    fewest: int  # the smallest count shown, zero apart
    fewest_for_rate: int  # the smallest denominator under a rate, and the smallest n under a median
    base: int  # counts are rounded to a multiple of this


RULES = {
    Audience.ANALYST: Rules(fewest=1, fewest_for_rate=1, base=1),
    # "Fewer than 5" is the norm of freedom-of-information answers; 10 for rates and medians that of research.
    Audience.BOARD_INTERNAL: Rules(fewest=5, fewest_for_rate=10, base=1),
    Audience.PUBLISH: Rules(fewest=10, fewest_for_rate=10, base=5),
    Audience.STAFF: Rules(fewest=10, fewest_for_rate=10, base=1),
}
TOTAL_BASE = 5  # totals that cover a hidden count are given to this base
_MARK = np.array([Shown.AS_IS.value, Shown.PRIMARY.value, Shown.SECONDARY.value, Shown.ROUNDED.value])


@dataclass(frozen=True, slots=True)
class ShownTable:
    """How each cell and margin of a table may leave."""

    cells: Marks
    rows: Marks
    columns: Marks
    grand: Marks


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """How each point of a series, and its totals over the whole of it, may leave."""

    numerators: Marks
    denominators: Marks
    rates: Marks
    total_numerator: Marks
    total_denominator: Marks


def is_hidden(shown: Marks) -> Mask:
    """Whether each cell is hidden, for either reason."""
    hidden: Mask = (shown == Shown.PRIMARY.value) | (shown == Shown.SECONDARY.value)
    return hidden


def is_small(counts: ArrayLike, *, audience: Audience) -> Mask:
    """Whether each count is hidden on its own account: at least 1 and below the smallest shown."""
    values = np.asarray(counts)
    small: Mask = (values > 0) & (values < RULES[audience].fewest)
    return small


def rate_may_be_shown(denominators: ArrayLike, *, audience: Audience) -> Mask:
    """Whether a rate over each denominator, or a median of so many values, may be shown."""
    enough: Mask = np.asarray(denominators) >= RULES[audience].fewest_for_rate
    return enough


def protect(counts: ArrayLike, *, audience: Audience) -> Marks:
    """How each cell of a breakdown with a published total may be shown.

    Hides the smallest further non-zero cells until at least two are hidden and each could be any small count. Where
    all cells together cannot do that the total must be hidden too: see `protect_total`.
    """
    values = np.asarray(counts, dtype=np.int64)
    primary = is_small(values, audience=audience)
    hidden = completed(values[None, :], primary[None, :], fewest=RULES[audience].fewest)[0]
    return marks(primary, hidden, audience=audience)


def protect_total(counts: ArrayLike, *, audience: Audience) -> Shown:
    """How the total of a breakdown may be shown beside its cells as `protect` shows them."""
    values = np.asarray(counts, dtype=np.int64)
    total = values.sum()
    if is_small(total, audience=audience):
        return Shown.PRIMARY
    hidden = is_hidden(protect(values, audience=audience))
    if not is_safe(values[None, :], hidden[None, :], fewest=RULES[audience].fewest)[0]:
        return Shown.SECONDARY
    return Shown.AS_IS if RULES[audience].base == 1 else Shown.ROUNDED


def protect_table(
    counts: ArrayLike, *, audience: Audience, totals: tuple[bool, bool] = (True, True)
) -> ShownTable:
    """How each cell and margin of a table may be shown when its row totals, column totals, or both are published.

    Margins are cells too: a small one is hidden, and one is hidden where nothing else protects a cell.
    """
    whole = with_margins(np.asarray(counts, dtype=np.int64))
    return _shown_table(whole, is_small(whole, audience=audience), audience=audience, totals=totals)


def _shown_table(
    whole: Counts, primary: Mask, *, audience: Audience, totals: tuple[bool, bool]
) -> ShownTable:
    fewest = RULES[audience].fewest
    if all(totals):
        hidden = hidden_in_table(whole, primary, fewest=fewest)
    elif totals[0]:
        hidden = _one_margin(whole, primary, fewest=fewest)
    elif totals[1]:
        hidden = _one_margin(whole.T, primary.T, fewest=fewest).T
    else:
        hidden = primary
    shown = marks(primary, hidden, audience=audience)
    return ShownTable(shown[:-1, :-1], shown[:-1, -1], shown[-1, :-1], shown[-1, -1])


def with_margins(values: Counts) -> Counts:
    """A table with its row totals as a last column and its column totals as a last row."""
    wide = np.column_stack([values, values.sum(axis=1)])
    return np.vstack([wide, wide.sum(axis=0)])


def _one_margin(whole: Counts, primary: Mask, *, fewest: int) -> Mask:
    """Row totals published, column totals not: each row stands alone."""
    hidden = primary.copy()
    cells = completed(whole[:, :-1], primary[:, :-1], fewest=fewest, where=~primary[:, -1])
    hidden[:-1, :-1] = cells[:-1]
    hidden[:-1, -1] |= ~is_safe(whole[:-1, :-1], cells[:-1], fewest=fewest)
    return hidden


def protect_series(
    numerators: ArrayLike, denominators: ArrayLike, *, audience: Audience, with_total: bool = True
) -> ShownSeries:
    """How each point of a KPI series may be shown, when its totals over the whole series are published too.

    A numerator is hidden when it or its remainder is small; a rate when its numerator or denominator is hidden or the
    denominator is too small for one. Give the whole series a reader could ever ask for: see `window_total`.
    """
    above = np.asarray(numerators, dtype=np.int64)
    below = np.asarray(denominators, dtype=np.int64)
    whole = with_margins(np.column_stack([above, below - above]))
    primary = is_small(whole, audience=audience)
    primary[:-1, 0] |= primary[:-1, 1] & (above > 0)
    table = _shown_table(whole, primary, audience=audience, totals=(True, with_total))
    hidden = is_hidden(table.cells[:, 0]) | is_hidden(table.rows)
    thin = (below > 0) & ~rate_may_be_shown(below, audience=audience)
    rates = marks(thin | (table.cells[:, 0] == Shown.PRIMARY.value), thin | hidden, audience=audience)
    return ShownSeries(table.cells[:, 0], table.rows, rates, table.columns[0], table.grand)


@dataclass(frozen=True, slots=True)
class WindowTotal:
    """A total a reader may see over part of a protected series."""

    value: int
    exact: bool  # False: "at least `value`"; `hidden` counts lie in the window
    hidden: int


def window_total(counts: ArrayLike, shown: Marks, *, audience: Audience) -> WindowTotal:
    """Total over a window, made only of what the reader already sees, so that no two windows give a hidden count away.

    Rounding the true total would not do: a reader who knows the shown months exactly slides the window until the
    rounding tips, and reads the hidden month from where it tips. So where a window covers hidden counts it is given as
    "at least": the shown counts and 1 for each hidden one, rounded down to `TOTAL_BASE`.
    """
    values = np.asarray(counts, dtype=np.int64)
    hidden = is_hidden(shown)
    covered = int(hidden.sum())
    known = int(rounded(values[~hidden], audience=audience).sum())
    if not covered:
        return WindowTotal(known, RULES[audience].base == 1, 0)
    return WindowTotal((known + covered) // TOTAL_BASE * TOTAL_BASE, exact=False, hidden=covered)


def rounded(counts: ArrayLike, *, audience: Audience) -> Counts:
    """Counts to the audience's base, half way never arising: bases are odd."""
    base = RULES[audience].base
    nearest: Counts = (np.asarray(counts, dtype=np.int64) + base // 2) // base * base
    return nearest


def marks(primary: Mask, hidden: Mask, *, audience: Audience) -> Marks:
    """Primary, secondary or free, as words."""
    free = 0 if RULES[audience].base == 1 else 3
    found: Marks = _MARK[np.where(primary, 1, np.where(hidden, 2, free))]
    return found


def is_safe(values: Counts, hidden: Mask, *, fewest: int) -> Mask:
    """Whether the hidden cells of each row stay hidden beside the row's published total.

    With n hidden cells that sum to R each lies anywhere from 1 to R - (n - 1): safe when that is `fewest - 1` numbers.
    """
    number = hidden.sum(axis=-1)
    room = np.where(hidden, values - 1, 0).sum(axis=-1)
    safe: Mask = (number == 0) | ((number > 1) & (room >= fewest - 2))
    return safe


def completed(values: Counts, hidden: Mask, *, fewest: int, where: Mask | None = None) -> Mask:
    """Hidden cells of each row with the smallest others added until the row is safe, or none non-zero is left."""
    pending = ~is_safe(values, hidden, fewest=fewest)
    if where is not None:
        pending &= where
    if not pending.any():
        return hidden
    rows, start = values[pending], hidden[pending]
    free = ~start & (rows > 0)
    order = np.argsort(np.where(free, rows, np.iinfo(np.int64).max), axis=1, kind="stable")
    gain = np.cumsum(np.take_along_axis(np.where(free, rows - 1, 0), order, axis=1), axis=1)
    number = start.sum(axis=1, keepdims=True) + np.arange(1, rows.shape[1] + 1)
    room = np.where(start, rows - 1, 0).sum(axis=1, keepdims=True) + gain
    enough = (number > 1) & (room >= fewest - 2)
    needed = np.where(enough.any(axis=1), enough.argmax(axis=1), rows.shape[1] - 1)
    place = np.argsort(order, axis=1)
    result = hidden.copy()
    result[pending] = start | (free & (place <= needed[:, None]))
    return result
