"""The cells figures stand in: places as a tree, and months, police quarters and years of four quarters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]
Number = TypeVar("Number", np.int32, np.int64)
QUARTER = 3  # months
YEAR = 4  # quarters


@dataclass(frozen=True, slots=True)
class Level:
    """One step up the tree: the nodes below, sorted by parent, and the parents they add up to."""

    children: Rows
    starts: Rows  # where each parent's children begin
    parents: Rows
    parent_of: Rows  # for each of `children`, the position of its parent in `parents`


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes as rows: leaves first, then their parents, and the whole last; each family is a parent and its children."""

    size: int
    leaves: int
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, levels: Sequence[Rows]) -> "Tree":
        """The tree of some leaves; `levels` gives, from the lowest up, the parent (0, 1, …) of each node of the level below."""
        made, below, size = [], 0, len(levels[0])
        for parents in levels:
            count = int(parents.max(initial=-1)) + 1
            order = np.argsort(parents, kind="stable")
            made.append(
                Level(
                    order + below,
                    np.searchsorted(parents[order], np.arange(count)),
                    np.arange(size, size + count),
                    parents[order],
                )
            )
            below, size = size, size + count
        return cls(size, len(levels[0]), tuple(made))

    @property
    def families(self) -> tuple[tuple[int, Rows], ...]:
        """Each parent with its children."""
        return tuple(
            (int(parent), level.children[level.parent_of == place])
            for level in self.levels
            for place, parent in enumerate(level.parents)
        )

    def summed(self, leaves: NDArray[Number]) -> NDArray[Number]:
        """Amounts of every node from those of the leaves (first axis)."""
        whole = np.zeros((self.size, *leaves.shape[1:]), dtype=leaves.dtype)
        whole[: self.leaves] = leaves
        if self.leaves:
            for level in self.levels:
                whole[level.parents] = np.add.reduceat(
                    whole[level.children], level.starts, axis=0, dtype=leaves.dtype
                )
        return whole


@dataclass(frozen=True, slots=True)
class Calendar:
    """Columns: months, then the whole quarters among them, then years: blocks of four quarters back from the anchor."""

    months: int
    first_quarter: int  # the month index at which the first whole quarter begins
    anchor: int = -1  # the last quarter of the latest year; -1: there are no years

    @property
    def quarters(self) -> int:
        """How many whole quarters there are."""
        return max(self.months - self.first_quarter, 0) // QUARTER

    @property
    def years(self) -> int:
        """How many whole years end at the anchor or four, eight, … quarters before it."""
        return (min(self.anchor, self.quarters - 1) + 1) // YEAR

    @property
    def first_year(self) -> int:
        """The quarter at which the first year begins."""
        return min(self.anchor, self.quarters - 1) + 1 - YEAR * self.years

    @property
    def cells(self) -> int:
        """How many columns there are."""
        return self.months + self.quarters + self.years

    def widened(self, by_month: Counts, *, standing: bool) -> Counts:
        """All columns from those of the months: sums, or for a standing count the last month of each."""
        rows = len(by_month)
        stop = self.first_quarter + self.quarters * QUARTER
        inside = by_month[:, self.first_quarter : stop].reshape(rows, self.quarters, QUARTER)
        quarters = inside[:, :, -1] if standing else inside.sum(axis=2)
        last = self.first_year + self.years * YEAR
        within = quarters[:, self.first_year : last].reshape(rows, self.years, YEAR)
        years = within[:, :, -1] if standing else within.sum(axis=2)
        return np.concatenate((by_month, quarters, years), axis=1)

    def lengths(self) -> Rows:
        """How many months each column covers."""
        return np.repeat([1, QUARTER, QUARTER * YEAR], [self.months, self.quarters, self.years]).astype(
            np.intp
        )

    def parts(self, first: Rows, last: Rows) -> NDArray[np.int64]:
        """For each window of months, 1 for the columns that make it up: years where they fit, then quarters, then months."""
        start, stop = np.asarray(first)[:, None], np.asarray(last)[:, None]
        month = np.arange(self.months)
        quarter = self.first_quarter + QUARTER * np.arange(self.quarters)
        year = self.first_quarter + QUARTER * (self.first_year + YEAR * np.arange(self.years))
        inside = (start <= month) & (month <= stop)
        quarters = (start <= quarter) & (quarter + QUARTER - 1 <= stop)
        years = (start <= year) & (year + QUARTER * YEAR - 1 <= stop)
        inside[:, self.first_quarter : self.first_quarter + QUARTER * self.quarters] &= ~np.repeat(
            quarters, QUARTER, axis=1
        )
        quarters[:, self.first_year : self.first_year + YEAR * self.years] &= ~np.repeat(years, YEAR, axis=1)
        return np.concatenate((inside, quarters, years), axis=1).astype(np.int64)

    def tops(self) -> "Tops":
        """The columns that add up to no other, with the quarters and months inside each."""
        month = self.first_quarter + np.arange(self.quarters * QUARTER).reshape(self.quarters, QUARTER)
        in_year = np.arange(self.first_year, self.first_year + YEAR * self.years).reshape(self.years, YEAR)
        lone_quarters = np.setdiff1d(np.arange(self.quarters), in_year)
        lone_months = np.setdiff1d(np.arange(self.months), month)
        count = self.years + len(lone_quarters) + len(lone_months)
        quarters = np.full((count, YEAR), -1)
        months = np.full((count, YEAR, QUARTER), -1)
        quarters[: self.years], months[: self.years] = in_year + self.months, month[in_year]
        alone = slice(self.years, self.years + len(lone_quarters))
        quarters[alone, 0], months[alone, 0] = lone_quarters + self.months, month[lone_quarters]
        months[alone.stop :, 0, 0] = lone_months
        years = np.arange(self.years) + self.months + self.quarters
        return Tops(np.concatenate((years, lone_quarters + self.months, lone_months)), quarters, months)


@dataclass(frozen=True, slots=True)
class Tops:
    """Columns that add up to no other: years, quarters in no year, months in no quarter. -1 where there is no such part."""

    columns: Rows
    quarters: Rows  # top x 4, as columns
    months: Rows  # top x 4 x 3, as columns
