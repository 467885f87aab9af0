"""The flight deck in a real browser: seen, walked by keyboard, linked, and kept at home."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import (
    Asked,
    sign_in,
    sign_in_by_form,
    sound_in_the_dark,
    sound_on_every_screen,
    unmarked_stops,
)

MOST_BYTES = 400_000  # of a first visit, compressed


@pytest.fixture
def stranger(new_context):
    """A page of a browser that was never here."""
    return new_context().new_page()


def test_axe_finds_nothing_on_the_deck_with_a_dial_in_every_state(page, axe, live_server, complaints):
    sign_in(page, live_server)
    expect(page.locator(".dial")).to_have_count(10)
    sound_on_every_screen(page, axe)
    sound_in_the_dark(page, axe)
    assert complaints == []


def test_axe_finds_nothing_with_the_filters_open(seen, axe, live_server):
    sign_in(seen, live_server)
    seen.get_by_text("Change", exact=True).click()
    expect(seen.get_by_label("Area", exact=True)).to_be_visible()
    assert axe(seen) == []


def test_axe_finds_nothing_on_sign_in_and_on_an_error(seen, axe, live_server):
    seen.goto(f"{live_server}/sign-in")
    seen.get_by_label("Area commander", exact=True).check()
    expect(seen.get_by_label("Southern")).to_be_visible()
    assert axe(seen) == []
    sign_in_by_form(seen, live_server, "/nowhere?by=fortnight")
    expect(seen.get_by_role("heading", level=1)).to_have_text("This cannot be found")
    assert axe(seen) == []


def test_a_first_visit_is_small_stays_at_home_and_brings_no_plotly(stranger, live_server):
    asked = Asked.of(stranger)
    sign_in_by_form(stranger, live_server)
    stranger.wait_for_load_state("networkidle")
    assert asked.outside() == []
    assert asked.naming("plotly") == []
    assert asked.naming("ag_grid") == []
    assert asked.bytes_received() < MOST_BYTES


def test_filters_applied_are_in_the_address_and_survive_back_reload_and_a_bookmark(page, live_server):
    sign_in(page, live_server)
    page.get_by_text("Change", exact=True).click()
    page.get_by_label("Area", exact=True).select_option("Eastern")
    page.get_by_label("Period", exact=True).select_option("Month")
    page.get_by_role("button", name="Apply").click()
    looking = page.locator(".looking")
    expect(looking).to_contain_text("Eastern")
    assert page.url == f"{live_server}/?area=Eastern&by=month"
    expect(page.get_by_label("Area", exact=True)).to_have_value("Eastern")

    expect(page.get_by_label("Area", exact=True)).to_be_visible()

    page.reload()
    expect(looking).to_contain_text("Eastern")
    page.get_by_text("Change", exact=True).click()
    expect(page.get_by_label("Period", exact=True)).to_have_value("month")

    page.get_by_role("link", name="Clear").click()
    expect(looking).to_contain_text("Whole force")
    assert page.url == f"{live_server}/"
    expect(page.get_by_label("Area", exact=True)).to_have_value("*")

    page.go_back()
    expect(looking).to_contain_text("Eastern")
    expect(page.get_by_label("Area", exact=True)).to_have_value("Eastern")
    page.go_back()
    expect(looking).to_contain_text("Whole force")


def test_a_bookmark_opened_by_a_stranger_leads_through_sign_in_to_its_view(page, live_server):
    sign_in_by_form(page, live_server, "/?area=Western&by=month")
    assert page.url == f"{live_server}/?area=Western&by=month"
    expect(page.locator(".looking")).to_contain_text("Western")


def test_a_reader_signs_out_by_keyboard_and_going_back_shows_nothing(page, live_server):
    sign_in(page, live_server)
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Who is looking?")).to_be_visible()
    page.goto(f"{live_server}/")
    expect(page.get_by_role("heading", name="Who is looking?")).to_be_visible()


def test_the_deck_is_walked_by_keyboard_in_the_order_it_is_read(page, live_server):
    sign_in(page, live_server)
    page.locator("body").press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".filters > summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Area", exact=True)).to_be_focused()
    page.keyboard.type("Sou")
    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".looking")).to_contain_text("Southern")
    expect(page.get_by_role("button", name="Apply")).to_be_focused()


def test_every_link_and_control_shows_where_the_keyboard_is(page, live_server):
    sign_in(page, live_server)
    assert unmarked_stops(page, most=40) == []


def test_a_session_that_has_ended_leads_to_sign_in_and_back(page, live_server):
    sign_in(page, live_server)
    page.context.clear_cookies()
    page.get_by_text("Change", exact=True).click()
    page.get_by_label("Team", exact=True).select_option("Ipswich")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who is looking?")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".looking")).to_contain_text("Ipswich")


def test_a_fault_of_ours_is_told_and_forgotten_with_the_next_page(page, live_server):
    sign_in(page, live_server)
    trouble = page.get_by_role("alert")
    expect(trouble).to_be_hidden()
    page.route("**/_dash-update-component*", lambda route: route.fulfill(status=500))
    page.get_by_role("link", name="Characteristics", exact=True).click()
    expect(trouble).to_contain_text("could not be shown")
    page.unroute("**/_dash-update-component*")
    page.get_by_role("link", name="RASSO flight deck").click()
    expect(page.locator(".dial").first).to_be_visible()
    expect(trouble).to_be_hidden()


def test_every_printed_sheet_says_synthetic_and_as_known(page, live_server):
    sign_in(page, live_server)
    page.emulate_media(media="print")
    expect(page.locator(".sheet-head")).to_have_text(
        "SYNTHETIC · As known on 1 November 2026 · snapshot 2026-11-01-a1b2c3"
    )
    expect(page.locator(".sheet-head")).to_have_css("display", "table-header-group")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.locator(".dial .sentence").first).to_be_visible()
