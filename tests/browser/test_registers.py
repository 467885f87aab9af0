"""The boards' registers in a real browser: seen at a desk, on a phone and in the dark, and kept by keyboard alone."""

import pytest
from playwright.sync_api import expect

from flightdeck.data.snapshots import SnapshotStore
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.settings import Settings
from flightdeck.web import create_app
from tests.browser.reading import Asked, sign_in, sound_on_every_screen
from tests.browser.serving import served
from tests.fakes import settings
from tests.inner_deck import FullAudit
from tests.synthetic_store import CODE_LISTS, REGISTRY

PATHS = ("/recommendations", "/recommendations/7", "/recommendations/4", "/barriers", "/boards")
OFFICER = "Programme officer"


@pytest.fixture(scope="module")
def registers(synthetic_store, tmp_path_factory):
    """The address of a flight deck whose registers nobody else writes in."""
    own = Settings(store=tmp_path_factory.mktemp("registers"))
    deck = FlightDeck(SnapshotStore(synthetic_store), REGISTRY, settings=own, code_lists=CODE_LISTS)
    with served(create_app(deck=deck, settings=settings(), audit=FullAudit()).server) as address:
        yield address


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_with_every_form_open_and_nothing_leaves_the_screen(
    page, axe, registers, complaints, path
):
    asked = Asked.of(page)
    sign_in(page, registers, path, role=OFFICER)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    sound_on_every_screen(page, axe)
    assert (complaints, asked.outside()) == ([], [])


def test_evidence_is_lodged_by_keyboard_alone_and_the_state_follows(page, registers):
    sign_in(page, registers, "/recommendations/7", role=OFFICER)
    page.wait_for_load_state("networkidle")
    lead = page.locator(".lead-sentence").first
    expect(lead).to_contain_text("complete, evidence missing")
    page.locator("#register-evidence > summary").focus()
    page.keyboard.press("Enter")
    for key, typed in (
        ("form", "Decision"),
        ("title", "Breach process reviewed"),
        ("reference", "SPB-11"),
        ("dated_on", "11112025"),
        ("review_on", "12122099"),
        ("board", ""),
        ("why", "Yearly review"),
    ):
        tab_to(page, f"register-evidence-{key}")
        page.keyboard.type(typed)
    tab_to(page, "register-evidence-save")
    page.keyboard.press("Enter")
    expect(page.locator("#register-evidence-said")).to_contain_text("Recorded. Decision lodged")
    expect(lead).to_contain_text("complete with evidence")
    expect(page.locator("#register-evidence-save")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#register-evidence-said")).to_contain_text("what the register says already")


def test_an_event_is_named_with_the_boxes_of_its_kpis_and_areas_by_keyboard(page, registers):
    sign_in(page, registers, "/events", role=OFFICER)
    page.wait_for_load_state("networkidle")
    page.locator("#register-event > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#register-event-title").fill("A new desk")
    page.locator("#register-event-happened_on").fill("2025-03-01")
    page.locator("#register-event-change").select_option("process")
    tick(page, "KPIs it touches", "A13 Referred for a charging decision within 12 months")
    tick(page, "Areas it touches", "West")
    page.locator("#register-event-may_rebase").select_option("false")
    page.locator("#register-event-why").fill("Announced")
    page.locator("#register-event-save").press("Enter")
    expect(page.locator("#register-event-said")).to_contain_text(
        "Recorded. A new desk, 1 March 2025 (Referred for a charging decision within 12 months (A13); West)."
    )
    expect(page.locator("#events-table")).to_contain_text("A new desk")


def test_what_is_missing_from_a_form_is_said_in_a_live_region(page, registers):
    sign_in(page, registers, "/boards", role=OFFICER)
    page.wait_for_load_state("networkidle")
    page.locator("#register-meeting > summary").click()
    page.get_by_role("button", name="Record the meeting").click()
    said = page.locator("#register-meeting-said[role=status]")
    expect(said).to_contain_text("“Day of the meeting” is needed")
    expect(said.locator("li")).to_have_count(4)


def test_the_five_are_printed_without_the_forms_and_say_synthetic(page, registers):
    sign_in(page, registers, "/recommendations/7", role=OFFICER)
    page.emulate_media(media="print")
    expect(page.locator(".register-forms")).to_be_hidden()
    expect(page.locator(".banner-synthetic")).to_be_visible()


def tab_to(page, name):
    """Press Tab until a control has the keyboard."""
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {name}")


def tick(page, group, box):
    """Unfold a group of boxes and tick one, by keyboard."""
    page.locator("#register-event summary", has_text=group).press("Enter")
    page.get_by_label(box, exact=True).press("Space")
    expect(page.get_by_label(box, exact=True)).to_be_checked()
