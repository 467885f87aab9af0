"""The pages on bail, orders and section 63G agree with plain loops, and tell a board nothing small."""

from collections import Counter
from datetime import date

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, Role
from tests.integration.independent_orders import OfOrders, runs
from tests.integration.loops import offence_scopes
from tests.synthetic_store import ROOT

ANALYST, BOARD = Actor("analyst", Role.ANALYST), Actor("board", Role.BOARD_MEMBER)
NEW_LAW = date(2022, 10, 28)


@pytest.fixture(scope="module")
def second(deck):
    loaded = deck.loaded(Filters())
    return OfOrders(loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists"))


def rasso(second, frame, key="person_role_ref"):
    """Rows of a frame whose live crime is in the scope of the pages."""
    for row in second.rows(frame):
        crime = second.crimes.get(row[key]) if key == "crime_ref" else second.crime_of(row[key])
        if crime is not None and crime["offence_code"] in second.scopes["rasso"]:
            yield row


def test_bail_is_counted_by_the_regime_of_its_arrest_and_its_authority(deck, second):
    arrests = second.by("arrests", "person_role_ref")
    expected, without = Counter(), 0
    for row in rasso(second, "bail_periods"):
        days = [
            one["arrested_on"] for one in arrests[row["person_role_ref"]] if one["arrested_on"] is not None
        ]
        before = [day for day in days if day <= row["started_on"]]
        without += not before
        deciding = max(before, default=row["started_on"])
        expected[(row["extended_by"] or "", "new" if deciding >= NEW_LAW else "old")] += 1
    answer = deck.bail_orders(Filters(), ANALYST)
    found = {
        (row.code, code): count
        for row in answer.regimes.rows
        for (code, _), count in zip(answer.regimes.columns, row.counts, strict=True)
        if count
    }
    assert found == dict(expected)
    assert answer.without_arrest == without
    assert {regime for _, regime in expected} == {"old", "new"}


def test_what_runs_now_and_what_has_run_out_is_counted(deck, second):
    running = [
        row for row in rasso(second, "bail_periods") if runs(row["started_on"], row["ended_on"], second.as_at)
    ]
    answer = deck.bail_orders(Filters(), ANALYST)
    assert answer.bail_now.value == len(running) > 0
    assert answer.bail_past.value == sum(row["applicable_period_ends_on"] < second.as_at for row in running)
    live = [
        order
        for order, crime in second.orders_in_force(second.as_at)
        if crime["offence_code"] in second.scopes["rasso"]
    ]
    assert answer.orders_now.value == len(live) > 0


def test_conditions_are_bails_by_kind(deck, second):
    bails = {row["bail_ref"] for row in rasso(second, "bail_periods")}
    pairs = {
        (row["bail_ref"], row["condition"])
        for row in second.rows("bail_conditions")
        if row["bail_ref"] in bails
    }
    expected = Counter(kind for _, kind in pairs)
    assert {one.code: one.count for one in deck.bail_orders(Filters(), ANALYST).conditions} == dict(expected)


def test_every_order_considered_stands_in_one_place_and_steps_only_shrink(deck, second):
    answer = deck.bail_orders(Filters(), ANALYST)
    considered = [
        row for row in rasso(second, "protection_orders", "crime_ref") if row["considered_on"] is not None
    ]
    assert sum(one.count for one in answer.order_states) == answer.order_steps[0].count == len(considered)
    refused = sum(row["state"] == "refused" for row in considered)
    assert next(one.count for one in answer.order_states if one.code == "refused") == refused
    counts = [one.count for one in answer.order_steps]
    assert counts == sorted(counts, reverse=True)


def state_by_hand(row, day):
    """Where a case stands, read from its row."""
    applied = row["applied_on"] is not None and row["applied_on"] <= day
    if applied:
        return (
            row["result"] if row["result"] in ("consented", "refused", "withdrawn") else "with_commissioner"
        )
    if row["decision"] in ("apply", "not_apply") and not (
        row["decided_on"] is not None and row["decided_on"] > day
    ):
        return {"apply": "to_apply", "not_apply": "not_apply"}[row["decision"]]
    return "waiting" if row["destroyed_on"] is None or row["destroyed_on"] > day else "destroyed_undecided"


def test_every_eligible_case_stands_in_one_state(deck, second):
    day = second.as_at
    cases = [row for row in rasso(second, "biometric_retention") if row["eligible_on"] <= day]
    expected = Counter(state_by_hand(row, day) for row in cases)
    answer = deck.retention(Filters(), ANALYST)
    assert {one.code: one.count for one in answer.states if one.count} == dict(expected)
    assert answer.steps[0].count == len(cases)
    waits = [(day - row["eligible_on"]).days for row in cases if state_by_hand(row, day) == "waiting"]
    assert answer.waiting.value == len(waits)
    assert answer.overdue.value == sum(days > 28 for days in waits)
    assert next(one.count for one in answer.ages) == sum(days <= 28 for days in waits)
    assert sum(one.count for one in answer.ages) == len(waits)


def test_the_deadline_is_the_setting(deck):
    later = deck.settings.model_copy(update={"retention_deadline_days": 60})
    before = deck.retention(Filters(), ANALYST).overdue.value
    kept, deck.settings = deck.settings, later
    try:
        answer = deck.retention(Filters(), ANALYST)
        rows = deck.action_list("retention_overdue", Filters(), ANALYST).rows
    finally:
        deck.settings = kept
    assert answer.deadline == 60
    assert answer.overdue.value == len(rows) < before


@pytest.mark.parametrize("place", [{"area": "East"}, {"team": "West 2"}])
def test_a_board_that_narrows_sees_what_stands_now_through_the_gate_and_no_further_table(deck, place):
    bail, retention = deck.bail_orders(Filters(**place), BOARD), deck.retention(Filters(**place), BOARD)
    assert (bail.regimes, bail.conditions, bail.releases, bail.order_states, bail.orders, bail.breaches) == (
        *(None,) * 5,
        (),
    )
    assert (retention.ages, retention.states, retention.steps, retention.clocks) == (None, None, None, ())
    for count in (bail.bail_now, bail.bail_past, bail.orders_now, retention.waiting, retention.overdue):
        assert count.value is None or count.value == 0 or count.value >= 5


def test_a_board_sees_no_small_count_on_either_page(deck):
    bail, retention = deck.bail_orders(Filters(), BOARD), deck.retention(Filters(), BOARD)
    listed = [
        bail.conditions,
        bail.releases,
        bail.order_states,
        bail.order_steps,
        bail.order_kinds,
        retention.ages,
        retention.states,
        retention.steps,
    ]
    counts = [one.count for part in listed for one in part or ()]
    counts += [count for row in bail.regimes.rows for count in row.counts]
    counts += [number for one in (*bail.breaches, *retention.clocks) for number in (one.count, one.late)]
    assert len(counts) > 30
    assert [count for count in counts if count is not None and 0 < count < 5] == []
    assert bail.orders is None, "kinds by states are too fine for a board"
