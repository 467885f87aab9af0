"""The journey in a real browser, over a real store: seen at a desk and on a phone, walked by keyboard, printed."""

import pytest
from playwright.sync_api import expect

from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, Role
from flightdeck.web import create_app
from tests.browser.reading import (
    CHARTS,
    PHONE,
    Asked,
    eventually,
    printed_whole,
    sign_in,
    sound_on_every_screen,
)
from tests.browser.serving import served
from tests.fakes import settings
from tests.inner_deck import FullAudit

PATH = "/journey"
PAGES = {
    "the whole": PATH,
    "suspects finalised": f"{PATH}?unit=suspects&basis=finalised&outcome=evidential",
    "an area": f"{PATH}?area=West&horizon=730",
    "a team and a young cohort": f"{PATH}?team=East+1&from=2026-01",
    "no month": f"{PATH}?from=1999-01&to=1999-02",
}


@pytest.fixture(scope="module")
def address(deck):
    """The address of a flight deck over the synthetic store."""
    deck.journey(
        Filters(), Actor("board", Role.BOARD_MEMBER)
    )  # worked out once, so that no test waits for it
    dash = create_app(deck=deck, settings=settings(), audit=FullAudit())
    with served(dash.server) as found:
        yield found


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_leaves_the_screen_at_a_desk_and_on_a_phone(
    page, axe, address, complaints, path
):
    sign_in(page, address, path)
    sound_on_every_screen(page, axe)
    assert complaints == []


def test_all_charts_are_drawn_and_ask_nobody_outside(page, address):
    asked = Asked.of(page)
    sign_in(page, address, PATH)
    expect(page.locator(CHARTS).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.locator(".chart .js-plotly-plot").count() == 7
    assert asked.outside() == []


def test_the_unit_is_chosen_by_keyboard_and_back_undoes_it(page, address):
    sign_in(page, address, f"{PATH}?area=West")
    page.get_by_role("link", name="Suspects", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".switch .here", has_text="Suspects")).to_be_visible()
    assert page.url == f"{address}{PATH}?area=West&unit=suspects"
    expect(page.locator("#journey-stages-table caption")).to_have_text("Suspects that reached each stage")
    page.go_back()
    expect(page.locator("#journey-stages-table caption")).to_have_text("Crimes that reached each stage")


def test_the_basis_and_the_outcome_stay_chosen_together(page, address):
    sign_in(page, address, PATH)
    page.get_by_role("link", name="No suspect identified").click()
    page.get_by_role("link", name="Finalised in the period").click()
    expect(page.locator(".switch .here", has_text="Finalised in the period")).to_be_visible()
    expect(page.locator("#years .chart-title")).to_have_text(
        "No suspect identified: each year beside the others"
    )


def test_each_wide_table_is_reached_and_scrolled_by_keyboard_on_a_phone(page, address):
    page.set_viewport_size(PHONE)
    sign_in(page, address, PATH)
    table = page.locator("#journey-waiting-table")
    table.focus()
    page.keyboard.press("ArrowRight")
    eventually(page, "document.querySelector('#journey-waiting-table').scrollLeft > 0")


def test_a_printed_page_holds_its_charts_and_whole_tables(page, address):
    sign_in(page, address, PATH)
    expect(page.locator(CHARTS).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    printed_whole(page)
