"""A refresh that fails: every wrong input is named, and the last good snapshot still serves."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from flightdeck.data.snapshots import SnapshotStore
from flightdeck.errors import ReaderError
from tests.integration.one_table import (
    CODE_LISTS,
    COLUMNS,
    EXPECTED_COUNTS,
    MAPPING,
    PRODUCT,
    ROWS,
    counts,
    refreshed,
    written_table,
)


@pytest.fixture
def one_table(tmp_path):
    return written_table(tmp_path)


def change(path, *changes):
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


def no_file(path):
    (path.parent / "rms.sqlite").unlink()


def no_database(path):
    (path.parent / "rms.sqlite").write_text("not a database, but long enough to be looked at as one" * 20)


def wrong_address(path):
    change(path, ("sqlite:///rms.sqlite", "postgresql://nobody:hush-hush@127.0.0.1:1/rms"))


def five_faults(path):
    change(
        path,
        ("crime_ref: URN", "crime_ref: URM"),
        ("Live: open", "Live: opeen"),
        ("version: 1", "vursion: 1"),
        ("table: INV", "table: INVS"),
    )


def cut_yaml(path):
    path.write_text(path.read_text()[:300])


def no_crime_kept(path):
    change(path, ('"%d/%m/%Y", "%Y-%m-%d %H:%M:%S"', '"%Y"'))


def no_mapping(path):
    path.unlink()


WRONG = [
    (no_file, "there is no SQLite file rms.sqlite"),
    (no_database, "file is not a database"),
    (wrong_address, "the database cannot be opened"),
    (five_faults, 'has no table or file "INVS"'),
    (five_faults, '"opeen" is no code of the list crime_status'),
    (five_faults, '"vursion" is not a key here'),
    (no_crime_kept, "no crime could be kept of 6 rows (not_a_date: 5"),
]


@pytest.mark.parametrize(("broken", "says"), WRONG)
def test_wrong_input_is_named_and_the_last_good_snapshot_serves(one_table, tmp_path, broken, says):
    store = SnapshotStore(tmp_path / "store")
    good = refreshed(one_table, store.store)
    broken(one_table)
    with pytest.raises(ReaderError) as error:
        refreshed(one_table, store.store)
    assert says in str(error.value)
    assert "hush-hush" not in str(error.value)
    assert store.latest().id == good.snapshot
    assert len(store.load(good.snapshot).frames["crimes"]) == 2
    assert says in json.dumps(
        [fault["what"] for fault in store.failure()["faults"]], ensure_ascii=False
    ).replace("\\", "")


@pytest.mark.parametrize(
    ("broken", "says"), [(no_mapping, "the file cannot be read"), (cut_yaml, "this is not YAML")]
)
def test_a_mapping_that_cannot_be_read_is_no_refresh_that_failed(one_table, tmp_path, broken, says):
    store = SnapshotStore(tmp_path / "store")
    good = refreshed(one_table, store.store)
    broken(one_table)
    with pytest.raises(ReaderError, match=says):
        refreshed(one_table, store.store)
    assert store.failure() is None
    assert store.latest().id == good.snapshot


FILE_MAPPING = MAPPING.replace('database: "SOURCE"', "folder: .").replace("table: INV", "table: inv.csv")


def cut_csv(path):
    path.write_text(path.read_text()[:-30])


def short_row(path):
    path.write_text(path.read_text() + "9,05/01/2026,19C")


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (Path.unlink, 'has no table or file "inv.csv"'),
        (short_row, "a row has 3 values where the first line has 11 names"),
        (cut_csv, "a row has"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b"Live", b"L\xefve")), "not utf-8 text"),
        (lambda path: path.write_text(""), "the file is empty"),
    ],
)
def test_a_broken_file_is_named_and_the_last_good_snapshot_serves(tmp_path, broken, says):
    path = tmp_path / "files.yaml"
    path.write_text(FILE_MAPPING)
    source = tmp_path / "inv.csv"
    pd.DataFrame(ROWS, columns=COLUMNS).to_csv(source, index=False)
    store = SnapshotStore(tmp_path / "store")
    good = refreshed(path, store.store)
    assert counts(good) == EXPECTED_COUNTS
    broken(source)
    with pytest.raises(ReaderError) as error:
        refreshed(path, store.store)
    assert says in str(error.value)
    assert store.latest().id == good.snapshot
    assert store.failure()


KILLED = """
import os, signal, sys
from pathlib import Path
from flightdeck.data import durable
from flightdeck.services.refresh import refresh

def die(folder):
    os.kill(os.getpid(), signal.SIGKILL)  # the files are written; the snapshot is not yet in its place

durable.seal = die
refresh(Path(sys.argv[1]), store=Path(sys.argv[2]), code_lists_folder=Path(sys.argv[3]), hash_key=b"a secret of the tests", progress=lambda what, share: None)
"""


def test_a_refresh_killed_midway_leaves_the_last_good_snapshot_and_a_banner(one_table, tmp_path):
    store = SnapshotStore(tmp_path / "store")
    good = refreshed(one_table, store.store)
    with sqlite3.connect(tmp_path / "rms.sqlite") as connection:
        connection.execute("UPDATE INV SET STAT = 'Filed'")
    connection.close()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(one_table), str(store.store), str(CODE_LISTS)],
        cwd=PRODUCT,
        env={**os.environ, "PYTHONPATH": str(PRODUCT)},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert list(store.folder.glob(".building-*"))
    assert store.latest().id == good.snapshot
    assert [info.id for info in store.list()] == [good.snapshot]
    assert store.failure()["faults"][0]["what"] == "The refresh was stopped before it was done."
    again = refreshed(one_table, store.store)
    assert (again.new, store.latest().id) == (True, again.snapshot)
    assert store.failure() is None
    assert not list(store.folder.glob(".building-*"))
