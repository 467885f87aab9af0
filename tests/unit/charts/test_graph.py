"""Rules of the one place that makes a graph."""

import re
from pathlib import Path

import flightdeck
from flightdeck.charts.bars import bars
from flightdeck.charts.graph import graph
from tests.unit.charts.builders import group

PACKAGE = Path(flightdeck.__file__).parent


def drawing(**changes):
    figure = bars([group("West", 10.0)], value_unit="%")
    return graph(figure, id="by-area", title="By area", description="West charged 10 % of crimes.", **changes)


def test_no_other_module_makes_a_graph():
    makers = [
        path.name
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bdcc\.Graph\(|import Graph\b", path.read_text())
    ]
    assert makers == ["graph.py"]


def test_a_chart_stands_in_a_figure_named_by_its_caption():
    caption, _, image = drawing().children
    assert (type(drawing()).__name__, type(caption).__name__) == ("Figure", "Figcaption")
    assert [part.children for part in caption.children] == ["By area", "West charged 10 % of crimes."]
    assert image.to_plotly_json()["props"]["aria-labelledby"] == caption.id


def test_a_graph_can_send_nothing_out_and_shows_no_tool_bar():
    config = drawing().children[2].children.config
    closed = {
        name: config[name] for name in ("displayModeBar", "displaylogo", "showSendToCloud", "plotlyServerURL")
    }
    assert closed == {
        "displayModeBar": False,
        "displaylogo": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
    }


def test_a_chart_of_made_up_data_says_so():
    caption = drawing(synthetic=True).children[0]
    assert [part.children for part in caption.children] == [
        "By area",
        "SYNTHETIC",
        "West charged 10 % of crimes.",
    ]
