"""What is said of the victim who stands for a crime."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from flightdeck.kpis.populations.base import Source
from flightdeck.kpis.populations.firsts import rows_of_roles
from flightdeck.kpis.views import Maker, Positions, chosen_row, taken

_AGE_EDGES = (0, 13, 16, 18, 25, 35, 45, 55, 65, 200)
AGE_BANDS = (
    "0 to 12",
    "13 to 15",
    "16 to 17",
    "18 to 24",
    "25 to 34",
    "35 to 44",
    "45 to 54",
    "55 to 64",
    "65 and over",
)


def victim_makers(source: Source) -> dict[str, Maker]:
    """The makers of a crime's columns about its victim."""

    def of(column: str) -> Maker:
        return lambda: taken(source.raw("persons").column(column), _victim_rows(source))

    return {
        "victim_sex": of("sex"),
        "victim_disability": of("disability"),
        "victim_supports": of("supports_investigation"),
        "victim_withdrew_on": lambda: _withdrew_on(source),
        "victim_ethnicity": lambda: _ethnicity(source),
        "victim_age_band": lambda: _age_band(source),
        "relationship": lambda: _relationship(source),
    }


def _victim_rows(source: Source) -> Positions:
    """For each crime, the row of the victim who stands for it; -1 without one."""
    return source.kept("victim_rows", lambda: _one_a_crime(source, rows_of_roles(source, "victim")))


def _one_a_crime(source: Source, rows: Positions) -> Positions:
    """For each crime, one of some rows of persons: that of the least reference."""
    return chosen_row(
        source.raw("crimes").size,
        source.crime_of("persons")[rows],
        rows,
        source.raw("persons").column("person_role_ref"),
    )


def _withdrew_on(source: Source) -> pd.Series:
    persons, rows = source.raw("persons"), _victim_rows(source)
    no_longer = (taken(persons.column("supports_investigation"), rows) == "no").to_numpy(
        dtype=bool, na_value=False
    )
    return taken(persons.column("supports_changed_on"), np.where(no_longer, rows, -1))


def _age_band(source: Source) -> pd.Series:
    bands = age_bands(taken(source.raw("persons").column("age"), _victim_rows(source)))
    return pd.Series(pd.Categorical.from_codes(bands, categories=pd.Index(AGE_BANDS), ordered=True))


def _ethnicity(source: Source) -> pd.Series:
    known = source.code_lists.get("ethnicity_self_defined")
    groups = {} if known is None else known.groups()
    return _mapped(
        taken(source.raw("persons").column("ethnicity_self_defined"), _victim_rows(source)), groups
    )


def _relationship(source: Source) -> pd.Series:
    relationship = source.raw("persons").column("relationship")
    known = np.flatnonzero(relationship.notna().to_numpy())
    return taken(relationship, _one_a_crime(source, known))


def age_bands(ages: pd.Series) -> Positions:
    """For each age in years, its place in `AGE_BANDS`; -1 where there is none."""
    years = ages.to_numpy(dtype=float, na_value=np.nan)
    places: Positions = np.searchsorted(np.array(_AGE_EDGES), years, side="right") - 1
    inside = (places >= 0) & (places < len(AGE_BANDS)) & ~np.isnan(years)
    return np.where(inside, places, -1)


def _mapped(codes: pd.Series, names: Mapping[str, str]) -> pd.Series:
    if isinstance(codes.dtype, pd.CategoricalDtype):
        labels = pd.Index([names.get(code, code) for code in codes.cat.categories], dtype="str")
        rows = codes.cat.codes.to_numpy().astype(np.intp)
        return pd.Series(pd.Categorical.from_codes(*_folded(rows, labels)))
    return codes.map(lambda code: names.get(code, code), na_action="ignore")


def _folded(rows: Positions, labels: pd.Index) -> tuple[Positions, pd.Index]:
    unique = labels.unique()
    return np.where(rows < 0, -1, unique.get_indexer(labels)[rows]), unique
