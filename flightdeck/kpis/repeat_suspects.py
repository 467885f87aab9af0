"""Repeat suspects at each month end, under a preset, and what restricts them that day.

A suspect is somebody named, not somebody convicted. There is no verified national definition: the preset
is a proposal (R1 of the domain brief) and every figure that leans on it says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import Mask
from flightdeck.kpis.views import Days, Maker, Positions, View, as_dates

Whole = npt.NDArray[np.int64]
_FAR = 10**7  # more days than any date has: keeps persons apart in one sorted key


@dataclass(frozen=True, slots=True)
class Preset:
    """The parameters of one definition of a repeat suspect."""

    id: str
    version: int
    scope: str
    look_back_days: int
    same_incident_days: int


R1 = Preset(id="R1_two_crimes_24m", version=1, scope="rasso", look_back_days=730, same_incident_days=1)


class HasFrames(Protocol):
    """What the populations of a snapshot offer this module."""

    def raw(self, frame: str) -> View:
        """A canonical frame as a view."""

    def parents(self, frame: str, reference: str, of: str) -> Positions:
        """For each row of a frame, the row of another that its reference names."""

    @property
    def code_lists(self) -> Mapping[str, CodeList]:
        """The code lists."""


def repeat_suspects_view(source: HasFrames, *, as_at: date, preset: Preset = R1) -> tuple[View, Positions]:
    """One row for each repeat suspect and month end up to `as_at`, and the row of their latest crime."""
    persons, crimes = source.raw("persons"), source.raw("crimes")
    codes, refs = pd.factorize(persons.column("person_ref"))
    named = _named(source, codes, preset)
    person, crime, on = _incidents(source, codes, named, preset)
    person, crime, months = _at_month_ends(person, crime, on, as_at=as_at, look_back=preset.look_back_days)
    days = (months + 1).astype("M8[M]").astype("M8[D]") - 1
    size = len(person)
    flags = {
        "bail_with_conditions": _on_bail(source, codes),
        "order_in_force": _under_order(source, refs),
        "remanded": _remanded(source, codes),
    }
    makers: dict[str, Maker] = {name: _Flag(person, days, spans) for name, spans in flags.items()}
    makers["person_ref"] = lambda: pd.Series(refs.take(person))
    makers["month_end"] = lambda: as_dates(days)
    return View(size, makers), crime if crimes.size else np.zeros(0, dtype=np.intp)


def _named(source: HasFrames, codes: Positions, preset: Preset) -> Positions:
    """Rows of persons who are suspects, identified, on a live crime in the preset's scope."""
    persons, crimes = source.raw("persons"), source.raw("crimes")
    scope = source.code_lists["offence"].in_scope(preset.scope) if "offence" in source.code_lists else ()
    live = crimes.column("offence_code").isin(scope) & crimes.column("status").isin(["open", "closed"])
    of = source.parents("persons", "crime_ref", "crimes")
    in_scope = np.append(live.to_numpy(dtype=bool), False)[of]
    suspect = (persons.column("role") == "suspect").to_numpy(dtype=bool, na_value=False)
    return np.flatnonzero(suspect & in_scope & (codes >= 0))


def _incidents(
    source: HasFrames, codes: Positions, named: Positions, preset: Preset
) -> tuple[Positions, Positions, Whole]:
    """Person, crime row and recorded day of each separate incident; crimes of one incident count once."""
    crimes = source.raw("crimes")
    crime = source.parents("persons", "crime_ref", "crimes")[named]
    person = codes[named]
    recorded = crimes.days("recorded_on")
    happened = np.where(np.isnat(crimes.days("occurred_from")), recorded, crimes.days("occurred_from"))
    order = np.lexsort((crime, happened[crime].astype(np.int64), person))
    person, crime = person[order], crime[order]
    gap = np.diff(happened[crime].astype(np.int64), prepend=0)
    same = np.append(False, person[1:] == person[:-1])[: len(person)] & (gap <= preset.same_incident_days)
    person, crime = person[~same], crime[~same]
    on = recorded[crime].astype(np.int64)
    order = np.lexsort((crime, on, person))
    return person[order], crime[order], on[order]


def _at_month_ends(
    person: Positions, crime: Positions, on: Whole, *, as_at: date, look_back: int
) -> tuple[Positions, Positions, Whole]:
    """Each month end at which two incidents fall within the look-back; the later incident's crime stands for it."""
    pair = np.flatnonzero((person[1:] == person[:-1]) & (on[1:] - on[:-1] < look_back))
    limit = np.datetime64(as_at, "D").astype("M8[M]").astype(np.int64)
    if np.datetime64(as_at, "D") + 1 != (limit + 1).astype("M8[M]").astype("M8[D]"):
        limit -= 1
    first = on[pair + 1].astype("M8[D]").astype("M8[M]").astype(np.int64)
    last_day = on[pair] + look_back - 1
    last = (last_day + 1).astype("M8[D]").astype("M8[M]").astype(np.int64) - 1
    last = np.minimum(last, limit)
    count = np.maximum(last - first + 1, 0)
    rows = np.repeat(np.arange(len(pair)), count)
    months = first[rows] + np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    key = person[pair][rows] * _FAR + months
    latest = len(key) - 1 - np.unique(key[::-1], return_index=True)[1]
    return person[pair][rows][latest], crime[pair + 1][rows][latest], months[latest]


@dataclass(frozen=True, slots=True)
class _Spans:
    """Sorted keys of the starts and ends of something that applies to persons."""

    starts: Whole
    ends: Whole

    def cover(self, person: Positions, days: Days) -> Mask:
        """Whether any span of the person covers the day, both ends included."""
        at = person.astype(np.int64) * _FAR + days.astype(np.int64)
        begun = np.searchsorted(self.starts, at, side="right") - np.searchsorted(self.starts, person * _FAR)
        over = np.searchsorted(self.ends, at, side="left") - np.searchsorted(self.ends, person * _FAR)
        return begun > over


def _spans(person: Positions, start: Days, end: Days) -> _Spans:
    known = (person >= 0) & ~np.isnat(start)
    last = np.where(np.isnat(end), np.datetime64("2200-01-01", "D"), end)
    keys = person[known].astype(np.int64) * _FAR
    return _Spans(np.sort(keys + start[known].astype(np.int64)), np.sort(keys + last[known].astype(np.int64)))


@dataclass(frozen=True, slots=True)
class _Flag:
    person: Positions
    days: Days
    spans: _Spans

    def __call__(self) -> pd.Series:
        return pd.Series(self.spans.cover(self.person, self.days)).astype("boolean")


def _person_of_role(source: HasFrames, frame: str, codes: Positions) -> Positions:
    rows = source.parents(frame, "person_role_ref", "persons")
    return np.append(codes, -1)[rows]


def _on_bail(source: HasFrames, codes: Positions) -> _Spans:
    bail = source.raw("bail_periods")
    conditional = bail.column("conditional").fillna(False).to_numpy(dtype=bool)  # noqa: FBT003
    person = np.where(conditional, _person_of_role(source, "bail_periods", codes), -1)
    ended = bail.days("ended_on")
    return _spans(
        person,
        bail.days("started_on"),
        np.where(np.isnat(ended), bail.days("applicable_period_ends_on"), ended),
    )


def _under_order(source: HasFrames, refs: pd.Index) -> _Spans:
    orders = source.raw("protection_orders")
    person = pd.Index(refs).get_indexer(pd.Index(orders.column("person_ref")))
    ended = orders.days("ended_on")
    return _spans(
        person, orders.days("granted_on"), np.where(np.isnat(ended), orders.days("expires_on"), ended)
    )


def _remanded(source: HasFrames, codes: Positions) -> _Spans:
    releases = source.raw("releases")
    remand = (releases.column("release") == "charged_remanded").to_numpy(dtype=bool, na_value=False)
    person = np.where(remand, _person_of_role(source, "releases", codes), -1)
    return _spans(person, releases.days("released_on"), releases.days("ended_on"))
