"""The populations that follow a preset, and that of harm, built from the frames of one snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from flightdeck.domain.presets import OF_A_PRESET, Preset
from flightdeck.kpis.repeat_suspects import restrictions
from flightdeck.kpis.repeat_suspects.accusations import (
    Accusations,
    HasFrames,
    People,
    Whole,
    accusations,
    once,
    people,
)
from flightdeck.kpis.repeat_suspects.meeting import Spells, spells
from flightdeck.kpis.repeat_suspects.month_ends import MonthEnds, latest_crime, month_ends
from flightdeck.kpis.repeat_suspects.waiting import NOT_WAITING, days_without_arrest
from flightdeck.kpis.views import Maker, Positions, View, as_dates


class Source(HasFrames, Protocol):
    """The populations of a snapshot, as those of a preset use them."""

    as_at: date

    def view(self, name: str) -> View:
        """The population of that name."""

    def crime_rows(self, name: str) -> Positions:
        """For each row of a population, the row of its crime."""

    def child(self, name: str, crimes: Positions, own: dict[str, Maker]) -> View:
        """A population of its own columns and those of the crime of each row."""


@dataclass(frozen=True)
class Standing:
    """What a preset makes of a snapshot: who is named on what, and when they meet it."""

    source: Source
    rule: Preset

    @cached_property
    def everybody(self) -> People:
        """Every nominal."""
        return people(self.source)

    @cached_property
    def rows(self) -> Accusations:
        """What the preset counts."""
        return accusations(self.source, self.rule, self.everybody)

    @cached_property
    def spells(self) -> Spells:
        """When each person meets the preset."""
        return spells(self.rows, self.rule)

    @cached_property
    def ends(self) -> MonthEnds:
        """The persons who meet it at each month end."""
        return month_ends(self.spells, as_at=self.source.as_at)

    @cached_property
    def met_on(self) -> Whole:
        """For each person, the first day they met it; without meaning for those who never did."""
        first = np.full(len(self.everybody.refs), np.iinfo(np.int64).max)
        np.minimum.at(first, self.spells.person, self.spells.first)
        return first


class UnderPreset:
    """The populations of a snapshot under one preset; those that follow none are the snapshot's own."""

    def __init__(self, source: Source, rule: Preset) -> None:
        """Nothing is worked out before it is asked for."""
        self.standing = Standing(source, rule)
        self._source = source
        self._made: dict[str, tuple[View, Positions]] = {}

    def view(self, name: str) -> View:
        """The population of that name."""
        return self._of(name)[0] if name in OF_A_PRESET else self._source.view(name)

    def crime_rows(self, name: str) -> Positions:
        """For each row of a population, the row of its crime."""
        return self._of(name)[1] if name in OF_A_PRESET else self._source.crime_rows(name)

    def under(self, rule: Preset) -> "UnderPreset":
        """Itself: it stands under its preset already."""
        assert rule == self.standing.rule  # noqa: S101 (one job has one definition)
        return self

    def _of(self, name: str) -> tuple[View, Positions]:
        if name not in self._made:
            crime, own = _MAKE[name](self.standing)
            self._made[name] = self._source.child(name, crime, own), crime
        return self._made[name]


Made = tuple[Positions, dict[str, Maker]]


def _repeat_suspects(standing: Standing) -> Made:
    """One row a repeat suspect and month end, beside the crime they were last named on."""
    source, ends, everybody = standing.source, standing.ends, standing.everybody
    crime = latest_crime(standing.rows, ends.person, ends.day)
    held = {
        "bail_with_conditions": restrictions.bail_with_conditions,
        "order_in_force": restrictions.order_in_force,
        "remanded": restrictions.remanded,
        "managed": restrictions.managed,
    }
    return crime, {
        **_person_and_end(standing, ends),
        "met_on": lambda: _days(standing.met_on[ends.person]),
        "days_without_arrest": lambda: _waiting(standing),
        **{name: _flag(find, source, everybody, ends) for name, find in held.items()},
    }


def _named_suspects(standing: Standing) -> Made:
    """One row a person named on anything the preset counts and month end."""
    named = spells(standing.rows, standing.rule.anybody_named())
    ends = month_ends(named, as_at=standing.source.as_at)
    return latest_crime(standing.rows, ends.person, ends.day), {
        **_person_and_end(standing, ends),
        "repeat_suspect": lambda: _true(standing.spells.cover(ends.person, ends.day)),
    }


def _newly_repeat_suspects(standing: Standing) -> Made:
    """One row a person who ever met the preset, on the day they first did."""
    person = np.unique(standing.spells.person)
    met = standing.met_on[person]
    return latest_crime(standing.rows, person, met), {
        "person_ref": lambda: pd.Series(standing.everybody.refs.take(person)),
        "met_on": lambda: _days(met),
        "tasked_on": lambda: as_dates(restrictions.first_tasked(standing.source, standing.everybody)[person]),
    }


def _crimes_with_named_suspect(standing: Standing) -> Made:
    """One row a crime that anybody is named on."""
    rows, pair = standing.rows, once(standing.rows)
    repeat = standing.spells.cover(rows.person[pair], rows.known[pair])
    crime, at = np.unique(rows.crime[pair], return_inverse=True)
    linked = np.zeros(len(crime), dtype=bool)
    np.logical_or.at(linked, at, repeat)
    return crime, {"repeat_suspect": lambda: _true(linked)}


_MAKE: dict[str, Callable[[Standing], Made]] = {
    "repeat_suspects": _repeat_suspects,
    "named_suspects": _named_suspects,
    "newly_repeat_suspects": _newly_repeat_suspects,
    "crimes_with_named_suspect": _crimes_with_named_suspect,
}


def _person_and_end(standing: Standing, ends: MonthEnds) -> dict[str, Maker]:
    return {
        "person_ref": lambda: pd.Series(standing.everybody.refs.take(ends.person)),
        "month_end": lambda: _days(ends.day),
    }


def _flag(
    find: Callable[[HasFrames, People], restrictions.Spans],
    source: Source,
    everybody: People,
    ends: MonthEnds,
) -> Maker:
    return lambda: _true(find(source, everybody).cover(ends.person, ends.day))


def _waiting(standing: Standing) -> pd.Series:
    closed = standing.source.view("crimes").days("finalised_on")
    days = days_without_arrest(standing.source, standing.rows, standing.everybody, closed, standing.ends)
    return pd.Series(days, dtype="Int32").mask(days == NOT_WAITING)


def _days(days: Whole) -> pd.Series:
    return as_dates(days.astype("M8[D]"))


def _true(holds: np.ndarray) -> pd.Series:
    return pd.Series(holds).astype("boolean")
