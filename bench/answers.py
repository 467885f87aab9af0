"""What every engine answers, in one shape, so that answers can be compared before times are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from bench.facts import Facts, Kpi


@dataclass(frozen=True, slots=True)
class Series:
    """One KPI by period."""

    counted: tuple[int, ...]
    above: tuple[int, ...] = ()
    median: tuple[float, ...] = ()  # NaN where nothing was counted


@dataclass(frozen=True, slots=True)
class Checksum:
    """Counts by month, area and group, folded so that engines can be compared: their sum and the sum of their squares."""

    cells: int
    total: int
    squares: int


Answers = Mapping[str, Series]
Crossings = Mapping[tuple[str, str], Checksum]  # (column of counts, characteristic)


class Peer(Protocol):
    """An engine that holds the fact tables in its own form."""

    name: str

    def one_area(self, force: str, area: str) -> Answers:
        """Every KPI of one area by quarter."""

    def by_month(self) -> Answers:
        """Every KPI by month."""

    def crossings(self) -> Crossings:
        """Every count by month, force and area, and each of nine characteristics."""


def series(kpi: Kpi, sums: pd.DataFrame, *, periods: int) -> Series:
    """A KPI out of sums indexed by period; a period without a row is zero."""
    every = sums.reindex(range(periods))
    counted = tuple(every[kpi.counted].fillna(0).astype(int))
    above = tuple(every[kpi.above].fillna(0).astype(int)) if kpi.above else ()
    median = tuple(every["days"].astype(float)) if kpi.days else ()
    return Series(counted, above, median)


def at_quarter_ends(sums: pd.DataFrame, quarter_of: np.ndarray) -> pd.DataFrame:
    """Rows of month ends, as rows of the quarters that end with them."""
    ends = np.flatnonzero((quarter_of >= 0) & (quarter_of != np.append(quarter_of[1:], -1)))
    return sums.reindex(ends).set_axis(quarter_of[ends], axis=0)


def running(sums: pd.DataFrame, *, months: int) -> pd.DataFrame:
    """Changes by month added up from the first month on."""
    return sums.reindex(range(months)).fillna(0).cumsum()


def checksum(counts: np.ndarray) -> Checksum:
    """The checksum of some counts; empty cells do not matter."""
    filled = np.asarray(counts, dtype=np.int64)
    filled = filled[filled != 0]
    return Checksum(len(filled), int(filled.sum()), int((filled * filled).sum()))


def columns_of(facts: Facts) -> tuple[str, ...]:
    """The columns of counts of a fact table."""
    return tuple(column for kpi in facts.kpis for column in (kpi.counted, kpi.above) if column)


def grouped_by(facts: Facts, *, quarters: bool) -> str:
    """The column a series is grouped by; a figure of a month end is always worked out by month."""
    return "quarter" if quarters and not facts.at_end else "month"
