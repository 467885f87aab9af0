"""Rules of what every chart shares."""

import re

import pytest

from flightdeck.charts import theme
from flightdeck.charts.process import process
from flightdeck.charts.theme import Reach, reach
from tests.unit.charts.builders import points, result


@pytest.mark.parametrize(
    ("values", "unit", "expected"),
    [
        ([5.0, 10.0], "%", Reach(0.0, 11.5)),
        ([40.0, 60.0], "%", Reach(37.0, 63.0)),
        ([98.0, 99.0], "%", Reach(97.2575, 99.7425)),
        ([99.0, 100.0], "%", Reach(98.25, 100.0)),
        ([900.0, 1000.0], "days", Reach(885.0, 1015.0)),
        ([0.0, 0.0], "%", Reach(0.0, 1.0)),
        ([], "%", Reach(0.0, 1.0)),
    ],
    ids=[
        "near zero",
        "far above",
        "flat is not magnified",
        "no share above 100",
        "days",
        "all none",
        "nothing",
    ],
)
def test_an_axis_starts_at_zero_unless_every_value_lies_far_above_it(values, unit, expected):
    found = reach(values, value_unit=unit)
    assert (found.bottom, found.top) == pytest.approx((expected.bottom, expected.top))


def test_a_scale_that_does_not_start_at_zero_says_so():
    high = {place: {"mean": 0.5, "lower_limit": 0.45, "upper_limit": 0.55} for place in range(3)}
    said = [
        process(result(points(values, at=at)))["layout"]["annotations"][0]["text"]
        for values, at in (([50.0, 51.0, 49.0], high), ([5.0, 6.0, 7.0], {}))
    ]
    assert said == ["Per cent (does not start at zero)", "Per cent"]


def test_every_colour_is_one_plotly_reads():
    colours = [
        value
        for name, value in vars(theme).items()
        if isinstance(value, str) and value[:1] in "#r" and name.isupper()
    ]
    assert len(colours) == 12
    assert [
        colour for colour in colours if not re.fullmatch(r"#[0-9A-F]{6}|rgba\(\d+,\d+,\d+,[\d.]+\)", colour)
    ] == []
