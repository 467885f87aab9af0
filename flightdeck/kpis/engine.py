"""The engine: a definition, a basis and a snapshot make a prepared measure."""

from collections.abc import Callable

from flightdeck.domain.definition import Measure
from flightdeck.kpis import (
    age,
    completeness,
    counting,
    disparity,
    durations,
    invalid_codes,
    open_caseload,
    ratio,
    source_gaps,
    standing,
    time_to_outcome,
)
from flightdeck.kpis.answers import Job, Prepared

_PREPARE: dict[Measure, Callable[[Job], Prepared]] = {
    Measure.PROPORTION: counting.prepare,
    Measure.COUNT: counting.prepare,
    Measure.DURATION: durations.prepare,
    Measure.OPEN_CASELOAD: open_caseload.prepare,
    Measure.TIME_TO_OUTCOME: time_to_outcome.prepare,
    Measure.COMPLETENESS: completeness.prepare,
    Measure.SOURCE_GAPS: source_gaps.prepare,
    Measure.INVALID_CODES: invalid_codes.prepare,
    Measure.DISPARITY: disparity.prepare,
    Measure.STANDING: standing.prepare,
    Measure.RATIO: ratio.prepare,
    Measure.AGE: age.prepare,
}


def prepare(job: Job) -> Prepared:
    """The definition evaluated once over the snapshot."""
    return _PREPARE[job.definition.measure](job)
