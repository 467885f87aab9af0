"""Suppression over places and time together: the pattern behind every figure a board may ask for.

Counts stand at nodes (teams, their areas, their forces, everything) and in cells (months and whole quarters).
Every parent is published beside its children, and every quarter beside its months, so a hidden count must not
follow from any of those sums. The pattern is worked out from the counts alone, once for a snapshot; a filter only
picks from it, so no two filters can be subtracted to reveal a hidden count. A sum that would need a hidden part is
given to the nearest five.

Safe means, for each single sum: at least two parts are hidden, and each could be any of `fewest - 1` numbers or
more. Sums are audited one at a time; chains of several sums are not solved for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.statistics.suppression import RULES, TOTAL_BASE, Audience, is_small

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]
QUARTER = 3


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes as rows: leaves first, then their parents; each family is a parent and its children."""

    size: int
    leaves: int
    families: tuple[tuple[int, Rows], ...]

    @classmethod
    def of(cls, levels: Sequence[NDArray[np.intp]]) -> "Tree":
        """The tree of some leaves; `levels` gives, from the lowest up, the parent of each node of the level below."""
        below = np.arange(len(levels[0]), dtype=np.intp)
        size = len(below)
        families: list[tuple[int, Rows]] = []
        for parents in levels:
            count = int(parents.max(initial=-1)) + 1
            families += [(size + parent, below[parents == parent]) for parent in range(count)]
            below = np.arange(size, size + count, dtype=np.intp)
            size += count
        return cls(size, len(levels[0]), tuple(families))

    def summed(self, leaves: Counts) -> Counts:
        """Counts of every node from those of the leaves (first axis)."""
        whole = np.zeros((self.size, *leaves.shape[1:]), dtype=np.int64)
        whole[: self.leaves] = leaves
        for parent, children in self.families:
            whole[parent] = whole[children].sum(axis=0)
        return whole


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months as columns, then the whole quarters among them."""

    months: int
    first_quarter: int  # the month index at which the first whole quarter begins

    @property
    def quarters(self) -> int:
        """How many whole quarters there are."""
        return max(self.months - self.first_quarter, 0) // QUARTER

    def widened(self, by_month: Counts, *, standing: bool) -> Counts:
        """Columns for months, then for quarters: their sum, or for a standing count their last month."""
        stop = self.first_quarter + self.quarters * QUARTER
        inside = by_month[:, self.first_quarter : stop].reshape(len(by_month), self.quarters, QUARTER)
        return np.concatenate((by_month, inside[:, :, -1] if standing else inside.sum(axis=2)), axis=1)

    def parts(self, first: int, last: int) -> Rows:
        """The columns that make up months first to last: whole quarters where they fit, else months."""
        columns: list[int] = []
        month = first
        while month <= last:
            aligned = month >= self.first_quarter and (month - self.first_quarter) % QUARTER == 0
            quarter = (month - self.first_quarter) // QUARTER
            if aligned and month + QUARTER - 1 <= last and quarter < self.quarters:
                columns.append(self.months + quarter)
                month += QUARTER
            else:
                columns.append(month)
                month += 1
        return np.array(columns, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which nodes and cells are hidden, and the counts."""

    whole: Counts
    hidden_whole: Mask
    part: Counts | None
    hidden_part: Mask


def pattern(
    whole: Counts, part: Counts | None, *, tree: Tree, calendar: Calendar, audience: Audience, standing: bool
) -> Pattern:
    """The pattern of a figure's denominator and numerator, each leaves x months.

    A numerator is hidden where it, or what it leaves of the denominator, is small. `standing` counts are as at the
    end of a month: their quarters are no sums.
    """
    wide = calendar.widened(tree.summed(whole), standing=standing)
    links = _Links(tree, calendar, standing=standing)
    fewest = RULES[audience].fewest
    hidden_whole = links.completed((wide,), is_small(wide, audience=audience), fewest=fewest)
    if part is None:
        return Pattern(wide, hidden_whole, None, np.zeros_like(hidden_whole))
    above = calendar.widened(tree.summed(part), standing=standing)
    rest = wide - above
    small = is_small(above, audience=audience) | (is_small(rest, audience=audience) & (above > 0))
    primary = small | (hidden_whole & (above > 0))
    return Pattern(wide, hidden_whole, above, links.completed((above, rest), primary, fewest=fewest))


@dataclass(frozen=True, slots=True)
class _Links:
    tree: Tree
    calendar: Calendar
    standing: bool

    def completed(self, counts: tuple[Counts, ...], primary: Mask, *, fewest: int) -> Mask:
        """The primary pattern with what every sum needs hidden besides, to a fixed point."""
        hidden = primary.copy()
        if fewest <= 1:
            return hidden
        before = -1
        while before != hidden.sum():
            before = int(hidden.sum())
            for parent, children in self.tree.families:
                _mend(
                    [c[parent] for c in counts],
                    [c[children] for c in counts],
                    hidden,
                    parent,
                    children,
                    fewest,
                )
            if not self.standing:
                self._mend_quarters(counts, hidden, fewest)
        return hidden

    def _mend_quarters(self, counts: tuple[Counts, ...], hidden: Mask, fewest: int) -> None:
        for quarter in range(self.calendar.quarters):
            first = self.calendar.first_quarter + quarter * QUARTER
            months = np.arange(first, first + QUARTER)
            column = self.calendar.months + quarter
            _mend(
                [c[:, column] for c in counts],
                [c[:, months].T for c in counts],
                hidden.T,
                column,
                months,
                fewest,
            )


def _mend(
    totals: list[Counts], parts: list[Counts], hidden: Mask, parent: int, children: Rows, fewest: int
) -> None:
    """Hide, in place, one further cell of each sum that gives a hidden one away; called until none does."""
    inside = hidden[children]
    covered = hidden[parent]
    known = inside.sum(axis=0)
    open_sums = (known > 0) & ~covered
    unsafe = np.zeros_like(covered)
    for part in parts:
        room = np.where(inside, part, 0).sum(axis=0) - known + 1
        unsafe |= open_sums & ((known < 2) | (room < fewest - 1))  # noqa: PLR2004 (one hidden part is a subtraction)
    unsafe |= covered & (known == 0) & (totals[0] > 0)
    if not unsafe.any():
        return
    size = np.where(inside | (parts[0] == 0), np.iinfo(np.int64).max, parts[0])
    smallest = size.argmin(axis=0)
    spare = size.min(axis=0) < np.iinfo(np.int64).max
    columns = np.flatnonzero(unsafe & spare)
    hidden[children[smallest[columns]], columns] = True
    hidden[parent, np.flatnonzero(unsafe & ~spare)] = True


@dataclass(frozen=True, slots=True)
class Total:
    """A count over nodes and months, and how it may be shown."""

    value: int
    hidden: bool
    rounded: bool


def total(counts: Counts, hidden: Mask, *, nodes: Rows, columns: Rows, audience: Audience) -> Total:
    """The count over some nodes and columns: exact, hidden when it is itself a small or hidden cell, else rounded."""
    value = int(counts[np.ix_(nodes, columns)].sum())
    touched = bool(hidden[np.ix_(nodes, columns)].any())
    if not touched:
        return Total(value, hidden=bool(is_small(value, audience=audience)), rounded=False)
    if (nodes.size == 1 and columns.size == 1) or bool(is_small(value, audience=audience)):
        return Total(value, hidden=True, rounded=False)
    return Total(int(TOTAL_BASE * round(value / TOTAL_BASE)), hidden=False, rounded=True)
