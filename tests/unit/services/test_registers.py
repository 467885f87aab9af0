"""The registers of the boards as they are written, kept and counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.domain.registers import (
    Claim,
    Evidence,
    Position,
    ProductStep,
    standing,
)
from flightdeck.errors import NotAllowedError, ReaderError
from flightdeck.services import registers
from flightdeck.services.access import Actor, Role
from flightdeck.services.register_entries import entries
from flightdeck.services.register_store import Entry, RegisterStore
from flightdeck.services.register_writing import read_form, record
from tests.fakes import FakeAudit
from tests.register_deck import NO_FIELD, OneDeck, info

OFFICER = Actor("Programme officer", Role.PROGRAMME_OFFICER)
CHAIR = Actor("Board member", Role.BOARD_MEMBER)
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
GIVEN = {
    "recommendation": "7",
    "claim": "complete",
    "owner": "Head of crime",
    "on": "2026-10-20",
    "why": "Board decided",
}


@pytest.fixture
def deck(tmp_path):
    return OneDeck(tmp_path, info(date(2026, 7, 31), NO_FIELD), info(date(2026, 10, 31), NO_FIELD))


# ── kept ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_kept_comes_back_whole_and_in_order(tmp_path):
    store = RegisterStore(tmp_path / "application.sqlite")
    kept = [
        Entry(AT, "Programme officer", "Plan", ProductStep(product="Consent", state=state, on="2026-10-01"))
        for state in ("delivered", "not_started")
    ]
    for entry in kept:
        store.append(entry)
    assert list(store.entries()) == kept
    store.close()


@pytest.mark.parametrize("change", ["UPDATE register_entry SET why = ''", "DELETE FROM register_entry"])
def test_nothing_kept_can_be_changed_or_taken_away(tmp_path, change):
    store = RegisterStore(tmp_path / "application.sqlite")
    store.append(
        Entry(AT, "Programme officer", "Plan", ProductStep(product="A", state="delivered", on="2026-10-01"))
    )
    store.close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'application.sqlite'}")
    with engine.connect() as connection, pytest.raises(sa.exc.DatabaseError, match="append-only"):
        connection.exec_driver_sql(change)
    engine.dispose()


def test_a_real_force_starts_with_empty_registers_and_a_demonstration_with_labelled_ones(tmp_path):
    settings = SimpleNamespace(store=tmp_path)
    assert entries(settings.store, synthetic=False) == ()
    made_up = entries(settings.store, synthetic=True)
    assert made_up
    assert {one.by for one in made_up} == {"Programme officer (SYNTHETIC)"}


# ── written ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_the_officer_of_the_registers_writes(deck):
    with pytest.raises(NotAllowedError):
        record(deck, "position", GIVEN, CHAIR, audit=FakeAudit())
    assert entries(deck.settings.store, synthetic=False) == ()


def test_a_record_names_the_role_the_moment_and_why_and_is_audited_once(deck):
    audit = FakeAudit()
    entry = record(deck, "position", GIVEN, OFFICER, audit=audit)
    assert entries(deck.settings.store, synthetic=False) == (
        replace(entry, at=entry.at.replace(microsecond=0)),
    )
    assert (entry.by, entry.why, entry.record.claim) == ("Programme officer", "Board decided", Claim.COMPLETE)
    assert audit.events == [("programme_officer", "record_decision", "position: 7")]


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        ("position", {"why": ""}, ["“Why” is needed"]),
        ("position", {"why": "x" * 301}, ["“Why” must be one line of at most 300 characters"]),
        ("position", {"owner": "x" * 301}, ["“Owner (a post)” has more than 300 characters"]),
        ("position", {"owner": "", "why": ""}, ["“Owner (a post)” is needed", "“Why” is needed"]),
        ("position", {"on": "yesterday"}, ["“Since” is no day"]),
        ("position", {"on": "2126-01-01"}, ["“Since”: 1 January 2126 has not come yet"]),
        ("position", {"claim": "overdue"}, ["“Position” is none of the choices"]),
        ("position", {"recommendation": "4"}, ["recommendation 4 is addressed nationally"]),
        ("withdrawal", {"claim": "", "owner": "", "evidence": "1"}, ["there is no evidence 1 to withdraw"]),
    ],
)
def test_what_cannot_be_kept_is_refused_with_every_fault(deck, kind, changes, told):
    with pytest.raises(ReaderError) as refused:
        record(deck, kind, {**GIVEN, **changes}, OFFICER, audit=FakeAudit())
    assert [fault.what for fault in refused.value.faults] == told
    assert entries(deck.settings.store, synthetic=False) == ()


def test_every_field_that_is_missing_is_told_at_once():
    with pytest.raises(ReaderError) as refused:
        read_form("meeting", {})
    assert [fault.what for fault in refused.value.faults] == [
        "“Board” is needed",
        "“Day of the meeting” is needed",
        "“State” is needed",
    ]


def test_the_same_again_is_refused(deck):
    record(deck, "position", GIVEN, OFFICER, audit=FakeAudit())
    with pytest.raises(ReaderError, match="already"):
        record(deck, "position", GIVEN, OFFICER, audit=FakeAudit())


def test_a_meeting_that_lies_ahead_cannot_have_been_held(deck):
    meeting = {"board": "performance", "scheduled_on": "2126-01-01", "state": "held", "why": "Calendar"}
    with pytest.raises(ReaderError, match="lies ahead"):
        record(deck, "meeting", meeting, OFFICER, audit=FakeAudit())
    record(deck, "meeting", {**meeting, "state": "scheduled"}, OFFICER, audit=FakeAudit())


def test_only_what_a_snapshot_declares_can_be_recorded_as_a_barrier(deck):
    given_ = {"barrier": "no_such", "owner": "Head of performance", "why": "Raised"}
    with pytest.raises(ReaderError, match="no_such"):
        record(deck, "barrier", given_, OFFICER, audit=FakeAudit())
    record(deck, "barrier", {**given_, "barrier": "no_field_religion"}, OFFICER, audit=FakeAudit())


# ── counted ─────────────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = st.dates(date(2024, 9, 1), date(2026, 9, 1))
POSITIONS = st.lists(st.tuples(st.sampled_from(["open", "complete"]), DAYS), max_size=4)
EVIDENCE = st.lists(st.tuples(DAYS, st.integers(1, 400)), max_size=3)


@given(positions=POSITIONS, lodged=EVIDENCE, on=st.dates(date(2024, 8, 22), date(2026, 10, 1)))
def test_on_any_day_one_row_of_a_recommendation_stands_and_says_its_state(positions, lodged, on):
    made = [Position(recommendation=7, claim=claim, owner="Post", on=day) for claim, day in positions]
    proofs = [
        Evidence(
            recommendation=7, form="document", title="T", reference="R", dated_on=day, review_on=day + timedelta(days=days)
        )
        for day, days in lodged
    ]  # fmt: skip
    kept = tuple(Entry(AT, "Programme officer", "Why", one) for one in (*made, *proofs))
    spans = registers._standings(kept, 7, date(2025, 1, 31), date(2024, 8, 22))
    standing_then = [row for row in spans if row.first <= on and (row.after is None or row.after > on)]
    claim = None
    for one in sorted((one for one in made if one.on <= on), key=lambda one: one.on):
        claim = one.claim
    evidenced = any(one.dated_on <= on <= one.review_on for one in proofs)
    expected = standing(claim, evidenced=evidenced, deadline=date(2025, 1, 31), on=on)
    assert [(row.said["state"], row.said["evidenced"]) for row in standing_then] == [
        (expected.value, evidenced)
    ]


def test_the_tables_of_an_empty_store_have_their_columns_and_say_that_nothing_is_complete(tmp_path):
    tables = registers.registers(SimpleNamespace(store=tmp_path))
    assert {name: list(table.columns) for name, table in tables.items()} == {
        "recommendations": ["ref", "state", "evidenced", "from_on", "to_on"],
        "nom_products": ["product", "state", "from_on", "to_on"],
        "problem_profiles": ["refreshed_on"],
        "board_meetings": ["board", "scheduled_on", "held", "reviewed"],
        "data_loads": ["loaded_at", "succeeded"],
    }
    still = tables["recommendations"].query("to_on.isna()")
    assert dict(zip(still["ref"], still["state"], strict=True)) == dict.fromkeys(
        ("3", "5", "7", "9", "11"), "open_overdue"
    )
    assert {name: len(table) for name, table in tables.items() if name != "recommendations"} == {
        "nom_products": 0, "problem_profiles": 0, "board_meetings": 0, "data_loads": 0,
    }  # fmt: skip
