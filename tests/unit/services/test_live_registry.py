"""Definitions change under a running deck: the new set as a whole, or the last good one with a word to whoever can mend it."""

from datetime import date
from shutil import copy

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.errors import NotFoundError, ReaderError
from flightdeck.services.access import Actor, Role
from flightdeck.services.live_registry import LiveRegistry, definition_banners
from tests.synthetic_store import CODE_LISTS, ROOT

KPI = "charged_within_12_months"
SHIPPED = ROOT / "kpi_definitions" / "suspect_focused" / f"{KPI}.yaml"
STEWARD, MEMBER = Actor("steward", Role.DATA_STEWARD), Actor("member", Role.BOARD_MEMBER)


class Day:
    """Seconds and a day that pass only when told."""

    seconds, day = 0.0, date(2026, 11, 25)

    def today(self):
        return self.day

    def clock(self):
        self.seconds += 2
        return self.seconds


@pytest.fixture
def day():
    return Day()


@pytest.fixture
def folder(tmp_path):
    copy(SHIPPED, tmp_path / "ours.yaml")
    change(tmp_path / "ours.yaml", "balanced_by: victim_does_not_support\n", "")
    return tmp_path


@pytest.fixture
def live(folder, day):
    return LiveRegistry(folder, code_lists=CODE_LISTS, today=day.today, clock=day.clock)


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def drop_national(folder, *, from_day="2026-10-01"):
    path = folder / "national.yaml"
    copy(folder / "ours.yaml", path)
    change(path, "authority: proposed", "authority: national")
    change(path, "version: 1", "version: 2")
    change(path, "effective_from: 2025-04-01", f"effective_from: {from_day}")
    return path


def in_force(live):
    return [(one.id, one.authority.value, one.version) for one in live.now().current()]


def test_a_file_dropped_in_is_in_force_and_one_taken_away_is_not(live, folder):
    assert in_force(live) == [(KPI, "proposed", 1)]
    national = drop_national(folder)
    assert in_force(live) == [(KPI, "national", 2)]
    national.unlink()
    assert in_force(live) == [(KPI, "proposed", 1)]


def test_a_definition_of_a_later_day_comes_into_force_on_that_day_without_anybody_doing_anything(
    live, folder, day
):
    drop_national(folder, from_day="2026-12-01")
    assert in_force(live) == [(KPI, "proposed", 1)]
    assert [one.version for one in live.now().coming()] == [2]
    day.day = date(2026, 12, 1)
    assert in_force(live) == [(KPI, "national", 2)]
    assert live.now().coming() == ()


def test_a_broken_file_leaves_the_last_good_set_and_only_the_steward_is_told_why(live, folder):
    assert definition_banners(live, STEWARD) == ()
    before = live.now()
    change(folder / "ours.yaml", "population: crimes", "population: crmes")
    assert live.now() == before
    (told,) = definition_banners(live, STEWARD)
    line = (folder / "ours.yaml").read_text(encoding="utf-8").splitlines().index("population: crmes") + 1
    assert told.kind == "definitions"
    assert (
        f'There is no population "crmes", {folder / "ours.yaml"}:{line}. Did you mean "crimes"?' in told.text
    )
    for actor in (MEMBER, None):
        (plain,) = definition_banners(live, actor)
        assert plain.text.startswith("The definitions as read on ")
        assert plain.text.endswith("The data steward knows why.")
        assert "crmes" not in plain.text
    change(folder / "ours.yaml", "population: crmes", "population: crimes")
    assert live.now() == before
    assert definition_banners(live, STEWARD) == ()


def test_of_several_faults_the_first_is_told_and_the_rest_counted(live, folder):
    live.now()
    change(folder / "ours.yaml", "population: crimes", "population: crmes")
    (folder / "other.yaml").write_text("id: [", encoding="utf-8")
    (told,) = definition_banners(live, STEWARD)
    assert told.text.endswith(" more fault: run flightdeck check.")


def test_a_first_set_at_fault_is_told_before_anything_is_served(folder, day):
    change(folder / "ours.yaml", "population: crimes", "population: crmes")
    with pytest.raises(ReaderError, match="crmes"):
        LiveRegistry(folder, code_lists=CODE_LISTS, today=day.today).now()


def test_an_edited_definition_of_the_same_version_never_serves_the_figures_of_before(
    live, folder, synthetic_store
):
    from tests.synthetic_store import deck_with

    deck = deck_with(synthetic_store, live)
    before = deck.result(KPI, Filters(), Actor("analyst", Role.ANALYST))
    change(folder / "ours.yaml", "days: 365}}", "days: 30}}")
    after = deck.result(KPI, Filters(), Actor("analyst", Role.ANALYST))
    assert (before.version, before.denominator) == (after.version, after.denominator)
    assert after.numerator < before.numerator
    change(folder / "ours.yaml", "days: 30}}", "days: 365}}")
    assert deck.result(KPI, Filters(), Actor("analyst", Role.ANALYST)) == before


def test_a_kpi_taken_away_is_told_as_not_there(live, folder, synthetic_store):
    from tests.synthetic_store import deck_with

    drop = folder / "more.yaml"
    copy(folder / "ours.yaml", drop)
    change(drop, f"id: {KPI}", "id: another")
    deck = deck_with(synthetic_store, live)
    assert deck.definition("another").id == "another"
    drop.unlink()
    with pytest.raises(NotFoundError, match='there is no KPI "another"'):
        deck.definition("another")
