"""Rules of the four-part bar."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from flightdeck.charts.four_part import HIDDEN, PARTS, four_part, swatch

SVG = "{http://www.w3.org/2000/svg}"


def drawn(address):
    """The bars of a drawing: how each is filled, where it starts and where it ends, in per cent."""
    document = ElementTree.fromstring(unquote(address.partition(",")[2]))
    bars = document.findall(f"{SVG}rect")
    return [
        (
            bar.get("fill") or bar.get("class"),
            float(bar.get("x").rstrip("%")),
            float(bar.get("x").rstrip("%")) + float(bar.get("width").rstrip("%")),
        )
        for bar in bars
    ]


def test_the_four_parts_fill_the_whole_in_their_order():
    bars = drawn(four_part((0.6, 0.05, 0.03, 0.32)))
    assert [fill for fill, _, _ in bars] == ["v", "url(#e)", "url(#n)", "g"]
    assert [start for _, start, _ in bars] == [0.0, 60.0, 65.0, 68.0]
    assert bars[-1][2] == pytest.approx(100, abs=0.5)


def test_a_part_of_nothing_is_not_drawn():
    assert [fill for fill, _, _ in drawn(four_part((0.6, 0.0, 0.0, 0.4)))] == ["v", "g"]


def test_a_value_whose_rest_is_hidden_is_drawn_beside_one_band():
    assert drawn(four_part((0.25, None, None, None))) == [("v", 0.0, 24.7), ("url(#s)", 25.0, 99.7)]


@pytest.mark.parametrize("shares", [(None,) * 4, (None, 0.1, 0.1, 0.1), (0.0, None, 0.1, 0.1)])
def test_a_hidden_whole_is_one_band_that_tells_nothing(shares):
    assert drawn(four_part(shares)) == [("url(#s)", 0.0, 99.7)]


def test_every_part_is_told_apart_without_its_colour():
    looks = [re.sub(r"#[0-9a-f]{3,6}", "", look.fill) for look in (*PARTS, HIDDEN)]
    assert len(set(looks)) == len(looks)
    assert len({swatch(look) for look in (*PARTS, HIDDEN)}) == len(looks)
