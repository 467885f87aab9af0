"""The commands that work on data: mappings, benchmarks, and the trail that all of them leave."""

import csv
import sqlite3

import pytest

from tests.commands import MAPPING, copied, faults, run, told
from tests.unit.data.benchmarks.published import HEADINGS, row


@pytest.fixture(scope="module")
def store(synthetic_store, tmp_path_factory):
    return copied(synthetic_store, tmp_path_factory)


def test_map_check_holds_for_the_shipped_mapping(store):
    assert told("map", "check", MAPPING, store=store) == {"ok": True, "faults": []}


def test_map_check_tells_every_fault(tmp_path):
    text = MAPPING.read_text(encoding="utf-8")
    for old, new in (
        ("crime_ref: INV_URN", "crime_reff: INV_URN"),
        ("version: 1", "versionx: 1"),
        ('"Live": "open"', '"Live": "openn"'),
    ):
        text = text.replace(old, new, 1)
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    found = " ".join(faults("map", "check", path, "--no-source", store=tmp_path / "store"))
    assert "crime_reff" in found
    assert "versionx" in found
    assert "openn" in found


def test_map_draft_looks_at_a_source_and_writes_a_mapping(store, tmp_path):
    output = tmp_path / "drafted.yaml"
    drafted = told("map", "draft", f"sqlite:///{store}/synthetic/rms.sqlite", "--output", output, store=store)
    assert drafted["ok"] is True
    assert output.read_text(encoding="utf-8") == drafted["mapping"]
    assert "T_INVESTIGATION" in drafted["mapping"]
    assert faults("map", "draft", tmp_path / "nowhere", store=store)


def test_map_draft_writes_over_nothing_without_being_told_to(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "extract").mkdir()
    (tmp_path / "extract" / "crimes.csv").write_text("Crime ID,Status\n1,Live\n")
    path = tmp_path / "mine.yaml"
    path.write_text("my own work")
    assert faults("map", "draft", "extract", "--output", path, store="store") == ["the file is there already"]
    assert faults("map", "draft", "extract", "--output", tmp_path, store="store") == [
        "a draft cannot be written here"
    ]
    assert path.read_text() == "my own work"
    assert told("map", "draft", "extract", "--output", path, "--force", store="store")["ok"] is True
    assert "a guess" in path.read_text()


def test_benchmark_import_keeps_a_file_and_refuses_a_broken_one(tmp_path):
    sound, broken = tmp_path / "outcomes.csv", tmp_path / "broken.csv"
    with sound.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [
                HEADINGS,
                *(row(quarter=quarter, code=code) for quarter in (1, 2, 3, 4) for code in ("19C", "20A")),
            ]
        )
    broken.write_text("not,an,outcomes,table\n1,2,3,4\n", encoding="utf-8")
    assert told("benchmark", "import", sound, store=tmp_path / "store")["ok"] is True
    assert faults("benchmark", "import", broken, store=tmp_path / "store")
    assert faults("benchmark", "import", tmp_path / "nowhere.csv", store=tmp_path / "store")


@pytest.mark.parametrize(
    ("words", "work"),
    [
        (("refresh", "--mapping", "nowhere.yaml"), "refresh"),
        (("seed", "--crimes", 1, "--years", 1), "seed"),
        (("map", "check", "nowhere.yaml"), "check_mapping"),
        (("map", "draft", "sqlite:///secret.sqlite"), "draft_mapping"),
        (("benchmark", "import", "nowhere.csv"), "import_benchmark"),
    ],
)
def test_work_on_the_data_is_for_a_data_steward_and_stands_in_the_trail(tmp_path, words, work):
    store = tmp_path / "store"
    assert faults(*words, "--role", "analyst", store=store) == ["Analyst may not refresh"]
    assert not store.exists(), "what is refused writes nothing"
    run(*words, store=store)
    with sqlite3.connect(store / "application.sqlite") as trail:
        ((role, action, subject),) = trail.execute("select role, action, subject from audit_event").fetchall()
    assert (role, action, "secret" in subject) == ("data_steward", work, False)
    trail.close()
