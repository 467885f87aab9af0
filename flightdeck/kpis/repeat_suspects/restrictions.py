"""What held somebody on a day: bail with conditions, an order, remand; a management plan; and whether anybody has been to see them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from flightdeck.domain.condition import Mask
from flightdeck.kpis.repeat_suspects.accusations import HasFrames, People, Whole
from flightdeck.kpis.views import Days, Positions

_FAR = 10**7  # more days than any date has: keeps persons apart in one sorted key
_NEVER_ENDS = np.datetime64("2200-01-01", "D")


@dataclass(frozen=True, slots=True)
class Spans:
    """Sorted keys of the starts and ends of something that applies to persons."""

    starts: Whole
    ends: Whole

    def cover(self, person: Positions, days: Whole) -> Mask:
        """Whether any span of the person covers the day, both ends included."""
        at = person.astype(np.int64) * _FAR + days
        begun = np.searchsorted(self.starts, at, side="right") - np.searchsorted(self.starts, person * _FAR)
        over = np.searchsorted(self.ends, at, side="left") - np.searchsorted(self.ends, person * _FAR)
        covered: Mask = begun > over
        return covered


def _spans(person: Positions, start: Days, end: Days) -> Spans:
    known = (person >= 0) & ~np.isnat(start)
    last = np.where(np.isnat(end), _NEVER_ENDS, end)
    keys = person[known].astype(np.int64) * _FAR
    return Spans(np.sort(keys + start[known].astype(np.int64)), np.sort(keys + last[known].astype(np.int64)))


def _of_role(source: HasFrames, frame: str, everybody: People) -> Positions:
    return np.append(everybody.codes, -1)[source.parents(frame, "person_role_ref", "persons")]


def _of_nominal(source: HasFrames, frame: str, everybody: People) -> Positions:
    found: Positions = everybody.refs.get_indexer(pd.Index(source.raw(frame).column("person_ref")))
    return found


def bail_with_conditions(source: HasFrames, everybody: People) -> Spans:
    """From the first day of bail with conditions to its end, or the end of the applicable period."""
    bail = source.raw("bail_periods")
    conditional = bail.column("conditional").fillna(False).to_numpy(dtype=bool)  # noqa: FBT003
    person = np.where(conditional, _of_role(source, "bail_periods", everybody), -1)
    ended = bail.days("ended_on")
    last = np.where(np.isnat(ended), bail.days("applicable_period_ends_on"), ended)
    return _spans(person, bail.days("started_on"), last)


def order_in_force(source: HasFrames, everybody: People) -> Spans:
    """From the day an order was made to its discharge, or its last day."""
    orders = source.raw("protection_orders")
    ended = orders.days("ended_on")
    last = np.where(np.isnat(ended), orders.days("expires_on"), ended)
    return _spans(_of_nominal(source, "protection_orders", everybody), orders.days("granted_on"), last)


def remanded(source: HasFrames, everybody: People) -> Spans:
    """From remand to its end."""
    releases = source.raw("releases")
    remand = (releases.column("release") == "charged_remanded").to_numpy(dtype=bool, na_value=False)
    person = np.where(remand, _of_role(source, "releases", everybody), -1)
    return _spans(person, releases.days("released_on"), releases.days("ended_on"))


def managed(source: HasFrames, everybody: People) -> Spans:
    """From the start of a disruption plan that has an owner to its end."""
    plans = source.raw("disruption_plans")
    owned = plans.column("owned").fillna(False).to_numpy(dtype=bool)  # noqa: FBT003
    person = np.where(owned, _of_nominal(source, "disruption_plans", everybody), -1)
    return _spans(person, plans.days("started_on"), plans.days("ended_on"))


def first_tasked(source: HasFrames, everybody: People) -> Days:
    """For each person, the first day on which they were put before a tasking meeting; missing where never."""
    plans = source.raw("disruption_plans")
    person, day = _of_nominal(source, "disruption_plans", everybody), plans.days("tasked_on")
    return _earliest(len(everybody.refs), person, day)


def _earliest(size: int, rows: Positions, days: Days) -> Days:
    known = (rows >= 0) & ~np.isnat(days)
    first = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(first, rows[known], days[known].astype(np.int64))
    found = np.where(first == np.iinfo(np.int64).max, 0, first).astype("M8[D]")
    found[first == np.iinfo(np.int64).max] = np.datetime64("NaT")
    return found
