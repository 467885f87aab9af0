"""Repeat suspects in a real browser: seen at a desk and on a phone, walked by keyboard, printed, and listed for a purpose."""

import csv
import io

import pytest
from playwright.sync_api import expect

from flightdeck.web import create_app
from tests.browser.reading import CHARTS, Asked, printed_whole, sign_in, sound_on_every_screen
from tests.browser.serving import served
from tests.fakes import settings
from tests.inner_deck import FullAudit

PAGE = "/repeat-suspects"
LIST = "/repeat-suspects/list"
PAGES = {"presets": PAGE, "purpose": LIST, "people": f"{LIST}?purpose=inspection&preset=R4_v100_style_12m"}


@pytest.fixture(scope="module")
def audit():
    return FullAudit()


@pytest.fixture(scope="module")
def address(deck, audit):
    with served(create_app(deck=deck, settings=settings(), audit=audit).server) as there:
        yield there


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_leaves_the_screen_at_a_desk_and_on_a_phone(page, axe, address, path):
    sign_in(page, address, path, role="Restricted analyst")
    sound_on_every_screen(page, axe)


def test_four_charts_are_drawn_each_with_a_table_and_nobody_outside_is_asked(page, address):
    asked = Asked.of(page)
    sign_in(page, address, PAGE, role="Analyst")
    expect(page.locator(CHARTS).first).to_be_visible()
    assert page.locator(".chart .js-plotly-plot").count() == 4
    for table in ("presets-table", "presets-months", "overlap-table", "harm-shares"):
        expect(page.locator(f"#{table} table")).to_have_count(1)
    assert asked.outside() == []


def test_the_weights_open_by_keyboard_and_none_is_verified(page, address):
    sign_in(page, address, PAGE)
    page.locator("details.weights summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#harm-weights")).to_be_visible()
    assert page.locator("#harm-weights tbody tr").count() == 20
    assert page.locator("#harm-weights tbody", has_text="Not verified").count() == 1


def test_the_list_is_reached_by_keyboard_with_a_purpose_and_its_file_has_everybody(page, address, audit):
    sign_in(page, address, f"{PAGE}?area=East", role="Restricted analyst")
    page.get_by_role("link", name="Open the list of repeat suspects").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What do you need this list for?").select_option("Inspection or audit")
    page.get_by_label("By which definition?").select_option("R3 (two victims at any time), version 1")
    page.get_by_role("button", name="Show the list").press("Enter")
    expect(page.locator("#suspect-list")).to_be_visible()
    people = page.locator("#suspect-list tbody tr").count()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the whole list").press("Enter")
    text = waiting.value.path().read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == people > 0
    assert {(row["area"], row["preset"]) for row in rows} == {("East", "R3_two_victims_ever")}
    kept = [event for event in audit.full if event[0] == "download_repeat_suspects"]
    assert kept[-1][3] == people


def test_a_board_member_is_refused_the_list_in_words(page, address):
    sign_in(page, address, LIST)
    expect(page.get_by_role("heading", level=1)).to_have_text("You may not see this")


def test_a_printed_chart_fits_the_sheet_and_its_table_is_whole(page, address):
    sign_in(page, address, PAGE)
    expect(page.locator(CHARTS).first).to_be_visible()
    printed_whole(page)
