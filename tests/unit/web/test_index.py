"""The HTML that carries a page brings only the scripts the page uses."""

import re

import dash_ag_grid  # noqa: F401  importing it is what puts its script on every page
import pytest
from plotly.offline import get_plotlyjs_version

from flightdeck.web.static import ASSETS, PLOTLY


def scripts(served, path):
    return re.findall(r'src="([^"?]*)', served.reader().get(path).text)


@pytest.mark.parametrize("unused", ["dash_ag_grid", "plotly", "dash_table", "polyfill"])
def test_the_deck_carries_no_script_it_does_not_use(shared, unused):
    assert [source for source in scripts(shared, "/") if unused in source] == []


def test_a_page_of_cases_carries_the_grid(shared):
    assert any("dash_ag_grid" in source for source in scripts(shared, "/cases/charged"))


def test_the_page_is_in_british_english(shared):
    assert '<html lang="en-GB">' in shared.reader().get("/").text


def test_every_script_and_style_comes_from_this_server(shared):
    page = shared.reader().get("/").text
    assert [
        source for source in re.findall(r'(?:src|href)="([^"]*)"', page) if not source.startswith("/")
    ] == []


def test_graphs_are_served_the_small_plotly(shared):
    with shared.reader().get("/_dash-component-suites/plotly/package_data/plotly.min.js") as answer:
        assert answer.status_code == 200
        assert b"plotly.js (cartesian" in answer.get_data()[:200]


def test_the_small_plotly_is_of_the_version_our_figures_are_written_for():
    head = (ASSETS / "vendor" / PLOTLY).read_text()[:200]
    assert f"v{get_plotlyjs_version()}" in head
