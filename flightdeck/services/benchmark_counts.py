"""Published outcomes added up: each force by outcome type, on both bases."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from flightdeck.services.benchmark_model import NOT_YET, TRANSFERRED, Scope

_COUNTS = ("for_offences_recorded", "recorded_in_quarter")
_SCOPE_COLUMNS = {Scope.RAPE_ALL: "is_rape", Scope.RASSO: "is_rasso", Scope.SEXUAL_ALL: "is_sexual"}


@dataclass(frozen=True, slots=True)
class Residents:
    """The population a force's rates divide by; both None for a force without an area."""

    population: int | None
    mid_year: int | None


NO_RESIDENTS = Residents(population=None, mid_year=None)


def ratio(above: int, below: int | None) -> float | None:
    """One whole number over another; None without a positive denominator."""
    return above / below if below and below > 0 else None


@dataclass(frozen=True, slots=True)
class Counts:
    """Outcomes of each force by outcome type: of the offences recorded in the year, and assigned in it."""

    cohort: Mapping[str, Mapping[str, int]]
    flow: Mapping[str, Mapping[str, int]]

    def reports(self, force: str) -> bool:
        """Whether the force has any row."""
        return force in self.cohort

    def recorded(self, force: str) -> int:
        """Offences recorded: the cohort over every outcome type."""
        return sum(self.cohort.get(force, {}).values())

    def finalised(self, force: str) -> int:
        """Outcomes assigned in the year, less those transferred to another body."""
        assigned = self.flow.get(force, {})
        return sum(count for kind, count in assigned.items() if kind not in {NOT_YET, TRANSFERRED})

    def on_recorded(self, force: str, types: tuple[str, ...]) -> int:
        """Offences recorded in the year that have one of these outcomes."""
        return sum(self.cohort.get(force, {}).get(kind, 0) for kind in types)

    def on_finalised(self, force: str, types: tuple[str, ...]) -> int:
        """Outcomes of these types assigned in the year."""
        return sum(self.flow.get(force, {}).get(kind, 0) for kind in types)


def chosen(frame: pd.DataFrame, *, year: str, scope: Scope) -> pd.DataFrame:
    """The rows of one financial year and scope, those inside another outcome type among them."""
    return frame[(frame["financial_year"] == year) & frame[_SCOPE_COLUMNS[scope]]]


def counts(rows: pd.DataFrame) -> Counts:
    """The rows added up; those inside another outcome type are left out, revisions below zero stay in."""
    added = (
        rows[~rows["of_which"]].groupby(["force_name", "outcome_type"], observed=True)[list(_COUNTS)].sum()
    )
    cohort: dict[str, dict[str, int]] = {}
    flow: dict[str, dict[str, int]] = {}
    for (force, kind), recorded, assigned in zip(
        added.index, *(added[name].tolist() for name in _COUNTS), strict=True
    ):
        cohort.setdefault(force, {})[kind] = recorded
        flow.setdefault(force, {})[kind] = assigned
    return Counts(cohort, flow)


def residents(frame: pd.DataFrame, *, year: str) -> dict[str, Residents]:
    """The population of every force in that year's rates."""
    known = (
        frame.loc[(frame["financial_year"] == year) & frame["population"].notna()]
        .drop_duplicates("force_name")
        .astype({"population": "int64", "mid_year": "int64", "force_name": "str"})
    )
    people = zip(known["force_name"], known["population"].tolist(), known["mid_year"].tolist(), strict=True)
    return {force: Residents(population, mid_year) for force, population, mid_year in people}
