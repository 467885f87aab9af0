"""Open caseload: crimes open at the end of each period, and how many of them had been open too long."""

from dataclasses import dataclass

import numpy as np

from flightdeck.kpis.answers import Answer, Cells, ExtraSeries, Job
from flightdeck.kpis.counting import count_answer, share_answer
from flightdeck.kpis.encoding import Counts, Cube, Question, at_end
from flightdeck.kpis.selection import Selection, selection
from flightdeck.kpis.views import Days


@dataclass(frozen=True, slots=True)
class PreparedCaseload:
    """Crimes open at each month end; for each threshold, those older than it."""

    standing: Cube
    older: dict[int, Cube]

    def answer(self, question: Question) -> Answer:
        """The open crimes; with thresholds, the share open longer than the first, the others beside it."""
        whole = at_end(self.standing, question)
        if not self.older:
            return count_answer(whole)
        first, *others = self.older
        answer = share_answer(at_end(self.older[first], question), whole)
        extras = tuple(_extra(days, at_end(self.older[days], question)) for days in others)
        return Answer(answer.denominator, answer.value, answer.lower, answer.upper, answer.numerator, extras)

    def cells(self, scope: int) -> Cells:
        """Open crimes by place and month end."""
        first = next(iter(self.older.values()), None)
        return Cells(self.standing[scope], None if first is None else first[scope])

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Nothing is left out of a caseload beyond its condition."""
        del question
        return {}


def _extra(days: int, count: Counts) -> ExtraSeries:
    return ExtraSeries(
        f"open_longer_than_{days}_days", f"Open longer than {days} days", "crimes", count.astype(np.float64)
    )


def prepare(job: Job) -> PreparedCaseload:
    """Caseload evaluated once over a snapshot from the spells a crime was open."""
    rows = selection(job)
    opened, closed = rows.view.days("opened_on"), rows.view.days("closed_on")
    recorded = rows.view.days("recorded_on")
    older = {}
    for days in job.definition.longer_than_days:
        aged = np.maximum(opened, recorded + np.timedelta64(days + 1, "D"))
        older[days] = _standing(job, rows, aged, closed)
    return PreparedCaseload(_standing(job, rows, opened, closed), older)


def _standing(job: Job, rows: Selection, begun: Days, over: Days) -> Cube:
    """At each month end, the rows that had begun and were not over: begun less over, added up over months."""
    encoding = job.encoding
    never = np.isnat(over)
    real = rows.counted & ~np.isnat(begun) & (never | (begun < over))
    began = np.maximum(_month(begun, encoding.first_month), 0)
    ended = np.maximum(_month(over, encoding.first_month), 0)
    starts = encoding.cube(rows.crime, began.astype(np.int32), real & (began < encoding.months))
    ends = encoding.cube(rows.crime, ended.astype(np.int32), real & ~never & (ended < encoding.months))
    return np.cumsum(starts - ends, axis=2, dtype=np.int32)


def _month(days: Days, first: int) -> Counts:
    return np.where(np.isnat(days), 0, days.astype("M8[M]").astype(np.int64) - first)
