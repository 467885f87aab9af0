"""Proportions and counts: rows that satisfy a condition, of rows that were counted."""

from dataclasses import dataclass

import numpy as np

from flightdeck.domain.definition import Measure
from flightdeck.domain.filters import Basis
from flightdeck.kpis.answers import Answer, Cells, Job
from flightdeck.kpis.encoding import Counts, Cube, Question, at_end, summed
from flightdeck.kpis.selection import exclusion_cubes, holds, selection, sums
from flightdeck.statistics.intervals import byar, wilson


@dataclass(frozen=True, slots=True)
class PreparedCounts:
    """Numerator and denominator cubes of a proportion, or the one cube of a count."""

    denominator: Cube
    numerator: Cube | None
    exclusions: dict[str, Cube]
    standing: bool  # as at the end of a period, not summed over it

    def answer(self, question: Question) -> Answer:
        """Shares with Wilson 95 % intervals, or counts with Byar's."""
        add = at_end if self.standing else summed
        whole = add(self.denominator, question)
        if self.numerator is None:
            return count_answer(whole)
        return share_answer(add(self.numerator, question), whole)

    def cells(self, scope: int) -> Cells:
        """Counts by place and month."""
        return Cells(self.denominator[scope], None if self.numerator is None else self.numerator[scope])

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Rows left out by each exclusion, by period."""
        if self.standing:
            return {name: at_end(cube, question) for name, cube in self.exclusions.items()}
        return sums(self.exclusions, question)


def prepare(job: Job) -> PreparedCounts:
    """A proportion or count evaluated once over a snapshot."""
    rows = selection(job)
    denominator = job.encoding.cube(rows.crime, rows.month, rows.counted)
    numerator = None
    if job.definition.measure is Measure.PROPORTION:
        numerator = job.encoding.cube(
            rows.crime, rows.month, rows.counted & holds(job.definition.numerator, rows.view)
        )
    return PreparedCounts(
        denominator, numerator, exclusion_cubes(job, rows), standing=job.basis is Basis.SNAPSHOT
    )


def share_answer(part: Counts, whole: Counts) -> Answer:
    """Shares (0 to 1) with Wilson 95 % intervals; NaN where there is nothing to share."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(whole > 0, part / whole, np.nan)
    interval = wilson(part, whole)
    return Answer(whole, value, np.asarray(interval.lower), np.asarray(interval.upper), numerator=part)


def count_answer(count: Counts) -> Answer:
    """Counts with Byar's 95 % intervals."""
    interval = byar(count)
    return Answer(count, count.astype(np.float64), np.asarray(interval.lower), np.asarray(interval.upper))
