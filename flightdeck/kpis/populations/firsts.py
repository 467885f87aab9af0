"""The first event of each kind for a crime, a victim or a suspect."""

import numpy as np
import pandas as pd

from flightdeck.domain.condition import Mask
from flightdeck.domain.events import FIRSTS, First
from flightdeck.kpis.populations.base import Source
from flightdeck.kpis.views import Maker, Positions, View, earlier, first_day, taken

Codes = tuple[tuple[str, str], ...]  # column and code


def first_makers(source: Source, of: str) -> dict[str, Maker]:
    """The makers of every first that a population has."""
    return {first.name: _first_maker(source, first) for first in FIRSTS if first.of == of}


def _first_maker(source: Source, first: First) -> Maker:
    return lambda: _first_event(source, first)


def _first_event(source: Source, first: First) -> pd.Series:
    raw = source.raw(first.frame)
    counted = _is_all(raw, first.only)
    if first.any_of:
        counted &= _is_any(raw, first.any_of)
    if first.role:
        role = taken(source.raw("persons").column("role"), source.person_of(first.frame))
        counted &= (role == first.role).to_numpy(dtype=bool, na_value=False)
    days = raw.days(first.day)
    if first.of == "crimes":
        return first_day(source.raw("crimes").size, np.where(counted, source.crime_of(first.frame), -1), days)
    people = first_day(source.raw("persons").size, np.where(counted, source.person_of(first.frame), -1), days)
    return people.take(people_rows(source, first.of))


def people_rows(source: Source, population: str) -> Positions:
    """The rows of persons that are victims, or suspects."""
    return source.kept(f"rows:{population}", lambda: rows_of_roles(source, population.removesuffix("s")))


def rows_of_roles(source: Source, *roles: str) -> Positions:
    """The rows of persons in some roles."""
    role = source.raw("persons").column("role")
    return np.flatnonzero(role.isin(roles).to_numpy(dtype=bool, na_value=False))


def first_of_suspect(source: Source, frame: str, day: str, **only: str) -> pd.Series:
    """For each suspect, the first day of the rows of a frame that have some codes."""
    raw = source.raw(frame)
    counted = _is_all(raw, tuple(only.items()))
    rows = np.where(counted, source.person_of(frame), -1)
    firsts = first_day(source.raw("persons").size, rows, raw.days(day))
    return firsts.take(people_rows(source, "suspects"))


def first_submission(source: Source, kind: str) -> pd.Series:
    """For each crime, its first submission of a kind to the Crown Prosecution Service."""
    raw = source.raw("cps_submissions")
    rows = np.where(_is(raw, "submission", kind), source.crime_of("cps_submissions"), -1)
    return first_day(source.raw("crimes").size, rows, raw.days("submitted_on"))


def first_action_voluntary(source: Source) -> pd.Series:
    """For each suspect, whether the first arrest or attendance was voluntary."""
    arrests = source.raw("arrests")
    people = source.person_of("arrests")
    days = earlier(arrests.days("arrested_on"), arrests.days("interviewed_on")).to_numpy().astype("M8[D]")
    order = np.lexsort((days, people))
    order = order[people[order] >= 0]
    where = np.full(source.raw("persons").size, -1)
    where[people[order][::-1]] = order[::-1]
    return taken(arrests.column("voluntary"), where[people_rows(source, "suspects")])


def _is_all(raw: View, wanted: Codes) -> Mask:
    """Rows with every one of some codes."""
    holds = np.ones(raw.size, dtype=bool)
    for column, code in wanted:
        holds &= _is(raw, column, code)
    return holds


def _is_any(raw: View, wanted: Codes) -> Mask:
    """Rows with at least one of some codes."""
    holds = np.zeros(raw.size, dtype=bool)
    for column, code in wanted:
        holds |= _is(raw, column, code)
    return holds


def _is(raw: View, column: str, code: str) -> Mask:
    same: Mask = (raw.column(column) == code).to_numpy(dtype=bool, na_value=False)
    return same
