"""Dated events over a SYNTHETIC snapshot: marked where they touch, limits redrawn nowhere else, and known as of a day."""

import json
import shutil
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from flightdeck.cli import event_commands
from flightdeck.cli.application import app
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.domain.annotations import Event, EventWithdrawal
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.errors import NotAllowedError, ReaderError
from flightdeck.services.access import Actor, Role
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.register_store import Entry, RegisterStore, last_written
from flightdeck.settings import Settings
from flightdeck.statistics.spc import limits
from tests.fakes import FakeAudit
from tests.synthetic_store import CODE_LISTS, REGISTRY, deck_over

ANALYST = Actor("analyst", Role.ANALYST)
OFFICER = Actor("officer", Role.PROGRAMME_OFFICER)
MONTHS = Filters(by=Grain.MONTH)
GIVEN = {
    "title": "Form of 2023", "happened_on": "2023-03-10", "change": "recording", "kpis": "A01", "may_rebase": "true",
    "why": "Told by the owner",
}  # fmt: skip


@pytest.fixture
def deck(synthetic_store, tmp_path):
    """A deck over the shared snapshots, with registers of its own that begin empty."""
    settings = Settings(store=tmp_path)
    return FlightDeck(SnapshotStore(synthetic_store), REGISTRY, settings=settings, code_lists=CODE_LISTS)


def record(deck, **changes):
    return deck.record("event", GIVEN | changes, OFFICER, audit=FakeAudit())


def mine(result):
    """The events of this test: a SYNTHETIC history stands before them."""
    return [one for one in result.noted if one.title == "Form of 2023"]


def test_limits_are_redrawn_at_the_event_and_are_those_of_each_stretch_by_itself(deck):
    before = deck.result("A01", MONTHS, ANALYST)
    assert before.spc.rebased == ()
    record(deck)
    after = deck.result("A01", MONTHS, ANALYST)  # the answer kept from before is not given again
    assert after.spc.rebased == ("Form of 2023 on 10 March 2023",)
    assert "Limits redrawn at Form of 2023 on 10 March 2023." in after.sentence
    values = [point.value for point in after.series]
    start = [point.period for point in after.series].index("Apr 2023")
    for stretch, at in ((values[:start], start - 1), (values[start:], start)):
        own = limits(stretch)
        assert after.series[at].mean == pytest.approx(own.mean)
        assert after.series[at].upper_limit == pytest.approx(own.upper)
    assert [point.value for point in before.series] == values


def test_an_event_touches_no_other_kpi(deck):
    untouched = deck.result("A02", MONTHS, ANALYST)
    record(deck)
    assert deck.result("A02", MONTHS, ANALYST) == untouched


def test_a_change_in_one_area_marks_the_force_and_redraws_that_area_only(deck):
    record(deck, areas="West")
    force, west, east = (deck.result("A01", MONTHS.but(area=area), ANALYST) for area in ("", "West", "East"))
    assert [[one.redraw for one in mine(result)] for result in (force, west, east)] == [[""], ["redrawn"], []]
    assert [bool(result.spc.rebased) for result in (force, west, east)] == [False, True, False]


def test_by_quarter_too_few_periods_follow_a_late_event_and_the_limits_stay(deck):
    record(deck, happened_on="2025-10-02")
    found = deck.result("A01", Filters(), ANALYST)
    assert ([one.redraw for one in mine(found)], found.spc.rebased) == (["too_few"], ())


def test_an_event_withdrawn_is_shown_no_more_and_stays_in_the_history(deck):
    record(deck)
    number = next(
        one.number for one in deck.events(Filters(), ANALYST).annotations if one.event.title == "Form of 2023"
    )
    given = {"event": str(number), "on": "2026-11-01", "why": "By mistake"}
    deck.record("event_withdrawal", given, OFFICER, audit=FakeAudit())
    assert mine(deck.result("A01", MONTHS, ANALYST)) == []
    kinds = [
        entry.record.kind
        for entry in deck.events(Filters(), ANALYST).history
        if not entry.by.endswith("(SYNTHETIC)")
    ]
    assert kinds == ["event", "event_withdrawal"]
    with pytest.raises(ReaderError, match="is withdrawn already"):
        deck.record("event_withdrawal", given | {"why": "Again"}, OFFICER, audit=FakeAudit())


def test_a_view_as_known_on_an_earlier_day_has_no_event_that_was_written_later(deck):
    earlier = deck.store.list()[0]
    store = RegisterStore(deck.settings.store / "application.sqlite")
    event = Event(
        title="Form of 2023", happened_on=date(2023, 3, 10), change="recording", kpis="A01", may_rebase=True
    )
    store.append(Entry(datetime.now(UTC), "Programme officer", "Told", event))
    store.close()
    assert mine(deck.result("A01", MONTHS, ANALYST)) != []
    assert mine(deck.result("A01", MONTHS.but(snapshot=earlier.id), ANALYST)) == []


def test_every_fault_of_an_event_is_told_at_once_and_nothing_is_written(deck):
    with pytest.raises(ReaderError) as told:
        record(deck, kpis="A01, Z99", areas="Nowhere", happened_on="2099-01-01")
    said = " ".join(fault.what for fault in told.value.faults)
    assert [part for part in ("has not come yet", '"Z99"', '"Nowhere"') if part not in said] == []
    with pytest.raises(ReaderError, match="only of KPIs that the event names"):
        record(deck, kpis="")
    assert mine(deck.result("A01", MONTHS, ANALYST)) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROGRAMME_OFFICER])
def test_nobody_but_the_programme_officer_names_or_withdraws_an_event(deck, role):
    areas = ("West",) if role in (Role.AREA_COMMANDER, Role.SUPERVISOR) else ()
    for kind, given in (
        ("event", GIVEN),
        ("event_withdrawal", {"event": "1", "on": "2026-11-01", "why": "No"}),
    ):
        with pytest.raises(NotAllowedError):
            deck.record(kind, given, Actor("reader", role, areas), audit=FakeAudit())


def test_the_commands_add_list_and_withdraw(synthetic_store, tmp_path, monkeypatch):
    store = tmp_path / "store"
    shutil.copytree(synthetic_store, store)
    monkeypatch.setattr(event_commands, "deck_of", lambda _settings: deck_over(store))

    def run(*words):
        return CliRunner().invoke(app, ["event", *words, "--store", str(store)])

    add = (
        "add",
        "Form of 2023",
        "--on",
        "2023-03-10",
        "--change",
        "recording",
        "--kpis",
        "A01",
        "--why",
        "Told",
    )
    assert run(*add).exit_code == 1  # an analyst does not keep the register
    assert run(*add, "--may-rebase", "--role", "programme_officer").stdout == "Recorded: Form of 2023.\n"
    found = next(one for one in json.loads(run("list", "--json").stdout) if one["title"] == "Form of 2023")
    assert (found["happened_on"], found["kpis"], found["may_rebase"]) == ("2023-03-10", ["A01"], True)
    number = str(found["number"])
    gone = ("withdraw", number, "--on", "2026-11-01", "--why", "By mistake", "--role", "programme_officer")
    assert run(*gone).stdout == f"Recorded: event {number}.\n"
    assert "withdrawn on 1 November 2026" in run("list").stdout


def test_the_records_read_back_as_they_were_written(tmp_path):
    store = RegisterStore(tmp_path / "application.sqlite")
    event = Event(
        title="Form of 2023", happened_on=date(2023, 3, 10), change="recording", kpis="A01", areas="West"
    )
    for one in (event, EventWithdrawal(event=1, on=date(2023, 4, 1))):
        store.append(Entry(datetime(2023, 4, 1, tzinfo=UTC), "Programme officer", "Told", one))
    assert [entry.record for entry in store.entries()] == [
        event,
        EventWithdrawal(event=1, on=date(2023, 4, 1)),
    ]
    store.close()


def test_a_reader_of_one_area_reads_no_event_of_another(deck):
    elsewhere = {"title": "Form of the west", "areas": "West", "may_rebase": "false"}
    record(deck, **elsewhere)
    record(deck)
    east, chair = (
        deck.events(Filters(), Actor("x", role, areas))
        for role, areas in ((Role.AREA_COMMANDER, ("East",)), (Role.BOARD_MEMBER, ()))
    )
    assert {one.event.areas for one in east.annotations} == {()}
    told = [{entry.record.subject for entry in read.history} for read in (east, chair)]
    assert "Form of 2023" in told[0]
    assert "Form of the west" in told[1] - told[0]
    noted = [
        one.title for one in deck.result("A01", MONTHS, Actor("x", Role.AREA_COMMANDER, ("East",))).noted
    ]
    assert "Form of the west" not in noted


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2028"])
def test_no_text_is_written_with_a_sign_that_is_not_seen(deck, hidden):
    with pytest.raises(ReaderError, match="“Title” holds a sign that is not seen"):
        record(deck, title=f"Form{hidden}of 2023")
    record(deck, title="Ffurflen ŵ’r\u00a0heddlu <b>=1+1</b>")


def test_what_was_kept_under_an_older_rule_is_read_for_ever(deck):
    store = RegisterStore(deck.settings.store / "application.sqlite")
    event = Event(title="Form \u202eof 2023", happened_on=date(2023, 3, 10), change="recording")
    store.append(Entry(datetime(2023, 3, 11, tzinfo=UTC), "Programme officer", "Told", event))
    store.close()
    assert "Form \u202eof 2023" in [one.event.title for one in deck.events(Filters(), ANALYST).annotations]


def test_the_state_of_the_registers_is_named_by_the_last_record_without_writing(tmp_path):
    path = tmp_path / "application.sqlite"
    assert last_written(path) == 0
    assert not path.exists()
    store = RegisterStore(path)
    assert last_written(path) == 0
    event = Event(title="Form of 2023", happened_on=date(2023, 3, 10), change="recording")
    for number in (1, 2):
        store.append(Entry(datetime(2023, 4, 1, tzinfo=UTC), "Programme officer", "Told", event))
        before = path.stat().st_mtime_ns
        assert last_written(path) == number
        assert path.stat().st_mtime_ns == before
    store.close()
