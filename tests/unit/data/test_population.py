"""The population of a force area, read from the table that ships or a newer one."""

import pytest

from flightdeck.data.population import GROUPS, area_population
from flightdeck.errors import ReaderError
from flightdeck.settings import Settings

TABLE = Settings().population_table


@pytest.mark.parametrize("name", ["Suffolk", "suffolk constabulary", "Suffolk Police"])
def test_an_area_is_found_by_any_of_its_names(name):
    found = area_population(TABLE, name)
    assert (found.area, sum(found.groups.values())) == ("Suffolk", found.everybody)
    assert tuple(found.groups) == GROUPS
    assert found.share("White") > 0.9
    assert found.share("Martian") is None


def test_an_ampersand_is_an_and():
    assert area_population(TABLE, "Avon and Somerset Police").area == "Avon & Somerset"


def test_an_area_that_is_not_there_has_none():
    assert area_population(TABLE, "Synthetic Constabulary") is None
    assert area_population(TABLE, "") is None


def test_a_table_without_a_heading_says_which(tmp_path):
    (tmp_path / "t.csv").write_text("PFA16NM,x\nSuffolk,1\n")
    with pytest.raises(ReaderError, match="All categories"):
        area_population(tmp_path / "t.csv", "Suffolk")
    with pytest.raises(ReaderError, match="cannot be read"):
        area_population(tmp_path / "none.csv", "Suffolk")
