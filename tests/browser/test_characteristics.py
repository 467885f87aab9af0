"""Protected characteristics in a real browser, over a real store: seen at a desk and on a phone, by keyboard, printed, worked."""

import pytest
from playwright.sync_api import expect
from pydantic import SecretStr

from flightdeck.data.snapshots import SnapshotStore
from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, Role
from flightdeck.services.audit import AuditTrail
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.settings import Settings
from flightdeck.web import create_app
from tests.browser.reading import CHARTS, PHONE, Asked, opened, sign_in, sound_on_every_screen, unmarked_stops
from tests.browser.serving import served
from tests.synthetic_store import CODE_LISTS, HASH_KEY, REGISTRY

MATRIX = "/characteristics"
PAGES = {
    "matrix": MATRIX,
    "matrix of one area": f"{MATRIX}?area=East&role=suspect_identified",
    "characteristic above the floor": f"{MATRIX}/sex",
    "characteristic below the floor": f"{MATRIX}/ethnicity_self_defined?split=offence&place=area&what_if=East+1",
    "characteristic of suspects": f"{MATRIX}/disability?role=suspect_spoken_to",
    "characteristic that cannot be known": f"{MATRIX}/pregnancy_maternity",
    "purpose": f"{MATRIX}/work-list?characteristic=sex&role=victim&cause=not_filled_in",
    "kept lists": f"{MATRIX}/work-list",
}


@pytest.fixture(scope="module")
def address(synthetic_store, tmp_path_factory):
    """The address of a flight deck over the synthetic store; what readers make is kept apart from it."""
    own = tmp_path_factory.mktemp("characteristics")
    settings = Settings(store=own, hash_key=SecretStr(HASH_KEY), secret_key=SecretStr("for tests only"))
    deck = FlightDeck(SnapshotStore(synthetic_store), REGISTRY, settings=settings, code_lists=CODE_LISTS)
    dash = create_app(deck=deck, settings=settings, audit=AuditTrail(own / "application.sqlite"))
    reader = Actor("board", Role.BOARD_MEMBER)
    deck.profile("sex", "victim", Filters(), reader)  # counted once, so that no test waits for it
    with served(dash.server) as found:
        yield found


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_leaves_the_screen_at_a_desk_and_on_a_phone(
    page, axe, address, complaints, path
):
    sign_in(page, address, path, role="Analyst")
    sound_on_every_screen(page, axe)
    assert complaints == []


@pytest.mark.parametrize("path", [MATRIX, f"{MATRIX}/sex"])
def test_axe_finds_nothing_in_what_a_board_member_is_shown(page, axe, address, path):
    sign_in(page, address, path)
    sound_on_every_screen(page, axe)


def test_the_matrix_brings_no_plotly_and_stays_at_home(page, address):
    asked = Asked.of(page)
    sign_in(page, address, MATRIX)
    opened(page, address, MATRIX)
    page.wait_for_load_state("networkidle")
    assert asked.outside() == []
    assert asked.naming("plotly") == []


def test_the_matrix_is_a_table_to_a_screen_reader_at_every_width(page, address):
    sign_in(page, address, MATRIX)
    for size in ({"width": 1440, "height": 900}, PHONE):
        page.set_viewport_size(size)
        matrix = page.get_by_role("table", name="How much of each protected characteristic")
        expect(matrix.get_by_role("rowheader")).to_have_count(12)
        expect(matrix.get_by_role("columnheader")).to_have_count(4)
        age = matrix.get_by_role("row", name="Age")
        expect(age.get_by_role("cell").first).to_contain_text("gap")


def test_the_keyboard_alone_goes_from_a_cell_to_its_page(page, address):
    sign_in(page, address, MATRIX)
    page.get_by_role("link", name="Sex, victims:").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sex")
    page.get_by_role("link", name="Suspects identified").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".lead-sentence")).to_contain_text("Sex, suspects identified")
    assert page.url == f"{address}{MATRIX}/sex?role=suspect_identified"


def test_every_link_and_control_shows_where_the_keyboard_is(page, address):
    sign_in(page, address, MATRIX)
    assert unmarked_stops(page, most=60) == []


def test_a_barrier_leads_to_what_the_source_cannot_give(page, address):
    sign_in(page, address, MATRIX)
    page.get_by_role("link", name="See the barrier").first.click()
    cannot = page.get_by_role("heading", name="What the source cannot give")
    expect(cannot).to_be_in_viewport(timeout=30_000)  # the page looks at every KPI once


def test_each_chart_of_a_characteristic_is_drawn_with_its_table_beside_it(page, address):
    sign_in(page, address, f"{MATRIX}/sex?kpi=victim_does_not_support")
    expect(page.locator(CHARTS).first).to_be_visible()
    named = page.locator(".js-plotly-plot").evaluate_all("plots => plots.map(plot => plot.parentElement.id)")
    assert named == ["process-chart", "funnel-chart", "groups-chart", "values-chart", "disparity-chart"]
    assert page.locator(".inner-section .beside table").count() == len(named)


def test_a_printed_matrix_is_a_table_without_its_ways(page, address):
    sign_in(page, address, MATRIX)
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    expect(page.locator(".matrix")).to_have_css("display", "table")
    expect(page.locator(".sheet-head")).to_contain_text("SYNTHETIC")
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()


def test_an_analyst_makes_a_work_list_opens_it_and_takes_it_away(page, address, complaints):
    sign_in(page, address, MATRIX, role="Analyst")
    page.locator("#gap").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make a work list")
    page.get_by_role("button", name="Make the list").click()
    expect(page.locator("#work-list-made")).to_contain_text("Choose a purpose first.")
    page.get_by_label("What do you need these records for?").select_option("Correcting the record")
    page.get_by_role("button", name="Make the list").focus()
    page.keyboard.press("Enter")
    made = page.locator("#work-list-made")
    expect(made).to_contain_text("kept and written to the audit trail")
    records = int(made.locator("strong").inner_text().split()[0].replace(",", ""))
    page.get_by_role("link", name="Open the list").click()
    expect(page.locator(".lead-sentence")).to_contain_text(f"0 of {records} records are closed")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the list").click()
    lines = taken.value.path().read_text().splitlines()
    assert lines[0] == "crime_ref,person_role_ref,now"
    assert len(lines) == 1 + records
    assert complaints == []


def test_axe_finds_nothing_on_an_open_list(page, axe, address):
    sign_in(page, address, PAGES["purpose"], role="Analyst")
    page.get_by_label("What do you need these records for?").select_option("Correcting the record")
    page.get_by_role("button", name="Make the list").click()
    expect(page.locator("#work-list-made table")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Open the list").click()
    expect(page.locator("#states")).to_be_visible()
    sound_on_every_screen(page, axe)
