"""Refresh end to end: real input, one shared table, and every wrong input with the last good snapshot still serving."""

import gzip
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from flightdeck.data.snapshots import SnapshotStore
from flightdeck.domain.schema import FRAMES
from flightdeck.errors import ReaderError
from flightdeck.services.refresh import refresh

PRODUCT = Path(__file__).parents[2]
CODE_LISTS = PRODUCT / "data" / "code_lists"
POLICE_UK = PRODUCT / "data" / "mappings" / "police_uk_street.yaml"
SAMPLE = PRODUCT / "data" / "samples" / "police_uk_suffolk"


def refreshed(mapping, store, **options):
    steps = []
    report = refresh(
        mapping,
        store=store,
        code_lists_folder=CODE_LISTS,
        hash_key=b"a secret of the tests",
        progress=lambda what, share: steps.append(share),
        **options,
    )
    assert steps == sorted(steps)
    assert steps[-1] == 1
    return report


def real_rows(folder):
    """Violence and sexual offences in the files, counted without the flight deck."""
    return sum(
        line.split(b",")[9] == b"Violence and sexual offences"
        for path in folder.glob("*.gz")
        for line in gzip.decompress(path.read_bytes()).splitlines()
    )


def test_the_real_police_uk_months_come_in_whole(tmp_path):
    report = refreshed(POLICE_UK, tmp_path)
    counts = report.frames["crimes"]
    assert counts.rows_in == real_rows(SAMPLE) == 6923
    assert counts.rows_in == counts.kept + counts.quarantined
    snapshot = SnapshotStore(tmp_path).load(report.snapshot)
    crimes = snapshot.frames["crimes"]
    assert report.as_at.isoformat() == "2024-04-30"
    assert set(crimes["offence_code"]) == {"unclassified_sexual_or_violence"}
    assert sorted(set(crimes["recorded_on"].dt.strftime("%Y-%m-%d"))) == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
        "2024-04-01",
    ]
    assert crimes["area"].value_counts()["Ipswich"] > 1000
    assert snapshot.manifest["precision"] == {"crimes": {"recorded_on": "month"}}
    assert set(snapshot.manifest["absent"]) == set(FRAMES)
    assert "rape" in str(snapshot.manifest["caveats"])


def test_other_real_months_need_no_edit(tmp_path, monkeypatch):
    folder = tmp_path / "months"
    folder.mkdir()
    shutil.copy(SAMPLE / "2024-02-suffolk-street.csv.gz", folder)
    monkeypatch.setenv("POLICE_UK_FOLDER", str(folder))
    report = refreshed(POLICE_UK, tmp_path)
    assert report.frames["crimes"].rows_in == real_rows(folder) == 1685
    assert report.as_at.isoformat() == "2024-02-29"


def test_the_same_source_gives_the_same_snapshot(tmp_path):
    first, second = refreshed(POLICE_UK, tmp_path), refreshed(POLICE_UK, tmp_path)
    assert (first.new, second.new, first.snapshot) == (True, False, second.snapshot)
    assert json.loads(json.dumps(second.to_json()))["frames"]["crimes"]["rows_in"] == 6923


# One table holds a crime, its victim and its suspect.
ROWS = [
    # URN, recorded, offence, status, victim, sex, suspect, outcome, outcome day, type, deleted
    ("1", "02/01/2026", "19C", "Live", "v1", "F", "s1", None, None, "CRIME", None),
    ("2", "2026-01-03 10:00:00", "20A", "Filed", "v2", "X9", None, "18", "05/01/2026", "CRIME", None),
    ("2", "04/01/2026", "20A", "Filed", "v2", "F", None, "18", "05/01/2026", "CRIME", None),
    ("3", "31/02/2026", "19C", "Live", "v3", "F", "s3", "1", "06/01/2026", "CRIME", None),
    ("4", "01/01/1900", "19C", "Live", "v4", None, None, None, None, "CRIME", None),
    ("5", "05/01/2026", "999", "Live", "v5", "M", None, None, None, "CRIME", None),
    ("6", "05/01/2026", "19C", "Live", "v6", "F", None, None, None, "INTEL", None),
    ("7", "05/01/2026", "19C", "Live", "v7", "F", None, None, None, "CRIME", "Y"),
]
COLUMNS = ("URN", "REC", "OFF", "STAT", "VIC", "VSEX", "SUSP", "OUTCOME", "OUT_DT", "TYP", "DEL")


def optional(frame, *mapped):
    absent = (
        column.name
        for column in FRAMES[frame].columns
        if not column.required and not column.name.endswith("_status")
    )
    return "".join(f"        {name}: {{absent: not held}}\n" for name in absent if name not in mapped)


MAPPING = f"""\
mapping: one_table
title: One table
version: 1
synthetic: true
system: other
source: {{database: "SOURCE"}}
as_at: {{date: 2026-10-31}}
force: Suffolk
frames:
  crimes:
    - table: INV
      rows: {{TYP: CRIME, DEL: {{missing: true}}}}
      columns:
        crime_ref: URN
        offence_code: OFF
        recorded_on: {{column: REC, formats: ["%d/%m/%Y", "%Y-%m-%d %H:%M:%S"]}}
        status: {{column: STAT, labels: {{Live: open, Filed: closed}}}}
{optional("crimes")}
  persons:
    - table: INV
      rows: {{TYP: CRIME, DEL: {{missing: true}}}}
      columns:
        person_role_ref: {{columns: [URN, VIC]}}
        crime_ref: URN
        person_ref: VIC
        role: {{constant: victim}}
        sex: VSEX
{optional("persons", "sex", "person_ref")}
    - table: INV
      rows: {{TYP: CRIME, DEL: {{missing: true}}, not: {{SUSP: {{missing: true}}}}}}
      columns:
        person_role_ref: {{columns: [URN, SUSP]}}
        crime_ref: URN
        person_ref: SUSP
        role: {{constant: suspect}}
{optional("persons", "person_ref")}
  outcomes:
    - table: INV
      rows: {{TYP: CRIME, DEL: {{missing: true}}, not: {{OUTCOME: {{missing: true}}}}}}
      columns:
        outcome_ref: {{columns: [URN, OUTCOME]}}
        crime_ref: URN
        outcome: {{column: OUTCOME, labels: {{"1": charged, "18": no_suspect_identified}}}}
        assigned_on: {{column: OUT_DT, formats: ["%d/%m/%Y"]}}
        reversed_on: {{absent: not held}}
""" + "".join(
    f"  {name}: {{absent: not held}}\n" for name in FRAMES if name not in ("crimes", "persons", "outcomes")
)


def write_rows(engine, rows=ROWS):
    pd.DataFrame(rows, columns=COLUMNS, dtype="object").to_sql("INV", engine, index=False)


@pytest.fixture
def one_table(tmp_path):
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'rms.sqlite'}")
    write_rows(engine)
    engine.dispose()
    path = tmp_path / "one_table.yaml"
    path.write_text(MAPPING.replace("SOURCE", "sqlite:///rms.sqlite"))
    return path


EXPECTED_COUNTS = {
    "crimes": (6, 2, {"duplicate_key": 1, "not_a_date": 1, "implausible_date": 1, "unknown_code": 1}),
    "persons": (8, 3, {"duplicate_key": 1, "orphan": 4}),
    "outcomes": (3, 1, {"duplicate_key": 1, "orphan": 1}),
}


def counts(report):
    return {
        name: (found.rows_in, found.kept, report.quarantined.get(name, {}))
        for name, found in report.frames.items()
    }


def test_one_table_feeds_several_frames_and_every_row_is_accounted_for(one_table, tmp_path):
    report = refreshed(one_table, tmp_path / "store")
    assert counts(report) == EXPECTED_COUNTS
    snapshot = SnapshotStore(tmp_path / "store").load(report.snapshot)
    persons = snapshot.frames["persons"]
    assert persons["sex_status"].tolist() == ["valid", "invalid", "missing"]
    assert snapshot.raw_labels[["column", "label"]].to_numpy().tolist() == [["sex", "X9"]]
    assert len(snapshot.quarantined) == 4 + 5 + 2
    assert set(persons["crime_ref"]) == set(snapshot.frames["crimes"]["crime_ref"])
    assert snapshot.manifest["frames"]["crimes"] == {"rows_in": 6, "kept": 2, "quarantined": 4}


def test_no_reference_of_the_source_is_in_the_snapshot(one_table, tmp_path):
    report = refreshed(one_table, tmp_path / "store")
    snapshot = SnapshotStore(tmp_path / "store").load(report.snapshot)
    held = {
        str(value) for frame in snapshot.frames.values() for name in frame for value in frame[name].dropna()
    }
    assert held.isdisjoint({"v1", "s1", "1/v1", "2/v2", "1", "2"})


def test_postgresql_gives_the_same_snapshot_as_sqlite(one_table, tmp_path, postgres_engine):
    write_rows(postgres_engine)
    from_sqlite = refreshed(one_table, tmp_path / "store")
    url = postgres_engine.url.render_as_string(hide_password=False)
    one_table.write_text(MAPPING.replace("SOURCE", url))
    from_postgres = refreshed(one_table, tmp_path / "store")
    assert counts(from_postgres) == EXPECTED_COUNTS
    store = SnapshotStore(tmp_path / "store")
    first, second = store.load(from_sqlite.snapshot), store.load(from_postgres.snapshot)
    for name in first.frames:
        pd.testing.assert_frame_equal(first.frames[name], second.frames[name])
    assert str(postgres_engine.url.password) not in json.dumps(second.manifest)


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
