"""Rules of the charts of the journey."""

import plotly.graph_objects as go

from flightdeck.charts.journey_bands import Banded, banded
from flightdeck.charts.journey_days import StepMarks, step_days
from flightdeck.charts.journey_outcomes import by_year, shared_out
from flightdeck.charts.journey_stages import StageBar, stage_bars
from flightdeck.charts.key import key

STAGES = (
    StageBar("Recorded", 100, "100"),
    StageBar("Suspect named", None, "suppressed"),
    StageBar("Charged", 8, "8 · 8 %"),
)
STEPS = (
    StepMarks("Suspect named", 3.0, 40.0, None, "words"),
    StepMarks("Charged", None, None, None, "suppressed"),
)
DAYS = (0, 30, 60)
CAME = {"Charged": (0.0, 0.1, 0.2), "Other": (0.0, 0.2, 0.3)}


def notes(figure):
    return [note["text"] for note in figure["layout"].get("annotations", ())]


def traces(figure):
    return {trace["name"]: trace for trace in figure["data"]}


def test_plotly_takes_the_charts_as_they_are():
    for figure in (
        stage_bars(STAGES, unit="crimes"),
        step_days(STEPS),
        shared_out(days=DAYS, by_group=CAME),
        by_year(curves={"2024/25": (DAYS, CAME["Charged"])}, young=()),
        banded([Banded("East", (1, 2), 3)], ("Short", "Long"), unit="crimes"),
    ):
        assert go.Figure(figure).data
        assert key(figure).children


def test_a_suppressed_stage_is_the_word_and_no_bar():
    figure = stage_bars(STAGES, unit="crimes")
    assert figure["data"][0]["x"] == [100, 8]
    assert notes(figure) == ["suppressed"]


def test_a_suppressed_step_is_the_word_and_no_mark():
    figure = step_days(STEPS)
    assert [trace["y"] for trace in figure["data"]] == [["Suspect named"]] * 3
    assert notes(figure) == ["suppressed"]


def test_outcomes_and_those_still_open_fill_the_whole():
    found = traces(shared_out(days=DAYS, by_group=CAME))
    assert found["Charged"]["y"] == [0.0, 10.0, 20.0]
    assert found["Other"]["y"] == [0.0, 30.0, 50.0]
    assert found["Still open"]["text"] == ["100 %", "70 %", "50 %"]


def test_only_a_part_thick_enough_to_hold_its_name_bears_it():
    figure = shared_out(
        days=DAYS, by_group={"Charged": (0.0, 0.01, 0.02), "Evidential, victim supports": (0.0, 0.2, 0.4)}
    )
    assert [text for text in notes(figure) if "%" in text and "Per" not in text] == ["Evidential 40 %"]


def test_the_latest_year_that_can_be_judged_is_bold_and_a_young_one_says_so():
    curves = {
        "2023/24": (DAYS, CAME["Other"]),
        "2024/25": (DAYS, CAME["Charged"]),
        "2025/26": (DAYS[:2], CAME["Other"][:2]),
    }
    found = traces(by_year(curves=curves, young=["2025/26"]))
    widths = {name: trace["line"]["width"] for name, trace in found.items()}
    assert max(widths, key=widths.get) == "2024/25"
    assert found["2025/26 (too young to judge)"]["line"]["dash"] == "dash"


def test_years_without_a_curve_draw_nothing():
    assert by_year(curves={"2024/25": ((), ())}, young=())["data"] == []


def test_a_row_whose_parts_are_hidden_is_one_bar_and_one_without_a_total_is_the_word():
    rows = [Banded("East", (4, 6), 10), Banded("South", (None, 7), 12), Banded("West", (None, None), None)]
    figure = banded(rows, ("Short", "Long"), unit="crimes")
    found = traces(figure)
    assert (found["Short"]["x"], found["Long"]["x"]) == ([4], [6])
    assert (found["All, not told apart"]["y"], found["All, not told apart"]["x"]) == (["South"], [12])
    assert notes(figure) == ["suppressed", "<b>10</b>", "<b>12</b>"]
