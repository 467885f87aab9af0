"""A force beside the others, on published Home Office outcomes: both bases, funnel limits, every caveat said."""

from collections.abc import Iterable

import pandas as pd

from flightdeck.domain.codes import nearest
from flightdeck.domain.filters import Basis
from flightdeck.errors import Fault, ReaderError
from flightdeck.services.benchmark_caveats import Evidence, caveats
from flightdeck.services.benchmark_counts import NO_RESIDENTS, chosen, counts, ratio, residents
from flightdeck.services.benchmark_limits import rate_limits, share_limits
from flightdeck.services.benchmark_model import (
    DENOMINATOR_LABELS,
    NOT_COMPARED,
    OUTCOME_GROUPS,
    RECORDED_BASIS_ONLY,
    Asked,
    Caveat,
    Comparison,
    Figures,
    Flag,
    ForceRow,
    LimitPoint,
    Limits,
    OutcomeGroup,
    Scope,
)
from flightdeck.services.benchmark_rows import force_row

__all__ = [
    "OUTCOME_GROUPS",
    "UNASSIGNED_THRESHOLD",
    "Caveat",
    "Comparison",
    "Figures",
    "Flag",
    "ForceRow",
    "LimitPoint",
    "Limits",
    "OutcomeGroup",
    "Scope",
    "comparison",
    "figures",
    "forces",
    "years",
]

# Above this share without an outcome, a low charge rate says more of the recording than of the investigations.
UNASSIGNED_THRESHOLD = 0.30
BASES = (Basis.RECORDED, Basis.FINALISED)


def years(frame: pd.DataFrame) -> tuple[str, ...]:
    """The financial years there are figures for, oldest first."""
    return tuple(sorted(frame["financial_year"].unique()))


def forces(frame: pd.DataFrame) -> tuple[str, ...]:
    """The forces there are figures for, in alphabetical order, those that are not compared among them."""
    return tuple(sorted(frame["force_name"].unique()))


# ── one force as printed ─────────────────────────────────────────────────────────────────────────────────────────────


def figures(frame: pd.DataFrame, force: str, year: str) -> Figures:
    """The rape figures of one force and financial year, as printed: outcomes of the offences recorded in it.

    Raises:
        ReaderError: The year or the force is not in the frame.
    """
    _refuse([*_fault(year, years(frame), "financial year"), *_fault(force, forces(frame), "force")])
    rape = counts(chosen(frame, year=year, scope=Scope.RAPE_ALL))
    recorded = rape.recorded(force)
    found = {name: rape.on_recorded(force, group.types) for name, group in OUTCOME_GROUPS.items()}
    percent = {name: _rounded(100 * count, recorded, 2) for name, count in found.items()}
    people = residents(frame, year=year).get(force, NO_RESIDENTS)
    return Figures(
        financial_year=year,
        force_name=force,
        rape_recorded=recorded,
        charged=found["charged"],
        o14=found["o14"],
        o15=found["o15"],
        o16=found["o16"],
        o18=found["o18"],
        not_yet=found["not_yet"],
        charged_pct=percent["charged"],
        o14_pct=percent["o14"],
        o15_pct=percent["o15"],
        o16_pct=percent["o16"],
        o18_pct=percent["o18"],
        not_yet_pct=percent["not_yet"],
        population=people.population,
        mid_year=people.mid_year,
        rate_per_1000=_rounded(1000 * recorded, people.population, 3),
    )


def _rounded(above: int, below: int | None, places: int) -> float | None:
    value = ratio(above, below)
    return None if value is None else round(value, places)


# ── force beside force ───────────────────────────────────────────────────────────────────────────────────────────────


def comparison(
    frame: pd.DataFrame,
    *,
    year: str,
    scope: str = Scope.RAPE_ALL,
    basis: str = Basis.RECORDED,
    outcome: str = "charged",
    focus: str = "Suffolk",
    unassigned_threshold: float = UNASSIGNED_THRESHOLD,
) -> Comparison:
    """One outcome of one financial year for the 42 forces that are compared, in alphabetical order.

    On the recorded basis the denominator is offences recorded and the numerator the outcomes of those same
    offences, whenever assigned; a force with more than `unassigned_threshold` of them without an outcome is
    flagged and moves neither centre nor limits. On the finalised basis both are outcomes assigned in the year,
    whenever the offence was recorded, less those transferred to another body.

    Raises:
        ReaderError: A name is not one of those there are; it carries every such fault.
    """
    _refuse(_choice_faults(frame, year=year, scope=scope, basis=basis, outcome=outcome, focus=focus))
    asked = Asked(year, Scope(scope), Basis(basis), OUTCOME_GROUPS[outcome], focus, unassigned_threshold)
    rows_of_year = chosen(frame, year=year, scope=asked.scope)
    people, added = residents(frame, year=year), counts(rows_of_year)
    plain = [force_row(force, added, people.get(force, NO_RESIDENTS), asked) for force in _compared(frame)]
    with_standing, of_share = share_limits(plain)
    rows, of_rate = rate_limits(with_standing)
    return Comparison(
        year=year,
        scope=asked.scope,
        basis=asked.basis,
        outcome=asked.outcome,
        focus=focus,
        rows=rows,
        limits=of_share,
        rate_limits=of_rate,
        caveats=caveats(Evidence(frame, rows_of_year, rows, of_share, asked)),
        source="; ".join(frame.loc[frame["financial_year"] == year, "source"].unique()),
        denominator_label=DENOMINATOR_LABELS[asked.basis],
    )


def _refuse(faults: Iterable[Fault]) -> None:
    found = tuple(faults)
    if found:
        raise ReaderError(found)


def _fault(name: str, valid: Iterable[str], what: str) -> list[Fault]:
    names = list(valid)
    return (
        []
        if name in names
        else [Fault(f'"{name}" is not a {what} there are figures for.', what, nearest(name, names))]
    )


def _choice_faults(
    frame: pd.DataFrame, *, year: str, scope: str, basis: str, outcome: str, focus: str
) -> list[Fault]:
    faults = [
        *_fault(year, years(frame), "financial year"),
        *_fault(scope, list(Scope), "scope"),
        *_fault(basis, BASES, "basis"),
        *_fault(outcome, OUTCOME_GROUPS, "outcome"),
        *_fault(focus, _compared(frame), "force"),
    ]
    if basis == Basis.FINALISED and outcome in RECORDED_BASIS_ONLY:
        what = f"{OUTCOME_GROUPS[outcome].label} is not part of the outcomes finalised in a year."
        faults.append(Fault(what, "basis", "Ask for the recorded basis."))
    return faults


def _compared(frame: pd.DataFrame) -> tuple[str, ...]:
    """The forces with an area, less the City of London."""
    territorial = frame.loc[frame["population"].notna(), "force_name"].unique()
    return tuple(sorted(set(territorial) - set(NOT_COMPARED)))
