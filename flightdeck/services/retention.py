"""Section 63G: from eligible to kept or destroyed, how long each step takes, and how many wait without a decision now.

No application at all would look fine beside no eligible case; so every count stands beside the eligible.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np

from flightdeck.domain.condition import Mask
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult, MissingField
from flightdeck.kpis.views import Days, View
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.action_lists_days import DAY
from flightdeck.services.action_lists_due import waiting
from flightdeck.services.action_lists_kinds import BY_NAME
from flightdeck.services.action_lists_reach import Reach, ShownCount, reach
from flightdeck.services.bail_orders_tables import Listed, Waits, parts, states_beside, steps, waits
from flightdeck.services.deck import Deck
from flightdeck.statistics.suppression import Audience

STATES = (
    ("waiting", "Eligible, no decision yet"),
    ("destroyed_undecided", "Destroyed with no decision"),
    ("not_apply", "Decided: do not apply"),
    ("to_apply", "Decided: apply; not applied yet"),
    ("with_commissioner", "Applied; the Commissioner has not decided"),
    ("consented", "Kept: the Commissioner consented"),
    ("refused", "The Commissioner refused"),
    ("withdrawn", "Application withdrawn"),
)
_REACHED = {  # step -> the states of a case that has come so far
    "Eligible": tuple(code for code, _ in STATES),
    "Decided": ("not_apply", "to_apply", "with_commissioner", "consented", "refused", "withdrawn"),
    "Decided to apply": ("to_apply", "with_commissioner", "consented", "refused", "withdrawn"),
    "Applied for": ("with_commissioner", "consented", "refused", "withdrawn"),
    "Decided by the Commissioner": ("consented", "refused"),
    "Kept": ("consented",),
}
AGES = (90, 180, 365)  # days waited at which the bands past the deadline end
KPIS = (
    "biometric_cases_eligible",
    "biometric_decision_within_28_days",
    "biometric_applications",
    "biometric_applied_within_28_days",
    "biometric_consented",
    "biometrics_destroyed_without_decision",
)


@dataclass(frozen=True, slots=True)
class Retention:
    """What the page on section 63G says."""

    as_at: date
    synthetic: bool
    deadline: int
    waiting: ShownCount
    overdue: ShownCount
    ages: tuple[Listed, ...] | None  # of those waiting; none where closed
    states: tuple[Listed, ...] | None
    steps: tuple[Listed, ...] | None
    clocks: tuple[Waits, ...]
    results: tuple[KpiResult, ...]
    missing: tuple[MissingField, ...] = ()


def retention(deck: Deck, filters: Filters, actor: Actor) -> Retention:
    """The page's figures: states of the cases that became eligible in the months asked for, and who waits now.

    Raises:
        NotAllowedError: for an area that is not the reader's.
    """
    require(actor, Action.SEE_FIGURES)
    seen = reach(deck, filters, actor)
    results = deck.results(filters, actor, KPIS)
    deadline = deck.settings.retention_deadline_days
    missing = seen.loaded.lacking(BY_NAME["retention_due"].needs)
    nothing = ShownCount(None)
    if missing:
        return Retention(seen.loaded.as_at, seen.loaded.synthetic, deadline, nothing, nothing, None, None, None, (), results, missing)  # fmt: skip
    view = seen.populations.view("biometric_retention")
    crime = seen.populations.crime_rows("biometric_retention")
    waits_now = waiting(view, seen.on)
    waited = days_between(view.days("eligible_on"), np.full(view.size, seen.on))
    past = waits_now & (waited > deadline)
    told = seen.shown(crime[waits_now]), seen.shown(crime[waits_now], inside=past[waits_now])
    here = seen.here(crime)
    counts = _states(view, seen, here & in_months(view.days("eligible_on"), filters))
    states = states_beside(counts, STATES, told[0], seen)
    counted = states is not None and all(one.count is not None for one in states)
    return Retention(
        as_at=seen.loaded.as_at,
        synthetic=seen.loaded.synthetic,
        deadline=deadline,
        waiting=told[0],
        overdue=told[1],
        ages=_ages(waited[waits_now & here], deadline, told, seen),
        states=states,
        steps=steps(counts, _REACHED, states, audience=seen.audience) if states else None,
        clocks=_clocks(view, here, deadline, filters, seen, counted=counted) if states else (),
        results=results,
    )


def in_months(days: Days, filters: Filters) -> Mask:
    """Which days lie in the months a reader asks for; without months, every day there is."""
    month = days.astype("M8[M]").astype(np.int64)
    first, last = filters.first, filters.last
    keep = ~np.isnat(days)
    if first is not None:
        keep &= month >= first
    if last is not None:
        keep &= month <= last
    return keep


def days_between(start: Days, end: Days) -> np.ndarray:
    """Whole days from one to the other; -1 where either is missing."""
    gap = (end - start) / DAY
    days: np.ndarray = np.where(np.isnat(start) | np.isnat(end), -1, gap).astype(np.int64)
    return days


def _states(view: View, seen: Reach, keep: Mask) -> np.ndarray:
    codes = state_of(view, seen.on)[keep]
    return np.bincount(codes, minlength=len(STATES)).astype(np.int64)


def state_of(view: View, on: np.datetime64) -> np.ndarray:
    """For each case, the place of its state in `STATES`, as known on a day."""
    decision, result = view.column("decision"), view.column("result")
    applied = view.days("applied_on") <= on
    names = [code for code, _ in STATES]
    state = np.full(view.size, names.index("destroyed_undecided"))
    state[_is(decision, "not_apply")] = names.index("not_apply")
    state[_is(decision, "apply")] = names.index("to_apply")
    state[waiting(view, on)] = names.index("waiting")  # a decision of a later day is none yet
    state[applied] = names.index("with_commissioner")
    for code in ("consented", "refused", "withdrawn"):
        state[applied & _is(result, code)] = names.index(code)
    return state


def _is(column: object, code: str) -> Mask:
    return (column == code).to_numpy(dtype=bool, na_value=False)  # type: ignore[attr-defined,no-any-return]


def _ages(
    waited: np.ndarray, deadline: int, told: tuple[ShownCount, ShownCount], seen: Reach
) -> tuple[Listed, ...] | None:
    """Those waiting by how long, where both they and those past the deadline are shown; the bands past it are its parts."""
    waits_now, past = (one.value for one in told)
    closed = seen.narrowed and seen.audience is not Audience.ANALYST
    if closed or waits_now is None or past is None or any(one.at_least for one in told):
        return None
    ends = (deadline, *(end for end in AGES if end > deadline))
    names = [(str(end), f"{start + 1} to {end} days") for start, end in pairwise(ends)]
    names.append(("over", f"More than {ends[-1]} days"))
    band = np.searchsorted(np.array(ends), waited, side="left") - 1
    counts = np.bincount(band[band >= 0], minlength=len(names)).astype(np.int64)
    within = Listed("within", f"Up to {deadline} days, the deadline", waits_now - past)
    return (within, *parts(counts, names, audience=seen.audience))


def _clocks(
    view: View, here: Mask, deadline: int, filters: Filters, seen: Reach, *, counted: bool
) -> tuple[Waits, ...]:
    """How long each step took; without counts where a state is hidden, for they add up to those of the states."""
    days = {name: view.days(name) for name in ("eligible_on", "decided_on", "applied_on", "result_on")}
    kept = here & in_months(days["eligible_on"], filters)
    timed_steps: Sequence[tuple[str, str, str, bool]] = (
        ("Eligible to decision", "eligible_on", "decided_on", True),
        ("Decision to application", "decided_on", "applied_on", False),
        ("Eligible to application", "eligible_on", "applied_on", True),
        ("Application to the Commissioner’s decision", "applied_on", "result_on", False),
    )
    made = []
    for label, start, end, timed in timed_steps:
        gap = days_between(days[start], days[end])
        values = gap[kept & (gap >= 0)]
        late = values > deadline if timed else None
        told = waits(label, values, audience=seen.audience, late=late)
        made.append(told if counted else replace(told, count=None, late=None))
    return tuple(made)
