"""Refresh end to end: real input, one shared table, and two databases that say the same."""

import gzip
import json
import shutil

import pandas as pd
import pytest

from flightdeck.data.snapshots import SnapshotStore
from flightdeck.domain.schema import FRAMES
from tests.integration.one_table import (
    EXPECTED_COUNTS,
    MAPPING,
    PRODUCT,
    counts,
    refreshed,
    write_rows,
    written_table,
)

POLICE_UK = PRODUCT / "data" / "mappings" / "police_uk_street.yaml"
SAMPLE = PRODUCT / "data" / "samples" / "police_uk_suffolk"


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


@pytest.fixture
def one_table(tmp_path):
    return written_table(tmp_path)


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
