"""Columns worked out from dates, outcomes and orders, row by row from rows written by hand."""

import pandas as pd
import pytest

from tests.unit.kpis.frames import crime, day, outcome, person, populations


def known(column):
    return [None if pd.isna(value) else value for value in column]


@pytest.mark.parametrize(
    ("happened", "until", "reported", "expected"),
    [
        ("2022-06-01", None, "2023-06-01", False),  # 365 days
        ("2022-05-31", None, "2023-06-01", True),  # 366
        ("2010-01-01", "2023-01-01", "2023-06-01", False),  # the last day it may have happened counts
        (None, None, "2023-06-01", None),
        ("2010-01-01", None, None, None),
    ],
)
def test_a_crime_is_non_recent_from_its_366th_day_before_the_report(happened, until, reported, expected):
    row = crime(occurred_from=happened, occurred_to=until, reported_on=reported)
    found = populations(crimes=[row]).view("crimes").column("non_recent")
    assert found.isna().item() if expected is None else bool(found.item()) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"occurred_from": "2024-01-01", "occurred_to": "2024-01-02", "reported_on": "2024-01-02"}, False),
        ({"reported_on": "2024-01-11"}, True),
        ({"occurred_from": "2024-01-03", "occurred_to": "2024-01-02"}, True),
        ({"occurred_from": "2024-01-03", "reported_on": "2024-01-02"}, True),
        ({"recorded_on": "2024-07-01"}, True),  # the day after the snapshot
        ({}, False),
    ],
)
def test_days_in_an_order_that_cannot_be_are_a_conflict(values, expected):
    view = populations(crimes=[crime(**values)]).view("crimes")
    assert view.column("date_order_conflict").tolist() == [expected]


def test_an_outcome_before_the_crime_is_recorded_is_a_conflict_unless_it_was_reversed():
    rows = [crime("a"), crime("b"), crime("c")]
    given = [
        outcome("1", "2024-01-09", crime_ref="a"),
        outcome("2", "2024-01-10", crime_ref="b"),
        outcome("3", "2024-01-09", "2024-01-20", crime_ref="c"),
    ]
    view = populations(crimes=rows, outcomes=given).view("crimes")
    assert view.column("date_order_conflict").tolist() == [True, False, False]


def test_a_status_that_contradicts_the_outcome_is_a_conflict():
    rows = [
        crime("a", status="closed"),
        crime("b", status="closed"),
        crime("c", status="open"),
        crime("d", status="open"),
        crime("e", status="cancelled"),
    ]
    given = [outcome("1", "2024-02-01", crime_ref="b"), outcome("2", "2024-02-01", crime_ref="d")]
    view = populations(crimes=rows, outcomes=given).view("crimes")
    assert view.column("outcome_conflict").tolist() == [True, False, False, True, False]


def test_an_order_is_in_force_to_the_end_of_its_last_day_or_to_its_discharge():
    rows = [
        {"order_ref": "1", "crime_ref": "c", "expires_on": "2024-03-01"},
        {"order_ref": "2", "crime_ref": "c", "expires_on": "2024-03-01", "ended_on": "2024-02-01"},
        {"order_ref": "3", "crime_ref": "c", "ended_on": "2024-02-01"},
        {"order_ref": "4", "crime_ref": "c"},
    ]
    view = populations(crimes=[crime()], protection_orders=rows).view("protection_orders")
    expected = ["2024-03-02", "2024-02-01", "2024-02-01", None]
    assert known(view.column("in_force_until")) == [day(text) for text in expected]


def test_an_order_counts_for_the_suspect_and_the_crime_it_arose_from():
    people = [
        person("s", "a", person_ref="x"),
        person("t", "b", person_ref="x"),
        person("u", "a", person_ref="y"),
        person("w", "a", person_ref=None),
        person("v", "a", role="victim", person_ref="z"),
    ]
    orders = [
        {"order_ref": "1", "person_ref": "x", "crime_ref": "a", "considered_on": "2024-02-03"},
        {"order_ref": "2", "person_ref": "x", "crime_ref": "a", "considered_on": "2024-02-01"},
        {"order_ref": "3", "person_ref": "y", "crime_ref": None, "considered_on": "2024-02-01"},
        {"order_ref": "4", "person_ref": "x", "crime_ref": "b", "considered_on": None},
    ]
    made = populations(crimes=[crime("a"), crime("b")], persons=people, protection_orders=orders)
    found = made.view("suspects").column("order_considered_on")
    assert known(found) == [day("2024-02-01"), None, None, None]


def test_the_victim_who_stands_for_a_crime_says_whether_and_until_when_it_was_supported():
    people = [
        person("a1", "a", role="victim", supports_investigation="no", supports_changed_on="2024-02-01"),
        person("a2", "a", role="victim", supports_investigation="yes"),
        person("b1", "b", role="victim", supports_investigation="yes", supports_changed_on="2024-02-01"),
    ]
    view = populations(crimes=[crime("a"), crime("b"), crime("c")], persons=people).view("crimes")
    supports = known(view.column("victim_supports"))
    assert supports == ["no", "yes", None]
    until = known(view.column("victim_withdrew_on"))
    assert until == [day("2024-02-01"), None, None]


def test_an_open_spell_names_the_investigator_as_staff_does():
    view = populations(crimes=[crime(officer_ref="o")]).view("open_spells")
    assert view.column("staff_ref").tolist() == ["o"]
