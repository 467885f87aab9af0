"""Rows that belong to no crime stand in a place of their own, and count in every scope."""

from datetime import date

import numpy as np
import pandas as pd

from flightdeck.kpis.encoding import encode
from flightdeck.kpis.populations import Populations

CRIMES = pd.DataFrame({"crime_ref": ["c1"], "force": ["F"], "area": ["East"], "team": ["East 1"], "offence_code": ["88E"], "recorded_on": pd.to_datetime(["2024-01-01"])})  # fmt: skip
STAFF = pd.DataFrame({"staff_ref": ["s1", "s2", "s3"], "force": ["F", "F", "F"], "area": ["East", "West", "East"], "team": ["East 1", None, "Custody"], "staff_role": ["investigator", "manager", "custody_officer"]})  # fmt: skip
TRAINING = pd.DataFrame(
    {"training_ref": ["t1", "t2"], "staff_ref": ["s3", "lost"], "course": ["orders", "orders"]}
)


def populations():
    return Populations(
        {"crimes": CRIMES, "staff": STAFF, "staff_training": TRAINING}, code_lists={}, as_at=date(2024, 6, 30)
    )


def test_a_row_stands_in_the_place_of_the_person_it_is_about():
    made = populations()
    encoding = encode(made.raw("crimes"), code_lists={}, as_at=made.as_at, others=made.staff_places())
    at = [
        (encoding.places.area[place], encoding.places.team[place])
        for place in encoding.place[made.crime_rows("staff")]
    ]
    assert at == [("East", "East 1"), ("West", "Not recorded"), ("East", "Custody")]
    trained = encoding.place[made.crime_rows("staff_training")[0]]
    assert encoding.places.team[trained] == "Custody"
    assert made.view("staff_training").column("staff_role")[0] == "custody_officer"


def test_a_row_without_a_crime_counts_in_every_scope_and_makes_no_place_one_of_crimes():
    made = populations()
    encoding = encode(made.raw("crimes"), code_lists={}, as_at=made.as_at, others=made.staff_places())
    rows = made.crime_rows("staff")
    counted = encoding.cube(rows, np.zeros(3, dtype=np.int32), np.ones(3, dtype=bool))
    assert counted.sum(axis=(1, 2)).tolist() == [3] * len(encoding.scopes)
    assert encoding.holds_crime().tolist() == [team == "East 1" for team in encoding.places.team]


def test_a_row_that_points_to_nobody_counts_nowhere():
    assert populations().crime_rows("staff_training")[1] == -1
