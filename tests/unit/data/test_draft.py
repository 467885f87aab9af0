"""A first draft guesses what it can, says that it guessed, and leaves the rest to be decided."""

import sqlite3
from contextlib import closing

import pytest
import yaml

from flightdeck.data.draft import draft_mapping
from flightdeck.data.likeness import closest, likeness, words
from flightdeck.data.mapping import check_mapping
from flightdeck.errors import ReaderError
from tests.unit.data.raw import CODE_LISTS


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "rms.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE T_CRIME (CRIME_URN TEXT, FORCE_NM TEXT, OFFENCE_CD TEXT, RECORDED_DT TEXT, STAT_TXT TEXT, DA_YN TEXT, FREE_TEXT TEXT)"
        )
        rows = [
            (str(n), "Suffolk", "19C", "2026-01-01", ["Live", "closed"][n % 2], "Y", f"She said {n}")
            for n in range(30)
        ]
        connection.executemany("INSERT INTO T_CRIME VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("CREATE TABLE UNRELATED (X TEXT)")
        connection.commit()
    return f"sqlite:///{path}"


def test_a_draft_is_yaml_with_the_guessed_columns_and_the_labels_seen(source):
    draft = yaml.safe_load(draft_mapping(source, code_lists=CODE_LISTS))
    assert draft["frames"]["crimes"] == [
        {
            "table": "T_CRIME",
            "columns": {
                "crime_ref": "CRIME_URN",
                "force": "FORCE_NM",
                "offence_code": {"column": "OFFENCE_CD", "labels": {"19C": "19C"}},
                "recorded_on": "RECORDED_DT",
                "status": {"column": "STAT_TXT", "labels": {"Live": "open", "closed": "closed"}},
                "domestic_abuse": {"column": "DA_YN", "labels": {"Y": True}},
            },
        }
    ]


def test_a_draft_quotes_no_free_text_and_no_address(source):
    text = draft_mapping(source, code_lists=CODE_LISTS)
    assert "She said" not in text
    assert "sqlite:///" not in text
    assert "columns of T_CRIME not used: FREE_TEXT" in text


def test_what_a_draft_leaves_open_is_what_the_check_lists(source, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATABASE", source)
    path = tmp_path / "draft.yaml"
    path.write_text(draft_mapping(source, code_lists=CODE_LISTS))
    faults = check_mapping(path, code_lists=CODE_LISTS, store=tmp_path, look_at_source=True)
    said = [fault.what for fault in faults]
    assert 'crimes does not mention "area"' in said
    assert 'the frame "persons" is not mentioned' in said
    assert all("not mention" in what for what in said)


def test_a_folder_is_drafted_as_it_was_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "extract").mkdir()
    (tmp_path / "extract" / "crimes.csv").write_text("Crime ID,Status\n1,Live\n")
    draft = yaml.safe_load(draft_mapping("extract"))
    assert draft["source"] == {"folder": "extract"}
    assert draft["frames"]["crimes"][0]["columns"]["crime_ref"] == "Crime ID"


@pytest.mark.parametrize("named", ["extract", "./extract"])
def test_a_relative_folder_is_named_as_the_mapping_sees_it(tmp_path, monkeypatch, named):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "extract").mkdir()
    (tmp_path / "mappings" / "own").mkdir(parents=True)
    (tmp_path / "extract" / "crimes.csv").write_text("Crime ID,Status\n1,Live\n")
    path = tmp_path / "mappings" / "own" / "draft.yaml"
    path.write_text(draft_mapping(named, kept_in=path.parent))
    assert yaml.safe_load(path.read_text())["source"] == {"folder": "../../extract"}
    faults = check_mapping(path, code_lists=CODE_LISTS, store=tmp_path, look_at_source=True)
    left_open = (
        "does not mention",
        "is not mentioned",
        "it is not mapped",
    )  # nothing of the place or the table
    assert [fault.what for fault in faults if not any(words in fault.what for words in left_open)] == []


def test_every_guess_says_that_it_is_one(source):
    lines = draft_mapping(source, code_lists=CODE_LISTS).splitlines()
    guesses = [
        line
        for line in lines
        if any(f": {name}" in line for name in ('"CRIME_URN"', '"FORCE_NM"', '"open"', '"closed"', "true "))
    ]
    assert len(guesses) == 5
    assert [line for line in guesses if "# a guess" not in line] == []


def test_a_source_without_a_table_says_so(tmp_path):
    with pytest.raises(ReaderError, match="the source holds no table"):
        draft_mapping(str(tmp_path))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("OCC_FROM_DT", ("occurred", "from", "on")),
        ("crimeRef", ("crime", "ref")),
        ("Crime ID", ("crime", "ref")),
    ],
)
def test_a_name_is_written_out_in_words(name, expected):
    assert words(name) == expected


def test_the_likeliest_name_shares_words():
    assert closest("recorded_on", ["OUT_DT", "REC_DT", "RPT_DT"])[0] == "REC_DT"
    assert likeness("crime_ref", "CRIME_URN") == 1
    assert closest("x", []) == ("", 0.0)
