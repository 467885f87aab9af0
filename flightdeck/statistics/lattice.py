"""Suppression over places and time together: what is hidden of every figure a board may ever ask for.

Figures stand at nodes (teams, their areas, their forces, everything) and in columns (months, police quarters, years of
four quarters). The pattern is worked out from the counts alone, once for a snapshot; a filter only picks from it and a
longer window only adds up what is shown, so no two filters can be subtracted to reveal a hidden count.

Three stages, each with the rows that the one before it closed: the years (and whatever lies in no year), the quarters of
a year, the months of a quarter. In the last two a row is shown for all its columns or for none, true zeros included; a
true zero of a year is always shown.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.statistics.cells import QUARTER, YEAR, Calendar, Counts, Mask, Rows, Tops, Tree
from flightdeck.statistics.stages import ClosedRows, closed_rows
from flightdeck.statistics.suppression import RULES, Audience, rounded

HIDDEN_SHARE = 4  # a window is given up when one month in four of it is hidden


@dataclass(frozen=True, slots=True)
class Pattern:
    """Counts of nodes x columns, and which of them are hidden."""

    whole: Counts
    hidden_whole: Mask
    part: Counts | None
    hidden_part: Mask
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Windows:
    """Counts over windows, made only of shown cells."""

    value: Counts
    hidden: Mask
    at_least: Mask


def windows(
    counts: Counts, hidden: Mask, *, nodes: Rows, parts: NDArray[np.int64], lengths: Rows, audience: Audience
) -> Windows:
    """Counts over some nodes, and over windows given as the columns that make them up.

    Where a part is hidden the count is "at least" the shown rest; where one month in four or more is, there is none.
    """
    concealed = hidden[nodes]
    value = parts @ np.where(concealed, 0, rounded(counts[nodes], audience=audience)).sum(axis=0)
    unknown = parts @ (concealed.sum(axis=0) * lengths)
    covered = parts @ lengths * len(nodes)
    gone = (unknown > 0) & ((HIDDEN_SHARE * unknown >= covered) | (value == 0))
    return Windows(value, gone, (unknown > 0) & ~gone)


def pattern(
    whole: Counts, part: Counts | None, *, tree: Tree, calendar: Calendar, audience: Audience, standing: bool
) -> Pattern:
    """The pattern of a figure's denominator and numerator, each leaves x months.

    A numerator is hidden where it, or what it leaves of the denominator, is small. `standing` counts are as at the
    end of a month: they add up over places only.
    """
    wide = calendar.widened(tree.summed(whole), standing=standing)
    above = None if part is None else calendar.widened(tree.summed(part), standing=standing)
    nothing = np.zeros_like(wide, dtype=bool)
    fewest = RULES[audience].fewest
    if fewest <= 1 or not whole.size:
        return Pattern(wide, nothing, above, nothing, calendar)
    sums = Calendar(calendar.months, calendar.months) if standing else calendar
    tops = sums.tops()
    closed = closed_rows(whole, part, tree=tree, tops=tops, fewest=fewest)
    hidden_whole = _hidden(wide, closed.whole, tops, calendar, standing=standing)
    hidden_part = nothing if above is None else _hidden(above, closed.part, tops, calendar, standing=standing)
    return Pattern(wide, hidden_whole, above, hidden_part, calendar)


def _hidden(counts: Counts, closed: ClosedRows, tops: Tops, calendar: Calendar, *, standing: bool) -> Mask:
    """Hidden cells: closed ones, but for zeros that the year or quarter above them gives away in any case."""
    hidden = np.zeros((len(counts), calendar.cells), dtype=bool)
    hidden[:, tops.columns] = closed.tops & (counts[:, tops.columns] > 0)
    real = np.flatnonzero(tops.quarters[:, -1] >= 0)
    columns = tops.quarters[real]
    nonzero = counts[:, tops.columns[real]] > 0
    hidden[:, columns.ravel()] = np.repeat(closed.quarters[:, real] & nonzero, YEAR, axis=1)
    quarters = np.where(tops.months[..., -1] >= 0, tops.quarters, -1).ravel()
    kept = np.flatnonzero(quarters >= 0)
    certain = (counts[:, quarters[kept]] == 0) & ~hidden[:, quarters[kept]]
    months = tops.months.reshape(-1, QUARTER)[kept]
    months_closed = closed.months.reshape(len(counts), YEAR, -1).swapaxes(1, 2).reshape(len(counts), -1)
    hidden[:, months.ravel()] = np.repeat(months_closed[:, kept] & ~certain, QUARTER, axis=1)
    if standing:
        hidden = calendar.widened(hidden[:, : calendar.months], standing=True)
    return hidden
