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
class _Scoped:
    """The rows of one scope, sorted by place, so that a place is a slice."""

    starts: Positions  # place -> first row; one more than there are places
    month: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class DayRows:
    """Rows with a number of days, by scope."""

    scopes: tuple[_Scoped, ...]
    months: int
    width: int  # one more than the most days of any row
    _everywhere: dict[int, Counts] = field(default_factory=dict)

    @classmethod
    def of(
        cls, encoding: Encoding, crime: Positions, month: npt.NDArray[np.int32], days: npt.NDArray[np.int64]
    ) -> "DayRows":
        """Rows placed by crime and month; those outside the months are left out."""
        keep = np.flatnonzero((month >= 0) & (crime >= 0))
        order = keep[np.argsort(encoding.place[crime[keep]], kind="stable")]
        crime, month, waited = crime[order], month[order], days[order].astype(np.int32)
        place, edges = encoding.place[crime], np.arange(len(encoding.places) + 1)
        scopes = tuple(
            _Scoped(np.searchsorted(place[rows], edges), month[rows], waited[rows])
            for rows in (np.flatnonzero(inside[crime]) for inside in encoding.in_scope)
        )
        return cls(scopes, encoding.months, int(waited.max(initial=0)) + 1)

    def by_period(self, question: Question) -> Counts:
        """Histogram of days for each period of the question: periods x days."""
        stop = question.last + 1
        if question.everywhere:
            running = self._of_all(question.scope)
            return running[stop] - running[question.first]
        edges = np.unique(np.concatenate((question.first, stop)))
        rows = self.scopes[question.scope]
        slices = [slice(rows.starts[place], rows.starts[place + 1]) for place in question.places]
        month, days = (
            np.concatenate([column[:0], *(column[at] for at in slices)]) for column in (rows.month, rows.days)
        )
        running = self._running(month, days, edges)
        return running[np.searchsorted(edges, stop)] - running[np.searchsorted(edges, question.first)]

    def _of_all(self, scope: int) -> Counts:
        if scope not in self._everywhere:
            rows = self.scopes[scope]
            self._everywhere[scope] = self._running(rows.month, rows.days, np.arange(self.months + 1))
        return self._everywhere[scope]

    def _running(self, month: npt.NDArray[np.int32], days: npt.NDArray[np.int32], edges: Positions) -> Counts:
        """Histogram of the rows before each of some months: edges x days."""
        before = np.searchsorted(edges, np.arange(self.months), side="right")
        cell = before[month] * self.width + days
        counts = np.bincount(cell, minlength=(len(edges) + 1) * self.width).reshape(-1, self.width)
        return np.cumsum(counts[:-1], axis=0)

    def counts(self, scope: int) -> Cube:
        """Rows by place and month."""
        rows = self.scopes[scope]
        place = np.repeat(np.arange(len(rows.starts) - 1), np.diff(rows.starts))
        size = (len(rows.starts) - 1) * self.months
        return (
            np.bincount(place * self.months + rows.month, minlength=size)
            .reshape(-1, self.months)
            .astype(np.int32)
        )


@dataclass(frozen=True, slots=True)
class PreparedDurations:
    """The days of every row of a duration KPI."""

    rows: DayRows
    exclusions: dict[str, Cube]
    statistic: str

    def answer(self, question: Question) -> Answer:
        """Median (or mean) with its 95 % interval; the 90th percentile and the other average beside it."""
        histogram = self.rows.by_period(question)
        median, ninetieth = histograms.quantiles(histogram, 0.5, 0.9)
        mean = histograms.mean(histogram)
        interval: Interval = (
            mean_interval(histogram) if self.statistic == "mean" else median_interval(histogram)
        )
        value, other = (mean, median) if self.statistic == "mean" else (median, mean)
        label = "Median" if self.statistic == "mean" else "Mean"
        extras = (
            ExtraSeries("percentile_90", "90th percentile", "days", ninetieth),
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
