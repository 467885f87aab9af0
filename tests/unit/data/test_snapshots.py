"""Snapshots are whole or not there, never change, and know when a refresh failed."""

import json
from datetime import UTC, datetime

import pandas as pd
import pytest
from filelock import FileLock

from flightdeck.data.contracts import checked
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.errors import BrokenInvariantError, NotFoundError, ReaderError
from tests.unit.data.raw import CODE_LISTS, conformed, crimes

MANIFEST = {"as_at": "2026-10-31", "created_at": "2026-11-01T06:00:00+00:00", "synthetic": False}
NOW = datetime(2026, 11, 1, 6, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    return SnapshotStore(tmp_path / "store")


def some(*references):
    return {"crimes": conformed(crimes(URN=list(references))).frame}


def test_a_frame_comes_back_as_it_was_written(store):
    frames = some("A", "B")
    info = store.write(frames, MANIFEST)
    loaded = store.load(info.id)
    pd.testing.assert_frame_equal(loaded.frames["crimes"], frames["crimes"])
    checked(loaded.frames["crimes"], name="crimes", code_lists=CODE_LISTS)
    assert list(loaded.frames) == ["crimes"]
    assert loaded.quarantined.empty
    assert info.id.startswith("2026-10-31.")
    assert loaded.manifest["snapshot"] == info.id


def test_a_frame_without_rows_comes_back_with_its_types(store):
    frames = {"crimes": conformed(crimes().iloc[:0]).frame}
    loaded = store.load(store.write(frames, MANIFEST).id)
    pd.testing.assert_frame_equal(loaded.frames["crimes"], frames["crimes"])


def test_the_same_content_is_the_same_snapshot_and_not_written_twice(store):
    first = store.write(some("A"), MANIFEST)
    again = store.write(some("A"), MANIFEST | {"created_at": "2026-11-02T06:00:00+00:00"})
    assert (first.new, again.new, first.id) == (True, False, again.id)
    assert len(store.list()) == 1


@pytest.mark.parametrize(
    "change", [{"as_at": "2026-11-01"}, {"mapping": {"version": 2}}, {"code_lists": {"sex": "2"}}]
)
def test_another_day_mapping_or_code_list_is_another_snapshot(store, change):
    first = store.write(some("A"), MANIFEST)
    assert store.write(some("A"), MANIFEST | change).id != first.id


def test_other_rows_are_another_snapshot_and_the_latest(store):
    first = store.write(some("A"), MANIFEST)
    second = store.write(some("B"), MANIFEST | {"created_at": "2026-11-02T06:00:00+00:00"})
    assert [info.id for info in store.list()] == [first.id, second.id]
    assert store.latest().id == second.id


def test_a_store_without_a_snapshot_has_no_latest(store):
    assert store.latest() is None
    assert store.list() == ()
    assert store.failure() is None


def test_an_unknown_snapshot_names_the_nearest(store):
    info = store.write(some("A"), MANIFEST)
    with pytest.raises(NotFoundError) as error:
        store.load(info.id[:-1])
    assert error.value.faults[0].remedy == f'Did you mean "{info.id}"?'


def test_no_name_leads_out_of_the_store(store, tmp_path):
    store.write(some("A"), MANIFEST)
    (tmp_path / "manifest.json").write_text(json.dumps({"as_at": "2026-01-01"}))
    with pytest.raises(NotFoundError):
        store.load("../..")


def test_a_changed_file_is_refused_when_it_is_read(store):
    info = store.write(some("A"), MANIFEST)
    path = store.folder / info.id / "crimes.parquet"
    assert path.stat().st_mode & 0o222 == 0  # nobody may write it
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(BrokenInvariantError, match="not what was written"):
        store.load(info.id).frames["crimes"]


def test_what_a_killed_refresh_left_is_removed_and_never_listed(store):
    info = store.write(some("A"), MANIFEST)
    left = store.folder / ".building-dead"
    left.mkdir()
    (left / "manifest.json").write_text("{}")
    assert [found.id for found in store.list()] == [info.id]
    store.write(some("B"), MANIFEST)
    assert not left.exists()


def test_a_broken_manifest_says_so(store):
    info = store.write(some("A"), MANIFEST)
    path = store.folder / info.id / "manifest.json"
    path.chmod(0o644)
    path.write_text("{")
    with pytest.raises(ReaderError, match="cannot be read"):
        SnapshotStore(store.store).latest()


def test_a_failed_refresh_is_remembered_until_one_goes_well(store):
    with pytest.raises(ReaderError), store.refreshing(started_at=NOW):
        raise ReaderError.of("no such file", where="x.csv", remedy="Fetch it.")
    assert store.failure()["faults"] == [{"what": "no such file", "where": "x.csv", "remedy": "Fetch it."}]
    with store.refreshing(started_at=NOW):
        pass
    assert store.failure() is None


def test_a_refresh_at_work_is_no_failure_and_keeps_others_out(store):
    with store.refreshing(started_at=NOW):
        assert store.failure() is None
        with pytest.raises(ReaderError, match="another refresh is at work"), store.refreshing(started_at=NOW):
            pass


def test_a_refresh_that_stopped_without_a_word_is_a_failure(store):
    with pytest.raises(KeyboardInterrupt), store.refreshing(started_at=NOW):
        raise KeyboardInterrupt
    assert store.failure()["faults"][0]["what"] == "The refresh was stopped before it was done."
    assert not FileLock(store.store / "refresh.lock").is_locked


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"crime_ref": "37/1/26"}, "is a keyed hash"),
        ({"recorded_on": pd.Timestamp("2026-01-02 10:00").as_unit("s")}, "is a day without a time"),
        ({"recorded_on": "2026-01-02"}, "dtype"),
        ({"status": "open"}, "dtype"),
        ({"area": "Ipswich"}, "is categorical"),
    ],
)
def test_a_frame_that_breaks_its_contract_is_a_fault_of_ours(change, says):
    frame = conformed(crimes()).frame.assign(**{name: pd.Series([value]) for name, value in change.items()})
    with pytest.raises(BrokenInvariantError, match=says):
        checked(frame, name="crimes", code_lists=CODE_LISTS)
