"""The audit trail only grows, and shows when it was tampered with."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from flightdeck.errors import ReaderError
from flightdeck.services.access import Actor, Role
from flightdeck.services.audit import AuditTrail, Verdict

READER = Actor("a.reader", Role.ANALYST)


@pytest.fixture
def trail(tmp_path: Path):
    trail = AuditTrail(tmp_path / "application.sqlite")
    for number in range(3):
        trail.record(READER, "see_cases", "charged_within_12_months", {"area": "West"}, number)
    yield trail
    trail.close()


def test_an_untouched_trail_holds(trail: AuditTrail) -> None:
    assert trail.verify() == Verdict(holds=True, events=3, broken_at=None)


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET rows = 9", "DELETE FROM audit_event"])
def test_the_table_refuses_change(trail: AuditTrail, tmp_path: Path, statement: str) -> None:
    with (
        sqlite3.connect(tmp_path / "application.sqlite") as connection,
        pytest.raises(sqlite3.DatabaseError, match="append-only"),
    ):
        connection.execute(statement)
    connection.close()
    assert trail.verify().holds


def test_a_change_made_around_the_refusal_is_found(trail: AuditTrail, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "application.sqlite") as connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit_event SET rows = 9 WHERE id = 2")
    connection.close()
    assert trail.verify() == Verdict(holds=False, events=1, broken_at=2)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("before", [False, True], ids=["new", "a store of before"])
def test_a_store_is_open_to_its_owner_alone(tmp_path: Path, *, before: bool) -> None:
    store = tmp_path / "store"
    path = store / "application.sqlite"
    if before:
        store.mkdir(mode=0o755)
        path.touch(mode=0o644)
    trail = AuditTrail(path)
    trail.record(READER, "see_cases", "cases", {}, 1)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in store.iterdir()}
    trail.close()
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    assert modes[path.name] == 0o600
    assert set(modes.values()) == {0o600}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_of_other_things_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "notes.txt").touch()
    AuditTrail(tmp_path / "application.sqlite").close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_store_that_cannot_be_made_is_a_fault_of_the_reader(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReaderError, match="the store cannot be opened"):
        AuditTrail(tmp_path / "file" / "store" / "application.sqlite")


def test_what_a_reader_of_some_areas_saw_is_told_with_the_areas(trail: AuditTrail, tmp_path: Path) -> None:
    supervisor = Actor("a.supervisor", Role.SUPERVISOR, ("East", "West"))
    trail.record(supervisor, "show_action_list", "bail_14", {}, 3)
    with closing(sqlite3.connect(tmp_path / "application.sqlite")) as connection:
        found = connection.execute("SELECT detail FROM audit_event ORDER BY id").fetchall()
    assert [detail for (detail,) in found][-2:] == ['{"area": "West"}', '{"own_areas": "East, West"}']
    assert trail.verify().holds
