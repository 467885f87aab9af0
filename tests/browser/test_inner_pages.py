"""The inner pages in a real browser: seen at a desk and on a phone, walked by keyboard, linked and printed."""

import pytest
from playwright.sync_api import expect

from flightdeck.web import create_app
from tests.browser.reading import CHARTS, Asked, eventually, printed_whole, sign_in, sound_on_every_screen
from tests.browser.serving import served
from tests.fakes import settings
from tests.inner_deck import FullAudit, InnerDeck

PAGES = {
    "kpi": "/kpi/charged_within_12_months?split=team",
    "kpi with characteristics": "/kpi/victim_characteristics_substantive",
    "kpi not computable": "/kpi/open_caseload",
    "pillar": "/pillar/suspect_focused",
    "purpose": "/cases/charged_within_12_months?part=denominator",
    "cases": "/cases/charged_within_12_months?part=denominator&purpose=inspection",
    "definitions": "/definitions",
    "definition": "/definitions/charged_within_12_months",
    "data quality": "/data-quality",
    "benchmark": "/benchmark",
}


@pytest.fixture(scope="module")
def inner():
    """The address of a flight deck with something on every inner page."""
    dash = create_app(deck=InnerDeck(), settings=settings(), audit=FullAudit())
    with served(dash.server) as address:
        yield address


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_leaves_the_screen_at_a_desk_and_on_a_phone(
    page, axe, inner, complaints, path
):
    sign_in(page, inner, path, role="Analyst")
    sound_on_every_screen(page, axe)
    assert complaints == []


def test_charts_are_drawn_without_a_tool_bar_and_ask_nobody_outside(page, inner):
    asked = Asked.of(page)
    sign_in(page, inner, PAGES["kpi"])
    expect(page.locator(CHARTS).first).to_be_visible()
    assert page.locator(".chart .js-plotly-plot").count() == 5
    assert page.locator(".modebar-btn").count() == 0
    assert asked.outside() == []


def test_nothing_hidden_is_in_what_the_browser_holds(page, inner):
    sign_in(page, inner, "/kpi/charged_within_12_months?split=area")
    expect(page.locator(CHARTS).first).to_be_visible()
    held = page.evaluate(
        "JSON.stringify([document.documentElement.outerHTML, "
        "...[...document.querySelectorAll('.js-plotly-plot')].map(chart => [chart.data, chart.layout])])"
    )
    assert [secret for secret in ("43219", "43.2 %", "7771", "7,771") if secret in held] == []


def test_a_split_is_chosen_by_keyboard_and_kept_by_back(page, inner):
    sign_in(page, inner, "/kpi/charged_within_12_months?area=Eastern")
    page.get_by_role("link", name="Victim sex").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".switch .here", has_text="Victim sex")).to_be_visible()
    assert page.url == f"{inner}/kpi/charged_within_12_months?area=Eastern&split=victim_sex"
    page.go_back()
    expect(page.locator(".switch .here", has_text="Area")).to_be_visible()


def test_cases_are_reached_by_giving_a_purpose_and_their_number_is_said(page, inner):
    sign_in(page, inner, "/kpi/charged_within_12_months?area=Eastern", role="Analyst")
    page.get_by_role("link", name="all it rests on").click()
    page.get_by_label("What do you need these cases for?").select_option("Inspection or audit")
    page.get_by_role("button", name="Show the cases").click()
    expect(page.get_by_role("main")).to_contain_text(
        "2,200 crimes in all, 12 months to Oct 2025: the same number as the figure prints."
    )
    assert "area=Eastern" in page.url
    expect(page.locator(".ag-cell", has_text="ref00000")).to_be_visible()


def test_rows_far_down_are_fetched_only_when_scrolled_to(page, inner):
    sign_in(page, inner, PAGES["cases"], role="Analyst")
    expect(page.locator(".ag-cell", has_text="ref00000")).to_be_visible()
    assert page.locator(".ag-center-cols-container .ag-row").count() < 100
    page.evaluate("document.querySelector('.ag-body-viewport').scrollTop = 1e6")
    expect(page.locator(".ag-cell", has_text="ref02199")).to_be_visible()


def test_definitions_are_found_as_one_types(page, inner):
    sign_in(page, inner, "/definitions")
    page.get_by_label("Find a definition").press_sequentially("months charg summons recorded")
    expect(page.get_by_role("status").filter(has_text="definition")).to_have_text("1 definition")
    expect(page.get_by_role("link", name="Charged within 12 months of recording")).to_be_visible()
    expect(page.get_by_role("link", name="RASSO crimes recorded")).to_be_hidden()


def test_the_benchmark_is_chosen_in_a_form_that_writes_the_address(page, inner):
    sign_in(page, inner, "/benchmark")
    page.get_by_label("Financial year").select_option("2017/18")
    page.get_by_label("Force", exact=True).select_option("Norfolk")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Norfolk beside 41 other forces")
    page.get_by_role("link", name="Finalised in the period").click()
    expect(page.locator(".switch .here")).to_contain_text("Finalised in the period")
    assert page.get_by_label("Financial year").input_value() == "2017/18"
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Norfolk beside 41 other forces")


def test_a_printed_chart_fits_the_sheet_and_its_table_is_whole(page, inner):
    sign_in(page, inner, PAGES["kpi"])
    expect(page.locator(CHARTS).first).to_be_visible()
    printed_whole(page)
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    eventually(page, "document.querySelector('#funnel-chart .main-svg')?.clientWidth > 680")


def test_a_pressed_switch_stays_where_it_is_and_keeps_the_keyboard(page, inner):
    sign_in(page, inner, "/kpi/charged_within_12_months")
    page.wait_for_load_state("networkidle")
    pill = page.locator("nav.switch a", has_text="Team").first
    pill.scroll_into_view_if_needed()
    before = pill.evaluate("node => node.closest('nav').getBoundingClientRect().top")
    pill.click()
    expect(page.locator("nav.switch .here", has_text="Team").first).to_be_focused()
    page.wait_for_load_state("networkidle")
    eventually(
        page,
        "top => [...document.querySelectorAll('nav.switch')]"
        ".some(one => Math.abs(one.getBoundingClientRect().top - top) < 12)",
        before,
    )
