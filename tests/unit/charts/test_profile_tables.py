"""Rules of the tables of a problem profile, and of its shades and tiles."""

from xml.etree import ElementTree

import pytest

from flightdeck.charts.heat_grid import FILLS, INKS, STEPS, step
from flightdeck.charts.profile_tables import HIDDEN_KEY, shown, text_table, turned
from flightdeck.charts.tile_grid import said, tile_grid
from flightdeck.domain.profile import Change, Changes, Grid, Line, Move, Split, Tiles

GRID = Grid(
    "g",
    "By day",
    "Day",
    "crimes",
    ("Mon", "Tue"),
    ("00", "12"),
    ((10, None), (0, 50)),
    (None, 50),
    (10, None),
)
LINES = (
    Line("West", 10, 0.2),
    Line("East & South", None, None, hidden=True),
    Line("North", 40, None, at_least=True),
)
TILES = Tiles("t", "Crimes by area", "crimes", LINES, ((1, 1), (1, 2), (2, 2)), placed=True)


def texts(table):
    return [[cell.text for cell in row] for row in table.rows]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("pair", list(zip(FILLS, INKS, strict=True)))
def test_a_number_can_be_read_on_every_shade(pair):
    lighter, darker = sorted((luminance(colour) for colour in pair), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_shades_start_at_zero_and_end_at_the_most():
    assert [step(count, most=50) for count in (0, 1, 10, 11, 50)] == [0, 1, 1, 2, STEPS]
    assert step(3, most=0) == 0


def test_a_hidden_cell_is_a_word_in_the_key_and_never_a_nought():
    table = text_table(GRID)
    assert texts(table) == [["Mon", "10", "s", "s"], ["Tue", "0", "50", "50"], ["All", "10", "s", ""]]
    assert table.key.endswith(HIDDEN_KEY)
    assert [cell.shade for cell in table.rows[0]] == [None, 1, None, None]


def test_a_wide_table_is_turned_for_a_high_sheet():
    table = turned(text_table(GRID))
    assert table.heads == ("", "Mon", "Tue", "All")
    assert texts(table) == [["00", "10", "0", "10"], ["12", "s", "50", "s"], ["All", "s", "50", ""]]


def test_a_group_says_suppressed_or_at_least_and_a_small_share_is_no_nought():
    table = text_table(Split("s", "Areas", "crimes", (*LINES, Line("Few", 5, 0.0))))
    assert texts(table) == [
        ["West", "10", "20 %"],
        ["East & South", "suppressed", "–"],
        ["North", "at least 40", "–"],
        ["Few", "5", "under 1 %"],
    ]


def test_a_change_says_signal_or_noise_in_words():
    lines = (
        Change("All", 120, 100, 1.2, 0.92, 1.56, Move.NOISE),
        Change("West", 60, 30, 2.0, 1.29, 3.1, Move.MORE),
        Change("East", None, 5, None, None, None, Move.UNKNOWN),
    )
    table = text_table(Changes("c", "Now", "crimes", "now", "then", lines))
    assert [row[3:] for row in texts(table)] == [
        ["+20 %", "−8 to +56 %", "Noise"],
        ["+100 %", "+29 to +210 %", "Signal: more"],
        ["–", "–", "Cannot be judged"],
    ]
    assert [row[-1].strong for row in table.rows] == [False, True, False]


def test_tiles_are_one_image_with_its_words_and_stand_where_they_are_put():
    root = ElementTree.fromstring(tile_grid(TILES))
    assert root.get("role") == "img"
    assert (
        root.get("aria-label")
        == said(TILES)
        == "Crimes by area: West 10, East & South suppressed, North at least 40."
    )
    boxes = [(node.get("x"), node.get("y")) for node in root.iter() if node.tag.endswith("rect")]
    assert boxes == [("1", "1"), ("141", "1"), ("141", "141")]


def test_tiles_and_empty_splits_are_no_tables():
    empty = Split("e", "None", "victims", (), "The gap is the finding.")
    full = Split("f", "Some", "victims", LINES)
    assert shown((TILES, empty, full, GRID)) == (full, GRID)
