"""Time to an outcome with the open cases in it: Kaplan–Meier over cohorts."""

from dataclasses import dataclass

import numpy as np

from flightdeck.kpis.answers import Answer, Cells, ExtraSeries, Job
from flightdeck.kpis.durations import DayRows
from flightdeck.kpis.encoding import Counts, Cube, Question
from flightdeck.kpis.selection import exclusion_cubes, selection, sums
from flightdeck.statistics.histograms import sizes
from flightdeck.statistics.maturity import median_survivals


@dataclass(frozen=True, slots=True)
class PreparedTimes:
    """Days to the outcome where there was one, and days watched where there was none yet."""

    observed: DayRows
    watched: DayRows
    exclusions: dict[str, Cube]

    def histograms(self, question: Question) -> tuple[Counts, Counts]:
        """Events and censorings by period and day, of one width."""
        events, censored = self.observed.by_period(question), self.watched.by_period(question)
        width = max(events.shape[1], censored.shape[1])
        return _widened(events, width), _widened(censored, width)

    def answer(self, question: Question) -> Answer:
        """The Kaplan–Meier median of each cohort with its 95 % interval; NaN where it is not reached."""
        events, censored = self.histograms(question)
        medians = median_survivals(events, censored)
        waiting = sizes(censored)
        extras = (ExtraSeries("still_open", "Still open", "crimes", waiting.astype(np.float64)),)
        return Answer(sizes(events) + waiting, medians.value, medians.lower, medians.upper, extras=extras)

    def cells(self, scope: int) -> Cells:
        """Crimes of each cohort by place and month."""
        return Cells(self.observed.counts(scope) + self.watched.counts(scope), None)

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Rows left out by each exclusion, by period."""
        return sums(self.exclusions, question)


def _widened(histogram: Counts, width: int) -> Counts:
    return np.pad(histogram, ((0, 0), (0, width - histogram.shape[1])))


def prepare(job: Job) -> PreparedTimes:
    """A time to outcome evaluated once over a snapshot; a row without the end date is watched until `as_at`."""
    rows = selection(job)
    span = job.definition.duration
    assert span is not None  # noqa: S101 (the definition's own rule)
    start, end = rows.view.days(span.start), rows.view.days(span.end)
    known = rows.counted & ~np.isnat(start)
    as_at = np.datetime64(job.encoding.as_at, "D")
    done = ~np.isnat(end) & (end <= as_at)
    gap = np.where(done, end, as_at).astype("M8[D]").astype(np.int64) - np.where(
        np.isnat(start), as_at, start
    ).astype("M8[D]").astype(np.int64)
    keep = known & (gap >= 0)
    parts = [
        DayRows.of(job.encoding, rows.crime[part], rows.month[part], gap[part])
        for part in (keep & done, keep & ~done)
    ]
    return PreparedTimes(parts[0], parts[1], exclusion_cubes(job, rows))
