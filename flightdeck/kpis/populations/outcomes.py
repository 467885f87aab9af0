"""Outcomes in force, and the spells a crime was open between them."""

import numpy as np
import pandas as pd

from flightdeck.domain.condition import Mask
from flightdeck.kpis.populations.base import Source
from flightdeck.kpis.views import Days, Positions, View, as_dates, first_day, taken

CHARGED = ("charged", "charged_alternate_offence")


def outcomes_in_force(source: Source) -> tuple[Positions, Positions]:
    """Rows of the outcomes frame in force, and the crime row of each; the latest a crime."""
    crimes = source.parents("outcomes", "crime_ref", "crimes")
    rows = source.kept("outcomes_in_force", lambda: _in_force(source, crimes))
    return rows, crimes[rows]


def _in_force(source: Source, crimes: Positions) -> Positions:
    raw = source.raw("outcomes")
    rows = np.flatnonzero(np.isnat(raw.days("reversed_on")) & (crimes >= 0))
    order = _by_day(source, rows, crimes)
    return order[_starts(crimes[order][::-1])[::-1]]


def _by_day(source: Source, rows: Positions, crimes: Positions) -> Positions:
    """Rows of outcomes by crime and day; two of one day by reference, for a source gives them in any order."""
    raw = source.raw("outcomes")
    assigned = raw.days("assigned_on")[rows].astype(np.int64)
    tied = pd.DataFrame({"crime": crimes[rows], "on": assigned}).duplicated(keep=False).to_numpy()
    rank = np.zeros(len(rows))
    rank[tied] = raw.column("outcome_ref").take(rows[tied]).rank().to_numpy()
    return rows[np.lexsort((rank, assigned, crimes[rows]))]


def of_outcome_in_force(source: Source, column: str) -> pd.Series:
    """A column of each crime's outcome in force."""
    rows = source.kept("outcome_of_crime", lambda: _outcome_of_crime(source))
    return taken(source.raw("outcomes").column(column), rows)


def _outcome_of_crime(source: Source) -> Positions:
    rows, crimes = outcomes_in_force(source)
    where = np.full(source.raw("crimes").size, -1)
    where[crimes] = rows
    return where


def charged_on(source: Source) -> pd.Series:
    """For each crime, the day of its first charge outcome in force."""
    raw = source.raw("outcomes")
    rows, crimes = outcomes_in_force(source)
    charged = raw.column("outcome").isin(CHARGED).to_numpy()[rows]
    return first_day(source.raw("crimes").size, crimes[charged], raw.days("assigned_on")[rows[charged]])


def outcomes(source: Source) -> View:
    """Crimes with an outcome in force."""
    rows, crimes = outcomes_in_force(source)
    raw = source.raw("outcomes")
    return source.child(
        "outcomes",
        crimes,
        {
            "outcome": lambda: taken(raw.column("outcome"), rows),
            "outcome_on": lambda: taken(raw.column("assigned_on"), rows),
        },
    )


def open_spells(source: Source) -> View:
    """Times a crime was open."""
    crimes, opened, closed = _spells(source)
    return source.child(
        "open_spells",
        crimes,
        {
            "opened_on": lambda: as_dates(opened),
            "closed_on": lambda: as_dates(closed),
            "staff_ref": lambda: taken(source.raw("crimes").column("officer_ref"), crimes),
        },
    )


def _spells(source: Source) -> tuple[Positions, Days, Days]:
    """Each spell a crime was open: from recording or a reversal to the next outcome."""
    crimes, raw = source.raw("crimes"), source.raw("outcomes")
    of = source.parents("outcomes", "crime_ref", "crimes")
    rows = np.flatnonzero(of >= 0)
    rows = _by_day(source, rows, of)
    crime = np.concatenate((np.arange(crimes.size), of[rows]))
    opened = np.concatenate((crimes.days("recorded_on"), raw.days("reversed_on")[rows]))
    closed = np.full(len(crime), np.datetime64("NaT", "D"))
    # An outcome ends the spell before it: the crime's first, or the one its forerunner's reversal opened.
    forerunner = crimes.size + np.arange(len(rows)) - 1
    ended = np.where(_starts(of[rows]), of[rows], forerunner)
    closed[ended] = raw.days("assigned_on")[rows]
    real = ~np.isnat(opened)
    return crime[real], opened[real], closed[real]


def _starts(groups: Positions) -> Mask:
    """For sorted groups, whether each row is the first of its group."""
    return np.append(True, groups[1:] != groups[:-1])[: len(groups)]
