"""Working days in England and Wales, from the day after the event to the day of the telling."""

import numpy as np
import pytest

from flightdeck.kpis.working_days import bank_holidays, working_days_between


def between(start, end):
    (found,) = working_days_between(np.array([start], dtype="M8[D]"), np.array([end], dtype="M8[D]"))
    return found


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024-01-08", "2024-01-08", 0),  # told the same day
        ("2024-01-05", "2024-01-08", 1),  # Friday to Monday
        ("2024-01-06", "2024-01-07", 0),  # within a weekend
        ("2024-03-28", "2024-04-02", 1),  # over Easter: Good Friday and Easter Monday are no working days
        ("2022-09-16", "2022-09-20", 1),  # over the state funeral
        ("2024-12-24", "2024-12-27", 1),
    ],
)
def test_working_days(start, end, days):
    assert between(start, end) == days


@pytest.mark.parametrize(
    ("start", "end"), [("NaT", "2024-01-01"), ("2024-01-01", "NaT"), ("2024-01-02", "2024-01-01")]
)
def test_there_are_no_working_days_to_a_day_that_is_missing_or_before(start, end):
    assert working_days_between(np.array([start], dtype="M8[D]"), np.array([end], dtype="M8[D]")).isna().all()


def test_bank_holidays_are_those_published_for_2024():
    year = [str(day) for day in bank_holidays() if str(day).startswith("2024")]
    assert year == [
        "2024-01-01",
        "2024-03-29",
        "2024-04-01",
        "2024-05-06",
        "2024-05-27",
        "2024-08-26",
        "2024-12-25",
        "2024-12-26",
    ]
