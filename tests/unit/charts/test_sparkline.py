"""A sparkline tells a signal by its shape, a young point by its hollowness, and a hidden one by a gap."""

from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from flightdeck.charts.sparkline import MOST_POINTS, data_uri, sparkline, told
from tests import factories as made

NAME = "{http://www.w3.org/2000/svg}"


def shapes(result):
    """How many of each class the drawing has."""
    drawn = [
        node.get("class") for node in ElementTree.fromstring(sparkline(result)).iter() if node.get("class")
    ]
    return {name: drawn.count(name) for name in sorted(set(drawn))}


def test_usual_variation_is_a_line_within_its_limits_with_the_latest_judged_point_marked():
    assert shapes(made.result(series=made.series())) == {"b": 1, "l": 1, "m": 1, "p": 1}


def test_of_what_stands_the_band_follows_what_the_period_before_leads_to_expect():
    moving = [
        replace(point, mean=mean, lower_limit=mean and mean - 0.01, upper_limit=mean and mean + 0.01)
        for point, mean in zip(made.series()[:5], (None, 0.08, 0.09, 0.09, 0.09), strict=True)
    ]
    drawn = ElementTree.fromstring(sparkline(made.result(series=tuple(moving), basis="snapshot")))
    (middle,) = (
        node.get("points").split() for node in drawn.iter(f"{NAME}polyline") if node.get("class") == "m"
    )
    (band,) = (node.get("points").split() for node in drawn.iter(f"{NAME}polygon"))
    assert len(middle) == 3, "the ends of the level part, and where it begins to rise"
    assert len(band) == 6


def test_young_points_are_hollow_on_a_dashed_line():
    assert shapes(made.result(series=made.series(young=4))) == {
        "b": 1,
        "h": 4,
        "l": 1,
        "l y": 1,
        "m": 1,
        "p": 1,
    }


@pytest.mark.parametrize(
    ("result", "shape"),
    [(made.concern(), "c"), (made.improvement(), "i"), (made.neutral(), "n")],
    ids=["concern", "improvement", "neither"],
)
def test_each_kind_of_signal_has_its_own_shape(result, shape):
    assert {"c", "i", "n"} & set(shapes(result)) == {shape}


def test_hidden_periods_are_marked_gaps_and_no_number_of_them_is_drawn():
    drawn = shapes(made.result(series=made.series(hidden=(5, 6))))
    assert drawn["x"] == 2


def test_nothing_is_drawn_when_no_period_has_a_number():
    assert sparkline(made.suppressed()) == ""
    assert sparkline(made.not_computable()) == ""


def test_too_few_points_have_no_limits():
    assert {"b", "m"} & set(shapes(made.short())) == set()


def test_one_point_and_a_flat_line_are_drawn_too():
    assert shapes(made.result(series=made.series((0.1,), limits=False))) == {"p": 1}
    assert shapes(made.result(series=made.series((0.1, 0.1), limits=False))) == {"l": 1, "p": 1}


def test_a_long_series_shows_its_latest_points():
    points = made.series(made.SHARES + made.SHARES[:9], signal="run", signals=29)
    assert shapes(made.result(series=points, improves_when="neither"))["n"] == MOST_POINTS


def test_the_drawing_survives_the_way_into_an_address():
    svg = sparkline(made.concern())
    address = data_uri(svg)
    assert address.startswith("data:image/svg+xml,")
    assert '"' not in address
    assert "#" not in address
    assert unquote(address.partition(",")[2]).replace("'", '"') == svg


@pytest.mark.parametrize(
    ("improves", "value", "says"),
    [
        ("increase", 0.2, "improvement"),
        ("increase", 0.01, "concern"),
        ("decrease", 0.2, "concern"),
        ("decrease", 0.01, "improvement"),
        ("neither", 0.2, "neutral"),
    ],
)
def test_a_signal_is_read_by_the_side_it_lies_on_and_the_way_that_is_better(improves, value, says):
    (point,) = made.series((value,), signal="outside_limits", signals=1)
    assert told(point, improves_when=improves) == says
