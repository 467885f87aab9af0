"""Completeness of one protected characteristic: four figures that always add up to the whole."""

from dataclasses import dataclass

import numpy as np

from flightdeck.domain.codes import RecordingStatus
from flightdeck.kpis.answers import Answer, Cells, ExtraSeries, Job
from flightdeck.kpis.counting import share_answer
from flightdeck.kpis.encoding import Counts, Cube, Question, summed
from flightdeck.kpis.recording import STATUSES, RoleRows, counter, status_codes
from flightdeck.kpis.selection import selection

# domain brief 6.4: recorded = valid, declined or not asked with a reason; substantive = valid;
# gap = unknown, missing or invalid; a bare "not stated" stands on its own. Not applicable is out of scope.
FIGURES: dict[str, tuple[RecordingStatus, ...]] = {
    "recorded": (RecordingStatus.VALID, RecordingStatus.DECLINED, RecordingStatus.NOT_ASKED),
    "substantive": (RecordingStatus.VALID,),
    "gap": (RecordingStatus.UNKNOWN, RecordingStatus.MISSING, RecordingStatus.INVALID),
    "ambiguous": (RecordingStatus.AMBIGUOUS,),
    "declined": (RecordingStatus.DECLINED,),
    "not_asked": (RecordingStatus.NOT_ASKED,),
}
FOUR = ("recorded", "substantive", "gap", "ambiguous")
FIGURE_LABELS = {
    "recorded": "Recorded",
    "substantive": "Substantive",
    "gap": "Gap",
    "ambiguous": "Not stated, no reason",
}


@dataclass(frozen=True, slots=True)
class PreparedCompleteness:
    """Persons in scope by recording status."""

    statuses: dict[RecordingStatus, Cube]
    figure: str

    def _cube(self, figure: str) -> Cube:
        whole: Cube = np.sum([self.statuses[status] for status in FIGURES[figure]], axis=0, dtype=np.int32)
        return whole

    def _whole(self) -> Cube:
        counted = [
            cube for status, cube in self.statuses.items() if status is not RecordingStatus.NOT_APPLICABLE
        ]
        whole: Cube = np.sum(counted, axis=0, dtype=np.int32)
        return whole

    def answer(self, question: Question) -> Answer:
        """The definition's figure as a share of persons in scope; the other figures beside it."""
        by_status = {status: summed(cube, question) for status, cube in self.statuses.items()}
        whole = np.sum(
            [count for status, count in by_status.items() if status is not RecordingStatus.NOT_APPLICABLE],
            axis=0,
        )
        answer = share_answer(_total(by_status, self.figure), whole)
        others = [name for name in FOUR if name != self.figure]
        extras = tuple(
            ExtraSeries(name, FIGURE_LABELS[name], "%", share_answer(_total(by_status, name), whole).value)
            for name in others
        )
        return Answer(answer.denominator, answer.value, answer.lower, answer.upper, answer.numerator, extras)

    def cells(self, scope: int) -> Cells:
        """Persons in scope, and those the figure counts, by place and month."""
        return Cells(self._whole()[scope], self._cube(self.figure)[scope])

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Persons to whom the characteristic does not apply, by period."""
        return {
            RecordingStatus.NOT_APPLICABLE.value: summed(
                self.statuses[RecordingStatus.NOT_APPLICABLE], question
            )
        }


def _total(by_status: dict[RecordingStatus, Counts], figure: str) -> Counts:
    total: Counts = np.sum([by_status[status] for status in FIGURES[figure]], axis=0)
    return total


def prepare(job: Job) -> PreparedCompleteness:
    """The recording of one characteristic evaluated once over a snapshot."""
    rows = selection(job)
    counted = rows.counted & (rows.crime >= 0) & (rows.month >= 0)
    everybody = np.ones(rows.view.size, dtype=bool)  # the definition says who counts
    count = counter(RoleRows(rows.view, rows.crime, rows.month, counted, everybody), job.encoding)
    cube = count(status_codes(rows.view, job.characteristic))
    figure = job.definition.figure
    assert figure is not None  # noqa: S101 (the definition's own rule)
    return PreparedCompleteness(dict(zip(STATUSES, cube, strict=True)), figure)
