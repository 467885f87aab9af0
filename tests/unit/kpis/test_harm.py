"""Harm: added up over a year, the five in a hundred, and the curve."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.domain.harm import Weight
from flightdeck.kpis.harm import carried_by, concentration, top, weight_of
from flightdeck.kpis.populations import Populations
from tests.synthetic_store import CODE_LISTS
from tests.unit.kpis.frames import _frame, crime, person

WEIGHTS = {code: Weight(code, days, "a test", verified=False) for code, days in (("19C", 1825), ("20A", 365))}


def harm(crimes, people, *, as_at=date(2024, 6, 30)):
    frames = {"crimes": _frame("crimes", crimes), "persons": _frame("persons", people)}
    view = Populations(frames, code_lists=CODE_LISTS, as_at=as_at, weights=WEIGHTS).view("suspect_harm")
    columns = (view.column(name) for name in ("person_ref", "month_end", "harm_days", "harm_days_of_top"))
    return {(who, str(end)[:10]): (days, few) for who, end, days, few in zip(*columns, strict=True)}


def test_harm_is_added_up_over_the_crimes_of_a_year_and_the_most_harmful_carry_theirs():
    crimes = [
        crime("a", "2024-05-10"),
        crime("b", "2024-06-10", offence_code="20A"),
        crime("c", "2023-06-30"),  # 366 days before the end of June
        crime("d", "2024-06-12", offence_code="88A"),  # no weight
    ]
    people = [
        person("1", "a", person_ref="x"),
        person("2", "b", person_ref="x"),
        person("3", "c", person_ref="x"),
        person("4", "b", person_ref="y"),
        person("5", "d", person_ref="z"),
        person("6", "d", person_ref=None),
    ]
    found = harm(crimes, people)
    assert {key: value for key, value in found.items() if key[1] == "2024-06-30"} == {
        ("x", "2024-06-30"): (2190, 2190),
        ("y", "2024-06-30"): (365, 0),
        ("z", "2024-06-30"): (0, 0),
    }
    assert found["x", "2024-05-31"] == (3650, 3650)


def test_the_five_in_a_hundred_are_rounded_up_and_ties_go_to_the_lower_name():
    days = np.array([1, 5, 5] + [0] * 18)
    first = top(np.zeros(21, dtype=np.int64), days, np.arange(21))
    assert np.flatnonzero(first).tolist() == [1, 2]  # 5 % of 21, rounded up to 2


def test_each_group_has_its_own_first():
    assert top(np.array([0, 0, 1, 1]), np.array([1, 2, 9, 8]), np.arange(4)).tolist() == [
        False,
        True,
        True,
        False,
    ]


def test_the_curve_begins_with_nobody_and_ends_with_everybody():
    curve = concentration(np.array([1, 3, 0]))
    assert curve.suspects == pytest.approx((0, 1 / 3, 2 / 3, 1))
    assert curve.harm == (0, 0.75, 1, 1)
    assert concentration(np.array([0, 0])).harm == ()


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=60), st.sampled_from([1, 5, 20, 50, 100]))
def test_the_few_carry_no_less_than_their_share(days, in_100):
    carried = int(carried_by(np.array(days), in_100=in_100))
    assert carried * 100 >= sum(days) * in_100
    assert carried == sum(sorted(days)[::-1][: -(-len(days) * in_100 // 100)])


def test_a_code_without_a_weight_weighs_nothing():
    assert weight_of(pd.Series(["19C", "88E", None]), WEIGHTS).tolist() == [1825, 0, 0]
