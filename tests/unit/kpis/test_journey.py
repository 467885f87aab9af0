"""The journey by hand: the day of each stage, the days between, what waits, and the crimes open on a day."""

from datetime import date

import numpy as np
import pytest

from flightdeck.domain.filters import Basis
from flightdeck.kpis.encoding import SCOPES, encode
from flightdeck.kpis.journey import NEVER, STAGES, JourneyUnit, journey_rows, step
from flightdeck.kpis.journey_open import AGE_LABELS, STAGE_LABELS, Spells, open_crimes
from tests.synthetic_store import CODE_LISTS
from tests.unit.kpis.frames import AS_AT, crime, outcome, person, populations

TODAY = int(np.datetime64(AS_AT, "D").astype(int))


@pytest.fixture(scope="module")
def made():
    """Four crimes: a charged and tried; b closed after an interview; c open since a referral; d an error, cancelled."""
    return populations(
        crimes=[
            crime("a", "2024-01-01", status="closed"),
            crime("b", "2024-01-11", status="closed"),
            crime("c", "2024-02-01"),
            crime("d", "2024-02-01", status="cancelled"),
        ],
        persons=[
            person("a1", "a", named_on="2023-12-30"),
            person("a2", "a", named_on="2024-01-05"),
            person("b1", "b", named_on="2024-01-12"),
            person("c1", "c", named_on="2024-02-03"),
            person("v", "c", role="victim"),
        ],
        arrests=[
            {"arrest_ref": "1", "person_role_ref": "a2", "arrested_on": "2024-01-09"},
            {"arrest_ref": "2", "person_role_ref": "a2", "interviewed_on": "2024-01-08"},
            {"arrest_ref": "3", "person_role_ref": "b1", "interviewed_on": "2024-01-20"},
            {"arrest_ref": "4", "person_role_ref": "c1", "arrested_on": "2024-02-10"},
        ],
        cps_submissions=[
            _asked("1", "a2", "charging", "2024-02-08", "further_enquiries", "2024-02-20"),
            _asked("2", "a2", "charging", "2024-03-01", "charge", "2024-03-11"),
            _asked("3", "c1", "early_advice", "2024-03-01"),
            _asked("4", "c1", "charging", "2024-05-01"),
        ],
        outcomes=[
            outcome("1", "2024-03-12", crime_ref="a"),
            outcome("2", "2024-02-29", crime_ref="b", kind="evidential_victim_supports"),
        ],
        court_stages=[
            {"stage_ref": "1", "person_role_ref": "a2", "stage": "ptph", "reached_on": "2024-04-11"},
            {
                "stage_ref": "2",
                "person_role_ref": "a2",
                "stage": "verdict",
                "reached_on": "2024-08-01",
                "result": "convicted",
            },
        ],
    )


def _asked(ref, who, submission, on, *decided):
    return {
        "submission_ref": ref,
        "person_role_ref": who,
        "submission": submission,
        "submitted_on": on,
        **dict(zip(("decision", "decided_on"), decided, strict=False)),
    }


def encoding(made):
    return encode(made.raw("crimes"), code_lists=CODE_LISTS, as_at=AS_AT)


def rows_of(made, unit):
    return journey_rows(made, encoding(made), unit)


def day_of(rows, row):
    """The day of each stage that a row reached."""
    stages = [stage.name for stage in STAGES[rows.unit]]
    return {
        name: str(np.datetime64(int(day), "D"))
        for name, day in zip(stages, rows.days[:, row], strict=True)
        if day != NEVER
    }


def test_a_crime_reaches_a_stage_on_the_first_day_any_of_its_suspects_does(made):
    rows = rows_of(made, JourneyUnit.CRIMES)
    assert day_of(rows, 0) == {
        "recorded": "2024-01-01",
        "named": "2023-12-30",
        "spoken_to": "2024-01-08",
        "referred": "2024-02-08",
        "decided": "2024-03-11",
        "charged": "2024-03-12",
        "crown_court": "2024-04-11",
        "outcome": "2024-03-12",
    }
    assert rows.counted.tolist() == [True, True, True, False]


def test_a_suspect_has_only_their_own_stages(made):
    rows = rows_of(made, JourneyUnit.SUSPECTS)
    assert day_of(rows, 0) == {"recorded": "2024-01-01", "named": "2023-12-30"}
    assert day_of(rows, 1)["charged"] == "2024-03-11"
    assert rows.crime.tolist() == [0, 0, 1, 2]


def test_what_lies_after_the_day_of_the_snapshot_is_not_known(made):
    assert "completed" not in day_of(rows_of(made, JourneyUnit.CRIMES), 0)


def stage(name, unit=JourneyUnit.CRIMES):
    return next(one for one in STAGES[unit] if one.name == name)


def days(histogram):
    return np.repeat(np.arange(len(histogram)), histogram).tolist()


def test_days_to_a_stage_are_of_those_that_came_and_the_rest_are_watched(made):
    """Referred after being spoken to: a after 31 days, c after 81; b closed 40 days after its interview."""
    found = step(rows_of(made, JourneyUnit.CRIMES), np.arange(3), stage("referred"), as_at=TODAY)
    assert (days(found.ended), days(found.closed), days(found.waiting)) == ([31, 81], [40], [])


def test_who_was_named_before_recording_took_no_days(made):
    found = step(rows_of(made, JourneyUnit.CRIMES), np.arange(3), stage("named"), as_at=TODAY)
    assert (days(found.ended), found.before) == ([0, 1, 2], 1)


def test_a_charge_does_not_end_the_wait_for_a_court(made):
    """Crime a was charged and stands before the Crown Court since 11 April: 80 days by 30 June."""
    rows = rows_of(made, JourneyUnit.CRIMES)
    found = step(rows, np.arange(3), stage("completed"), as_at=TODAY)
    assert (days(found.waiting), days(found.closed)) == ([80], [])
    assert rows.waiting(stage("completed")).tolist() == [True, False, False, False]


def test_a_finalised_crime_is_placed_by_its_outcome_and_an_open_one_nowhere(made):
    rows = rows_of(made, JourneyUnit.CRIMES)
    assert rows.month[Basis.RECORDED].tolist() == [0, 0, 1, 1]
    assert rows.month[Basis.FINALISED].tolist() == [2, 1, -1, -1]


def test_an_open_crime_waits_at_the_furthest_stage_it_had_reached_on_the_day(made):
    view = made.view("open_spells")
    spells = Spells(made.crime_rows("open_spells"), view.days("opened_on"), view.days("closed_on"))
    live = Spells(*(part[spells.crime < 3] for part in (spells.crime, spells.opened, spells.closed)))
    rows = rows_of(made, JourneyUnit.CRIMES)

    def on(day):
        found = open_crimes(
            rows, live, encoding(made), offences=SCOPES.index("rasso"), day=np.datetime64(day, "D")
        )
        return sorted(
            (STAGE_LABELS[place], int(wait)) for place, wait in zip(found.stage, found.wait, strict=True)
        )

    assert on(date(2024, 2, 28)) == [
        ("Arrested or interviewed", 18),
        ("Arrested or interviewed", 39),
        ("Referred for a charging decision", 20),
    ]
    assert on(date(2024, 6, 30)) == [("Referred for a charging decision", 60)]


def test_exactly_a_year_is_not_more_than_a_year(made):
    rows = rows_of(made, JourneyUnit.CRIMES)
    spells = Spells(np.array([2]), np.array(["2024-02-01"], dtype="M8[D]"), np.array(["NaT"], dtype="M8[D]"))

    def band(day):
        found = open_crimes(rows, spells, encoding(made), offences=0, day=np.datetime64(day, "D"))
        return AGE_LABELS[int(found.by_age(1)[0].argmax())]

    assert (band("2025-01-31"), band("2025-02-01")) == ("Up to 1 year", "1 to 2 years")
