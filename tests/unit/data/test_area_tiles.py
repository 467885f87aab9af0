"""Rules of where the tiles of areas stand."""

import pytest

from flightdeck.data.area_tiles import TilePlaces, area_tiles
from flightdeck.errors import ReaderError
from flightdeck.settings import PRODUCT

SHIPPED = PRODUCT / "data" / "lookups" / "area_tiles.csv"


def test_areas_stand_where_the_table_says():
    assert area_tiles(SHIPPED, ["West", "East", "South"]) == TilePlaces(
        {"West": (2, 1), "East": (2, 3), "South": (3, 2)}, placed=True
    )


def test_with_one_area_unknown_all_stand_in_the_order_of_their_names():
    assert area_tiles(SHIPPED, ["West", "Moorland", "East"]) == TilePlaces(
        {"East": (1, 1), "Moorland": (1, 2), "West": (2, 1)}, placed=False
    )


def test_no_areas_have_no_places():
    assert area_tiles(SHIPPED, []) == TilePlaces({}, placed=False)


def test_no_two_areas_of_one_force_share_a_place():
    suffolk = area_tiles(SHIPPED, ["West Suffolk", "Mid Suffolk", "East Suffolk", "Babergh", "Ipswich"])
    assert suffolk.placed
    assert len(set(suffolk.at.values())) == 5


@pytest.mark.parametrize("text", ["area,row\nWest,1\n", "area,row,column\nWest,first,1\n", None])
def test_a_table_that_cannot_be_read_says_what_it_must_hold(tmp_path, text):
    table = tmp_path / "tiles.csv"
    if text is not None:
        table.write_text(text, encoding="utf-8")
    with pytest.raises(ReaderError, match="area, row, column"):
        area_tiles(table, ["West"])
