"""The problem profile in a real browser: seen at a desk and on a phone, walked by keyboard, registered, taken out, printed."""

from datetime import date

import pytest
from docx import Document
from playwright.sync_api import expect

from flightdeck.exports.profile_html import profile_html
from flightdeck.web import create_app
from tests.browser.reading import PHONE, Asked, eventually, sign_in, sound_on_every_screen
from tests.browser.serving import served
from tests.fakes import settings
from tests.inner_deck import FullAudit
from tests.profile_deck import BLOCKS, ProfileDeck, profile

PATH = "/problem-profile"


@pytest.fixture(scope="module")
def profiled():
    """The address of a flight deck with a problem profile of every kind of block."""
    dash = create_app(deck=ProfileDeck(), settings=settings(), audit=FullAudit())
    with served(dash.server) as address:
        yield address


@pytest.mark.parametrize("role", ["Board member", "Programme officer"])
def test_axe_finds_nothing_and_nothing_leaves_the_screen_at_a_desk_and_on_a_phone(
    page, axe, profiled, complaints, role
):
    sign_in(page, profiled, PATH, role=role)
    sound_on_every_screen(page, axe)
    assert complaints == []


def test_axe_finds_nothing_in_the_document_that_is_taken_out(page, axe, tmp_path):
    document = tmp_path / "profile.html"
    document.write_text(profile_html(profile(), made_on=date(2026, 11, 25)), encoding="utf-8")
    asked = Asked.of(page)
    page.goto(document.as_uri())
    assert axe(page) == []
    page.set_viewport_size(PHONE)
    assert axe(page) == []
    assert [one.url for one in asked.requests if not one.url.startswith("file:")] == []


def test_a_tile_is_reached_and_opened_by_keyboard(page, profiled):
    sign_in(page, profiled, PATH)
    tile = page.get_by_role("link", name="Eastern 640")
    tile.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/problem-profile?area=Eastern")
    expect(page.get_by_role("heading", level=1)).to_have_text("RASSO problem profile")


def test_a_wide_table_scrolls_by_keyboard_on_a_phone(page, profiled):
    page.set_viewport_size(PHONE)
    sign_in(page, profiled, PATH)
    region = page.get_by_role("region", name="Crimes by day and hour")
    region.focus()
    page.keyboard.press("ArrowRight")
    eventually(page, "document.querySelector('#hours').scrollLeft > 0")


def test_a_block_is_reached_from_the_list_of_blocks(page, profiled):
    sign_in(page, profiled, PATH)
    page.get_by_role("navigation", name="Blocks of the profile").get_by_role("link", name="Victims").click()
    eventually(page, "document.querySelector('#victims').getBoundingClientRect().top < innerHeight / 2")


def test_the_word_document_comes_down_and_opens(page, profiled, tmp_path):
    sign_in(page, profiled, PATH)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download for Word").click()
    assert coming.value.suggested_filename == "SYNTHETIC-problem-profile-2026-11-01-whole-force.docx"
    coming.value.save_as(tmp_path / "profile.docx")
    opened = Document(tmp_path / "profile.docx")
    headings = [line.text for line in opened.paragraphs if line.style.name == "Heading 1"]
    assert headings[0] == BLOCKS[0].title


def test_a_programme_officer_registers_a_refresh_by_keyboard(page, axe, profiled):
    sign_in(page, profiled, PATH, role="Programme officer")
    page.get_by_label("Next due on").fill("soon")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="is no day")).to_be_visible()
    page.get_by_label("Next due on").fill("2099-11-25")
    page.get_by_role("button", name="Register the refresh").press("Enter")
    expect(
        page.get_by_role("status").filter(has_text="Registered: SYNTHETIC-problem-profile")
    ).to_be_visible()
    assert axe(page) == []


def test_print_shows_every_block_whole_and_none_of_the_ways_out(page, profiled):
    sign_in(page, profiled, PATH)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Download for Word")).to_be_hidden()
    for block in BLOCKS:
        expect(page.get_by_text(block.sentence, exact=True).first).to_be_visible()
