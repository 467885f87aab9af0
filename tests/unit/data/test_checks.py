"""Each check finds exactly the rows that cannot be true."""

from datetime import date, datetime

import pandas as pd
import pytest

from flightdeck.data.check_rules import RULES
from flightdeck.data.checks import Check, Severity, door_checks, history, run_checks
from flightdeck.data.conform.rules import RULES as DOOR_RULES
from flightdeck.data.conform.rules import Rule
from flightdeck.domain.schema import FRAMES
from tests.unit.data.raw import AS_AT, CODE_LISTS, CRIME_COLUMNS, conformed, crimes


def frames(**tables):
    """Canonical frames from short rows; what a row does not say is missing."""
    whole = {}
    for name, rows in tables.items():
        columns = {
            column.name: pd.Series([row.get(column.name) for row in rows]) for column in FRAMES[name].columns
        }
        for column in FRAMES[name].columns:
            if column.kind in ("date", "moment"):
                columns[column.name] = pd.to_datetime(columns[column.name])
            if column.kind == "flag":
                columns[column.name] = columns[column.name].astype("boolean")
        whole[name] = pd.DataFrame(columns)
    return whole


def found(**tables):
    checks = run_checks(frames(**tables), CODE_LISTS, AS_AT)
    return {check.id: (check.count, check.of, check.examples) for check in checks if check.count}


def crime(ref, **values):
    return {
        "crime_ref": ref,
        "recorded_on": date(2026, 1, 10),
        "status": "open",
        "area": "A",
        "team": "T",
        **values,
    }


def person(ref, crime_ref="c", **values):
    return {"person_role_ref": ref, "crime_ref": crime_ref, "role": "victim", "sex_status": "valid", **values}


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (
            {"crimes": [crime("a", occurred_from=date(2026, 1, 3), reported_on=date(2026, 1, 2)), crime("b", reported_on=date(2026, 1, 9))]},
            {"crimes_reported_on_before_occurred_from": (1, 1, ("a",))},
        ),
        (
            {"crimes": [crime("a", reported_on=date(2026, 1, 11)), crime("b", reported_on=date(2026, 1, 10))]},
            {"crimes_recorded_on_before_reported_on": (1, 2, ("a",))},
        ),
        (
            {"crimes": [crime("a"), crime("b", area=None)]},
            {"crime_without_area": (1, 2, ("b",))},
        ),
        (
            {
                "crimes": [crime("a", status="closed"), crime("b", status="closed"), crime("c"), crime("d", status="closed")],
                "outcomes": [
                    {"outcome_ref": "1", "crime_ref": "a", "outcome": "charged"},
                    {"outcome_ref": "2", "crime_ref": "a", "outcome": "transferred"},
                    {"outcome_ref": "3", "crime_ref": "c", "outcome": "charged"},
                    {"outcome_ref": "4", "crime_ref": "d", "outcome": "charged"},
                    {"outcome_ref": "5", "crime_ref": "d", "outcome": "charged", "assigned_on": date(2026, 2, 1), "reversed_on": date(2026, 2, 2)},
                ],
            },
            {
                "two_outcomes_in_force": (1, 3, ("a",)),
                "closed_without_outcome": (1, 3, ("b",)),
                "open_with_outcome": (1, 1, ("c",)),
            },
        ),
        (
            {
                "crimes": [crime("a", status="closed")],
                "outcomes": [{"outcome_ref": "1", "crime_ref": "a", "outcome": "charged", "assigned_on": date(2026, 1, 9)}],
            },
            {"outcomes_assigned_on_before_recorded_on": (1, 1, ("1",))},
        ),
        (
            {"crimes": [crime("a", status="cancelled")], "outcomes": [{"outcome_ref": "1", "crime_ref": "a"}]},
            {"cancelled_with_outcome": (1, 1, ("a",))},
        ),
        (
            {"crimes": [crime("c")], "persons": [person("1", person_ref="x"), person("2", person_ref="x"), person("3")]},
            {"person_twice_on_a_crime": (1, 2, ("2",))},
        ),
        (
            {
                "crimes": [crime("c")],
                "persons": [person("1", person_ref="x", sex="F"), person("2", person_ref="x", sex="M", role="suspect")],
            },
            {"victim_and_suspect_on_a_crime": (2, 2, ("1", "2")), "nominal_of_two_sexes": (2, 2, ("1", "2"))},
        ),
        (
            {"crimes": [crime("c"), crime("d", status="cancelled")], "persons": [person("1", role="suspect")]},
            {"crime_without_victim": (1, 1, ("c",))},
        ),
        (
            {"crimes": [crime("c")], "persons": [person("1", identified=True), person("2", identified=False)]},
            {"identified_without_nominal": (1, 1, ("1",))},
        ),
        (
            {
                "crimes": [crime("c", occurred_from=date(2026, 1, 5))],
                "persons": [person("1"), person("2", role="suspect", named_on=date(2026, 1, 4))],
                "arrests": [
                    {"arrest_ref": "x", "person_role_ref": "2", "arrested_on": date(2026, 1, 4), "interviewed_on": date(2026, 1, 3)},
                    {"arrest_ref": "y", "person_role_ref": "1", "arrested_on": date(2026, 1, 6)},
                ],
            },
            {
                "persons_named_on_before_occurred_from": (1, 1, ("2",)),
                "arrests_arrested_on_before_occurred_from": (1, 2, ("x",)),
                "arrests_interviewed_on_before_arrested_on": (1, 1, ("x",)),
                "arrests_of_wrong_role": (1, 2, ("y",)),
            },
        ),
        (
            {
                "crimes": [crime("c", status="closed"), crime("d", status="closed")],
                "persons": [person("1"), person("2", "d"), person("3", role="suspect")],
                "outcomes": [
                    {"outcome_ref": "1", "crime_ref": "c", "outcome": "charged"},
                    {"outcome_ref": "2", "crime_ref": "d", "outcome": "charged"},
                ],
            },
            {"charged_without_suspect": (1, 2, ("2",))},
        ),
        (
            {"crimes": [crime("a"), crime("b", team="Ghost")], "staff": [{"staff_ref": "s", "team": "T"}]},
            {"unknown_team": (1, 2, ("b",))},
        ),
        (
            {
                "crimes": [crime("c")],
                "bail_periods": [
                    {"bail_ref": "2", "person_role_ref": "p", "started_on": date(2026, 2, 1)},
                    {"bail_ref": "1", "person_role_ref": "p", "started_on": date(2026, 1, 1), "ended_on": date(2026, 2, 2)},
                    {"bail_ref": "3", "person_role_ref": "q", "started_on": date(2026, 1, 2)},
                ],
            },
            {"bail_periods_overlap": (1, 3, ("2",))},
        ),
        (
            {
                "bail_breaches": [
                    {"breach_ref": "1", "reported_at": datetime.fromisoformat("2026-01-01T10:00"), "responded_at": datetime.fromisoformat("2026-01-01T09:00")},
                    {"breach_ref": "2", "reported_at": datetime.fromisoformat("2026-01-01T10:00"), "responded_at": datetime.fromisoformat("2026-01-01T10:00")},
                ],
            },
            {"bail_breaches_responded_at_before_reported_at": (1, 2, ("1",))},
        ),
    ],
)  # fmt: skip
def test_a_check_finds_what_cannot_be_true_and_nothing_else(tables, expected):
    assert found(**tables) == expected


def test_a_check_whose_frames_the_source_does_not_give_is_not_asked():
    asked = {
        check.id for check in run_checks(frames(crimes=[crime("a", status="closed")]), CODE_LISTS, AS_AT)
    }
    assert "crimes_recorded_on_before_reported_on" in asked
    assert "closed_without_outcome" not in asked


def test_a_column_the_source_does_not_give_at_all_is_no_fault_of_each_row():
    assert found(crimes=[crime("a", area=None), crime("b", area=None)]) == {}


def test_every_check_has_its_own_id():
    rows = {name: [] for name in FRAMES}
    ids = [check.id for check in run_checks(frames(**rows), CODE_LISTS, AS_AT)]
    assert len(ids) == len(set(ids)) > 40


def test_what_was_set_aside_at_the_door_is_a_check_with_its_count():
    result = conformed(crimes(URN=["A", "A", "B"], REC=["2026-01-01", "2026-01-02", "31/02/2026"]))
    checks = door_checks([result])
    assert [(check.id, check.count, check.of) for check in checks] == [
        ("quarantined_crimes_not_a_date", 1, 3),
        ("quarantined_crimes_duplicate_key", 1, 3),
    ]
    assert checks[0].examples == (result.quarantined["reference_hash"][1],)


def test_the_history_of_a_check_leaves_out_the_snapshots_that_did_not_ask_it():
    check = Check("x", "X", Severity.HIGH, "crimes", 2, 9)
    manifests = [
        {"snapshot": "one", "checks": []},
        {"snapshot": "two", "checks": [check.to_json()]},
        {"snapshot": "three"},
    ]
    assert history("x", manifests) == [("two", 2)]


def test_what_was_set_to_missing_names_its_field_in_words():
    raw = crimes(REC=["2026-01-02"], FROM=["31/02/2026"])
    columns = {**CRIME_COLUMNS, "occurred_from": "FROM"}
    assert [(check.id, check.title) for check in door_checks([conformed(raw, columns=columns)])] == [
        (
            "emptied_crimes_occurred_from_not_a_date",
            f"Set to missing in “occurred from”: {DOOR_RULES[Rule.NOT_A_DATE]}",
        )
    ]


def test_a_date_is_before_another_and_never_older():
    told = [*DOOR_RULES.values(), *(rule.title for rule in RULES)]
    assert [words for words in told if " older " in words or " is no " in words or "_" in words] == []
