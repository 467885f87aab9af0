"""Bail regimes: which law holds, how long an authority may let bail run, and what a pause of the clock would do."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.kpis.bail_regimes import arrest_before, is_new, longer_than_allowed, with_pauses


def days(*texts):
    return np.array(texts, dtype="M8[D]")


def test_the_day_of_arrest_decides_and_only_without_one_the_first_day_of_bail():
    arrested = days("2022-10-27", "2022-10-28", "NaT", "NaT")
    begun = days("2022-10-29", "2022-10-29", "2022-10-27", "2022-10-28")
    assert is_new(arrested, begun).tolist() == [False, True, False, True]


@pytest.mark.parametrize(
    ("begun", "ends", "authority", "too_long"),
    [
        ("2024-06-01", "2024-09-01", "custody_officer", False),
        ("2024-07-01", "2024-10-02", "custody_officer", True),
        ("2024-07-01", "2025-01-01", "inspector", False),
        ("2024-07-01", "2025-04-03", "superintendent", False),
        ("2024-07-01", "2025-04-04", "superintendent", True),
        ("2024-07-01", "2026-06-30", "court", False),
        ("2021-07-01", "2021-07-29", "custody_officer", False),
        ("2021-07-01", "2021-07-30", "inspector", True),
        ("2021-07-01", "2021-10-01", "superintendent", False),
    ],
)
def test_a_period_longer_than_its_authority_allows_is_found(begun, ends, authority, too_long):
    start = days(begun)
    found = longer_than_allowed(start, days(ends), np.array([authority]), is_new(days("NaT"), start))
    assert found.tolist() == [too_long]


def test_bail_follows_the_latest_arrest_of_its_own_suspect_by_its_first_day():
    person = np.array([0, 0, 1, 2, -1])
    begun = days("2024-01-02", "2024-06-02", "2024-01-02", "2024-01-02", "2024-01-02")
    arrested_person = np.array([0, 0, 0, 1, -1])
    arrested = days("2024-01-01", "2024-06-01", "2024-07-01", "2024-01-03", "2024-01-01")
    found = arrest_before(person, begun, arrested_person, arrested)
    assert found.astype(str).tolist() == ["2024-01-01", "2024-06-01", "NaT", "NaT", "NaT"]


SPAN = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda two: (two[0], two[0] + two[1]))


@given(st.lists(SPAN, max_size=5), st.integers(1, 120))
def test_a_pause_moves_the_end_by_the_days_on_which_the_clock_stood_still(spans, length):
    begun = date(2026, 1, 1)
    stopped = {day for left, back in spans for day in range(left, back)}
    run, day = 0, 0
    while run < length or day in stopped:  # the clock runs on days on which no papers are away
        run += day not in stopped
        day += 1
    starts = np.datetime64(begun, "D")
    found = with_pauses(starts, starts + length, [(starts + left, starts + back) for left, back in spans])
    assert found == np.datetime64(begun + timedelta(days=day), "D")
