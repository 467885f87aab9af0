"""How far a case went: the furthest stage that the crime, or the suspect, reached."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flightdeck.domain.condition import Mask
from flightdeck.kpis.answers import HasPopulations
from flightdeck.kpis.views import Positions, View

Codes = npt.NDArray[np.intp]
Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, and the canonical fields that tell of it."""

    name: str
    label: str
    needs: tuple[Field, ...] = ()


STAGES = (
    Stage("recorded", "Recorded, no suspect named"),
    Stage("named", "Suspect named", (("persons", "named_on"),)),
    Stage("spoken_to", "Suspect arrested or interviewed", (("arrests", "arrested_on"),)),
    Stage("referred", "Referred for a charging decision", (("cps_submissions", "submitted_on"),)),
    Stage("charged", "Charged", (("outcomes", "outcome"),)),
)
DAYS = (30, 90, 180, 365)
DAYS_LABELS = ("Up to 30 days", "31 to 90 days", "91 to 180 days", "181 days to a year", "Over a year")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_MONDAY = 4  # days from 1 January 1970, a Thursday, to the first Monday


def stage_reached(populations: HasPopulations, population: str) -> Codes:
    """For each row of a population of persons, the furthest stage as a place in `STAGES`.

    A suspect's own arrest, referral and charge count; for a victim those of any suspect on the crime do.
    """
    view = populations.view(population)
    reached = _of_suspect(view) if population == "suspects" else _of_crime(populations, population)
    stage = np.zeros(view.size, dtype=np.intp)
    for place, mask in enumerate(reached, start=1):
        stage[mask] = place
    return stage


def _of_suspect(view: View) -> Sequence[Mask]:
    named = np.ones(view.size, dtype=bool)
    days = ("first_action_on", "first_charging_submission_on", "charge_decision_on")
    spoken_to, referred, decided = (~np.isnat(view.days(name)) for name in days)
    return named, spoken_to, referred, decided


def _of_crime(populations: HasPopulations, population: str) -> Sequence[Mask]:
    crimes, suspects = populations.view("crimes"), populations.view("suspects")
    spoken_to = np.zeros(crimes.size + 1, dtype=bool)  # the last place takes persons whose crime is not there
    acted = ~np.isnat(suspects.days("first_action_on"))
    spoken_to[populations.crime_rows("suspects")[acted]] = True
    rows = populations.crime_rows(population)
    days = ("first_named_on", "first_charging_submission_on", "charged_on")
    named, referred, charged = (_taken(~np.isnat(crimes.days(name)), rows) for name in days)
    return named, _taken(spoken_to[:-1], rows), referred, charged


def _taken(mask: Mask, rows: Positions) -> Mask:
    taken: Mask = np.append(mask, False)[rows]
    return taken


def days_since(view: View, as_at: np.datetime64) -> Codes:
    """For each row, how long ago its crime was recorded, as a place in `DAYS_LABELS`."""
    age = (as_at.astype("M8[D]") - view.days("recorded_on")).astype(np.int64)
    places: Codes = np.searchsorted(np.array(DAYS), age).astype(np.intp)
    return places


def weekday(view: View, column: str) -> Codes:
    """For each row, the day of the week of a date as a place in `WEEKDAYS`; -1 where it is missing."""
    days = view.days(column)
    ordinal = (days.astype(np.int64) - _FIRST_MONDAY) % len(WEEKDAYS)
    return np.where(np.isnat(days), -1, ordinal).astype(np.intp)
