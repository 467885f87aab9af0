"""Rules of the process behaviour chart."""

import json
from datetime import date

import plotly.graph_objects as go
import pytest

from flightdeck.charts.process import kind, process
from flightdeck.domain.result import Noted
from tests.unit.charts.builders import points, result


def traces(figure):
    return {
        trace.get("name", trace["line"].get("dash") if "line" in trace else ""): trace
        for trace in figure["data"]
    }


def test_plotly_accepts_the_figure():
    changed = {1: {"signal": "outside_limits"}, 2: {"hidden": True, "value": None}, 3: {"mature": False}}
    go.Figure(process(result(points([5.0, 20.0, None, 6.0], at=changed), target=0.1)))


def test_only_traces_of_the_small_plotly_are_drawn():
    drawn = process(result(points([5.0, 20.0, 10.0]), target=0.1))
    assert {trace["type"] for trace in drawn["data"]} == {"scatter"}


def test_each_kind_of_point_has_its_own_shape_and_colour():
    changed = {
        0: {"signal": "outside_limits"},
        1: {"signal": "outside_limits"},
        3: {"mature": False},
    }
    drawn = traces(process(result(points([1.0, 20.0, 8.0, 9.0], at=changed))))
    seen = {
        name: (trace["x"], trace["y"], trace["marker"]["symbol"], trace["marker"]["color"])
        for name, trace in drawn.items()
        if trace["mode"] == "markers"
    }
    assert seen == {
        "Signal of concern": ([0], [1.0], "diamond", "#F46A25"),
        "Signal of improvement": ([1], [20.0], "star", "#28A197"),
        "Usual variation": ([2], [8.0], "circle", "#12436D"),
        "Too young to judge": ([3], [9.0], "circle-open", "#3D3D3D"),
    }


@pytest.mark.parametrize(
    ("improves_when", "expected"),
    [
        ("increase", ["concern", "improvement"]),
        ("decrease", ["improvement", "concern"]),
        ("neither", ["neutral_low", "neutral_high"]),
    ],
)
def test_a_signal_is_read_by_which_way_is_better(improves_when, expected):
    signals = {0: {"signal": "run"}, 1: {"signal": "two_in_three"}}
    series = points([5.0, 12.0], at=signals)
    assert [kind(series, place, improves_when=improves_when) for place in (0, 1)] == expected


def test_a_trend_is_read_by_where_it_is_going_not_by_its_side_of_the_mean():
    rising = {place: {"signal": "trend"} for place in range(3)}
    series = points([3.0, 4.0, 5.0], at=rising)
    assert [kind(series, place, improves_when="increase") for place in range(3)] == ["improvement"] * 3


def test_a_hidden_value_is_nowhere_in_the_figure_even_if_it_was_left_in_the_result():
    series = points([5.0, 43.21, 6.0], at={1: {"hidden": True, "numerator": 7771, "denominator": 8882}})
    text = json.dumps(process(result(series)))
    assert [secret for secret in ("43.2", "0.432", "7771", "7,771", "8882", "8,882") if secret in text] == []


def test_a_hidden_period_is_a_gap_with_the_word_suppressed():
    hidden = {"hidden": True, "value": None, "numerator": None, "denominator": None}
    drawn = process(result(points([5.0, None, None, 6.0], at={1: hidden, 2: hidden})))
    words = [(note["text"], note["x"]) for note in drawn["layout"]["annotations"]]
    assert words == [("Per cent", 0), ("suppressed", 1.5)]
    assert traces(drawn)["solid"]["y"] == [5.0, None, None, 6.0]


def test_limits_break_where_they_were_set_anew_and_the_event_is_marked_by_its_number():
    anew = {place: {"mean": 0.1, "lower_limit": 0.04, "upper_limit": 0.16} for place in (2, 3)}
    series = points([5.0, 6.0, 10.0, 11.0], at=anew)
    on = date.fromisoformat(series[1].last)
    drawn = process(result(series, noted=(Noted(7, "NOM go-live", on, "process", redraw="redrawn"),)))
    mean = traces(drawn)["Mean"]
    assert (mean["x"], mean["y"]) == ([-0.5, 1.5, None, 1.5, 3.5], [8.0, 8.0, None, 10.0, 10.0])
    assert [note["text"] for note in drawn["layout"]["annotations"]] == [
        "Per cent",
        "Limits redrawn",
        "<b>7</b>",
    ]
    upright = [shape["x0"] for shape in drawn["layout"]["shapes"]]
    assert upright == [1.5, pytest.approx(1.5, abs=0.05)]


def test_of_what_stands_the_limits_follow_what_the_period_before_leads_to_expect():
    lines = ("mean", "lower_limit", "upper_limit")
    unknown = dict.fromkeys(lines)
    about = {
        place: dict(zip(lines, (mean, mean - 0.01, mean + 0.01), strict=True))
        for place, mean in ((1, 0.05), (2, 0.06), (3, 0.06))
    }
    series = points([5.0, 6.0, 6.0, 9.0], at={0: unknown, **about})
    drawn = traces(process(result(series, basis="snapshot")))
    centre = drawn["Expected from the period before"]
    assert (centre["x"], centre["y"]) == ([0.5, 1.5, 1.5, 3.5], [5.0, 5.0, 6.0, 6.0])
    assert drawn["Natural process limits"]["y"] == [6.0, 6.0, 7.0, 7.0]
    assert "Mean" not in drawn


def test_a_series_without_limits_draws_none():
    bare = {place: {"mean": None, "lower_limit": None, "upper_limit": None} for place in range(2)}
    assert "Mean" not in traces(process(result(points([5.0, 6.0], at=bare))))


def test_the_line_is_dotted_from_the_last_point_old_enough_to_judge():
    drawn = traces(process(result(points([5.0, 6.0, 7], at={2: {"mature": False}}))))
    assert (drawn["solid"]["y"], drawn["dot"]["y"]) == ([5.0, 6.0, None], [None, 6.0, 7])


def test_labels_are_few_and_the_last_period_has_one():
    axis = process(result(points([5.0] * 32)))["layout"]["xaxis"]
    said = {place: text for place, text in zip(axis["tickvals"], axis["ticktext"], strict=True) if text}
    assert len(axis["tickvals"]) == 32
    assert said == {7: "Q4<br>2023/24", 15: "Q4<br>2025/26", 23: "Q4<br>2027/28", 31: "Q4<br>2029/30"}


def test_an_empty_series_still_makes_a_figure():
    go.Figure(process(result(())))
