"""The code lists and populations that a published outcome is read against."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

SHIPPED = Path(__file__).parents[3] / "data" / "benchmarks"

# The mid-2018 estimate serves both shipped years, as in the published rates these figures are checked against.
MID_2018_YEARS = frozenset({"2017/18", "2018/19"})

# Names that other years and other publications give to the same force.
FORCE_ALIASES = {
    "city of london": "London, City of",
    "metropolitan": "Metropolitan Police",
    "hampshire and isle of wight": "Hampshire",  # codespell:ignore wight
    "dyfed powys": "Dyfed-Powys",
}
WITHOUT_POPULATION = ("British Transport Police",)


@dataclass(frozen=True, slots=True)
class Population:
    """The residents of a police force area in the middle of a year."""

    residents: int
    mid_year: int


@cache
def offence_codes() -> pd.DataFrame:
    """Offence codes, indexed by code: description, group, subgroup, is_rape, is_rasso."""
    codes = pd.read_csv(SHIPPED / "ho_offence_codes.csv", dtype={"offence_code": str})
    return codes.set_index("offence_code")


@cache
def outcome_types() -> pd.DataFrame:
    """Outcome types, indexed by type as text: group, description, of_which (the parent type or missing)."""
    types = pd.read_csv(SHIPPED / "ho_outcome_types.csv", dtype={"outcome_type": str, "of_which": str})
    return types.set_index("outcome_type")


@cache
def _populations() -> pd.DataFrame:
    return pd.read_csv(SHIPPED / "police_force_areas_population.csv").set_index("force_name")


def territorial_forces() -> tuple[str, ...]:
    """The 43 police forces that have an area, in alphabetical order."""
    return tuple(sorted(_populations().index))


def known_forces() -> Mapping[str, str]:
    """Every way a force's name has been written, in small letters, to the name used here."""
    names = (*territorial_forces(), *WITHOUT_POPULATION)
    return {name.lower(): name for name in names} | FORCE_ALIASES


def population(force: str, *, financial_year: str) -> Population | None:
    """The residents a rate of that financial year divides by; None for a force without an area.

    Beyond the two shipped years it is the estimate for the calendar year the financial year starts in,
    or the nearest that ships.
    """
    estimates = _populations().filter(like="pop_")
    if force not in estimates.index:
        return None
    years = [int(name.removeprefix("pop_")) for name in estimates.columns]
    wanted = 2018 if financial_year in MID_2018_YEARS else int(financial_year[:4])
    mid_year = min(max(wanted, min(years)), max(years))
    residents = estimates[f"pop_{mid_year}"].astype(int)
    return Population(residents=int(residents[force]), mid_year=mid_year)
