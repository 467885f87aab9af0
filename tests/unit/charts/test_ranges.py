"""Rules of the chart of ranges."""

import plotly.graph_objects as go

from flightdeck.charts.key import key
from flightdeck.charts.ranges import Range, RangeWords, ranges

WORDS = RangeWords("On record", "Could be", "Residents", "Without a value")
ROWS = (
    Range("White", 0.3, 0.3, 0.95, "White", beside=0.9),
    Range("Asian", None, None, None, "Asian", beside=0.02),
    Range("Gap", 0.6, None, None, "Gap", without=True),
)


def traces(figure):
    return {trace["name"]: trace for trace in figure["data"]}


def test_plotly_takes_the_chart_as_it_is():
    figure = ranges(ROWS, WORDS)
    assert len(go.Figure(figure).data) == 4


def test_what_is_sure_what_could_be_and_who_has_no_value_are_each_a_trace():
    found = traces(ranges(ROWS, WORDS))
    assert found["On record"]["x"] == [30.0]
    assert (found["Could be"]["base"], found["Could be"]["x"]) == ([30.0], [65.0])
    assert (found["Without a value"]["y"], found["Without a value"]["x"]) == (["Gap"], [60.0])
    assert found["Residents"]["x"] == [90.0, 2.0]


def test_a_suppressed_row_is_the_word_and_no_bar():
    figure = ranges(ROWS, WORDS)
    assert [note["y"] for note in figure["layout"]["annotations"] if note["text"] == "suppressed"] == [
        "Asian"
    ]
    assert all("Asian" not in trace["y"] for trace in figure["data"] if trace["type"] == "bar")


def test_a_range_alone_has_one_entry_in_the_key():
    figure = ranges([Range("Female", None, 0.02, 0.31, "Female")], RangeWords("", "Could be"))
    assert [entry.children[1].children for entry in key(figure).children] == ["Could be"]
