"""Adopting, superseding and retiring a KPI on a server that runs: a file is dropped in, broken, mended and retired."""

from datetime import date
from shutil import copytree

import pytest
from playwright.sync_api import expect

from flightdeck.data.snapshots import SnapshotStore
from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, Role
from flightdeck.services.audit import AuditTrail
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.live_registry import LiveRegistry
from flightdeck.settings import Settings
from flightdeck.web import create_app
from tests.browser.reading import opened, sign_in, sound_on_every_screen
from tests.browser.serving import served
from tests.synthetic_store import CODE_LISTS, ROOT

KPI = "charged_within_12_months"
PAGE = f"/kpi/{KPI}"
TODAY = date(2026, 11, 25)


class Running:
    """Two workers over one store and one folder of definitions, which every test finds as it ships."""

    def __init__(self, place, snapshots):
        self.definitions = place / "definitions"
        self.store = place / "store"
        self.store.mkdir()
        (self.store / "snapshots").symlink_to(snapshots)
        self.ours = self.definitions / "suspect_focused" / f"{KPI}.yaml"
        self.theirs = self.definitions / "suspect_focused" / "from_the_joint_unit.yaml"
        self.begin_again()
        self.decks = [self.deck(), self.deck()]
        self.decks[0].results(
            Filters(), Actor("member", Role.BOARD_MEMBER)
        )  # all there is to prepare, before anybody waits
        self.decks[1].shelf.put(self.decks[0].loaded(Filters()))

    def begin_again(self):
        copytree(ROOT / "kpi_definitions", self.definitions, dirs_exist_ok=True)
        self.theirs.unlink(missing_ok=True)

    def settings(self):
        return Settings(store=self.store, definitions=self.definitions)

    def deck(self):
        live = LiveRegistry(self.definitions, code_lists=CODE_LISTS, today=lambda: TODAY, every=0)
        return FlightDeck(SnapshotStore(self.store), live, settings=self.settings(), code_lists=CODE_LISTS)

    def servers(self):
        audit = AuditTrail(self.store / "application.sqlite")
        return [create_app(deck=deck, settings=self.settings(), audit=audit).server for deck in self.decks]

    def drop_national(self, *changes):
        text = self.ours.read_text(encoding="utf-8")
        for old, new in (
            ("authority: proposed", "authority: national"),
            ("version: 1", "version: 2"),
            ("effective_from: 2025-04-01", "effective_from: 2026-10-01"),
            ("days: 365}}", "days: 270}}"),
            *changes,
        ):
            assert old in text
            text = text.replace(old, new)
        self.theirs.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def workers(tmp_path_factory, synthetic_store):
    made = Running(tmp_path_factory.mktemp("adoption"), synthetic_store / "snapshots")
    first, second = made.servers()
    with served(first) as one, served(second) as other:
        yield made, one, other


@pytest.fixture
def running(workers):
    workers[0].begin_again()
    return workers[0]


@pytest.fixture
def address(workers):
    return workers[1]


def test_a_national_definition_dropped_in_is_read_beside_ours_without_a_restart(page, running, address):
    sign_in(page, address, PAGE, role="Analyst")
    expect(page.locator(".badges").first).to_contain_text("Proposed")
    expect(page.locator("#beside")).to_have_count(0)
    running.drop_national()
    opened(page, address, PAGE)
    expect(page.locator(".badges").first).to_contain_text("National")
    beside = page.locator("#beside")
    expect(beside).to_contain_text("Our proposal, version 1")
    expect(beside).to_contain_text("The national definition, version 2")
    expect(beside).to_contain_text("They differ in numerator.")
    opened(page, address, "/")
    expect(page.locator(".dial", has_text="A23").locator(".dial-beside")).to_contain_text("Our proposal: ")
    running.theirs.unlink()
    opened(page, address, PAGE)
    expect(page.locator(".badges").first).to_contain_text("Proposed")


def test_a_broken_definition_leaves_the_last_good_one_and_the_steward_is_told_where(page, running, address):
    running.drop_national()
    sign_in(page, address, PAGE, role="Data steward")
    expect(page.locator(".badges").first).to_contain_text("National")
    running.drop_national(("population: crimes", "population: crmes"))
    opened(page, address, PAGE)
    expect(page.locator(".badges").first).to_contain_text("National")
    line = running.theirs.read_text(encoding="utf-8").splitlines().index("population: crmes") + 1
    banner = page.locator(".banner-definitions")
    expect(banner).to_contain_text(f'There is no population "crmes", {running.theirs}:{line}.')
    expect(banner).to_contain_text('Did you mean "crimes"?')
    running.drop_national()
    opened(page, address, PAGE)
    expect(page.locator(".banner-definitions")).to_have_count(0)


def test_everybody_else_is_told_that_an_earlier_set_is_in_force_and_not_why(page, running, address):
    sign_in(page, address, PAGE)
    running.drop_national(("population: crimes", "population: crmes"))
    opened(page, address, PAGE)
    banner = page.locator(".banner-definitions")
    expect(banner).to_contain_text("The data steward knows why.")
    expect(banner).not_to_contain_text("crmes")


def test_every_worker_notices(page, running, workers):
    sign_in(page, workers[1], PAGE)
    running.drop_national()
    for address in workers[1:]:
        opened(page, address, PAGE)  # one session holds at both
        expect(page.locator(".badges").first).to_contain_text("National")


def test_a_retired_kpi_leaves_the_deck_and_its_pillar_and_stays_readable_with_the_reason(
    page, running, address
):
    sign_in(page, address, "/")
    expect(page.locator(".dial", has_text="A23")).to_have_count(1)
    text = running.ours.read_text(encoding="utf-8")
    running.ours.write_text(
        text.replace("status: live", "status: retired")
        + "\nretired_on: 2026-11-01\nretired_because: The board reads A22 instead.\n",
        encoding="utf-8",
    )
    for path in ("/", "/pillar/suspect_focused"):
        opened(page, address, path)
        expect(page.locator(".dial").first).to_be_visible()
        expect(page.locator(".dial", has_text="A23")).to_have_count(0)
    for path in (PAGE, f"/definitions/{KPI}"):
        opened(page, address, path)
        expect(page.locator(".life-note")).to_have_text(
            "Retired on 1 November 2026. The board reads A22 instead."
        )


def test_a_decision_is_recorded_by_keyboard_and_stands_in_the_register(page, running, address):
    running.drop_national()
    sign_in(page, address, "/adoption", role="Programme officer")
    expect(page.locator(".lead-sentence")).to_contain_text("1 of 1 published national KPI is adopted.")
    page.locator("#register-adoption > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("KPI and version").select_option(f"{KPI}@national-2")
    page.get_by_label("Decision", exact=True).select_option("adopt")
    page.get_by_label("Board", exact=True).select_option("strategic_project")
    page.get_by_label("Decided on").fill("2026-11-03")
    page.get_by_label("Why").fill("Published by the Joint Unit.")
    page.keyboard.press("Tab")  # from the last field to the button
    expect(page.get_by_role("button", name="Record the decision")).to_be_focused()
    page.wait_for_timeout(300)  # nobody is faster than the page that takes in the last field
    page.keyboard.press("Enter")
    expect(page.locator(".register-said")).to_contain_text("Recorded.")
    expect(page.locator("#adoption-decisions")).to_contain_text("Published by the Joint Unit.")
    opened(page, address, "/adoption?state=adopted")
    row = page.locator("#adoption-table").get_by_role("row", name="In use since 1 October 2026.")
    expect(row).to_contain_text("Adopt: Strategic Project Board, 3 November 2026")
    opened(page, address, "/adoption?state=superseded")
    expect(page.locator("#adoption-table tbody tr")).to_have_count(1)
    expect(page.locator("#adoption-table tbody tr")).to_contain_text("no longer read since 1 October 2026.")


def test_a_board_member_reads_the_register_and_has_no_form(page, running, address):
    sign_in(page, address, "/adoption")
    expect(page.locator(".lead-sentence")).to_contain_text("No national KPI is published")
    expect(page.locator("#register-adoption")).to_have_count(0)


@pytest.mark.parametrize(
    "path", ["/adoption", PAGE, f"/definitions/{KPI}@proposed-1", "/definitions", "/"], ids=lambda path: path
)
def test_axe_finds_nothing_and_nothing_leaves_the_screen(page, axe, running, address, path):
    running.drop_national()
    sign_in(page, address, path, role="Programme officer")
    sound_on_every_screen(page, axe)


def test_the_catalogue_is_folded_by_pillar_and_a_chosen_state_is_not(page, running, address):
    sign_in(page, address, "/adoption")
    folds = page.locator("#adoption-table > details")
    expect(page.locator("#adoption-table tbody tr:visible")).to_have_count(0)
    folds.first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folds.first.locator("tbody tr").first).to_be_visible()
    expect(folds.first.locator("summary")).to_contain_text("proposed")
    opened(page, address, "/adoption?state=proposed")
    expect(page.locator("#adoption-table tbody tr").last).to_be_visible()
