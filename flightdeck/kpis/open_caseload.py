"""Open caseload: crimes open at the end of each period, and how many of them had been open too long."""

from dataclasses import dataclass

import numpy as np

from flightdeck.kpis.answers import Answer, Cells, ExtraSeries, Job
from flightdeck.kpis.counting import count_answer, share_answer
from flightdeck.kpis.encoding import Counts, Cube, Question, at_end
from flightdeck.kpis.selection import selection
from flightdeck.kpis.spells import spells
from flightdeck.kpis.standing import at_month_ends


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
        f"open_longer_than_{days}_days", f"Open longer than {days:,} days", "crimes", count.astype(np.float64)
    )


def prepare(job: Job) -> PreparedCaseload:
    """Caseload evaluated once over a snapshot from the spells a crime was open."""
    rows = selection(job)
    opened, closed = rows.view.days("opened_on"), rows.view.days("closed_on")
    recorded = rows.view.days("recorded_on")
    older = {}
    for days in job.definition.longer_than_days:
        aged = np.maximum(opened, recorded + np.timedelta64(days + 1, "D"))
        older[days] = at_month_ends(spells(aged, closed, rows.counted), rows.crime, job.encoding)
    held = spells(opened, closed, rows.counted)
    return PreparedCaseload(at_month_ends(held, rows.crime, job.encoding), older)
