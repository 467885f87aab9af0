"""Repeat suspects not yet arrested: how long they have been named on an open crime with nobody having spoken to them."""

import numpy as np

from flightdeck.kpis.repeat_suspects.accusations import Accusations, HasFrames, People, Whole, once
from flightdeck.kpis.repeat_suspects.month_ends import MonthEnds
from flightdeck.kpis.views import Days, Positions, earlier, first_day

NOT_WAITING = -1
_FAR = 10**7


def days_without_arrest(
    source: HasFrames, rows: Accusations, everybody: People, closed: Days, ends: MonthEnds
) -> Whole:
    """At each month end the most days since the person was named on a crime still open, without arrest or interview for it.

    Args:
        closed: the day of the outcome in force of each crime; missing while open.

    Returns:
        Days, or `NOT_WAITING` where the person is not waited for.
    """
    begun, over, person = _waits(source, rows, everybody, closed)
    longest = np.full(len(ends.person), NOT_WAITING, dtype=np.int64)
    key = ends.person.astype(np.int64) * _FAR + ends.day
    first = np.searchsorted(key, person.astype(np.int64) * _FAR + begun)
    last = np.searchsorted(
        key, person.astype(np.int64) * _FAR + over
    )  # over is the first day it no longer holds
    count = np.maximum(last - first, 0)
    wait = np.repeat(np.arange(len(count)), count)
    at = first[wait] + np.arange(len(wait)) - np.repeat(np.cumsum(count) - count, count)
    np.maximum.at(longest, at, ends.day[at] - begun[wait])
    return longest


def _waits(
    source: HasFrames, rows: Accusations, everybody: People, closed: Days
) -> tuple[Whole, Whole, Positions]:
    """From the day somebody is named on a crime to arrest, interview or outcome: first day, first day after, person."""
    pair = once(rows)
    person, crime, begun = rows.person[pair], rows.crime[pair], rows.known[pair]
    over = np.minimum(_ordinals(_seen(source, everybody, person, crime)), _ordinals(closed[crime]))
    return begun, over, person


def _seen(source: HasFrames, everybody: People, person: Positions, crime: Positions) -> Days:
    """The first arrest, attendance or interview of each person for each crime."""
    arrests = source.raw("arrests")
    role = source.parents("arrests", "person_role_ref", "persons")
    of_crime = np.append(source.parents("persons", "crime_ref", "crimes"), -1)[role]
    of_person = np.append(everybody.codes, -1)[role]
    size = source.raw("crimes").size + 1
    pairs, keys = person.astype(np.int64) * size + crime, of_person.astype(np.int64) * size + of_crime
    at = np.minimum(np.searchsorted(pairs, keys), max(len(pairs) - 1, 0))
    row = np.where((of_person >= 0) & (pairs[at] == keys), at, -1) if len(pairs) else np.full(len(keys), -1)
    day = earlier(arrests.days("arrested_on"), arrests.days("interviewed_on")).to_numpy().astype("M8[D]")
    return first_day(len(pairs), row, day).to_numpy().astype("M8[D]")


def _ordinals(days: Days) -> Whole:
    return np.where(np.isnat(days), _FAR - 1, days.astype(np.int64))
