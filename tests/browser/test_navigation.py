"""The bar, its search, the glossary and the register of events in a real browser, by keyboard and on a phone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from flightdeck.domain.annotations import Event, numbered_events
from flightdeck.domain.result import Noted
from flightdeck.services import search_entries
from flightdeck.services.annotations import Events
from flightdeck.services.register_store import Entry
from flightdeck.web import create_app
from tests.browser.reading import fits, sign_in, sound_in_the_dark, sound_on_every_screen
from tests.browser.serving import served
from tests.fakes import settings
from tests.inner_deck import FullAudit, InnerDeck

KPI = "/kpi/charged_within_12_months"
EVENT = Event(
    title="New form", happened_on=date(2023, 11, 3), change="recording", kpis="A23", may_rebase=True
)


class Walked(InnerDeck):
    """A deck that can be searched, with one dated event."""

    def found(self, query, filters, actor, *, pages, most):
        return search_entries.found(self, query, filters, actor, pages=pages, most=most)

    def events(self, filters, actor):
        entry = Entry(datetime(2024, 1, 5, tzinfo=UTC), "Programme officer", "Told by the owner", EVENT)
        return Events(date(2026, 11, 25), numbered_events([EVENT]), (entry,))

    def result(self, id, filters, actor):  # noqa: A002  the deck's own word
        noted = (Noted(1, EVENT.title, EVENT.happened_on, "recording", redraw="too_few"),)
        return replace(super().result(id, filters, actor), noted=noted)


@pytest.fixture(scope="module")
def walked():
    """The address of such a deck."""
    dash = create_app(deck=Walked(), settings=settings(), audit=FullAudit())
    with served(dash.server) as address:
        yield address


def unfolded(page):
    """The bar with its places in sight, whatever the width."""
    button = page.get_by_role("button", name="Menu")
    if button.is_visible():
        button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
    return page.get_by_role("navigation", name="Pages")


def menu(bar, name):
    return bar.locator("summary", has_text=name)


def test_axe_finds_nothing_with_a_menu_open_and_nothing_leaves_the_screen(seen, axe, walked, complaints):
    sign_in(seen, walked, "/search?q=charge", role="Analyst")
    menu(unfolded(seen), "Pillars").click()
    expect(seen.get_by_role("link", name="Victim engagement")).to_be_visible()
    assert axe(seen) == []
    sound_in_the_dark(seen, axe)
    fits(seen)
    assert complaints == []


@pytest.mark.parametrize("path", ["/search?q=charge", "/search", "/glossary", "/events", KPI])
def test_axe_finds_nothing_on_the_pages_of_their_own(page, axe, walked, complaints, path):
    sign_in(page, walked, path, role="Programme officer")
    sound_on_every_screen(page, axe)
    assert complaints == []


def test_menus_open_and_close_by_keyboard_one_at_a_time_and_lead_to_a_page(page, walked):
    sign_in(page, walked, "/definitions")
    bar = unfolded(page)
    pillars, data = bar.locator("details", has_text="Pillars"), bar.locator("details", has_text="Glossary")
    menu(bar, "Pillars").focus()
    page.keyboard.press("Enter")
    expect(pillars).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(pillars).not_to_have_attribute("open", "")
    expect(menu(bar, "Pillars")).to_be_focused()
    page.keyboard.press("Enter")
    menu(bar, "Data").focus()
    expect(pillars).not_to_have_attribute("open", "")
    page.keyboard.press("Space")
    expect(data).to_have_attribute("open", "")
    page.get_by_role("link", name="Glossary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")
    expect(data).not_to_have_attribute("open", "")
    expect(menu(page, "Data")).to_have_class("here")


def test_slash_leads_to_the_field_and_arrows_and_enter_to_what_was_found(seen, axe, walked):
    sign_in(seen, walked, "/definitions")
    field, found = seen.get_by_role("combobox", name="Search"), seen.locator("#search-found")
    seen.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    seen.keyboard.type("wilson")
    expect(found.get_by_role("option").first).to_contain_text("Wilson interval")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert axe(seen) == []
    seen.keyboard.press("ArrowDown")
    first = found.get_by_role("option", selected=True)
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    seen.keyboard.press("Enter")
    expect(seen.get_by_role("heading", level=1)).to_have_text("Glossary")
    expect(seen.locator("#wilson-interval")).to_be_in_viewport()
    expect(found).to_be_hidden()


def test_escape_closes_what_was_found_and_enter_without_a_choice_asks_for_all(page, walked):
    sign_in(page, walked, "/definitions?area=Western")
    page.keyboard.press("/")
    page.keyboard.type("charge")
    found = page.locator("#search-found")
    expect(found).to_be_visible()
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("charge")
    assert "area=Western" in page.url
    assert "q=charge" in page.url


def test_a_slash_typed_into_a_field_stays_there(page, walked):
    sign_in(page, walked, "/definitions")
    page.get_by_label("Find a definition").focus()
    page.keyboard.type("a/b")
    expect(page.get_by_label("Find a definition")).to_have_value("a/b")


def test_what_is_pressed_with_the_mouse_is_opened_and_a_press_elsewhere_closes(page, walked):
    sign_in(page, walked, "/definitions")
    page.get_by_label("Search").fill("A23")
    option = page.locator("#search-found [data-address]").first
    expect(option).to_contain_text("Charged within 12 months")
    page.get_by_role("heading", level=1).click(position={"x": 5, "y": 5})
    expect(page.locator("#search-found")).to_be_hidden()
    page.get_by_label("Search").fill("A23 ")
    option.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Charged within 12 months")


def test_an_event_is_marked_by_its_number_on_the_chart_and_listed_beneath(page, walked):
    sign_in(page, walked, KPI)
    expect(page.locator("#process-chart .annotation-text", has_text="1").first).to_be_visible()
    listed = page.locator(".noted-block")
    expect(listed).to_contain_text(
        "3 November 2023, recording change: New form. The limits will be redrawn here once"
    )
    listed.get_by_role("link", name="all events").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")
