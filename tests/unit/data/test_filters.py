"""A row filter means the same whatever type the source keeps a column in."""

from datetime import date

import pandas as pd
import pytest

from flightdeck.data.conform.filters import rows_of
from flightdeck.domain.condition import parse


@pytest.mark.parametrize(
    ("filter_", "values", "expected"),
    [
        ({"X": "CRIME"}, ["CRIME   ", "INTEL", None], [True, False, False]),
        ({"X": "1"}, pd.array([1, 2, None], dtype="Int64"), [True, False, False]),
        ({"X": 1}, ["1", "01", "one", None], [True, True, False, False]),
        ({"X": {"at_least": 2}}, ["10", "1", None], [True, False, False]),
        (
            {"X": {"after": date(2020, 1, 1)}},
            ["02/01/2020", "2019-12-31", "soon", None],
            [True, False, False, False],
        ),
        ({"X": {"before": date(2020, 1, 2)}}, [pd.Timestamp("2020-01-01 10:00"), pd.NaT], [True, False]),
        ({"X": {"missing": True}}, ["a", None], [False, True]),
        ({"not": {"X": "a"}}, ["a", "b", None], [False, True, True]),
        (None, ["a", None], [True, True]),
    ],
)
def test_a_filter_compares_a_column_as_what_it_is_compared_with(filter_, values, expected):
    assert rows_of(pd.DataFrame({"X": values}), parse(filter_)).tolist() == expected


def test_two_dates_of_a_file_are_compared_as_dates():
    frame = pd.DataFrame({"A": ["01/02/2020", "01/02/2020"], "B": ["03/02/2020", "01/04/2020"]})
    assert rows_of(frame, parse({"within": {"from": "A", "to": "B", "days": 28}})).tolist() == [True, False]
