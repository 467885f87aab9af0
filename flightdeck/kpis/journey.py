"""The journey of a case: the day it reached each stage, as crimes or as suspects, and the days between stages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.condition import Mask
from flightdeck.domain.events import PROSECUTION_ENDS
from flightdeck.domain.filters import Basis
from flightdeck.kpis.encoding import Counts, Cube, Encoding
from flightdeck.kpis.populations import Populations
from flightdeck.kpis.views import Days, Positions, first_day

Field = tuple[str, str]
Ordinals = NDArray[np.int32]  # days since 1970
NEVER = np.iinfo(np.int32).max  # the stage was not reached
LIVE = ("open", "closed")  # a cancelled record, and one passed to another force, has no journey here
LEGAL_DECISIONS = (
    "charge",
    "no_further_action",
)  # further enquiries, and a file closed without one, decide nothing


class JourneyUnit(StrEnum):
    """What a journey is a journey of; the two are never added up or divided by each other."""

    CRIMES = "crimes"
    SUSPECTS = "suspects"


@dataclass(frozen=True, slots=True)
class JourneyStage:
    """One stage: its name, the stage its days are counted from, and the canonical fields that tell of it."""

    name: str
    label: str
    after: str = ""
    needs: tuple[Field, ...] = ()


_SUBMITTED = (("cps_submissions", "submitted_on"), ("cps_submissions", "submission"))
_ON_THE_WAY = (
    JourneyStage("spoken_to", "Arrested or interviewed", "named", (("arrests", "arrested_on"),)),
    JourneyStage("early_advice", "Early advice sought", "named", _SUBMITTED),
    JourneyStage("referred", "Referred for a charging decision", "spoken_to", _SUBMITTED),
    JourneyStage(
        "decided",
        "CPS decision made",
        "referred",
        (("cps_submissions", "decided_on"), ("cps_submissions", "decision")),
    ),
)
_IN_COURT = (
    JourneyStage("crown_court", "Crown Court", "charged", (("court_stages", "reached_on"),)),
    JourneyStage("completed", "Prosecution completed", "crown_court", (("court_stages", "result"),)),
)
STAGES: dict[JourneyUnit, tuple[JourneyStage, ...]] = {
    JourneyUnit.CRIMES: (
        JourneyStage("recorded", "Recorded"),
        JourneyStage("named", "Suspect named", "recorded", (("persons", "named_on"),)),
        *_ON_THE_WAY,
        JourneyStage("charged", "Charged", "decided", (("outcomes", "outcome"),)),
        *_IN_COURT,
        JourneyStage("outcome", "Any outcome recorded", "recorded", (("outcomes", "assigned_on"),)),
    ),
    JourneyUnit.SUSPECTS: (
        JourneyStage("recorded", "Suspects on recorded crimes"),
        JourneyStage("named", "Named", "recorded", (("persons", "named_on"),)),
        *_ON_THE_WAY,
        JourneyStage("charged", "Decision to charge", "decided", (("cps_submissions", "decision"),)),
        *_IN_COURT,
    ),
}


@dataclass(frozen=True, slots=True)
class JourneyRows:
    """Every crime, or every suspect on a crime: when it reached each stage, and where it stands.

    `days` is stage x row in the order of `STAGES`, `NEVER` where a stage was not reached by the day of the snapshot.
    """

    unit: JourneyUnit
    days: Ordinals
    crime: Positions
    counted: Mask
    finalised: Ordinals
    month: dict[Basis, NDArray[np.int32]]  # months since the first; -1 outside

    def place(self, stage: str) -> int:
        """The place of a stage among those of the unit."""
        return [one.name for one in STAGES[self.unit]].index(stage)

    def reached(self, stage: str) -> Mask:
        """Rows that reached a stage."""
        mask: Mask = self.days[self.place(stage)] != NEVER
        return mask

    def waiting(self, stage: JourneyStage) -> Mask:
        """Rows that reached the stage before and not this one, where nothing has ended the wait."""
        mask: Mask = self.reached(stage.after) & ~self.reached(stage.name) & (self.over(stage) == NEVER)
        return mask

    def over(self, stage: JourneyStage) -> Ordinals:
        """The day on which the wait for a stage ended without it: at court no outcome of the police ends it."""
        if stage.name == "crown_court":
            completed: Ordinals = self.days[self.place("completed")]
            return completed
        return np.full_like(self.finalised, NEVER) if stage.name == "completed" else self.finalised

    def cube(self, encoding: Encoding, basis: Basis, mask: Mask) -> Cube:
        """Rows of a mask counted by scope, place and month."""
        return encoding.cube(self.crime, self.month[basis], self.counted & mask)


@dataclass(frozen=True, slots=True)
class Step:
    """The days from one stage to another as day histograms; what closed first, or waits still, was watched so long."""

    ended: Counts
    closed: Counts
    waiting: Counts
    before: int  # of those ended, how many came to the second stage first: no days


def step(rows: JourneyRows, here: Positions, stage: JourneyStage, *, as_at: int) -> Step:
    """The days of some rows from the stage before to a stage."""
    start, end = rows.days[rows.place(stage.after)][here], rows.days[rows.place(stage.name)][here]
    over = rows.over(stage)[here]
    begun, done = start != NEVER, end != NEVER
    both, left, still = begun & done, begun & ~done & (over != NEVER), begun & ~done & (over == NEVER)
    return Step(
        _histogram(np.maximum(end[both] - start[both], 0)),
        _histogram(np.maximum(over[left] - start[left], 0)),
        _histogram(np.maximum(as_at - start[still], 0)),
        int((end[both] < start[both]).sum()),
    )


def _histogram(days: Ordinals) -> Counts:
    counts: Counts = np.bincount(days, minlength=1).astype(np.int64)
    return counts


def journey_rows(populations: Populations, encoding: Encoding, unit: JourneyUnit) -> JourneyRows:
    """Every row of a unit with the day of each stage, worked out once for a snapshot."""
    view = populations.view(unit.value)
    as_at = np.datetime64(encoding.as_at, "D")
    makers = _of_crimes(populations) if unit is JourneyUnit.CRIMES else _of_suspects(populations)
    days = np.array([_ordinals(makers[stage.name](), as_at) for stage in STAGES[unit]], dtype=np.int32)
    crime = populations.crime_rows(unit.value)
    known = crime >= 0
    finalised = view.days("outcome_on")
    return JourneyRows(
        unit,
        days,
        np.where(known, crime, 0),
        view.column("status").isin(LIVE).to_numpy(dtype=bool, na_value=False) & known,
        _ordinals(finalised, as_at),
        {
            Basis.RECORDED: encoding.month_index(view.days("recorded_on")),
            Basis.FINALISED: encoding.month_index(finalised),
        },
    )


def _ordinals(days: Days, as_at: np.datetime64) -> Ordinals:
    """Days as whole numbers; what is missing, or later than the snapshot knows of, is `NEVER`."""
    unknown = np.isnat(days) | (days > as_at)
    return np.where(unknown, NEVER, days.astype("M8[D]").astype(np.int64)).astype(np.int32)


def _of_crimes(populations: Populations) -> Mapping[str, Callable[[], Days]]:
    view = populations.view("crimes")
    firsts = _Firsts(populations, view.size, populations.crime_of)
    return firsts.made() | {
        "recorded": lambda: view.days("recorded_on"),
        "named": lambda: view.days("first_named_on"),
        "charged": lambda: view.days("charged_on"),
        "outcome": lambda: view.days("finalised_on"),
    }


def _of_suspects(populations: Populations) -> Mapping[str, Callable[[], Days]]:
    view, persons = populations.view("suspects"), populations.raw("persons")
    firsts = _Firsts(
        populations, persons.size, lambda frame: populations.parents(frame, "person_role_ref", "persons")
    )
    suspects = np.flatnonzero((persons.column("role") == "suspect").to_numpy(dtype=bool, na_value=False))
    own = {name: _taken(make, suspects) for name, make in firsts.made().items()}
    return own | {
        "recorded": lambda: view.days("recorded_on"),
        "named": lambda: view.days("named_on"),
        "charged": lambda: view.days("charge_decision_on"),
    }


def _taken(make: Callable[[], Days], rows: Positions) -> Callable[[], Days]:
    return lambda: make()[rows]


@dataclass(frozen=True, slots=True)
class _Firsts:
    """The first event of each kind for each crime, or for each person."""

    populations: Populations
    size: int
    parent: Callable[[str], Positions]

    def made(self) -> dict[str, Callable[[], Days]]:
        """How to find the first of each kind."""
        return {
            "spoken_to": self._spoken_to,
            "early_advice": lambda: self._first(
                "cps_submissions", "submitted_on", submission=("early_advice",)
            ),
            "referred": lambda: self._first("cps_submissions", "submitted_on", submission=("charging",)),
            "decided": lambda: self._first(
                "cps_submissions", "decided_on", submission=("charging",), decision=LEGAL_DECISIONS
            ),
            "crown_court": lambda: self._first("court_stages", "reached_on", stage=("ptph",)),
            "completed": lambda: self._first("court_stages", "reached_on", result=PROSECUTION_ENDS),
        }

    def _spoken_to(self) -> Days:
        both = [self._first("arrests", day) for day in ("arrested_on", "interviewed_on")]
        return np.fmin(*both)  # the earlier, or the one there is

    def _first(self, frame: str, day: str, **only: tuple[str, ...]) -> Days:
        raw = self.populations.raw(frame)
        rows = self.parent(frame)
        for column, codes in only.items():
            rows = np.where(raw.column(column).isin(codes).to_numpy(dtype=bool, na_value=False), rows, -1)
        return first_day(self.size, rows, raw.days(day)).to_numpy().astype("M8[D]")
