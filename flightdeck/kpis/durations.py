"""Durations: days from one date to another, kept as day histograms so that any median is exact."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from flightdeck.kpis.answers import Answer, Cells, ExtraSeries, Job
from flightdeck.kpis.encoding import Counts, Cube, Encoding, Question
from flightdeck.kpis.selection import exclusion_cubes, selection, sums
from flightdeck.kpis.views import Positions
from flightdeck.statistics import histograms
from flightdeck.statistics.intervals import Interval, mean_interval, median_interval

OUT_OF_ORDER = "dates out of order"


@dataclass(frozen=True, slots=True)
class DayRows:
    """Rows with a number of days, sorted by place, so that a place is a slice."""

    starts: Positions  # place -> first row; one more than there are places
    month: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]
    in_scope: npt.NDArray[np.bool_]  # scope x row
    months: int
    longest: int
    _whole: dict[int, Counts] = field(default_factory=dict)

    @classmethod
    def of(
        cls, encoding: Encoding, crime: Positions, month: npt.NDArray[np.int32], days: npt.NDArray[np.int64]
    ) -> "DayRows":
        """Rows placed by crime and month; those outside the months are left out."""
        keep = (month >= 0) & (crime >= 0)
        crime, month, days = crime[keep], month[keep], days[keep]
        order = np.argsort(encoding.place[crime], kind="stable")
        crime = crime[order]
        starts = np.searchsorted(encoding.place[crime], np.arange(len(encoding.places) + 1))
        longest = int(days.max(initial=0))
        return cls(
            starts,
            month[order],
            days[order].astype(np.int32),
            encoding.in_scope[:, crime],
            encoding.months,
            longest,
        )

    def by_month(self, scope: int, places: Positions) -> Counts:
        """Histogram of days for each month: months x days."""
        rows = (
            np.concatenate([np.arange(self.starts[place], self.starts[place + 1]) for place in places])
            if len(places)
            else np.zeros(0, dtype=np.intp)
        )
        rows = rows[self.in_scope[scope][rows]]
        width = self.longest + 1
        cell = self.month[rows].astype(np.int64) * width + self.days[rows]
        return np.bincount(cell, minlength=self.months * width).reshape(self.months, width)

    def by_period(self, question: Question) -> Counts:
        """Histogram of days for each period of the question: periods x days."""
        if not question.everywhere:
            running = _running(self.by_month(question.scope, question.places))
        else:
            if question.scope not in self._whole:
                self._whole[question.scope] = _running(self.by_month(question.scope, question.places))
            running = self._whole[question.scope]
        return running[question.last + 1] - running[question.first]

    def counts(self, scope: int) -> Cube:
        """Rows by place and month."""
        place = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        cell = (place * self.months + self.month)[self.in_scope[scope]]
        size = (len(self.starts) - 1) * self.months
        return np.bincount(cell, minlength=size).reshape(-1, self.months).astype(np.int32)


def _running(histogram: Counts) -> Counts:
    return np.concatenate((np.zeros((1, histogram.shape[1]), dtype=np.int64), np.cumsum(histogram, axis=0)))


@dataclass(frozen=True, slots=True)
class PreparedDurations:
    """The days of every row of a duration KPI."""

    rows: DayRows
    exclusions: dict[str, Cube]
    statistic: str

    def answer(self, question: Question) -> Answer:
        """Median (or mean) with its 95 % interval; the 90th percentile and the other average beside it."""
        histogram = self.rows.by_period(question)
        median, mean = histograms.median(histogram), histograms.mean(histogram)
        interval: Interval = (
            mean_interval(histogram) if self.statistic == "mean" else median_interval(histogram)
        )
        value, other = (mean, median) if self.statistic == "mean" else (median, mean)
        label = "Median" if self.statistic == "mean" else "Mean"
        extras = (
            ExtraSeries("percentile_90", "90th percentile", "days", histograms.quantile(histogram, 0.9)),
            ExtraSeries(label.lower(), label, "days", other),
        )
        return Answer(
            histograms.sizes(histogram),
            value,
            np.asarray(interval.lower),
            np.asarray(interval.upper),
            extras=extras,
        )

    def cells(self, scope: int) -> Cells:
        """Rows by place and month."""
        return Cells(self.rows.counts(scope), None)

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Rows left out by each exclusion, and for dates out of order, by period."""
        return sums(self.exclusions, question)


def prepare(job: Job) -> PreparedDurations:
    """A duration evaluated once over a snapshot: rows with both dates, in order."""
    rows = selection(job)
    span = job.definition.duration
    assert span is not None  # noqa: S101 (the definition's own rule)
    gap = (rows.view.days(span.end) - rows.view.days(span.start)).astype(np.float64)
    gap[np.isnat(rows.view.days(span.end)) | np.isnat(rows.view.days(span.start))] = np.nan
    backwards = rows.counted & (gap < 0)
    keep = rows.counted & (gap >= 0)
    days = DayRows.of(job.encoding, rows.crime[keep], rows.month[keep], gap[keep].astype(np.int64))
    cubes = exclusion_cubes(job, rows) | {OUT_OF_ORDER: job.encoding.cube(rows.crime, rows.month, backwards)}
    return PreparedDurations(days, cubes, job.definition.statistic)
