"""The shipped mapping takes the synthetic record system through the same door as a real one."""

from datetime import date
from pathlib import Path

import pytest

from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.mapping import check_mapping, load_mapping
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.data.synthetic import seed
from flightdeck.domain.schema import FRAMES
from flightdeck.services.refresh import RefreshReport, refresh

DATA = Path(__file__).parents[4] / "data"
MAPPING = DATA / "mappings" / "synthetic_rms.yaml"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    seed(folder / "synthetic" / "rms.sqlite", crimes=5_000, until=date(2026, 10, 31))
    return folder


@pytest.fixture(scope="module")
def report(store: Path) -> RefreshReport:
    return refresh(
        MAPPING,
        store=store,
        code_lists_folder=DATA / "code_lists",
        hash_key=b"a key for tests only, 32 bytes.",
        progress=lambda what, share: None,
    )


def test_it_has_no_faults(store: Path) -> None:
    lists = load_code_lists(DATA / "code_lists")
    assert check_mapping(MAPPING, code_lists=lists, store=store, look_at_source=True) == []


def test_it_feeds_every_frame_and_says_what_it_has_no_field_for() -> None:
    mapping = load_mapping(MAPPING)
    assert mapping.synthetic
    assert [name for name in FRAMES if not mapping.entries(name)] == []
    assert {frame: sorted(columns) for frame, columns in mapping.absent().items()} == {
        "crimes": ["lsoa"],
        "persons": ["gender_reassignment", "marriage_civil_partnership", "pregnancy_maternity"],
    }


def test_a_refresh_accounts_for_every_row(report: RefreshReport) -> None:
    assert report.synthetic
    assert report.as_at == date(2026, 10, 31)
    for name, count in report.frames.items():
        assert count.rows_in == count.kept + count.quarantined, name
        assert count.kept > 0, name
        assert count.quarantined < 0.02 * count.rows_in, name


def test_every_planted_fault_is_caught(report: RefreshReport) -> None:
    found = {frame: set(rules) for frame, rules in report.quarantined.items()}
    assert {"not_a_date", "implausible_date", "future_date", "duplicate_key"} <= found["crimes"]
    assert {"orphan", "duplicate_key"} <= found["persons"]
    assert {"orphan", "unknown_code", "not_a_date"} <= found["outcomes"]
    assert found["victim_contacts"] == {"orphan"}


def test_days_are_out_of_order_only_where_dates_were_mistyped(report: RefreshReport) -> None:
    disordered = {check.id: check.count for check in report.checks if "_before_" in check.id and check.count}
    assert all(count <= 12 for count in disordered.values()), disordered


def test_characteristics_come_through_with_their_status(report: RefreshReport, store: Path) -> None:
    persons = SnapshotStore(store).load(report.snapshot).frames["persons"]
    ethnicity = set(persons["ethnicity_self_defined_status"].astype(str))
    assert ethnicity == {
        "valid",
        "declined",
        "not_asked",
        "ambiguous",
        "unknown",
        "missing",
        "invalid",
        "not_applicable",
    }
    assert set(persons["gender_reassignment_status"].astype(str)) <= {"missing", "not_applicable"}
