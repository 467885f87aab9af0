"""Bars of counts: what is suppressed has no bar and no number, and every figure is one Plotly accepts."""

import plotly.graph_objects as go

from flightdeck.charts.count_bars import Series, count_bars


def test_a_suppressed_row_is_the_word_and_leaves_no_number():
    drawn = count_bars(["Live", "Refused"], [Series("Orders", (25, None))], hidden=[1])
    assert [trace["x"] for trace in drawn["data"]] == [[25]]
    assert [note["text"] for note in drawn["layout"]["annotations"]] == ["suppressed"]
    go.Figure(drawn)


def test_two_kinds_stand_side_by_side_only_where_a_row_has_both():
    beside = count_bars(["A"], [Series("one", (1,)), Series("two", (2,))])
    apart = count_bars(["A", "B"], [Series("one", (1, None)), Series("two", (None, 2))])
    assert beside["layout"]["barmode"] == "group"
    assert apart["layout"]["barmode"] == "overlay"
    assert apart["layout"]["height"] < 2 * beside["layout"]["height"]


def test_the_number_stands_beside_its_bar_with_its_unit():
    drawn = count_bars(["A"], [Series("Half within", (1200.0,))], unit="days")
    assert drawn["data"][0]["text"] == ["1,200 days"]
    go.Figure(drawn)


def test_shares_of_a_whole_are_drawn_to_the_whole():
    near, far = (count_bars(["A"], [Series("Current", (36,))], reach=reach) for reach in (0.0, 100.0))
    assert near["layout"]["xaxis"]["range"][1] < 50
    assert far["layout"]["xaxis"]["range"] == [0.0, 100.0]


def test_an_axis_says_what_it_counts():
    def title(*series: Series, **words: str) -> str:
        return count_bars(["A"], series, **words)["layout"]["xaxis"]["title"]["text"]

    assert title(Series("Orders", (3,))) == "Orders"
    assert title(Series("Half within", (3,)), Series("9 in 10 within", (4,)), unit="days") == "Days"
    assert title(Series("Current", (3,)), unit="%") == "Per cent"
    assert title(Series("In force", (3,)), Series("Beside it", (4,)), axis="People") == "People"
