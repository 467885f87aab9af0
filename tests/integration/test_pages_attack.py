"""A board member subtracts what the pages of bail, orders, section 63G and the action lists say from each other, and meets no small count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from flightdeck.domain.filters import Filters
from flightdeck.services import bail_orders, retention
from flightdeck.services.access import Actor, Role
from flightdeck.services.action_lists import days_left, source_of
from flightdeck.services.action_lists_days import standing
from flightdeck.services.action_lists_reach import reach

BOARD, ANALYST = Actor("board", Role.BOARD_MEMBER), Actor("analyst", Role.RESTRICTED_ANALYST)
FEWEST = 5
KPI = "KPI"
STANDING = {
    "bail_ref": ("bail_ending_within_14_days", "bail_ending_within_28_days"),
    "order_ref": ("live_orders_checked", "orders_expiring_without_review"),
    "crime_ref": ("open_caseload", "overdue_supervisory_reviews", "no_contact_for_28_days"),
}
UNITS = {"bail periods": "bail_ref", "orders": "order_ref", "cases": "retention_ref", "crimes": "crime_ref"}
Told = tuple[
    str, str, int | None, Iterable[str]
]  # the key of the rows, what is told, how many, and which they are


class Rows:
    """The rows of one population at a reader's places, by reference."""

    def __init__(self, seen, frame, key):
        self.view = seen.populations.view(frame)
        self.refs = self.view.column(key).astype("str").to_numpy()
        self.here = seen.here(seen.populations.crime_rows(frame))

    def where(self, mask):
        return self.refs[mask & self.here]


def exact(count):
    return None if count.at_least else count.value


def lists_told(deck, filters, seen) -> Iterator[Told]:
    source = source_of(deck, seen)
    for tally in deck.action_lists(filters, BOARD).tallies:
        one = tally.list
        if tally.missing or one.unit not in UNITS:
            continue
        key = UNITS[one.unit]
        yield (
            key,
            one.name,
            exact(tally.count),
            deck.action_list(one.name, filters, ANALYST).rows["reference"],
        )
        found = one.found(source)
        left, waits = days_left(found, seen.on), found.waits & seen.here(found.crime)
        for week, count in enumerate(tally.weeks or ()):
            first = 0 if week == 0 else 7 * week + 1
            yield (
                key,
                f"{one.name} week {week}",
                count,
                found.ref[waits & (left >= first) & (left <= 7 * week + 7)],
            )


def bail_and_orders_told(deck, filters, seen) -> Iterator[Told]:
    page, bail = deck.bail_orders(filters, BOARD), Rows(seen, "bail_periods", "bail_ref")
    running = np.isin(np.arange(bail.view.size), standing(bail.view, "started_on", "ended_on", seen.on))
    past = running & (bail.view.days("applicable_period_ends_on") < seen.on)
    yield "bail_ref", "bail now", exact(page.bail_now), bail.where(running)
    yield "bail_ref", "bail past", exact(page.bail_past), bail.where(past)
    if page.regimes is not None:
        begun = ~np.isnat(bail.view.days("started_on"))
        yield "bail_ref", "bail begun", page.regimes.total, bail.where(begun)
    orders = Rows(seen, "protection_orders", "order_ref")
    states = np.array([code for code, _ in bail_orders.ORDER_STATES])[
        bail_orders._state_of(orders.view, seen.on)
    ]
    yield "order_ref", "orders now", exact(page.orders_now), orders.where(states == "live")
    yield from by_state(
        "order_ref", orders, states, bail_orders._REACHED, told=page.order_states, steps=page.order_steps
    )


def retention_told(deck, filters, seen) -> Iterator[Told]:
    page, cases = deck.retention(filters, BOARD), Rows(seen, "biometric_retention", "retention_ref")
    eligible = cases.view.days("eligible_on")
    waits, waited = retention.waiting(cases.view, seen.on), (seen.on - eligible).astype(int)
    yield "retention_ref", "waiting", exact(page.waiting), cases.where(waits)
    yield "retention_ref", "overdue", exact(page.overdue), cases.where(waits & (waited > page.deadline))
    ends = (-1, page.deadline, *retention.AGES, 10**6)
    for place, age in enumerate(page.ages or ()):
        inside = (waited > ends[place]) & (waited <= ends[place + 1])
        yield "retention_ref", f"waited {age.label}", age.count, cases.where(waits & inside)
    states = np.array([code for code, _ in retention.STATES])[retention.state_of(cases.view, seen.on)]
    states = np.where(np.isnat(eligible), "", states)
    yield from by_state(
        "retention_ref", cases, states, retention._REACHED, told=page.states, steps=page.steps
    )


def by_state(key, rows, states, reached, *, told, steps) -> Iterator[Told]:
    for one in told or ():
        yield key, one.label, one.count, rows.where(states == one.code)
    for one in steps or ():
        yield key, f"step {one.label}", one.count, rows.where(np.isin(states, reached[one.code]))


def kpis_told(deck, filters) -> Iterator[Told]:
    for key, names in STANDING.items():
        for kpi in names:
            result = deck.result(kpi, filters, BOARD)
            for part in ("denominator", "numerator"):
                count = None if result.at_least else getattr(result, part)
                if count is not None:
                    rows = deck.cases(kpi, filters, ANALYST, part=part, purpose="inspection").rows
                    yield key, f"{KPI} {kpi} {part}", count, rows[key]


def everything_told(deck) -> dict[str, dict[int, str]]:
    """By the key of the rows: each set that a board is told the exact size of, as bits, and what says so."""
    places = deck.loaded(Filters()).encoding.places
    asked = [Filters(), *(Filters(area=area) for area in sorted(set(places.area)))]
    asked += [Filters(team=team) for team in sorted(set(places.team))]
    found: dict[str, dict[int, str]] = {key: {0: "nothing"} for key in UNITS.values()}
    order: dict[str, dict[str, int]] = defaultdict(dict)
    for filters in asked:
        seen = reach(deck, filters, ANALYST)
        told = (
            *lists_told(deck, filters, seen), *bail_and_orders_told(deck, filters, seen),
            *retention_told(deck, filters, seen), *kpis_told(deck, filters),
        )  # fmt: skip
        for key, name, count, refs in told:
            if count is None:
                continue
            bits = sum(1 << order[key].setdefault(ref, len(order[key])) for ref in set(refs))
            assert bits.bit_count() == count, (name, filters)
            if not name.startswith(KPI) or bits not in found[key]:
                found[key][bits] = f"{name} {filters.to_query()}"
    return found


def test_what_pages_say_of_the_same_rows_differs_by_nothing_small(deck):
    told = everything_told(deck)
    assert sum(len(sets) for sets in told.values()) > 60
    for sets in told.values():
        for some, others in combinations(sets, 2):
            inner, outer = sorted((some, others), key=int.bit_count)
            # Two KPIs of which one is a part of the other are each protected by themselves; docs/explanation says so.
            by_a_page = not all(sets[one].startswith(KPI) for one in (inner, outer))
            if by_a_page and inner & outer == inner:
                assert not 0 < (outer ^ inner).bit_count() < FEWEST, f"{sets[outer]} less {sets[inner]}"
