"""The journeys of one snapshot, worked out once: every crime and suspect by stage, and what of their counts may be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.codes import CodeList
from flightdeck.domain.filters import Basis
from flightdeck.kpis.encoding import Cube
from flightdeck.kpis.journey import LIVE, STAGES, JourneyRows, JourneyStage, JourneyUnit, journey_rows
from flightdeck.kpis.journey_open import OpenCrimes, Spells, open_crimes
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.services.survival import GROUP_LABELS
from flightdeck.statistics.cells import Calendar
from flightdeck.statistics.lattice import Pattern
from flightdeck.statistics.suppression import Audience
from flightdeck.statistics.tiers import tiered

# A transfer to another body is among the others here.
OUTCOMES = tuple(name for name in GROUP_LABELS if name != "transferred")
OTHER = OUTCOMES.index("other")
KEPT_DAYS = 12


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: all rows of a unit by one of the bases, those that reached a stage, or those that wait for it."""

    unit: JourneyUnit
    basis: Basis
    stage: JourneyStage | None = None
    waiting: bool = False


class Journeys:
    """The rows of one snapshot and what of their counts each audience may see, each worked out when first asked for."""

    def __init__(self, loaded: LoadedSnapshot, code_lists: Mapping[str, CodeList]) -> None:
        """Nothing is worked out yet; the snapshot itself is not held, so that it can be let go."""
        self._populations, self._encoding, self._tree = loaded.populations, loaded.encoding, loaded.tree
        self._groups = code_lists["outcome"].groups()
        self._lock = RLock()
        self._rows: dict[JourneyUnit, JourneyRows] = {}
        self._patterns: dict[tuple[Counted, int, Audience], Pattern] = {}
        self._cubes: dict[Counted, Cube] = {}
        self._spells: Spells | None = None
        self._open: dict[tuple[np.datetime64, int], OpenCrimes] = {}
        self._outcomes: NDArray[np.int8] | None = None

    def rows(self, unit: JourneyUnit) -> JourneyRows:
        """Every crime or suspect with the day of each stage."""
        with self._lock:
            if unit not in self._rows:
                self._rows[unit] = journey_rows(self._populations, self._encoding, unit)
            return self._rows[unit]

    def outcomes(self) -> NDArray[np.int8]:
        """For each crime the outcome in force as a place in `OUTCOMES`; what stands for an open one means nothing."""
        with self._lock:
            if self._outcomes is None:
                column = self._populations.view("crimes").column("outcome").astype("category")
                places = [self._outcome(str(code)) for code in column.cat.categories]
                self._outcomes = np.array([*places, OTHER], dtype=np.int8)[column.cat.codes.to_numpy()]
            return self._outcomes

    def _outcome(self, code: str) -> int:
        group = self._groups.get(code, "")
        return OUTCOMES.index(group) if group in OUTCOMES else OTHER

    def open_at(self, day: np.datetime64, *, offences: int) -> OpenCrimes:
        """The crimes open at the end of a day."""
        with self._lock:
            if (day, offences) not in self._open:
                rows = self.rows(JourneyUnit.CRIMES)
                self._open[day, offences] = open_crimes(
                    rows, self._spells_of_live(), self._encoding, offences=offences, day=day
                )
                while len(self._open) > KEPT_DAYS:
                    self._open.pop(next(iter(self._open)))
            return self._open[day, offences]

    def _spells_of_live(self) -> Spells:
        if self._spells is None:
            view = self._populations.view("open_spells")
            crime = self._populations.crime_rows("open_spells")
            live = view.column("status").isin(LIVE).to_numpy(dtype=bool, na_value=False) & (crime >= 0)
            live &= ~np.isnat(view.days("opened_on"))
            self._spells = Spells(crime[live], view.days("opened_on")[live], view.days("closed_on")[live])
        return self._spells

    def pattern(self, counted: Counted, *, offences: int, audience: Audience, calendar: Calendar) -> Pattern:
        """What is hidden from an audience of a count among all rows of its unit, at every place and month."""
        key = (counted, offences, audience)
        with self._lock:
            if key not in self._patterns:
                whole = self._cube(replace(counted, stage=None))[offences]
                self._patterns[key] = tiered(
                    whole.astype(np.int64),
                    self._cube(counted)[offences].astype(np.int64),
                    tree=self._tree,
                    calendar=calendar,
                    audience=audience,
                    standing=False,
                )
            return self._patterns[key]

    def _cube(self, counted: Counted) -> Cube:
        if counted not in self._cubes:
            rows, stage = self.rows(counted.unit), counted.stage
            if stage is None:
                mask = rows.counted
            else:
                mask = rows.waiting(stage) if counted.waiting else rows.reached(stage.name)
            self._cubes[counted] = rows.cube(self._encoding, counted.basis, mask)
        return self._cubes[counted]

    def prepare(self, calendars: Mapping[Basis, Calendar], *, offences: int, audience: Audience) -> None:
        """Work out now what an audience may see of every stage, so that no reader waits for it."""
        for unit, (basis, calendar) in product(JourneyUnit, calendars.items()):
            for stage, waiting in product(STAGES[unit], (False, True)):
                if stage.after or not waiting:
                    counted = Counted(unit, basis, stage, waiting=waiting)
                    self.pattern(counted, offences=offences, audience=audience, calendar=calendar)
        self.outcomes()


def journeys_of(loaded: LoadedSnapshot, code_lists: Mapping[str, CodeList]) -> Journeys:
    """The journeys of a snapshot, kept as long as the snapshot is."""
    return loaded.kept(Journeys, lambda: Journeys(loaded, code_lists))
