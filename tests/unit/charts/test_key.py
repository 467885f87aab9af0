"""Rules of the key of a chart."""

from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from flightdeck.charts.bars import bars
from flightdeck.charts.funnel import FunnelLimit, FunnelMark, funnel
from flightdeck.charts.key import key
from flightdeck.charts.maturity import incidence, still_open
from flightdeck.charts.process import MARKS, process
from tests.unit.charts.builders import group, points, result

EVERY_MARK = {
    0: {"signal": "run"},
    1: {"signal": "run"},
    3: {"mature": False},
}
MARKED = [
    FunnelMark("Suffolk", 5, 0.1, "", focus=True),
    FunnelMark("Kent", 5, 0.1, "", outside="above"),
    FunnelMark("Essex", 5, 0.1, "", outside="below"),
    FunnelMark("York", 5, 0.1, "", apart=True),
    FunnelMark("Norfolk", 5, 0.1, ""),
]
SERIES = points([1.0, 20.0, 8.0, 9.0], at=EVERY_MARK)
FIGURES = {
    "process": process(result(SERIES, target=0.1)),
    "process, neither way better": process(result(SERIES, improves_when="neither")),
    "bars": bars([group("West", 10.0)], value_unit="%"),
    "funnel": funnel(MARKED, centre=0.1, limits=[FunnelLimit(5, 0, 0, 1, 1)], x_title="Rapes"),
    "open share": still_open(days=[0], survival=[1], lower=[1], upper=[1]),
    "incidence": incidence(days=[0], by_group={str(place): [0] for place in range(8)}),
}


def entries(figure):
    return [(entry.children[0], entry.children[1].children) for entry in key(figure).children]


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_every_named_trace_has_a_glyph_that_is_sound_svg(figure):
    for image, _ in entries(figure):
        ElementTree.fromstring(unquote(image.src.partition(",")[2]))
        assert image.alt == ""


def test_the_key_names_what_is_drawn_and_leaves_out_what_is_not():
    assert [name for _, name in entries(FIGURES["process"])] == [
        "Mean",
        "Natural process limits",
        "Target",
        "Usual variation",
        "Signal of improvement",
        "Signal of concern",
        "Too young to judge",
    ]


def test_no_two_entries_of_a_key_look_the_same():
    for figure in FIGURES.values():
        looks = [image.src for image, _ in entries(figure)][
            :6
        ]  # six colours and dashes, then they come again
        assert len(set(looks)) == len(looks)


def test_every_mark_of_a_process_chart_has_a_shape_of_its_own():
    symbols = [mark.symbol for mark in MARKS.values()]
    assert len(set(symbols)) == len(symbols)
