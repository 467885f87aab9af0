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


@dataclass(frozen=True, slots=True)
class Counting:
    """Rows that count for some flags: the crime and month of each, its pattern, and the flags of each pattern."""

    crime: Positions
    month: npt.NDArray[np.int32]
    row: Positions  # of the population
    pattern: Codes
    flags: Mask  # patterns x flags


def counting(jobs: Sequence[Job], *, scope: int) -> Counting:
    """The rows of definitions on one population and date; two flags a definition: counted, and counted above."""
    selections = [selection(job) for job in jobs]
    rows = selections[0]
    known = (rows.crime >= 0) & (rows.month >= 0)
    known &= jobs[0].encoding.in_scope[scope][np.where(rows.crime >= 0, rows.crime, 0)]
    marks = [mark & known for job, one in zip(jobs, selections, strict=True) for mark in _marks(job, one)]
    bits = np.zeros(len(known), dtype=np.int64)
    for place, mark in enumerate(marks):
        bits |= mark.astype(np.int64) << place
    row = np.flatnonzero(bits)
    patterns, pattern = np.unique(bits[row], return_inverse=True)
    flags = (patterns[:, None] >> np.arange(len(marks))) & 1
    return Counting(rows.crime[row], rows.month[row], row, pattern, flags.astype(bool))


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
    patterns, flags = rows.flags.shape
    key = (group.astype(np.int64) * patterns + rows.pattern) * cells + cell
    counts = np.bincount(key, minlength=groups * patterns * cells).reshape(groups, patterns, cells)
    return np.array([counts[:, rows.flags[:, flag]].sum(axis=1) for flag in range(flags)])
