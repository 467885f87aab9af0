"""The page on people in a real browser: at a desk, on a phone, in the dark, by keyboard."""

import pytest
from playwright.sync_api import expect

from flightdeck.web import create_app
from tests.browser.reading import Asked, held_by_charts, sign_in, sound_on_every_screen
from tests.browser.serving import served
from tests.fakes import settings
from tests.inner_deck import FullAudit
from tests.people_deck import PeopleDeck

PATH = "/people"


@pytest.fixture(scope="module")
def people():
    """The address of a flight deck with something in every part of the page."""
    dash = create_app(deck=PeopleDeck(lacking=True), settings=settings(), audit=FullAudit())
    with served(dash.server) as address:
        yield address


def test_axe_finds_nothing_and_nothing_leaves_the_screen_at_a_desk_and_on_a_phone(
    page, axe, people, complaints
):
    asked = Asked.of(page)
    sign_in(page, people, PATH)
    sound_on_every_screen(page, axe)
    assert asked.outside() == []
    assert complaints == []


def test_another_course_is_chosen_by_keyboard_alone(page, people):
    sign_in(page, people, PATH)
    ways = page.get_by_role("navigation", name="Course")
    ways.get_by_role("link", name="Criminal and civil orders").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#over-time")).to_contain_text(
        "Criminal and civil orders: share with current training"
    )
    expect(page).to_have_url(f"{people}{PATH}?course=orders_training_current")
    page.go_back()
    expect(page.locator("#over-time")).to_contain_text("Word-on-word cases: share with current training")


def test_no_chart_holds_what_is_suppressed(page, people):
    sign_in(page, people, PATH)
    held = held_by_charts(page)
    assert "Of them, with the training" in held
    assert "7771" not in held
