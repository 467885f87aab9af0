"""What must be said beside a benchmark comparison, each with an id that tests and pages can rely on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from flightdeck.domain.filters import Basis
from flightdeck.services.benchmark_model import (
    NOT_COMPARED,
    NOT_YET,
    SCOPE_LABELS,
    Asked,
    Caveat,
    Flag,
    ForceRow,
    Limits,
    Scope,
)

QUARTERS = ("1", "2", "3", "4")
SHIPPED_PREFIX = "shipped"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a comparison was made from: all published rows, those of its year and scope, and its own rows."""

    frame: pd.DataFrame
    chosen: pd.DataFrame
    rows: tuple[ForceRow, ...]
    limits: Limits | None
    asked: Asked

    @property
    def of_year(self) -> pd.DataFrame:
        """Every published row of the year."""
        return self.frame[self.frame["financial_year"] == self.asked.year]

    @property
    def count_column(self) -> str:
        """The column the basis adds up."""
        return "for_offences_recorded" if self.asked.basis is Basis.RECORDED else "recorded_in_quarter"

    @property
    def focus(self) -> ForceRow:
        """The row of the force in focus."""
        return next(row for row in self.rows if row.force == self.asked.focus)


def caveats(evidence: Evidence) -> tuple[Caveat, ...]:
    """Every caveat that holds, those of the basis first."""
    return tuple(caveat for says in _SAYINGS for caveat in says(evidence))


def _basis(evidence: Evidence) -> Iterator[Caveat]:
    row, asked = evidence.focus, evidence.asked
    text = (
        "Outcomes of the offences recorded in the year, whenever they were assigned, over offences recorded."
        if asked.basis is Basis.RECORDED
        else "Outcomes assigned in the year, whenever the offence was recorded, over outcomes assigned less those "
        "transferred to another body. Crimes not yet assigned an outcome have no such count."
    )
    yield Caveat("basis", "", text)
    if row.difference is not None:
        both = (
            f"{asked.outcome.label}: {row.on_recorded:,} of the offences {row.force} recorded in {asked.year}; "
            f"{row.on_finalised:,} assigned in {asked.year}. They count different, overlapping crimes."
        )
        yield Caveat("two_counts", row.force, both)


def _unassigned(evidence: Evidence) -> Iterator[Caveat]:
    for row in evidence.rows:
        if Flag.HIGH_UNASSIGNED not in row.flags or row.not_yet_share is None:
            continue
        kept_out = "" if row.in_limits else " It is shown, but moves neither the centre line nor the limits."
        share = f"{100 * row.not_yet_share:.0f} % of the offences it recorded had no outcome yet"
        yield Caveat(
            "high_unassigned",
            row.force,
            f"{row.force}: {share} ({row.not_yet:,} of {row.recorded:,}).{kept_out}",
        )


def _negative(evidence: Evidence) -> Iterator[Caveat]:
    column, asked = evidence.count_column, evidence.asked
    below = evidence.chosen[evidence.chosen[column].lt(0).fillna(value=False)]
    if below.empty:
        return
    in_all = int(evidence.frame[column].lt(0).sum())
    text = (
        f"Published cells of {asked.year} below zero: {len(below):,}. They are revisions, take back "
        f"{-int(below[column].sum()):,} in all, and are kept in the sums. All years and offences: {in_all:,}."
    )
    yield Caveat("negative_revisions", "", text)
    own = int(below["force_name"].eq(asked.focus).sum())
    yield Caveat("negative_revisions", asked.focus, f"Of these cells below zero in {asked.focus}: {own:,}.")


def _no_proportion(evidence: Evidence) -> Iterator[Caveat]:
    for row in evidence.rows:
        if Flag.NEGATIVE_COUNT in row.flags:
            text = f"{row.force}: revisions leave {row.numerator:,} of {row.denominator:,}, which is no proportion."
            yield Caveat("no_proportion", row.force, text)


def _not_published(evidence: Evidence) -> Iterator[Caveat]:
    blank = evidence.chosen["recorded_in_quarter"].isna() & evidence.chosen["outcome_type"].ne(NOT_YET)
    if evidence.asked.basis is Basis.FINALISED and blank.any():
        text = f"Cells of outcomes assigned in the year that are blank as published and count as none: {blank.sum():,}."
        yield Caveat("flow_not_published", "", text)


def _limits(evidence: Evidence) -> Iterator[Caveat]:
    limits = evidence.limits
    if limits is None:
        yield Caveat("no_limits", "", "No force has a proportion that limits could be drawn from.")
    elif limits.overdispersed:
        text = (
            f"The {limits.forces} forces differ by more than chance alone explains, so the limits are widened by "
            f"{limits.phi**0.5:.1f} times. How outcomes are recorded may explain part of it."
        )
        yield Caveat("overdispersed", "", text)


def _of_which(evidence: Evidence) -> Iterator[Caveat]:
    types = sorted(evidence.chosen.loc[evidence.chosen["of_which"], "outcome_type"].unique())
    if types:
        text = f"Outcome types {', '.join(types)} are inside another type and are not added to it."
        yield Caveat("of_which", "", text)


def _forces(evidence: Evidence) -> Iterator[Caveat]:
    for force, because in NOT_COMPARED.items():
        yield Caveat("not_compared", force, f"{force} is not compared: {because}.")
    shown = {row.force for row in evidence.rows} | NOT_COMPARED.keys()
    for force in sorted(set(evidence.of_year["force_name"].unique()) - shown):
        yield Caveat(
            "not_compared", force, f"{force} is not compared: it is not one of the 43 forces with an area."
        )
    for row in evidence.rows:
        if Flag.NO_ROWS in row.flags:
            yield Caveat("no_rows", row.force, f"{row.force} has no published row for {evidence.asked.year}.")


def _codes(evidence: Evidence) -> Iterator[Caveat]:
    unknown = evidence.chosen[~evidence.chosen["on_list"]]
    for code in sorted(unknown["offence_code"].unique()):
        text = f"Offence code {code} is not on the shipped list; its own group and subgroup placed it here."
        yield Caveat("unknown_offence_code", "", text)
    if evidence.asked.scope is Scope.RASSO and evidence.chosen.shape[0] == int(
        evidence.of_year["is_sexual"].sum()
    ):
        text = (
            f"The shipped list counts every sexual offence as one of the {SCOPE_LABELS[Scope.RASSO].lower()}."
        )
        yield Caveat("rasso_is_every_sexual_offence", "", text)


def _source(evidence: Evidence) -> Iterator[Caveat]:
    year = evidence.asked.year
    for source in evidence.of_year["source"].unique():
        if not source.startswith(SHIPPED_PREFIX):
            yield Caveat("imported", "", f"The figures of {year} were {source}, in place of any that ship.")
    missing = [quarter for quarter in QUARTERS if quarter not in set(evidence.of_year["financial_quarter"])]
    if missing:
        yield Caveat(
            "part_year",
            "",
            f"{year} has no quarter {', '.join(missing)}: its figures are for part of the year.",
        )


def _population(evidence: Evidence) -> Iterator[Caveat]:
    mid_years = sorted({row.mid_year for row in evidence.rows if row.mid_year is not None})
    text = f"Rates divide by the population of mid-{', '.join(map(str, mid_years))}, the estimate used for {evidence.asked.year}."
    yield Caveat("population", "", text)


_SAYINGS: tuple[Callable[[Evidence], Iterator[Caveat]], ...] = (
    _basis,
    _unassigned,
    _negative,
    _no_proportion,
    _limits,
    _not_published,
    _of_which,
    _forces,
    _codes,
    _source,
    _population,
)
