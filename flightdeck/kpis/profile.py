"""Counts of a problem profile: when, how soon reported, how often the same victim, how bunched; whole numbers only."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.domain.condition import Mask, parse
from flightdeck.kpis.answers import HasPopulations
from flightdeck.kpis.encoding import Encoding
from flightdeck.kpis.selection import holds
from flightdeck.kpis.views import Positions, View

Counts = npt.NDArray[np.int64]
HOURS_A_DAY = 24
DAYS_A_WEEK = 7
MONTHS_A_YEAR = 12
_MONDAY = np.datetime64("1970-01-05", "D")
LIVE = parse({"status": ["open", "closed"]})  # as the KPIs count crimes
# Days from the last day it may have happened to the report: at most so many, and the rest longer.
RECENCY = (
    ("Same day", 0),
    ("Within 3 days", 3),
    ("Within 7 days", 7),
    ("Within 28 days", 28),
    ("Within a year", 365),
    ("More than a year", None),
)
MOST_OFTEN = 3  # crimes of one victim; more are counted together


@dataclass(frozen=True, slots=True)
class Within:
    """What a profile is of: offences, places and months (first and last included), as months since January 1970."""

    offences: int
    places: Positions
    first: int
    last: int


def live_crimes(populations: HasPopulations, encoding: Encoding, within: Within) -> Mask:
    """The crimes of some offences and places, whenever they were recorded."""
    view = populations.view("crimes")
    crimes = slice(view.size)  # what belongs to a place alone follows the crimes
    here = encoding.in_scope[within.offences, crimes] & np.isin(encoding.place[crimes], within.places)
    live: Mask = here & holds(LIVE, view)
    return live


def recorded_within(populations: HasPopulations, encoding: Encoding, within: Within) -> Mask:
    """Those of them recorded in the months of the profile."""
    view = populations.view("crimes")
    index = encoding.month_index(view.days("recorded_on"))
    month = index + encoding.first_month
    inside = (index >= 0) & (month >= within.first) & (month <= within.last)
    here: Mask = live_crimes(populations, encoding, within) & inside
    return here


@dataclass(frozen=True, slots=True)
class Hours:
    """Crimes by weekday (from Monday) and hour, and those kept out: several days, then no day or no hour."""

    counts: Counts  # weekday x hour
    several_days: int
    unknown: int

    def banded(self, hours: int) -> Counts:
        """The same in bands of some hours each."""
        wide: Counts = self.counts.reshape(DAYS_A_WEEK, HOURS_A_DAY // hours, hours).sum(axis=2)
        return wide


def hours(crimes: View, here: Mask) -> Hours:
    """When the crimes happened, of those that happened on one day at a known hour.

    One that may have happened on any of several days has an hour that belongs to none of them.
    """
    start, end = crimes.days("occurred_from")[here], crimes.days("occurred_to")[here]
    hour = crimes.column("occurred_hour").to_numpy(dtype=float, na_value=np.nan)[here]
    several = ~np.isnat(start) & ~np.isnat(end) & (start != end)
    known = ~several & ~np.isnat(start) & (hour >= 0) & (hour < HOURS_A_DAY)
    weekday = (start[known] - _MONDAY).astype(np.int64) % DAYS_A_WEEK
    cell = weekday * HOURS_A_DAY + hour[known].astype(np.int64)
    counts = np.bincount(cell, minlength=DAYS_A_WEEK * HOURS_A_DAY).astype(np.int64)
    return Hours(counts.reshape(DAYS_A_WEEK, HOURS_A_DAY), int(several.sum()), int((~known & ~several).sum()))


@dataclass(frozen=True, slots=True)
class Seasons:
    """Crimes by year and month of happening, and those kept out."""

    years: tuple[int, ...]
    counts: Counts  # year x month
    several_months: int
    unknown: int
    outside: int  # happened before the first whole year of the snapshot, or after its last


def seasons(crimes: View, live: Mask, encoding: Encoding) -> Seasons:
    """In which month crimes happened, over the whole calendar years that the snapshot covers."""
    start, end = crimes.days("occurred_from")[live], crimes.days("occurred_to")[live]
    from_month = start.astype("M8[M]").astype(np.int64)
    several = ~np.isnat(start) & ~np.isnat(end) & (from_month != end.astype("M8[M]").astype(np.int64))
    known = ~several & ~np.isnat(start)
    years = whole_years(encoding)
    if not years:
        return Seasons(
            (),
            np.zeros((0, MONTHS_A_YEAR), np.int64),
            int(several.sum()),
            int((~known & ~several).sum()),
            int(known.sum()),
        )
    place = from_month[known] - (years[0] - 1970) * MONTHS_A_YEAR
    inside = (place >= 0) & (place < len(years) * MONTHS_A_YEAR)
    counts = np.bincount(place[inside], minlength=len(years) * MONTHS_A_YEAR).astype(np.int64)
    return Seasons(
        years,
        counts.reshape(len(years), MONTHS_A_YEAR),
        int(several.sum()),
        int((~known & ~several).sum()),
        int((~inside).sum()),
    )


def whole_years(encoding: Encoding) -> tuple[int, ...]:
    """The calendar years of which the snapshot holds every month."""
    first = -(-encoding.first_month // MONTHS_A_YEAR)
    after = (encoding.first_month + encoding.months) // MONTHS_A_YEAR
    return tuple(range(1970 + first, 1970 + after)) if encoding.months else ()


def recency(crimes: View, here: Mask) -> Counts:
    """Crimes by how soon they were reported after the last day they may have happened, in the order of `RECENCY`.

    Two more stand last: reported before they happened (the record is wrong), and a day missing.
    """
    happened = np.where(
        np.isnat(crimes.days("occurred_to")), crimes.days("occurred_from"), crimes.days("occurred_to")
    )[here]
    reported = crimes.days("reported_on")[here]
    missing = np.isnat(happened) | np.isnat(reported)
    days = np.where(missing, 0, (reported - happened).astype(np.int64))
    edges = np.array([most for _, most in RECENCY if most is not None])
    band = np.searchsorted(edges, days, side="left")
    place = np.where(missing, len(RECENCY) + 1, np.where(days < 0, len(RECENCY), band))
    counts: Counts = np.bincount(place, minlength=len(RECENCY) + 2).astype(np.int64)
    return counts


@dataclass(frozen=True, slots=True)
class Victims:
    """Identified victims by how many of the crimes each was a victim of, and what could not be followed."""

    persons: Counts  # victims of one crime, of two, of three or more
    crimes_of_repeats: int  # crimes with a victim who was a victim more than once
    not_identified: int  # victims of whom the record holds no nominal, and so cannot be followed


def repeat_victims(populations: HasPopulations, here: Mask) -> Victims:
    """The same person as the victim of more than one of the crimes; two roles on one crime count once."""
    view, crime = populations.view("victims"), populations.crime_rows("victims")
    counted = (crime >= 0) & np.append(here, False)[crime]
    codes, _ = pd.factorize(view.column("person_ref"))
    known = counted & (codes >= 0)
    pairs = pd.DataFrame({"person": codes[known], "crime": crime[known]}).drop_duplicates()
    times = np.bincount(pairs["person"].to_numpy()) if len(pairs) else np.zeros(0, dtype=np.int64)
    often = np.minimum(times[times > 0], MOST_OFTEN)
    counts = np.bincount(often, minlength=MOST_OFTEN + 1)[1:].astype(np.int64)
    repeats = pairs["crime"].to_numpy()[times[pairs["person"].to_numpy()] > 1] if len(pairs) else np.zeros(0)
    return Victims(counts, len(np.unique(repeats)), int((counted & (codes < 0)).sum()))


@dataclass(frozen=True, slots=True)
class Bunched:
    """How crimes bunch in places: the busiest tenth of the places that had any crime the snapshot knows of."""

    places: int
    top_places: int
    top_crimes: int
    crimes: int
    unknown: int  # crimes with no such place


def bunched(labels: pd.Series, here: Mask, live: Mask) -> Bunched:
    """The crimes of the busiest tenth of places, of every place that `live` crimes name."""
    codes, names = pd.factorize(labels)
    counts = np.bincount(codes[here & (codes >= 0)], minlength=len(names))
    known = np.bincount(codes[live & (codes >= 0)], minlength=len(names)) > 0
    ordered = np.sort(counts[known])[::-1]
    top = -(-len(ordered) // 10)
    return Bunched(
        len(ordered), top, int(ordered[:top].sum()), int(ordered.sum()), int((here & (codes < 0)).sum())
    )
