"""A snapshot encoded once: places, offence scopes and months as small whole numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import Mask
from flightdeck.domain.period import Period, month_of
from flightdeck.kpis.views import Days, Positions, View

NOT_RECORDED = "Not recorded"
INCIDENTS = "n100"  # reported incidents of rape: a scope of their own, never offered as a choice of offences
SCOPES = ("rasso", "rape_all", "rape_adult", "all_sexual_offences", INCIDENTS)
Counts = npt.NDArray[np.int64]
Cube = npt.NDArray[np.int32]  # scope x place x month


@dataclass(frozen=True, slots=True)
class Places:
    """Every place crimes are allocated to: force, area and team, one code each, sorted."""

    force: tuple[str, ...]
    area: tuple[str, ...]
    team: tuple[str, ...]

    def __len__(self) -> int:
        """How many places there are."""
        return len(self.force)

    def chosen(self, *, force: str = "", areas: Sequence[str] = (), team: str = "") -> Positions:
        """The codes of the places that satisfy every filter given; an empty filter lets all through."""
        keep = [
            code
            for code in range(len(self))
            if (not force or self.force[code] == force)
            and (not areas or self.area[code] in areas)
            and (not team or self.team[code] == team)
        ]
        return np.array(keep, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Encoding:
    """What every population of a snapshot shares: for each crime its place and scopes, and the months there are."""

    places: Places
    place: npt.NDArray[np.int32]  # of each crime, then of each place that rows without a crime belong to
    in_scope: Mask  # scope x crime; rows without a crime belong to every scope
    scopes: tuple[str, ...]
    first_month: int
    months: int
    as_at: date
    crimes: int = 0  # how many there are; what belongs to places alone follows them
    moment: datetime | None = None  # when it is asked, where the hour matters

    def asked_at(self) -> np.datetime64:
        """The moment it is asked from: the end of the day it stands on, unless there is a moment."""
        end_of_day = np.datetime64(self.as_at, "s") + np.timedelta64(1, "D")
        return end_of_day if self.moment is None else np.datetime64(self.moment.replace(tzinfo=None), "s")

    def holds_crime(self) -> Mask:
        """Whether any crime is allocated to each place."""
        held: Mask = np.bincount(self.place[: self.crimes], minlength=len(self.places)) > 0
        return held

    def last_month(self) -> int:
        """The last complete month."""
        return self.first_month + self.months - 1

    def month_index(self, days: Days) -> npt.NDArray[np.int32]:
        """Months since the first; -1 where missing, before the first or after the last."""
        month = days.astype("M8[M]").astype(np.int64) - self.first_month
        outside = np.isnat(days) | (month < 0) | (month >= self.months)
        return np.where(outside, -1, month).astype(np.int32)

    def cube(
        self, crime: Positions, month: npt.NDArray[np.int32], keep: Mask, weight: Counts | None = None
    ) -> Cube:
        """Kept rows counted, or their whole weights added up, by scope, place and month; a row outside the months counts nowhere."""
        keep = keep & (month >= 0) & (crime >= 0)
        crime, month = crime[keep], month[keep]
        cell = self.place[crime].astype(np.int64) * self.months + month
        size = len(self.places) * self.months
        weights = (
            None if weight is None else weight[keep].astype(np.float64)
        )  # exact: far below 2 to the 53rd
        counts = [
            np.bincount(
                cell[inside[crime]], None if weights is None else weights[inside[crime]], minlength=size
            )
            for inside in self.in_scope
        ]
        return np.array(counts, dtype=np.int32).reshape(len(self.scopes), len(self.places), self.months)


@dataclass(frozen=True, slots=True)
class Question:
    """Which cells an answer adds up: a scope, places, and periods as month indexes."""

    scope: int
    places: Positions
    first: Positions
    last: Positions
    everywhere: bool

    @classmethod
    def of(
        cls, periods: Sequence[Period], encoding: Encoding, *, scope: str, places: Positions
    ) -> "Question":
        """The question for some periods, which must lie within the snapshot's months."""
        first = np.array([period.first for period in periods], dtype=np.intp) - encoding.first_month
        last = np.array([period.last for period in periods], dtype=np.intp) - encoding.first_month
        return cls(encoding.scopes.index(scope), places, first, last, len(places) == len(encoding.places))


def encode(
    crimes: View,
    *,
    code_lists: Mapping[str, CodeList],
    as_at: date,
    whole_from: date | None = None,
    others: pd.DataFrame | None = None,
) -> Encoding:
    """The encoding of a snapshot's crimes, and after them of the places (force, area, team) of rows that have no crime.

    Months run from the first recorded, or the first whole one from `whole_from` on, to the last complete at `as_at`.
    """
    names = crimes.frame(("force", "area", "team")).astype("str")
    if others is not None:
        names = pd.concat([names, others.astype("str")], ignore_index=True)
    names = names.fillna(NOT_RECORDED)
    keys = pd.MultiIndex.from_frame(names)
    codes, unique = pd.factorize(keys, sort=True)
    places = Places(*(tuple(str(value) for value in unique.get_level_values(level)) for level in range(3)))
    offences = pd.Categorical(crimes.column("offence_code"))
    members = {
        scope: frozenset(code_lists["offence"].in_scope(scope)) if "offence" in code_lists else frozenset()
        for scope in SCOPES
    }
    inside = np.array(
        [[code in members[scope] for code in offences.categories] + [False] for scope in SCOPES], dtype=bool
    )
    everywhere = np.ones((len(SCOPES), len(names) - crimes.size), dtype=bool)
    recorded = crimes.days("recorded_on")
    known = recorded[~np.isnat(recorded)]
    last = _last_complete_month(as_at)
    first = int(known.min().astype("M8[M]").astype(np.int64)) if len(known) else last
    if whole_from is not None:
        first = max(first, month_of(whole_from) + (whole_from.day > 1))
    return Encoding(
        places,
        codes.astype(np.int32),
        np.hstack([inside[:, offences.codes], everywhere]),
        SCOPES,
        first,
        max(last - first + 1, 0),
        as_at,
        crimes.size,
    )


def _last_complete_month(as_at: date) -> int:
    month = month_of(as_at)
    return month if (as_at + timedelta(days=1)).day == 1 else month - 1


def summed(cube: Cube, question: Question) -> Counts:
    """The cube added up over the question's places and each of its periods."""
    by_month = cube[question.scope][question.places].sum(axis=0, dtype=np.int64)
    running: Counts = np.concatenate(([0], np.cumsum(by_month)))
    return running[question.last + 1] - running[question.first]


def at_end(cube: Cube, question: Question) -> Counts:
    """The cube at the last month of each period, added up over places."""
    by_month: Counts = cube[question.scope][question.places].sum(axis=0, dtype=np.int64)
    return by_month[question.last]
