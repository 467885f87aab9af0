"""Bail and orders, section 63G and the action lists in a real browser: at a desk, on a phone, in the dark, by keyboard."""

import pytest
from playwright.sync_api import expect

from flightdeck.web import create_app
from tests.browser.reading import CHARTS, Asked, held_by_charts, sign_in, sound_on_every_screen
from tests.browser.serving import served
from tests.fakes import settings
from tests.inner_deck import FullAudit
from tests.orders_deck import OrdersDeck

PAGES = {
    "bail and orders": "/bail-and-orders",
    "biometric retention": "/biometric-retention",
    "action lists": "/action-lists",
    "one list": "/action-lists?list=bail_28",
}


@pytest.fixture(scope="module")
def orders():
    """The address of a flight deck with something on every one of the pages."""
    dash = create_app(deck=OrdersDeck(), settings=settings(), audit=FullAudit())
    with served(dash.server) as address:
        yield address


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_leaves_the_screen_at_a_desk_and_on_a_phone(
    page, axe, orders, complaints, path
):
    asked = Asked.of(page)
    sign_in(page, orders, path, role="Analyst")
    sound_on_every_screen(page, axe)
    assert asked.outside() == []
    assert complaints == []


def test_a_list_is_opened_and_its_file_fetched_by_keyboard_alone(page, orders):
    sign_in(page, orders, PAGES["action lists"], role="Analyst")
    page.locator("#action-lists-table").get_by_role("link", name="Bail ending within 28 days").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bail ending within 28 days")
    assert page.url == f"{orders}/action-lists?list=bail_28"
    page.get_by_role("link", name="Download the list (CSV)").focus()
    with page.expect_download() as fetched:
        page.keyboard.press("Enter")
    assert fetched.value.suggested_filename == "SYNTHETIC-bail-28-2026-10-31.csv"
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Action lists")


def test_a_chart_stands_beside_the_table_of_its_numbers(page, orders):
    sign_in(page, orders, PAGES["biometric retention"])
    expect(page.locator(CHARTS).first).to_be_visible()
    charts = page.locator(".chart .js-plotly-plot").count()
    assert charts == page.locator(".beside .data-table").count() == 4


def test_a_board_holds_nothing_of_a_hidden_list(page, orders):
    sign_in(page, orders, PAGES["action lists"])
    assert "suppressed" in held_by_charts(page)
    assert "crime0000" not in page.content()
