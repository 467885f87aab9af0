"""Rules of the counts of a problem profile."""

import numpy as np
import pandas as pd

from flightdeck.kpis.encoding import encode
from flightdeck.kpis.profile import (
    RECENCY,
    Bunched,
    Within,
    bunched,
    hours,
    recency,
    recorded_within,
    repeat_victims,
    seasons,
    whole_years,
)
from tests.synthetic_store import CODE_LISTS
from tests.unit.kpis.frames import AS_AT, crime, day, person, populations

SATURDAY, SUNDAY = day("2024-01-06"), day("2024-01-07")


def view_of(*crimes):
    return populations(crimes=list(crimes)).view("crimes")


def all_of(view):
    return np.ones(view.size, dtype=bool)


def dated(ref, start, end=None, **values):
    return crime(ref, day("2024-01-10"), occurred_from=day(start), occurred_to=day(end or start), **values)


def test_only_a_crime_of_one_day_and_a_known_hour_has_a_place_in_the_week():
    view = view_of(
        dated("a", "2024-01-06", occurred_hour=23),
        dated("b", "2024-01-08", occurred_hour=0),
        dated("several", "2024-01-01", "2024-01-03", occurred_hour=4),
        dated("no hour", "2024-01-06"),
        crime("no day", day("2024-01-10"), occurred_hour=7),
    )
    found = hours(view, all_of(view))
    assert np.argwhere(found.counts).tolist() == [[0, 0], [5, 23]]
    assert (found.several_days, found.unknown) == (1, 2)


def test_a_crime_with_one_day_only_happened_on_that_day():
    view = view_of(crime("a", day("2024-01-10"), occurred_from=SUNDAY, occurred_hour=2))
    assert hours(view, all_of(view)).counts[6, 2] == 1


def test_bands_of_hours_hold_what_their_hours_hold():
    view = view_of(*(dated(f"{hour}", "2024-01-06", occurred_hour=hour) for hour in range(24)))
    found = hours(view, all_of(view))
    assert found.banded(3)[5].tolist() == [3] * 8
    assert found.banded(1).tolist() == found.counts.tolist()


def encoded(view):
    return encode(view, code_lists=CODE_LISTS, as_at=AS_AT)


def test_season_counts_whole_calendar_years_and_says_what_it_leaves_out():
    view = view_of(
        crime("first", day("2021-11-05")),
        dated("in", "2022-07-31"),
        dated("in too", "2023-07-01", "2023-07-30"),
        dated("two months", "2022-07-31", "2022-08-01"),
        dated("too early", "2021-12-31"),
        dated("this year", "2024-03-01"),
    )
    encoding = encoded(view)
    found = seasons(view, all_of(view), encoding)
    assert found.years == (2022, 2023) == whole_years(encoding)
    assert found.counts[:, 6].tolist() == [1, 1]
    assert found.counts.sum() == 2
    assert (found.several_months, found.unknown, found.outside) == (1, 1, 2)


def test_recency_runs_from_the_last_day_it_may_have_happened():
    ends = [
        "2024-01-10",
        "2024-01-07",
        "2024-01-06",
        "2024-01-02",
        "2023-01-10",
        "2023-01-09",
        "2024-01-11",
        None,
    ]
    view = view_of(
        *(
            crime(f"{place}", day("2024-01-10"), occurred_from=day("2020-01-01"), occurred_to=day(end), reported_on=day("2024-01-10"))
            for place, end in enumerate(ends[:-1])
        ),
        crime("no day", day("2024-01-10"), reported_on=day("2024-01-10")),
    )  # fmt: skip
    counts = recency(view, all_of(view)).tolist()
    labels = [label for label, _ in RECENCY]
    named = dict(zip([*labels, "out of order", "missing"], counts, strict=True))
    assert named == {
        "Same day": 1,
        "Within 3 days": 1,
        "Within 7 days": 1,
        "Within 28 days": 1,
        "Within a year": 1,
        "More than a year": 1,
        "out of order": 1,
        "missing": 1,
    }


def test_a_repeat_victim_is_one_person_on_two_crimes_not_twice_on_one():
    people = populations(
        crimes=[crime(ref, day("2024-01-10")) for ref in ("c1", "c2", "c3")],
        persons=[
            person("r1", "c1", "victim", person_ref="p"),
            person("r2", "c2", "victim", person_ref="p"),
            person("r3", "c3", "victim", person_ref="q"),
            person("r4", "c3", "victim", person_ref="q"),
            person("r5", "c3", "victim"),
            person("r6", "c3", "suspect", person_ref="p"),
        ],
    )
    found = repeat_victims(people, np.ones(3, dtype=bool))
    assert found.persons.tolist() == [1, 1, 0]
    assert (found.crimes_of_repeats, found.not_identified) == (2, 1)
    once = repeat_victims(people, np.array([True, False, True]))
    assert once.persons.tolist() == [2, 0, 0]


def test_nobody_is_a_repeat_victim_where_nobody_is_named():
    people = populations(crimes=[crime("c1", day("2024-01-10"))], persons=[])
    assert repeat_victims(people, np.ones(1, dtype=bool)).persons.tolist() == [0, 0, 0]


def test_the_busiest_tenth_is_of_every_place_the_snapshot_knows():
    labels = pd.Series(["a"] * 6 + ["b"] * 3 + [f"p{n}" for n in range(17)] + [None])
    here = np.array([True] * 9 + [False] * 17 + [True])
    assert bunched(labels, here, np.ones(27, dtype=bool)) == Bunched(19, 2, 9, 9, 1)


def test_a_profile_is_of_live_crimes_of_its_scope_recorded_in_its_months():
    made = populations(
        crimes=[
            crime("first", day("2023-01-10")),
            crime("in", day("2024-01-31")),
            crime("cancelled", day("2024-01-10"), status="cancelled"),
            crime("other", day("2024-01-10"), offence_code="88A"),
            crime("late", day("2024-02-01")),
        ]
    )
    encoding = encoded(made.view("crimes"))
    rape = encoding.scopes.index("rape_all")
    here = recorded_within(made, encoding, Within(rape, np.array([0]), 648, 648))  # January 2024
    assert here.tolist() == [False, True, False, False, False]
