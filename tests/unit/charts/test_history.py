"""Rules of the history of a count."""

from urllib.parse import unquote
from xml.etree import ElementTree

from flightdeck.charts.history import MOST_BARS, history

SVG = "{http://www.w3.org/2000/svg}"


def drawn(counts):
    image = ElementTree.fromstring(unquote(history(counts).partition(",")[2]))
    return [(float(bar.get("height")), bar.get("fill")) for bar in image.iter(f"{SVG}rect")]


def test_bars_are_as_high_as_their_counts_and_the_latest_is_dark():
    assert drawn([9, 18, 36]) == [(9, "#A285D1"), (18, "#A285D1"), (36, "#12436D")]


def test_a_count_of_none_is_still_seen_to_have_been_counted():
    assert drawn([0, 0]) == [(1, "#A285D1"), (1, "#12436D")]


def test_one_count_has_no_history():
    assert (history([5]), history([])) == ("", "")


def test_only_the_latest_counts_are_drawn():
    assert len(drawn(range(100))) == MOST_BARS
