"""People in post and those with a training: two lines, gaps where hidden, and room from nothing up."""

from dataclasses import replace

import plotly.graph_objects as go

from flightdeck.charts.in_post import in_post
from tests.factories import result, series


def test_both_counts_are_drawn_from_nothing_up_and_a_hidden_period_is_a_gap():
    points = series((0.1, 0.2, 0.3), size=100)
    hidden = replace(points[1], hidden=True, numerator=7771, denominator=9)
    drawn = in_post(result(series=(points[0], hidden, points[2])))
    assert [trace["y"] for trace in drawn["data"]] == [[100, None, 100], [10, None, 30]]
    assert drawn["layout"]["yaxis"]["range"][0] == 0
    go.Figure(drawn)


def test_the_two_lines_are_told_apart_without_colour():
    lines = in_post(result())["data"]
    assert (
        len({trace["line"]["dash"] for trace in lines})
        == len({trace["marker"]["symbol"] for trace in lines})
        == 2
    )


def test_where_everything_is_hidden_there_is_still_an_axis():
    points = tuple(replace(point, hidden=True) for point in series((0.1, 0.2)))
    go.Figure(in_post(result(series=points)))
