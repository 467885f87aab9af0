"""Bail, orders and breaches: which regime bail stands under, what became of orders, and how fast breaches were answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult, MissingField
from flightdeck.kpis.views import View
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.action_lists_days import standing
from flightdeck.services.action_lists_kinds import BY_NAME, ORDER_FIELDS
from flightdeck.services.action_lists_reach import Reach, ShownCount, reach
from flightdeck.services.bail_orders_bail import (
    Regimes,
    all_named,
    conditions,
    or_none,
    places,
    releases,
    texts,
)
from flightdeck.services.bail_orders_tables import (
    Listed,
    Table,
    Waits,
    crossed,
    parts,
    states_beside,
    steps,
    table,
    waits,
)
from flightdeck.services.deck import Deck
from flightdeck.services.retention import in_months
from flightdeck.statistics.suppression import Audience

ORDER_STATES = (
    ("live", "Live"),
    ("considered", "Considered, not applied for"),
    ("applied", "Applied for, not decided"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("expired", "Ended on its last day"),
    ("discharged", "Discharged"),
)
_REACHED = {  # step -> the states of an order that has come so far
    "Considered": tuple(code for code, _ in ORDER_STATES),
    "Applied for": ("live", "applied", "refused", "withdrawn", "expired", "discharged"),
    "Decided by a court": ("live", "refused", "expired", "discharged"),
    "Made": ("live", "expired", "discharged"),
    "Live now": ("live",),
}
A_DAY = 24  # hours; a proposal
KPIS = {
    "bail": ("bail_rather_than_release_under_investigation", "bail_with_conditions", "victim_views_sought_on_bail", "bail_ended_without_a_decision"),
    "orders": ("protection_orders_applied_for", "protection_orders_granted"),
    "breaches": ("bail_breaches_reported", "bail_breach_answered_within_24_hours", "bail_breach_arrest", "order_breach_answered_within_24_hours", "order_breach_arrest", "order_breach_charge"),
}  # fmt: skip
STANDING = (
    "live_orders_checked",
    "orders_expiring_without_review",
)  # beside the orders, once they are defined


@dataclass(frozen=True, slots=True)
class BailOrders:
    """What the page on bail, orders and breaches says; tables are none where closed to the reader."""

    as_at: date
    synthetic: bool
    clock_pauses: bool
    closed: bool
    bail_now: ShownCount
    bail_past: ShownCount
    orders_now: ShownCount
    regimes: Table | None
    without_arrest: int | None
    too_long: int | None
    conditions: tuple[Listed, ...] | None
    releases: tuple[Listed, ...] | None
    order_states: tuple[Listed, ...] | None
    order_steps: tuple[Listed, ...] | None
    order_kinds: tuple[Listed, ...] | None
    orders: Table | None  # kinds by states: too fine for a board
    breaches: tuple[Waits, ...]
    results: Mapping[str, tuple[KpiResult, ...]]
    missing: tuple[MissingField, ...]


def bail_orders(deck: Deck, filters: Filters, actor: Actor) -> BailOrders:
    """The page's figures over the months asked for; what runs now is as at the day of the snapshot.

    Raises:
        NotAllowedError: for an area that is not the reader's.
    """
    require(actor, Action.SEE_FIGURES)
    seen = reach(deck, filters, actor)
    closed = seen.narrowed and seen.audience is not Audience.ANALYST
    view, crime = seen.populations.view("bail_periods"), seen.populations.crime_rows("bail_periods")
    running = standing(view, "started_on", "ended_on", seen.on)
    past = view.days("applicable_period_ends_on")[running] < seen.on
    regimes = Regimes.of(seen, filters)
    orders_now, kinds = _orders_now(seen), all_named(deck.code_lists, "order_type")
    crossed_orders = _orders(seen, filters, kinds)
    by_state = crossed_orders.sum(axis=0)
    states = states_beside(by_state, ORDER_STATES, orders_now, seen)
    defined = {one.id for one in deck.definitions()}
    return BailOrders(
        as_at=seen.loaded.as_at,
        synthetic=seen.loaded.synthetic,
        clock_pauses=deck.settings.bail_clock_pauses_at_cps,
        closed=closed,
        bail_now=seen.shown(crime[running]),
        bail_past=seen.shown(crime[running], inside=past),
        orders_now=orders_now,
        regimes=None if closed else regimes.table(deck.code_lists, seen.audience),
        without_arrest=None if closed else or_none(regimes.without_arrest, seen.audience),
        too_long=None if closed else or_none(regimes.too_long, seen.audience),
        conditions=None if closed else conditions(seen, filters, deck.code_lists),
        releases=None if closed else releases(seen, filters, deck.code_lists),
        order_states=states,
        order_steps=steps(by_state, _REACHED, states, audience=seen.audience) if states else None,
        order_kinds=None if closed else parts(crossed_orders.sum(axis=1), kinds, audience=seen.audience),
        orders=table(crossed_orders, rows=kinds, columns=ORDER_STATES, audience=seen.audience)
        if seen.audience is Audience.ANALYST
        else None,
        breaches=() if closed else _breaches(seen, filters),
        results={
            block: deck.results(
                filters,
                actor,
                [kpi for kpi in (*ids, *(STANDING if block == "orders" else ())) if kpi in defined],
            )
            for block, ids in KPIS.items()
        },
        missing=seen.loaded.lacking((*BY_NAME["bail_28"].needs, *ORDER_FIELDS)),
    )


def _orders_now(seen: Reach) -> ShownCount:
    view, crime = seen.populations.view("protection_orders"), seen.populations.crime_rows("protection_orders")
    return seen.shown(crime[_state_of(view, seen.on) == _place_of("live")])


def _orders(seen: Reach, filters: Filters, kinds: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
    """Orders considered in the months asked for, by kind and by where they stand on the day of the snapshot."""
    view, crime = seen.populations.view("protection_orders"), seen.populations.crime_rows("protection_orders")
    keep = seen.here(crime) & in_months(view.days("considered_on"), filters)
    kind = places(texts(view, "order_type"), [code for code, _ in kinds])
    state = _state_of(view, seen.on)
    return crossed(np.where(keep, kind, -1), state, rows=len(kinds), columns=len(ORDER_STATES))


def _state_of(view: View, on: np.datetime64) -> NDArray[np.intp]:
    """For each order, the place of its state in `ORDER_STATES`; the days decide once it has been made."""
    states = texts(view, "state")
    place = places(states, [code for code, _ in ORDER_STATES])
    ended = (view.days("ended_on") <= on) | (states == "discharged")
    expired = (view.days("expires_on") < on) | (states == "expired")
    made = np.isin(states, ("granted", "expired", "discharged")) | (view.days("granted_on") <= on)
    known = np.where(
        ended, _place_of("discharged"), np.where(expired, _place_of("expired"), _place_of("live"))
    )
    found: NDArray[np.intp] = np.where(made, known, place)
    return found


def _breaches(seen: Reach, filters: Filters) -> tuple[Waits, ...]:
    made = []
    for label, frame in (("Breaches of bail", "bail_breaches"), ("Breaches of orders", "order_breaches")):
        view, crime = seen.populations.view(frame), seen.populations.crime_rows(frame)
        keep = seen.here(crime) & in_months(view.days("reported_at"), filters)
        hours = view.column("hours_to_response").to_numpy(dtype=float, na_value=np.nan)[keep]
        answered = hours[~np.isnan(hours)].astype(np.int64)
        made.append(waits(label, answered, audience=seen.audience, late=answered > A_DAY))
    return tuple(made)


def _place_of(state: str) -> int:
    return [code for code, _ in ORDER_STATES].index(state)
