"""The crimes open at the end of a day: where, for how long, at which stage of the journey, and for how long there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.condition import Mask
from flightdeck.kpis.encoding import Counts, Encoding
from flightdeck.kpis.journey import NEVER, STAGES, JourneyRows, JourneyUnit
from flightdeck.kpis.stages import DAYS, DAYS_LABELS
from flightdeck.kpis.views import Days, Positions

Whole = NDArray[np.int64]
LAST = "decided"  # an open crime that was charged has had its outcome reversed: too few to stand alone
_ALL = len(STAGES[JourneyUnit.CRIMES]) - 1  # the last is any outcome, which no open crime has
_FURTHEST = [stage.name for stage in STAGES[JourneyUnit.CRIMES]].index(LAST)
STAGE_LABELS = (
    *(stage.label for stage in STAGES[JourneyUnit.CRIMES][:_FURTHEST]),
    "CPS decision made, or later",
)
AGES = (365, 730, 1095)
AGE_LABELS = ("Up to 1 year", "1 to 2 years", "2 to 3 years", "Over 3 years")
WAIT_LABELS = DAYS_LABELS


@dataclass(frozen=True, slots=True)
class Spells:
    """The times each crime was open; of one that is open still, the end is missing."""

    crime: Positions
    opened: Days
    closed: Days

    def open_at(self, day: np.datetime64) -> Positions:
        """The crimes open at the end of a day."""
        over = ~np.isnat(self.closed) & (self.closed <= day)
        real = np.isnat(self.closed) | (self.opened < self.closed)
        crimes: Positions = self.crime[(self.opened <= day) & ~over & real]
        return crimes


@dataclass(frozen=True, slots=True)
class OpenCrimes:
    """One entry an open crime: its place, its age, its last stage as a place in `STAGE_LABELS`, and its wait there."""

    place: Whole
    age: Whole
    stage: Whole
    wait: Whole

    def by_age(self, places: int) -> Counts:
        """Crimes by place and band of `AGE_LABELS`."""
        band = np.searchsorted(AGES, self.age)  # exactly 365 days is not more than 365
        cells = self.place * len(AGE_LABELS) + band
        return np.bincount(cells, minlength=places * len(AGE_LABELS)).reshape(places, -1).astype(np.int64)

    def by_stage(self, places: int) -> Counts:
        """Crimes by place, stage and band of `WAIT_LABELS`."""
        stages, bands = len(STAGE_LABELS), len(WAIT_LABELS)
        cells = (self.place * stages + self.stage) * bands + np.searchsorted(DAYS, self.wait)
        return (
            np.bincount(cells, minlength=places * stages * bands)
            .reshape(places, stages, bands)
            .astype(np.int64)
        )

    def waits(self, stage: int, places: Mask) -> Whole:
        """The days waited by the crimes at a stage in some places."""
        days: Whole = self.wait[(self.stage == stage) & places[self.place]]
        return days


def open_crimes(
    rows: JourneyRows, spells: Spells, encoding: Encoding, *, offences: int, day: np.datetime64
) -> OpenCrimes:
    """The open crimes of an offence scope; what happened after the day is not known on it.

    The last stage is the furthest one reached, not the latest: advice sought after a referral does not take it back.
    """
    crime = spells.open_at(day)
    crime = crime[encoding.in_scope[offences][crime]]
    on = int(day.astype("M8[D]").astype(np.int64))
    days = rows.days[:_ALL, crime].astype(np.int64)
    reached = (days != NEVER) & (days <= on)
    furthest = np.where(reached, np.arange(_ALL)[:, None], 0).max(axis=0, initial=0)
    since = np.minimum(days[furthest, np.arange(len(crime))], on)
    stage = np.minimum(furthest, _FURTHEST)
    return OpenCrimes(encoding.place[crime].astype(np.int64), on - days[0], stage, on - since)
