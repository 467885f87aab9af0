"""Crossings: every count of several definitions at once, by cell and by the groups of a column.

Definitions that count the same population by the same date share one pass. What a row counts for is a small pattern of
flags; rows are counted once by group, pattern and cell, and the flags are added up from the few patterns there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flightdeck.domain.condition import Mask
from flightdeck.domain.definition import Measure
from flightdeck.kpis.answers import Job
from flightdeck.kpis.encoding import Counts
from flightdeck.kpis.selection import Selection, holds, selection
from flightdeck.kpis.views import Positions

Codes = npt.NDArray[np.integer]


_TOGETHER = 6  # flags that share a pattern: more patterns than this gives would cost more than another pass


@dataclass(frozen=True, slots=True)
class _Patterned:
    """Some flags: the pattern of each row, and the flags of each pattern."""

    pattern: Codes
    flags: npt.NDArray[np.float64]  # flags x patterns


@dataclass(frozen=True, slots=True)
class Counting:
    """Rows that count for some flag: the crime, month and row of the population of each, and its flags."""

    crime: Positions
    month: npt.NDArray[np.int32]
    row: Positions
    marks: tuple[Mask, ...]
    parts: tuple[_Patterned, ...]


def counting(jobs: Sequence[Job], *, scope: int) -> Counting:
    """The rows of definitions on one population and date; two flags a definition: counted, and counted above."""
    selections = [selection(job) for job in jobs]
    rows = selections[0]
    known = (rows.crime >= 0) & (rows.month >= 0)
    known &= jobs[0].encoding.in_scope[scope][np.where(rows.crime >= 0, rows.crime, 0)]
    marks = [mark & known for job, one in zip(jobs, selections, strict=True) for mark in _marks(job, one)]
    row = np.flatnonzero(np.logical_or.reduce(marks))
    kept = tuple(mark[row] for mark in marks)
    parts = tuple(_patterned(kept[first : first + _TOGETHER]) for first in range(0, len(kept), _TOGETHER))
    return Counting(rows.crime[row], rows.month[row], row, kept, parts)


def _patterned(marks: Sequence[Mask]) -> _Patterned:
    bits = np.zeros(len(marks[0]), dtype=np.int64)
    for place, mark in enumerate(marks):
        bits |= mark.astype(np.int64) << place
    patterns, pattern = np.unique(bits, return_inverse=True)
    return _Patterned(pattern, ((patterns >> np.arange(len(marks))[:, None]) & 1).astype(np.float64))


def _marks(job: Job, rows: Selection) -> tuple[Mask, Mask]:
    definition, view = job.definition, rows.view
    nothing = np.zeros(view.size, dtype=bool)
    if definition.measure is Measure.PROPORTION:
        return rows.counted, rows.counted & holds(definition.numerator, view)
    if definition.duration is None:
        return rows.counted, nothing
    start, end = view.days(definition.duration.start), view.days(definition.duration.end)
    if definition.measure is Measure.DURATION:
        return rows.counted & (end >= start), nothing  # a missing date is not at or after anything
    as_at = np.datetime64(job.encoding.as_at, "D")
    done = end <= as_at
    watched = rows.counted & (np.where(done, end, as_at) >= start)
    return watched, watched & done


def crossed(rows: Counting, cell: Codes, group: Codes, *, cells: int, groups: int) -> Counts:
    """Counts of each flag: flags x groups x cells; `cell` and `group` are those of each row."""
    size = groups * cells
    key = group.astype(np.int64) * cells + cell
    found = []
    for part in rows.parts:
        patterns = part.flags.shape[1]
        counts = np.bincount(part.pattern * size + key, minlength=patterns * size)
        # Whole numbers below 2 to the 53rd are exact as floats, whose product is the fast one.
        found.append(part.flags @ counts.reshape(patterns, size).astype(np.float64))
    return np.concatenate(found).reshape(-1, groups, cells).astype(np.int64)
