"""Rules of who is a repeat suspect, when, and what is done about it, by hand."""

from datetime import date

import pytest

from flightdeck.domain.presets import OfWhich
from tests.unit.kpis.accusations import R1, R2, R3, Accusation, at_month_ends, built, but, on
from tests.unit.kpis.frames import crime, day, person, populations


@pytest.mark.parametrize(
    ("preset", "accusations", "first", "last"),
    [
        (R1, [on("2024-03-01"), on("2024-05-15")], "2024-05-31", "2024-06-30"),
        (
            R1,
            [on("2024-03-01"), on("2024-04-15", named_after=40)],
            "2024-05-31",
            "2024-06-30",
        ),  # named on 25 May
        (R1, [on("2022-06-30"), on("2024-05-15")], "2024-05-31", "2024-05-31"),  # 730 days run out on 28 June
        (R1, [on("2022-04-30"), on("2024-04-29")], None, None),  # no month end in the one day of both
        (R1, [on("2024-05-15"), on("2024-05-16")], None, None),  # one incident
        (R1, [on("2024-05-15"), on("2024-05-17")], "2024-05-31", "2024-06-30"),
        # Three days in a row hold the first and the third apart: they are not all one incident.
        (R1, [on("2024-05-15"), on("2024-05-16"), on("2024-05-17")], "2024-05-31", "2024-06-30"),
        (
            R1,
            [on("2024-05-15", occurred=30), on("2024-05-15")],
            "2024-05-31",
            "2024-06-30",
        ),  # reported together
        (R2, [on("2024-03-01", victims=("a",)), on("2024-05-15", victims=("a",))], None, None),
        (
            R2,
            [on("2024-03-01", victims=("a",)), on("2024-05-15", victims=("b",))],
            "2024-05-31",
            "2024-06-30",
        ),
        (R2, [on("2024-03-01", victims=("a",)), on("2024-05-15")], None, None),  # a victim nobody can tell
        (
            R2,
            [on("2024-05-15", victims=("a",)), on("2024-05-15", victims=("b",))],
            None,
            None,
        ),  # one incident
        (
            R3,
            [on("2019-03-01", victims=("a",)), on("2024-05-15", victims=("b",))],
            "2024-05-31",
            "2024-06-30",
        ),
        (
            but(at_least_crimes=3),
            [on("2024-03-01"), on("2024-04-01"), on("2024-05-15")],
            "2024-05-31",
            "2024-06-30",
        ),
        (but(at_least_crimes=3), [on("2024-05-14"), on("2024-05-15"), on("2024-05-16")], None, None),
        (
            but(domestic_abuse="left_out"),
            [on("2024-03-01"), on("2024-05-15", abuse=True)],
            None,
            None,
        ),
        (R1, [on("2024-03-01", offence="88E"), on("2024-05-15")], None, None),  # not RASSO
        (
            but(scope="all_sexual_offences", of_which=OfWhich(scope="rasso", at_least=1)),
            [on("2024-03-01", offence="88E"), on("2024-05-15")],
            "2024-05-31",
            "2024-06-30",
        ),
        (
            but(scope="all_sexual_offences", of_which=OfWhich(scope="rasso", at_least=1)),
            [on("2024-03-01", offence="88E"), on("2024-05-15", offence="88E")],
            None,
            None,
        ),
    ],
)
def test_a_preset_is_met_from_one_month_end_to_another(preset, accusations, first, last):
    found = sorted(end for _, end in at_month_ends(preset, accusations))
    assert ((found[0], found[-1]) if found else (None, None)) == (first, last)


def test_hours_tell_two_incidents_of_a_day_apart_and_an_unknown_hour_does_not():
    hours = but(same_incident_days=None, same_incident_hours=4)

    def found(*told):
        crimes = [
            crime(str(place), "2024-06-01", occurred_from="2024-06-01", occurred_hour=hour)
            for place, hour in enumerate(told)
        ]
        people = [person(f"s{place}", str(place), person_ref="x") for place in range(len(told))]
        return populations(crimes=crimes, persons=people).under(hours).view("repeat_suspects").size

    assert [found(1, 6), found(1, 5), found(1, None)] == [1, 0, 0]


def test_a_nominal_that_may_be_a_second_one_can_be_left_out():
    crimes = [crime("a", "2024-03-01"), crime("b", "2024-05-15")]
    people = [
        person("s", "a", person_ref="x", possible_duplicate=True),
        person("t", "b", person_ref="x", possible_duplicate=True),
    ]
    held = populations(crimes=crimes, persons=people)
    sizes = [
        held.under(but(linkage=linkage)).view("repeat_suspects").size
        for linkage in ("exact", "without_possible_duplicates")
    ]
    assert sizes == [2, 0]


def test_a_crime_is_linked_when_somebody_was_a_repeat_suspect_on_being_named_on_it():
    accusations = [on("2024-03-01"), on("2024-05-15"), Accusation("y", date(2024, 6, 1))]
    view = built(accusations).under(R1).view("crimes_with_named_suspect")
    assert dict(zip(view.column("crime_ref"), view.column("repeat_suspect"), strict=True)) == {
        "c000": False,
        "c001": True,
        "c002": False,
    }


def test_somebody_named_stands_beside_those_who_are_repeat_suspects():
    accusations = [on("2024-05-01"), on("2024-06-15"), Accusation("y", date(2024, 6, 1))]
    view = built(accusations).under(R1).view("named_suspects")
    rows = zip(
        view.column("person_ref"), view.column("month_end"), view.column("repeat_suspect"), strict=True
    )
    assert {(who, str(end)[:10], flag) for who, end, flag in rows} == {
        ("x", "2024-05-31", False),
        ("x", "2024-06-30", True),
        ("y", "2024-06-30", False),
    }


@pytest.mark.parametrize(
    ("other", "days"),
    [
        ({}, 60),
        ({"arrests": [{"arrest_ref": "a", "person_role_ref": "s0", "arrested_on": "2024-05-02"}]}, 15),
        ({"arrests": [{"arrest_ref": "a", "person_role_ref": "s0", "interviewed_on": "2024-06-30"}]}, 15),
        ({"arrests": [{"arrest_ref": "a", "person_role_ref": "s0", "arrested_on": "2024-07-01"}]}, 60),
        (
            {
                "outcomes": [
                    {
                        "outcome_ref": "o",
                        "crime_ref": "c000",
                        "outcome": "no_suspect",
                        "assigned_on": "2024-06-01",
                    }
                ]
            },
            15,
        ),
    ],
)
def test_the_longest_wait_for_an_arrest_is_told_at_the_month_end(other, days):
    view = built([on("2024-05-01"), on("2024-06-15")], **other).under(R1).view("repeat_suspects")
    assert view.column("days_without_arrest").tolist() == [days]


def test_nobody_is_waited_for_once_seen_for_every_crime():
    arrests = [
        {"arrest_ref": f"a{place}", "person_role_ref": f"s{place}", "arrested_on": "2024-06-20"}
        for place in (0, 1)
    ]
    view = built([on("2024-05-01"), on("2024-06-15")], arrests=arrests).under(R1).view("repeat_suspects")
    assert view.column("days_without_arrest").isna().tolist() == [True]


@pytest.mark.parametrize(
    ("plan", "managed", "tasked"),
    [
        ({"started_on": "2024-06-20", "owned": True, "tasked_on": "2024-06-18"}, True, "2024-06-18"),
        ({"started_on": "2024-06-20", "owned": False, "tasked_on": None}, False, None),
        (
            {"started_on": "2024-06-01", "ended_on": "2024-06-29", "owned": True, "tasked_on": None},
            False,
            None,
        ),
    ],
)
def test_a_plan_counts_while_it_has_an_owner_and_has_not_ended(plan, managed, tasked):
    plans = [{"plan_ref": "p", "person_ref": "x", **plan}]
    held = built([on("2024-05-01"), on("2024-06-15")], disruption_plans=plans).under(R1)
    newly = held.view("newly_repeat_suspects")
    assert held.view("repeat_suspects").column("managed").tolist() == [managed]
    assert newly.column("met_on").tolist() == [day("2024-06-15")]
    assert [None if value is None else value for value in newly.column("tasked_on").dropna().tolist()] == (
        [] if tasked is None else [day(tasked)]
    )


def test_a_row_stands_beside_the_crime_somebody_was_last_named_on():
    first = Accusation("x", date(2024, 4, 1), named_after=60)
    view = built([first, on("2024-05-15")]).under(R1).view("repeat_suspects")
    assert view.column("month_end").tolist() == [day("2024-05-31"), day("2024-06-30")]
    places = built([first, on("2024-05-15")]).under(R1)
    assert places.crime_rows("repeat_suspects").tolist() == [0, 0]
