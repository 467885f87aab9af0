"""Durations some of which are still running: survival, its median, and when a cohort is mature.

Durations come as day histograms: events[d] ended on day d, censored[d] were still open when last seen on day d.
Histograms add, so a quarter is the sum of its months. By convention what ended on a day is counted before what was last
seen on it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flightdeck.statistics.intervals import Z_95, Interval

HALF = 0.5 + 1e-9  # a product of fractions that is exactly one half may be stored a little above it

Days = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Survival:
    """Share not yet ended after each day on which something ended, with those at risk just before it."""

    days: Counts
    survival: Days
    at_risk: Counts
    lower: Days
    upper: Days


@dataclass(frozen=True, slots=True)
class Medians:
    """Median durations in days, one a cohort; NaN where the curve or its bound never falls to one half."""

    value: Days
    lower: Days
    upper: Days


@dataclass(frozen=True, slots=True)
class Ended:
    """Day histograms of durations that ended and of durations still running."""

    events: Counts
    censored: Counts


def as_histograms(durations: ArrayLike, observed: ArrayLike) -> Ended:
    """Day histograms of whole-day durations; `observed` is true where a duration ended."""
    days = np.asarray(durations, dtype=np.int64)
    ended = np.asarray(observed, dtype=bool)
    width = int(days.max(initial=-1)) + 1
    return Ended(
        np.bincount(days[ended], minlength=width).astype(np.int64),
        np.bincount(days[~ended], minlength=width).astype(np.int64),
    )


def kaplan_meier(events: ArrayLike, censored: ArrayLike, *, z: float = Z_95) -> Survival:
    """Product-limit estimate with its pointwise interval, at each day on which something ended.

    Source: Kaplan and Meier (1958), JASA 53:457-481; Greenwood's variance on the log(-log) scale, Kalbfleisch and
    Prentice (2002), The Statistical Analysis of Failure Time Data, 1.4. The interval is NaN where survival is 0.
    """
    curves = _curves(np.atleast_2d(np.asarray(events)), np.atleast_2d(np.asarray(censored)), z=z)
    return Survival(
        curves.days, curves.survival[0], curves.at_risk[0], curves.interval.lower[0], curves.interval.upper[0]
    )


def median_survival(survival: Survival) -> Medians:
    """First day by which half have ended, with its 95 % interval; one element, NaN where that is not reached yet.

    Source: Brookmeyer and Crowley (1982), Biometrics 38:29-41: the days on which the bounds of the curve reach half.
    """
    found = [
        _first_half(survival.days, curve[None, :])
        for curve in (survival.survival, survival.lower, survival.upper)
    ]
    return Medians(*found)


def median_survivals(events: ArrayLike, censored: ArrayLike, *, z: float = Z_95) -> Medians:
    """Median of many cohorts at once, from histograms of cohorts x days (see `median_survival`).

    Works on the days that hold an event, all cohorts end to end, since most cells of such a table are zero; bounds are
    compared with one half on the log(-log) scale on which they are symmetric.
    """
    ended, leaving = (
        np.atleast_2d(np.asarray(events)),
        np.atleast_2d(np.asarray(events) + np.asarray(censored)),
    )
    cohort, day = np.nonzero(ended)
    e = ended[cohort, day].astype(np.float64)
    gone = np.cumsum(leaving.ravel(), dtype=np.int64)
    ends = gone[cohort * leaving.shape[1] + leaving.shape[1] - 1]
    r = (ends - gone[cohort * leaving.shape[1] + day] + leaving[cohort, day]).astype(np.float64)
    last = r == e  # nobody is left: the curve is 0 and has no bounds, and the cohort has no later event
    fall = _within(cohort, np.log1p(-np.where(last, 0.0, e / r)))
    variance = _within(cohort, np.where(last, 0.0, e / (r * np.where(last, 1.0, r - e))))
    with np.errstate(divide="ignore", invalid="ignore"):
        depth, reach = np.log(-fall), z * np.sqrt(variance) / -fall
    bar = np.log(-np.log(HALF))
    passed = [last | (fall <= np.log(HALF)), ~last & (depth + reach >= bar), ~last & (depth - reach >= bar)]
    return Medians(*(_first_day(cohort, day, one, len(ended)) for one in passed))


def _within(cohort: Counts, values: Days) -> Days:
    """Running totals that begin again with each cohort."""
    running = np.cumsum(values)
    begins = np.flatnonzero(np.diff(cohort, prepend=-1))
    carried = np.concatenate([[0.0], running])[begins]
    total: Days = running - np.repeat(carried, np.diff(begins, append=len(cohort)))
    return total


def _first_day(cohort: Counts, day: Counts, passed: NDArray[np.bool_], cohorts: int) -> Days:
    first = np.full(cohorts, np.nan)
    hits = np.flatnonzero(passed)[::-1]
    first[cohort[hits]] = day[hits]  # the earliest is written last
    return first


def is_mature(period_ends: ArrayLike, as_at: np.datetime64, *, matures_after_days: int) -> NDArray[np.bool_]:
    """Whether the last case of each period has been watched long enough to be judged.

    `period_ends` holds the last day of each period, `as_at` the last whole day that the snapshot knows of.
    """
    watched = as_at.astype("datetime64[D]") - np.asarray(period_ends, dtype="datetime64[D]")
    mature: NDArray[np.bool_] = watched >= np.timedelta64(matures_after_days, "D")
    return mature


@dataclass(frozen=True, slots=True)
class _Curves:
    days: Counts
    survival: Days
    at_risk: Counts
    interval: Interval


def _curves(events: NDArray[np.integer], censored: NDArray[np.integer], *, z: float) -> _Curves:
    """One curve a row, at the days on which something ended in any row: elsewhere no curve moves."""
    days = np.flatnonzero(events.any(axis=0))
    leaving = events + censored
    at_risk = (
        leaving.sum(axis=1, keepdims=True, dtype=np.int64)
        - np.cumsum(leaving, axis=1, dtype=np.int64)
        + leaving
    )
    ended, risk = events[:, days].astype(np.float64), at_risk[:, days]
    open_before = np.maximum(risk, 1)
    survival = np.cumprod(1 - ended / open_before, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(ended / (open_before * (open_before - ended)), axis=1)
        fall = np.log(survival)
        theta = z * np.sqrt(variance) / fall
        lower, upper = survival ** np.exp(-theta), survival ** np.exp(theta)
    untouched = survival == 1
    lower, upper = np.where(untouched, 1.0, lower), np.where(untouched, 1.0, upper)
    unknown = survival == 0
    bounds = Interval(np.where(unknown, np.nan, lower), np.where(unknown, np.nan, upper))
    return _Curves(days, survival, risk, bounds)


def _first_half(days: Counts, curves: Days) -> Days:
    """First day on which each curve is at or below one half."""
    if not len(days):
        return np.full(len(curves), np.nan)
    reached = curves <= HALF
    first: Days = np.where(reached.any(axis=1), days[reached.argmax(axis=1)], np.nan)
    return first
