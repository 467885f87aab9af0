"""Persons at the ends of months: one row for each month end that a spell covers, and where such a row belongs."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from flightdeck.kpis.repeat_suspects.accusations import Accusations, Whole
from flightdeck.kpis.repeat_suspects.meeting import Spells
from flightdeck.kpis.views import Positions

_FAR = 10**7  # more days than any date has: keeps persons apart in one sorted key


@dataclass(frozen=True, slots=True)
class MonthEnds:
    """A person and the last day of a month, by person and month."""

    person: Positions
    day: Whole


def month_ends(spells: Spells, *, as_at: date) -> MonthEnds:
    """Every whole month up to `as_at` at whose end a spell holds."""
    first = _month(spells.first)
    last = np.minimum(_month(spells.last + 1) - 1, last_whole_month(as_at))
    count = np.maximum(last - first + 1, 0)
    row = np.repeat(np.arange(len(count)), count)
    month = first[row] + np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    return MonthEnds(spells.person[row], ends_of(month))


def last_whole_month(as_at: date) -> int:
    """The last month that is over, in months since 1970."""
    day = np.datetime64(as_at + timedelta(days=1), "D")
    return int(day.astype("M8[M]").astype(np.int64)) - 1


def ends_of(months: Whole) -> Whole:
    """The last day of each month, in days since 1970."""
    days: Whole = ((months + 1).astype("M8[M]").astype("M8[D]") - 1).astype(np.int64)
    return days


def _month(days: Whole) -> Whole:
    months: Whole = days.astype("M8[D]").astype("M8[M]").astype(np.int64)
    return months


def latest_crime(rows: Accusations, person: Positions, day: Whole) -> Positions:
    """The crime that each person was last named on by a day: where the row of that person belongs.

    Where some of the crimes must be of a narrower scope it is the latest of those, so that no row falls outside it.
    """
    narrow = np.flatnonzero(rows.narrow)
    found = _latest(rows, narrow, person, day)
    return np.where(found >= 0, found, _latest(rows, np.arange(len(rows)), person, day))


def _latest(rows: Accusations, chosen: Positions, person: Positions, day: Whole) -> Positions:
    if not len(chosen):
        return np.full(len(person), -1)
    keys = rows.person[chosen].astype(np.int64) * _FAR + rows.known[chosen]
    at = np.searchsorted(keys, person.astype(np.int64) * _FAR + day, side="right") - 1
    row = chosen[np.maximum(at, 0)]
    return np.where((at >= 0) & (rows.person[row] == person), rows.crime[row], -1)
