"""Rules of the funnel plot."""

import plotly.graph_objects as go

from flightdeck.charts.funnel import FunnelLimit, FunnelMark, funnel

LIMITS = [FunnelLimit(10, 0.0, 0.01, 0.2, 0.3), FunnelLimit(1000, 0.06, 0.07, 0.09, 0.1)]
MARKS = [
    FunnelMark("Suffolk", 500, 0.09, "Suffolk: 9 %", focus=True),
    FunnelMark("Norfolk", 600, 0.2, "Norfolk", outside="above"),
    FunnelMark("Essex", 900, 0.01, "Essex", outside="below"),
    FunnelMark("Kent", 800, 0.08, "Kent"),
    FunnelMark("North Yorkshire", 400, 0.02, "North Yorkshire", apart=True),
]


def drawn(**changes):
    return funnel(MARKS, centre=0.08, limits=LIMITS, x_title="Rapes recorded", **changes)


def test_plotly_accepts_it_and_the_small_plotly_can_draw_it():
    figure = drawn()
    go.Figure(figure)
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}


def test_every_place_has_its_own_shape():
    marks = {
        trace["name"]: (trace["x"], trace["y"], trace["marker"]["symbol"])
        for trace in drawn()["data"]
        if trace["mode"] == "markers"
    }
    assert marks == {
        "Within the limits": ([800], [8.0], "circle"),
        "Above the 99.8 % limit": ([600], [20.0], "triangle-up"),
        "Below the 99.8 % limit": ([900], [1.0], "triangle-down"),
        "Shown apart: see the notes": ([400], [2.0], "circle-open"),
        "Suffolk": ([500], [9.0], "diamond"),
    }


def test_the_force_in_focus_and_those_outside_the_limits_are_named_on_the_plot():
    assert [note["text"] for note in drawn()["layout"]["annotations"]] == [
        "Per cent",
        "Suffolk",
        "Norfolk",
        "Essex",
    ]


def test_the_few_groups_of_one_force_are_all_named():
    names = [note["text"] for note in drawn(name_all=True)["layout"]["annotations"]]
    assert sorted(names) == sorted(["Per cent", *(mark.label for mark in MARKS)])


def test_limits_are_two_pairs_of_curves_and_a_centre_line():
    lines = {trace["name"]: trace["y"] for trace in drawn()["data"] if trace["mode"] == "lines"}
    assert lines == {
        "99.8 % limits": [30.0, 10.0],
        "Lower 99.8 % limit": [0.0, 6.0],
        "95 % limits": [20.0, 9.0],
        "Lower 95 % limit": [1.0, 7],
        "All together": [8.0, 8.0],
    }


def test_without_groups_there_is_still_a_figure():
    go.Figure(funnel([], centre=None, limits=[], x_title="Rapes recorded"))
