"""What falls due, by hand: which rows wait, until when, and why; and what a board may be told of how many."""

import numpy as np
import pytest

from flightdeck.services import action_lists_due as due
from flightdeck.services.action_lists import by_week
from flightdeck.services.action_lists_due import Source
from flightdeck.services.action_lists_kinds import BY_NAME, LISTS
from tests.synthetic_store import CODE_LISTS
from tests.unit.kpis.frames import crime, person, populations

ON = np.datetime64("2024-06-30", "D")


def source(*, pauses=False, **tables):
    tables.setdefault("crimes", [crime()])
    tables.setdefault("persons", [person("s"), person("v", role="victim", supports_investigation="yes")])
    return Source(populations(**tables), ON, CODE_LISTS, 28, pauses)


def bail(ref, started_on, ends, **values):
    return {
        "bail_ref": ref,
        "person_role_ref": "s",
        "started_on": started_on,
        "applicable_period_ends_on": ends,
        **values,
    }


def told(found):
    """What waits: reference, day and why."""
    return [
        (ref, str(day), why)
        for ref, day, why, waits in zip(found.ref, found.day, found.why, found.waits, strict=True)
        if waits
    ]


def test_bail_that_runs_is_due_on_the_last_day_of_its_period():
    found = due.bail(
        source(
            bail_periods=[
                bail("a", "2024-05-01", "2024-07-10", extended_by="inspector", conditional=True),
                bail("b", "2024-05-01", "2024-06-20"),
                bail("over", "2024-05-01", "2024-07-10", ended_on="2024-06-30"),
                bail("later", "2024-07-01", "2024-07-10"),
            ]
        )
    )
    assert told(found) == [
        ("a", "2024-07-10", "Applicable bail period ends, extended by inspector or above, with conditions"),
        ("b", "2024-06-20", "Applicable bail period ends, not extended"),
    ]


def test_papers_with_the_prosecutor_move_the_end_only_where_the_setting_says_so():
    tables = {
        "bail_periods": [bail("a", "2024-05-01", "2024-07-10")],
        "cps_submissions": [
            {"submission_ref": "x", "person_role_ref": "s", "submission": "charging", "submitted_on": "2024-06-01", "decided_on": "2024-06-11"},
            {"submission_ref": "y", "person_role_ref": "s", "submission": "early_advice", "submitted_on": "2024-06-15", "decided_on": "2024-06-20"},
        ],
    }  # fmt: skip
    assert str(due.bail(source(**tables)).day[0]) == "2024-07-10"
    assert str(due.bail(source(pauses=True, **tables)).day[0]) == "2024-07-20"


def order(ref, granted_on="2024-01-01", expires_on="2024-07-31", **values):
    return {
        "order_ref": ref,
        "crime_ref": "c",
        "order_type": "sro",
        "granted_on": granted_on,
        "expires_on": expires_on,
        "owned": True,
        **values,
    }


def check(order_ref, checked_on, kind="check"):
    return {
        "check_ref": f"{order_ref}{checked_on}",
        "order_ref": order_ref,
        "checked_on": checked_on,
        "kind": kind,
    }


def test_an_order_about_to_end_waits_for_a_review_and_a_check_is_none():
    found = due.orders_without_review(
        source(
            protection_orders=[order("a"), order("b"), order("c"), order("over", expires_on="2024-06-29"), order("ended", ended_on="2024-06-01")],
            order_checks=[check("a", "2024-06-29"), check("b", "2024-04-01", "review"), check("c", "2024-03-31", "review")],
        )
    )  # fmt: skip
    assert told(found) == [
        ("a", "2024-07-31", "Sexual risk order ends, never reviewed"),
        ("c", "2024-07-31", "Sexual risk order ends, last reviewed 91 days ago"),
    ]


def test_a_live_order_waits_without_an_owner_or_without_a_check_in_90_days():
    found = due.orders_unchecked(
        source(
            protection_orders=[order("a"), order("b", owned=False), order("c"), order("d", expires_on=None)],
            order_checks=[check("a", "2024-04-01"), check("b", "2024-06-29"), check("c", "2024-03-31"), check("d", "2024-07-02")],
        )
    )  # fmt: skip
    assert told(found) == [
        ("b", "2024-01-01", "Last checked yesterday, no named owner"),
        ("c", "2024-06-29", "Last checked 91 days ago"),
        ("d", "2024-01-01", "Never checked"),
    ]


def review(ref, due_on, done_on=None, crime_ref="c"):
    return {"review_ref": ref, "crime_ref": crime_ref, "due_on": due_on, "done_on": done_on}


def test_an_open_crime_is_on_a_list_of_reviews_once_with_its_oldest_or_its_next():
    given = source(
        crimes=[crime("c"), crime("d", status="closed")],
        outcomes=[{"outcome_ref": "o", "crime_ref": "d", "outcome": "charged", "assigned_on": "2024-06-01"}],
        reviews=[
            review("1", "2024-06-01"), review("2", "2024-05-01"), review("3", "2024-04-01", "2024-04-20"), review("4", "2024-06-30"),
            review("5", "2024-07-09"), review("6", "2024-05-01", crime_ref="d"),
        ],
    )  # fmt: skip
    assert told(due.reviews_overdue(given)) == [("c", "2024-05-01", "Supervisory review was due, and 1 more")]
    assert told(due.reviews_ahead(given)) == [("c", "2024-06-30", "Supervisory review is due, and 1 more")]


def contact(ref, notified_on):
    return {"contact_ref": ref, "person_role_ref": "v", "key_event": "contact_due", "event_on": "2024-01-01", "notified_on": notified_on}  # fmt: skip


def event(ref, happened_at, kind="victim_contacted"):
    return {"event_ref": ref, "crime_ref": "c", "event": kind, "happened_at": happened_at}


@pytest.mark.parametrize(
    ("contacts", "events", "day", "why"),
    [
        ([], [], "2024-02-07", "No contact recorded"),
        ([contact("1", "2024-06-02"), contact("2", "2024-05-01")], [], "2024-06-30", "Last contact 28 days ago"),
        ([contact("1", "2024-06-02")], [event("1", "2024-06-30T09:00")], "2024-07-28", "Last contact today"),
        ([contact("1", "2024-06-02")], [event("1", "2024-06-20", "plan_created")], "2024-06-30", "Last contact 28 days ago"),
        ([contact("1", "2024-07-02")], [], "2024-02-07", "No contact recorded"),
    ],
)  # fmt: skip
def test_a_contact_is_due_28_days_after_the_last_or_after_recording(contacts, events, day, why):
    found = due.contacts(source(victim_contacts=contacts, investigation_events=events))
    assert told(found) == [("c", day, why)]


def test_a_victim_who_does_not_support_the_investigation_is_on_no_list_of_contacts():
    people = [person("v", role="victim", supports_investigation="no")]
    assert told(due.contacts(source(persons=people))) == []


def case(ref, **values):
    return {"retention_ref": ref, "person_role_ref": "s", "eligible_on": "2024-06-10", **values}


def test_a_case_waits_until_it_is_decided_or_destroyed_and_no_decision_is_none():
    found = due.retention(
        source(
            biometric_retention=[
                case("a"), case("b", decision="none"), case("c", decision="apply", decided_on="2024-06-20"),
                case("d", destroyed_on="2024-06-20"), case("e", decision="apply", decided_on="2024-07-02"), case("f", eligible_on="2024-07-02"),
                case("g", decision="not_apply"),
            ]
        )
    )  # fmt: skip
    assert [ref for ref, _, _ in told(found)] == ["a", "b", "e"]
    assert told(found)[0][1:] == ("2024-07-08", "Eligible 20 days ago, no decision recorded")


def test_a_victims_device_is_on_the_list_until_it_is_returned_and_a_suspects_never():
    devices = [
        {"device_ref": "a", "person_role_ref": "v", "taken_at": "2024-06-28T10:00", "replacement_offered": True},
        {"device_ref": "b", "person_role_ref": "s", "taken_at": "2024-06-28T10:00"},
        {"device_ref": "c", "person_role_ref": "v", "taken_at": "2024-06-28T10:00", "returned_at": "2024-06-29T09:00"},
    ]  # fmt: skip
    assert told(due.devices(source(devices=devices))) == [
        ("a", "2024-06-29", "Taken 2 days ago, replacement offered")
    ]


def test_today_is_in_the_first_week_and_what_cannot_be_foreseen_has_no_number():
    left = np.array([-3, 0, 7, 8, 14, 15, 56, 57])
    assert by_week(left, BY_NAME["bail_28"]) == (2, 2, 1, 0, 0, 0, 0, 1)
    assert by_week(left, BY_NAME["contacts_due"]) == (2, 2, 1, 0, None, None, None, None)


def test_a_list_that_is_a_part_of_another_lies_in_its_days():
    by_name = {one.name: one for one in LISTS}
    left = np.arange(-5, 100)
    for one in LISTS:
        if one.whole in by_name:
            assert not (one.window(left) & ~by_name[one.whole].window(left)).any()
