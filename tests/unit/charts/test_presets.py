"""Lines of several definitions over time, and the spread of harm."""

import plotly.graph_objects as go

from flightdeck.charts.concentration import concentration
from flightdeck.charts.presets import Line, presets_over_time


def test_a_hidden_month_is_a_gap_and_the_definition_in_force_is_the_thick_line():
    made = presets_over_time(
        [Line("R1", (4.0, None, 6.0), strong=True), Line("R2", (1.0, 2.0, None))],
        months=["Jan", "Feb", "Mar"],
        unit="people",
    )
    go.Figure(made)
    first, second = made["data"]
    assert (first["y"], first["connectgaps"]) == ([4.0, None, 6.0], False)
    assert first["line"]["width"] > second["line"]["width"]
    assert {trace["line"]["dash"] for trace in made["data"]} == {"solid", "dash"}


def test_no_line_at_all_is_still_a_figure():
    go.Figure(presets_over_time([], months=[], unit="people"))


def test_the_spread_is_in_per_cent_and_corners_are_marked():
    for corners in (True, False):
        made = concentration(suspects=(0, 0.05, 1), harm=(0, 0.4, 1), corners=corners)
        go.Figure(made)
        even, curve = made["data"]
        assert (curve["x"], curve["y"]) == ([0, 5, 100], [0, 40, 100])
        assert (even["x"], even["y"]) == ([0, 100], [0, 100])
        assert ("marker" in curve) is corners
