"""Time to an outcome of one cohort: still open by day, how many it rests on, and which outcomes came."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Period
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.answers import Job
from flightdeck.kpis.behind import rows_behind
from flightdeck.kpis.encoding import SCOPES
from flightdeck.services.access import Action, Actor, require, scope
from flightdeck.services.asked import narrowed, offences_of
from flightdeck.services.assembly import window_label
from flightdeck.services.deck import Deck
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.statistics.competing import competing
from flightdeck.statistics.maturity import kaplan_meier
from flightdeck.statistics.suppression import RULES, TOTAL_BASE, Audience

COHORT_MONTHS = 60
STEP_DAYS = 30  # the curve is given every thirty days, so that no single case is a step
AT_RISK_DAYS = (0, 90, 180, 365, 545, 730, 1095, 1460, 1825)
TIME_TO_OUTCOME = "time_to_outcome"
ANALYST_STEP = 0.0001
_OTHER = "other"
GROUP_LABELS = {
    "charged": "Charged",
    "victim_does_not_support": "Victim does not support",
    "evidential": "Evidential difficulty, victim supports",
    "no_suspect": "No suspect identified",
    "transferred": "Transferred",
    _OTHER: "Other",
}


@dataclass(frozen=True, slots=True)
class AtRisk:
    """How many crimes were still watched on a day."""

    day: int
    at_risk: int
    survival: float


@dataclass(frozen=True, slots=True)
class SurvivalAnswer:
    """The cohort's curve every thirty days, while enough crimes are watched; empty where it may not be shown."""

    days: tuple[int, ...]
    survival: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    at_risk: tuple[AtRisk, ...]
    incidence: dict[str, tuple[float, ...]]
    cohort: str


def survival(deck: Deck, kpi: str, filters: Filters, actor: Actor) -> SurvivalAnswer:
    """Time to an outcome of the crimes recorded in the filters' window, whatever KPI it stands beside.

    Raises:
        NotFoundError: when the KPI is not read on the recorded basis.
    """
    require(actor, Action.SEE_FIGURES)
    asked = deck.definition(kpi)
    if Basis.RECORDED not in asked.bases:
        raise NotFoundError(
            [
                Fault(
                    f"{asked.title} follows no cohort",
                    where="KPI",
                    remedy="Choose a KPI on the recorded basis.",
                )
            ]
        )
    definition = deck.definition(TIME_TO_OUTCOME)
    deck.result(
        TIME_TO_OUTCOME, filters.but(basis=Basis.RECORDED), actor
    )  # refuses a place or scope that is not there
    reach, loaded = scope(actor, filters), deck.loaded(filters)
    window = cohort_of(filters, loaded)
    if window is None or loaded.missing(definition):
        return SurvivalAnswer((), (), (), (), (), {}, "")
    job = Job(definition, Basis.RECORDED, loaded.populations, loaded.encoding)
    places = loaded.encoding.places.chosen(force=filters.force, areas=reach.areas, team=filters.team)
    rows = rows_behind(
        job,
        window=window,
        scope=SCOPES.index(offences_of(definition, filters)),
        places=places,
        above=False,
    )
    events, censored = _histograms(deck, job, rows)
    answer = curves(events, censored, actor.audience, cohort=window.label)
    # Counts of a part of a reader's places or months could be subtracted from those of the whole.
    closed = actor.audience is not Audience.ANALYST and narrowed(filters)
    return replace(answer, at_risk=()) if closed else answer


def cohort_of(filters: Filters, loaded: LoadedSnapshot) -> Period | None:
    """The months the filters name; where they name none, the last five years, so that the slow cases are in it."""
    encoding = loaded.encoding
    last = min(filters.last if filters.last is not None else encoding.last_month(), encoding.last_month())
    start = filters.first if filters.first is not None else last - COHORT_MONTHS + 1
    first = max(start, encoding.first_month)
    return None if first > last else Period(first, last, window_label(first, last, standing=False))


def _histograms(
    deck: Deck, job: Job, rows: NDArray[np.intp]
) -> tuple[dict[str, NDArray[np.int64]], NDArray[np.int64]]:
    view = job.populations.view("crimes")
    as_at = np.datetime64(job.encoding.as_at, "D")
    start, end = view.days("recorded_on")[rows], view.days("finalised_on")[rows]
    done = ~np.isnat(end) & (end <= as_at)
    gap = (np.where(done, end, as_at).astype("M8[D]") - start).astype(np.int64)
    width = int(gap.max(initial=0)) + 1
    outcomes = view.column("outcome").astype("str").take(rows).to_numpy()
    named = deck.code_lists["outcome"].groups()
    groups = np.array(
        [group if (group := named.get(str(code), _OTHER)) in GROUP_LABELS else _OTHER for code in outcomes],
        dtype=object,
    )
    events = {
        name: np.bincount(gap[done & (groups == name)], minlength=width)
        for name in GROUP_LABELS
        if (done & (groups == name)).any()
    }
    return events, np.bincount(gap[~done], minlength=width)


def curves(
    events: dict[str, NDArray[np.int64]], censored: NDArray[np.int64], audience: Audience, *, cohort: str
) -> SurvivalAnswer:
    """What an audience may see of a cohort's curves, from day histograms of each outcome and of the crimes still open."""
    whole = np.sum(list(events.values()), axis=0) if events else np.zeros_like(censored)
    watched = (whole + censored)[::-1].cumsum()[::-1]
    fewest = max(RULES[audience].fewest_for_rate, 1)
    days = np.arange(0, len(whole), STEP_DAYS)
    days = days[watched[days] >= fewest]
    if not len(days) or not whole.any():
        return SurvivalAnswer((), (), (), (), (), {}, cohort)
    curve = kaplan_meier(whole, censored)
    place = np.searchsorted(curve.days, days, side="right") - 1
    step = finest(int(watched[0]), audience)
    shares = _read(curve.survival, place, step)
    incidence = competing(np.array(list(events.values())), censored)
    at = np.searchsorted(incidence.days, days, side="right") - 1
    by_group = {
        GROUP_LABELS[name]: tuple(stepped(float(line[i]), step) if i >= 0 else 0.0 for i in at)
        for name, line in zip(events, incidence.share, strict=True)
    }
    base = 1 if audience is Audience.ANALYST else TOTAL_BASE
    risk = tuple(
        AtRisk(day, base * round(int(watched[day]) / base), _at(day, days, shares))
        for day in AT_RISK_DAYS
        if day < len(watched) and watched[day] >= fewest
    )
    return SurvivalAnswer(
        tuple(days.tolist()),
        shares,
        _read(_or_curve(curve.lower, curve.survival), place, step),
        _read(_or_curve(curve.upper, curve.survival), place, step),
        risk,
        by_group,
        cohort,
    )


def finest(crimes: int, audience: Audience) -> float:
    """The step shares are given to: for a board a whole per cent, or five crimes where that is more, so that no one shows."""
    if audience is Audience.ANALYST:
        return ANALYST_STEP
    return max(1, math.ceil(100 * TOTAL_BASE / max(crimes, 1))) / 100


def stepped(share: float, step: float) -> float:
    """A share to the nearest step, and never above the whole.

    >>> stepped(0.4321, 0.25), stepped(0.98, 0.15)
    (0.5, 1.0)
    """
    return min(round(round(share / step) * step, 4), 1.0)


def _read(values: NDArray[np.float64], place: NDArray[np.intp], step: float) -> tuple[float, ...]:
    """The curve at each place; before its first step it stands at one."""
    return tuple(stepped(float(values[at]), step) if at >= 0 else 1.0 for at in place)


def _or_curve(limit: NDArray[np.float64], survival: NDArray[np.float64]) -> NDArray[np.float64]:
    """A limit of the curve; where it has none, because every crime has its outcome, the curve itself."""
    return np.where(np.isfinite(limit), limit, survival)


def _at(day: int, days: NDArray[np.int64], shares: tuple[float, ...]) -> float:
    return shares[int(np.searchsorted(days, day, side="right")) - 1]
