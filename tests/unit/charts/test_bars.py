"""Rules of the bars of a breakdown."""

import json

import plotly.graph_objects as go
import pytest

from flightdeck.charts.bars import bars
from tests.unit.charts.builders import group


def test_a_bar_has_its_interval_and_plotly_accepts_it():
    drawn = bars([group("West", 10.0), group("East", 20.0)], value_unit="%")
    go.Figure(drawn)
    (trace,) = drawn["data"]
    assert (trace["type"], trace["y"], trace["x"]) == ("bar", ["West", "East"], [10.0, 20.0])
    assert trace["error_x"]["array"] == pytest.approx([2.0, 2.0])
    assert trace["error_x"]["arrayminus"] == pytest.approx([2.0, 2.0])


def test_the_first_group_stands_at_the_top():
    drawn = bars([group("West", 10.0), group("East", 20.0)], value_unit="%")
    assert drawn["layout"]["yaxis"]["categoryarray"] == ["East", "West"]


def test_a_hidden_group_is_the_word_and_nothing_of_its_value():
    secret = group("East", 43.21, numerator=7771, denominator=8882, hidden=True)
    drawn = bars([group("West", 10.0), secret], value_unit="%")
    text = json.dumps(drawn)
    assert [
        word for word in ("43.2", "0.432", "7771", "7,771", "8882", "8,882", "45.21") if word in text
    ] == []
    assert [(note["text"], note["y"]) for note in drawn["layout"]["annotations"]] == [("suppressed", "East")]


def test_a_group_without_cases_says_so():
    empty = group("East", None, numerator=0, denominator=0)
    notes = bars([group("West", 10.0), empty], value_unit="%")["layout"]["annotations"]
    assert [(note["text"], note["y"]) for note in notes] == [("no cases", "East")]


def test_groups_all_hidden_still_make_a_figure():
    go.Figure(bars([group("East", None, hidden=True)], value_unit="%"))
