"""Populations: what a row of each is, on records as awkward as a force's own."""

import pandas as pd
import pytest

from flightdeck.domain.repeat_populations import REPEAT_POPULATIONS
from flightdeck.kpis.populations import Populations
from tests.synthetic_store import REGISTRY
from tests.unit.kpis.frames import AS_AT, crime, outcome, person, populations


def days(view, name):
    return [None if pd.isna(value) else value.date().isoformat() for value in view.column(name)]


@pytest.mark.parametrize(
    ("outcomes", "spells"),
    [
        ([], [("2024-01-10", None)]),
        ([outcome("1", "2024-02-01")], [("2024-01-10", "2024-02-01")]),
        ([outcome("1", "2024-02-01", "2024-03-01")], [("2024-01-10", "2024-02-01"), ("2024-03-01", None)]),
        (
            [outcome("1", "2024-02-01", "2024-03-01"), outcome("2", "2024-04-01")],
            [("2024-01-10", "2024-02-01"), ("2024-03-01", "2024-04-01")],
        ),
        (
            [outcome("2", "2024-04-01"), outcome("1", "2024-02-01", "2024-03-01")],
            [("2024-01-10", "2024-02-01"), ("2024-03-01", "2024-04-01")],
        ),
    ],
)
def test_a_crime_is_open_from_recording_or_a_reversal_to_the_next_outcome(outcomes, spells):
    view = populations(crimes=[crime()], outcomes=outcomes).view("open_spells")
    assert list(zip(days(view, "opened_on"), days(view, "closed_on"), strict=True)) == spells


@pytest.mark.parametrize(
    ("outcomes", "in_force"),
    [
        ([], (None, None)),
        ([outcome("1", "2024-02-01", "2024-03-01")], (None, None)),
        (
            [outcome("1", "2024-02-01"), outcome("2", "2024-03-01", kind="transferred")],
            ("transferred", "2024-03-01"),
        ),
        ([outcome("2", "2024-03-01", "2024-03-02"), outcome("1", "2024-02-01")], ("charged", "2024-02-01")),
        # Two on one day: the greater reference, whichever comes first in the source.
        (
            [outcome("2", "2024-02-01", kind="transferred"), outcome("1", "2024-02-01")],
            ("transferred", "2024-02-01"),
        ),
        (
            [outcome("1", "2024-02-01"), outcome("2", "2024-02-01", kind="transferred")],
            ("transferred", "2024-02-01"),
        ),
    ],
)
def test_the_outcome_in_force_is_the_latest_not_reversed(outcomes, in_force):
    view = populations(crimes=[crime()], outcomes=outcomes).view("crimes")
    (kind,), (on,) = view.column("outcome"), days(view, "outcome_on")
    assert (None if pd.isna(kind) else kind, on) == in_force
    assert days(view, "finalised_on") == [on]


def test_an_outcome_of_no_known_crime_is_no_outcome():
    held = populations(crimes=[crime()], outcomes=[outcome("1", "2024-02-01", crime_ref="gone")])
    assert held.view("outcomes").size == 0
    assert days(held.view("open_spells"), "closed_on") == [None]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_victim_that_stands_for_a_crime_does_not_hang_on_the_order_of_rows(order):
    people = [person("b", role="victim", sex="M"), person("a", role="victim", sex="F"), person("0", sex="M")]
    view = populations(crimes=[crime()], persons=[people[place] for place in order]).view("crimes")
    assert view.column("victim_sex").tolist() == ["F"]


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "0 to 12"),
        (12, "0 to 12"),
        (13, "13 to 15"),
        (17, "16 to 17"),
        (64, "55 to 64"),
        (65, "65 and over"),
        (104, "65 and over"),
    ],
)
def test_the_age_band_of_a_victim(age, band):
    view = populations(crimes=[crime()], persons=[person("a", role="victim", age=age)]).view("crimes")
    assert view.column("victim_age_band").astype("str").tolist() == [band]


def test_the_first_action_of_a_suspect_is_the_earlier_of_arrest_and_interview():
    arrests = [
        {
            "arrest_ref": "1",
            "person_role_ref": "s",
            "arrested_on": "2024-03-01",
            "interviewed_on": "2024-03-02",
            "voluntary": False,
        },
        {"arrest_ref": "2", "person_role_ref": "s", "interviewed_on": "2024-02-01", "voluntary": True},
    ]
    view = populations(crimes=[crime()], persons=[person("s"), person("t")], arrests=arrests).view("suspects")
    assert days(view, "first_action_on") == ["2024-02-01", None]
    assert view.column("first_action_voluntary").tolist() == [True, pd.NA]


def test_a_prosecution_is_completed_by_its_first_end_of_any_kind():
    stages = [
        {"stage": "ptph", "reached_on": "2024-02-01", "plea": "not_guilty"},
        {"stage": "verdict", "reached_on": "2024-03-01", "result": "hung_jury"},
        {"stage": "stopped", "reached_on": "2024-05-01", "result": "discontinued_victim"},
        {"stage": "verdict", "reached_on": "2024-06-01", "result": "acquitted"},
    ]
    court = [{"stage_ref": str(place), "person_role_ref": "s", **row} for place, row in enumerate(stages)]
    view = populations(crimes=[crime()], persons=[person("s"), person("t")], court_stages=court).view(
        "suspects"
    )
    assert days(view, "first_crown_court_on") == ["2024-02-01", None]
    assert days(view, "prosecution_completed_on") == ["2024-05-01", None]
    assert days(view, "victim_stopped_on") == ["2024-05-01", None]
    assert days(view, "convicted_on") == [None, None]


@pytest.mark.parametrize(
    ("stage", "early"),
    [("first_hearing", "2024-02-01"), ("ptph", "2024-02-01"), ("trial", None), ("verdict", None)],
)
def test_a_plea_of_guilty_is_early_at_a_stage_before_the_trial(stage, early):
    court = [
        {
            "stage_ref": "1",
            "person_role_ref": "s",
            "stage": stage,
            "reached_on": "2024-02-01",
            "plea": "guilty",
        }
    ]
    view = populations(crimes=[crime()], persons=[person("s")], court_stages=court).view("suspects")
    assert days(view, "early_guilty_plea_on") == [early]


def test_frames_that_are_not_there_have_no_rows_and_break_nothing():
    held = Populations({}, code_lists={}, as_at=AS_AT)
    for name in (
        "crimes",
        "outcomes",
        "suspects",
        "victims",
        "cps_submissions",
        "victim_contacts",
        "open_spells",
        *REPEAT_POPULATIONS,
    ):
        under = held.under(REGISTRY.presets.in_force)
        assert under.view(name).size == 0
        assert len(under.crime_rows(name)) == 0


def repeat(*recorded, **other):
    crimes = [crime(str(place), on) for place, on in enumerate(recorded)]
    people = [person(f"p{place}", str(place), person_ref="x") for place in range(len(recorded))]
    preset = REGISTRY.presets.in_force
    view = populations(crimes=crimes, persons=people, **other).under(preset).view("repeat_suspects")
    return days(view, "month_end"), view


@pytest.mark.parametrize(
    ("other", "flags"),
    [
        ({}, (False, False, False)),
        (
            {
                "bail_periods": [
                    {
                        "bail_ref": "b",
                        "person_role_ref": "p0",
                        "started_on": "2024-06-30",
                        "applicable_period_ends_on": "2024-08-01",
                        "conditional": True,
                    }
                ]
            },
            (True, False, False),
        ),
        (
            {
                "bail_periods": [
                    {
                        "bail_ref": "b",
                        "person_role_ref": "p0",
                        "started_on": "2024-05-30",
                        "applicable_period_ends_on": "2024-08-01",
                        "ended_on": "2024-06-29",
                        "conditional": True,
                    }
                ]
            },
            (False, False, False),
        ),
        (
            {
                "bail_periods": [
                    {
                        "bail_ref": "b",
                        "person_role_ref": "p0",
                        "started_on": "2024-05-30",
                        "applicable_period_ends_on": "2024-08-01",
                        "conditional": False,
                    }
                ]
            },
            (False, False, False),
        ),
        (
            {"protection_orders": [{"order_ref": "o", "person_ref": "x", "granted_on": "2020-01-01"}]},
            (False, True, False),
        ),
        (
            {"protection_orders": [{"order_ref": "o", "person_ref": "y", "granted_on": "2020-01-01"}]},
            (False, False, False),
        ),
        (
            {
                "protection_orders": [
                    {
                        "order_ref": "o",
                        "person_ref": "x",
                        "granted_on": "2020-01-01",
                        "expires_on": "2024-06-29",
                    }
                ]
            },
            (False, False, False),
        ),
        (
            {
                "releases": [
                    {
                        "release_ref": "r",
                        "person_role_ref": "p1",
                        "release": "charged_remanded",
                        "released_on": "2024-06-01",
                    }
                ]
            },
            (False, False, True),
        ),
        (
            {
                "releases": [
                    {
                        "release_ref": "r",
                        "person_role_ref": "p1",
                        "release": "charged_bailed",
                        "released_on": "2024-06-01",
                    }
                ]
            },
            (False, False, False),
        ),
    ],
)
def test_what_restricts_a_repeat_suspect_on_the_day(other, flags):
    found, view = repeat("2024-06-01", "2024-06-10", **other)
    assert found == ["2024-06-30"]
    assert (
        tuple(
            view.column(name).tolist()[0] for name in ("bail_with_conditions", "order_in_force", "remanded")
        )
        == flags
    )
