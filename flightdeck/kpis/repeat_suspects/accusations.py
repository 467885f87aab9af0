"""Who was named on what: one row a suspect, crime and victim, in the order in which the police came to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import Mask
from flightdeck.domain.presets import Preset
from flightdeck.kpis.views import Days, Positions, View

Whole = npt.NDArray[np.int64]
NOBODY = -1  # a victim who cannot be told from another
HOURS = 24
LIVE = ("open", "closed")
NOT_A_CRIME = "N100/2"  # credible evidence to the contrary


class HasFrames(Protocol):
    """What the populations of a snapshot offer this package."""

    def raw(self, frame: str) -> View:
        """A canonical frame as a view."""

    def parents(self, frame: str, reference: str, of: str) -> Positions:
        """For each row of a frame, the row of another that its reference names."""

    @property
    def code_lists(self) -> Mapping[str, CodeList]:
        """The code lists."""


@dataclass(frozen=True, slots=True)
class People:
    """Every nominal of a snapshot by number, and the number of each row of the frame persons."""

    refs: pd.Index  # in order of reference, so that a number means the same whatever the order of the source
    codes: Positions  # -1 where nobody is identified


@dataclass(frozen=True, slots=True)
class Accusations:
    """Rows by person and day known. A crime with two victims stands twice, one with none once.

    Days count from 1970. `known` is the day the person was named on the crime, or that it was recorded where no day of
    naming is, and never before the crime was recorded. `begins` and `ends` bound when it happened, in the unit of the
    preset's window.
    """

    person: Positions
    crime: Positions
    victim: Positions
    recorded: Whole
    known: Whole
    begins: Whole
    ends: Whole
    narrow: Mask  # the crime is in the scope that some of the crimes must be of

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.person)


def people(source: HasFrames) -> People:
    """The nominals of a snapshot."""
    codes, refs = pd.factorize(source.raw("persons").column("person_ref"), sort=True)
    return People(pd.Index(refs), codes)


def accusations(source: HasFrames, preset: Preset, everybody: People) -> Accusations:
    """What a preset counts: identified suspects on crimes of its scope, each beside the victims of the crime."""
    crimes = source.raw("crimes")
    crime_of = source.parents("persons", "crime_ref", "crimes")
    row = np.flatnonzero(_counted(source, preset, everybody, crime_of))
    row, victim = _with_victims(source, row, crime_of, everybody)
    crime, person = crime_of[row], everybody.codes[row]
    recorded = crimes.days("recorded_on").astype(np.int64)[crime]
    named = source.raw("persons").days("named_on")[row]
    known = np.maximum(np.where(np.isnat(named), recorded, named.astype(np.int64)), recorded)
    begins, ends = _happened(crimes, preset)
    narrow = np.ones(crimes.size, dtype=bool)
    if preset.of_which is not None:
        narrow = _of_scope(source, preset.of_which.scope)
    order = np.lexsort((victim, _by_reference(crimes, crime), known, person))
    return Accusations(
        person[order],
        crime[order],
        victim[order],
        recorded[order],
        known[order],
        begins[crime][order],
        ends[crime][order],
        narrow[crime][order],
    )


def _by_reference(crimes: View, crime: Positions) -> Whole:
    """For each row the place of its crime in the order of references: a source gives its rows in any order."""
    chosen, at = np.unique(crime, return_inverse=True)
    rank: Whole = np.argsort(crimes.column("crime_ref").take(chosen).argsort().to_numpy())[at]
    return rank


def once(rows: Accusations) -> Positions:
    """One row a person and crime, by person and crime: a crime with two victims once."""
    size = int(rows.crime.max(initial=-1)) + 1
    found: Positions = np.unique(rows.person.astype(np.int64) * size + rows.crime, return_index=True)[1]
    return found


def _counted(source: HasFrames, preset: Preset, everybody: People, crime_of: Positions) -> Mask:
    persons, crimes = source.raw("persons"), source.raw("crimes")
    kept = _of_scope(source, preset.scope) & ~np.isnat(crimes.days("recorded_on"))
    if preset.outcomes == "live_crimes_only":
        kept &= crimes.column("status").isin(LIVE).to_numpy(dtype=bool, na_value=False)
        kept &= ~(crimes.column("offence_code") == NOT_A_CRIME).to_numpy(dtype=bool, na_value=False)
    if preset.domestic_abuse == "left_out":
        kept &= ~crimes.column("domestic_abuse").fillna(False).to_numpy(dtype=bool)  # noqa: FBT003
    suspect = (persons.column("role") == "suspect").to_numpy(dtype=bool, na_value=False)
    counted: Mask = suspect & (everybody.codes >= 0) & np.append(kept, False)[crime_of]
    if preset.linkage == "without_possible_duplicates":
        counted &= ~possible_duplicates(source)
    return counted


def possible_duplicates(source: HasFrames) -> Mask:
    """Rows of persons whose nominal may be a second one of the same person."""
    flagged = source.raw("persons").column("possible_duplicate")
    told: Mask = flagged.fillna(False).to_numpy(dtype=bool)  # noqa: FBT003
    return told


def _of_scope(source: HasFrames, scope: str) -> Mask:
    codes = source.code_lists["offence"].in_scope(scope) if "offence" in source.code_lists else ()
    inside: Mask = (
        source.raw("crimes").column("offence_code").isin(codes).to_numpy(dtype=bool, na_value=False)
    )
    return inside


def _with_victims(
    source: HasFrames, row: Positions, crime_of: Positions, everybody: People
) -> tuple[Positions, Positions]:
    """Each row of a suspect once for each victim of the crime with a nominal, and once where there is none."""
    role = (source.raw("persons").column("role") == "victim").to_numpy(dtype=bool, na_value=False)
    victims = np.flatnonzero(role & (everybody.codes >= 0) & (crime_of >= 0))
    victims = victims[np.argsort(crime_of[victims], kind="stable")]
    of = crime_of[victims]
    first, last = (np.searchsorted(of, crime_of[row], side=side) for side in ("left", "right"))
    count = last - first
    times = np.maximum(count, 1)
    place = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    at = np.repeat(first, times) + place
    found = np.append(everybody.codes[victims], NOBODY)[np.minimum(at, len(victims))]
    return np.repeat(row, times), np.where(np.repeat(count, times) > 0, found, NOBODY)


def _happened(crimes: View, preset: Preset) -> tuple[Whole, Whole]:
    """The first and last unit in which each crime may have begun: days, or hours where the preset counts in them."""
    recorded, occurred = crimes.days("recorded_on"), crimes.days("occurred_from")
    day = _ordinals(np.where(np.isnat(occurred), recorded, occurred))
    if preset.same_incident_hours is None:
        return day, day
    hour = crimes.column("occurred_hour").to_numpy(dtype=np.float64, na_value=np.nan)
    known = ~np.isnan(hour) & ~np.isnat(occurred)
    told = np.where(known, hour, 0).astype(np.int64)
    return HOURS * day + told, HOURS * day + np.where(known, told, HOURS - 1)


def _ordinals(days: Days) -> Whole:
    return np.where(np.isnat(days), 0, days.astype("M8[D]").astype(np.int64))
