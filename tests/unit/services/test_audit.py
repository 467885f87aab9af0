"""The audit trail only grows, and shows when it was tampered with."""

import sqlite3
from pathlib import Path

import pytest

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
