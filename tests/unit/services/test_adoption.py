"""The adoption register updates itself, keeps what it found, and takes decisions from the programme officer alone."""

from datetime import date

import pytest

from flightdeck.definitions.registry import Registry
from flightdeck.domain.definition import Authority
from flightdeck.domain.filters import Filters
from flightdeck.errors import NotAllowedError, ReaderError
from flightdeck.services.access import Actor, Role
from flightdeck.services.adoption import edited
from flightdeck.services.audit import AuditTrail
from tests.synthetic_store import REGISTRY, deck_with

OFFICER, MEMBER = Actor("officer", Role.PROGRAMME_OFFICER), Actor("member", Role.BOARD_MEMBER)
OURS = REGISTRY.get("charged_within_12_months")
NATIONAL = OURS.model_copy(
    update={"authority": Authority.NATIONAL, "version": 2, "effective_from": date(2026, 10, 1)}
)
GIVEN = {
    "kpi": "charged_within_12_months@national-2",
    "choice": "adopt",
    "board": "strategic_project",
    "decided_on": "2026-11-03",
    "why": "Published by the Joint Unit.",
}


@pytest.fixture
def store(tmp_path, synthetic_store):
    """A store of its own: what a test writes, no other test reads."""
    place = tmp_path / "store"
    place.mkdir()
    (place / "snapshots").symlink_to(synthetic_store / "snapshots")
    return place


@pytest.fixture
def made(store):
    return lambda *more: deck_with(store, Registry((*REGISTRY.versions, *more)))


def state_of(deck, kpi):
    return next(row for row in deck.adoption(Filters(), MEMBER).rows if row.kpi == kpi)


def test_every_number_of_the_catalogue_has_a_state_and_one_that_cannot_be_computed_says_why(made):
    register = made().adoption(Filters(), MEMBER)
    assert {row.id for row in register.rows} == {one.id for one in REGISTRY.current()}
    assert {row.state.value for row in register.rows} <= {"proposed", "not_computable"}
    assert [row.id for row in register.rows if row.state == "not_computable" and not row.why] == []
    assert register.sentence.startswith("No national KPI is published, so there is nothing to adopt.")


def test_a_national_definition_dropped_in_is_adopted_and_ours_superseded_without_anybody_writing_it(made):
    before = made()
    assert state_of(before, "charged_within_12_months@proposed-1").state == "proposed"
    after = made(NATIONAL)
    assert state_of(after, "charged_within_12_months@national-2").state == "adopted"
    ours = state_of(after, "charged_within_12_months@proposed-1")
    assert (ours.state, ours.why) == (
        "superseded",
        "By “Charged within 12 months of recording” (national, version 2); no longer read since 1 October 2026.",
    )
    assert after.adoption(Filters(), MEMBER).sentence.startswith("1 of 1 published national KPI is adopted.")


def test_a_decision_is_written_by_the_programme_officer_with_board_and_day_and_audited(made, store):
    deck, audit = made(NATIONAL), AuditTrail(store / "application.sqlite")
    with pytest.raises(NotAllowedError):
        deck.record("adoption", GIVEN, MEMBER, audit=audit)
    deck.record("adoption", GIVEN, OFFICER, audit=audit)
    row = state_of(deck, GIVEN["kpi"])
    assert (row.decision.choice, row.decision.board, row.decision.decided_on) == (
        "adopt",
        "strategic_project",
        date(2026, 11, 3),
    )
    deck.record("adoption", {**GIVEN, "choice": "decline", "decided_on": "2026-11-10"}, OFFICER, audit=audit)
    row = state_of(deck, GIVEN["kpi"])
    assert (row.state, row.why) == ("proposed", "A board declined it on 10 November 2026.")
    assert [entry.record.choice for entry in deck.adoption(Filters(), MEMBER).decisions] == [
        "adopt",
        "decline",
    ]
    assert audit.verify().holds
    audit.close()


def test_a_decision_on_a_kpi_that_is_none_or_of_a_day_to_come_is_refused_with_every_fault(made, store):
    audit = AuditTrail(store / "application.sqlite")
    bad = {**GIVEN, "kpi": "charged_within_12_months@national-9", "decided_on": "2999-01-01"}
    with pytest.raises(ReaderError) as told:
        made().record("adoption", bad, OFFICER, audit=audit)
    assert [fault.what for fault in told.value.faults] == [
        "“Decided on”: 1 January 2999 has not come yet",
        'there is no KPI "charged_within_12_months@national-9"',
    ]
    audit.close()


def test_what_is_found_is_kept_once_and_again_only_when_it_changes(made):
    deck = made()
    assert deck.note_adoption() == len(REGISTRY.versions)
    assert deck.note_adoption() == 0
    after = made(NATIONAL)
    assert after.note_adoption() == 2  # the national one, and ours that is now superseded
    found = after.adoption(Filters(), MEMBER).found
    assert [(one.kpi, one.state) for one in found[-2:]] == [
        ("charged_within_12_months@proposed-1", "superseded"),
        ("charged_within_12_months@national-2", "adopted"),
    ]


def test_an_edited_definition_of_the_same_version_is_a_fault_and_of_a_higher_one_is_not(made):
    deck = made()
    deck.note_adoption()
    (fault,) = edited(Registry((OURS.model_copy(update={"matures_after_days": 30}),)), deck.settings)
    assert fault.what.startswith("version 1 has been edited: what was recorded of it on ")
    assert fault.where == "charged_within_12_months (proposed)"
    assert fault.remedy == "Raise its version and say why in history, or put the text back."
    for change in (
        {"version": 2, "matures_after_days": 30},
        {"status": "draft", "matures_after_days": 30},
        {},
    ):
        assert edited(Registry((OURS.model_copy(update=change),)), deck.settings) == []


def test_the_table_for_kpis_has_a_row_for_each_stretch_of_days(made):
    table = made(NATIONAL).registers()["kpi_adoption"]
    ours = table[table["kpi"] == OURS.id]
    assert ours[["authority", "state", "published_nationally", "computable"]].values.tolist() == [
        ["proposed", "proposed", False, True],
        ["proposed", "superseded", False, True],
        ["national", "adopted", True, True],
    ]
    assert [str(day.date()) for day in ours["from_on"]] == ["2025-04-01", "2026-10-01", "2026-10-01"]
    assert ours["to_on"].isna().tolist() == [False, True, True]


def test_the_table_is_made_once_and_again_when_a_board_decides_or_something_is_found(made, store):
    deck = made(NATIONAL)
    first = deck.registers()["kpi_adoption"]
    assert deck.registers()["kpi_adoption"] is first
    audit = AuditTrail(store / "application.sqlite")
    deck.record("adoption", {**GIVEN, "choice": "decline"}, OFFICER, audit=audit)
    audit.close()
    decided = deck.registers()["kpi_adoption"]
    assert (adopted(first), adopted(decided)) == ([True], [False])
    deck.note_adoption()
    assert deck.registers()["kpi_adoption"] is not decided


def adopted(table):
    """Whether the national definition is adopted today."""
    standing = table[(table["authority"] == "national") & table["to_on"].isna()]
    return (standing["state"] == "adopted").tolist()


def test_on_an_earlier_snapshot_the_register_is_as_it_was_that_day(made):
    deck = made(NATIONAL)
    earlier = deck.store.list()[0]
    register = deck.adoption(Filters(snapshot=earlier.id), MEMBER)
    assert register.on == earlier.as_at
    states = {row.kpi: row.state for row in register.rows}
    assert states["charged_within_12_months@national-2"] == "not_in_force_yet"
    assert states["charged_within_12_months@proposed-1"] == "proposed"
