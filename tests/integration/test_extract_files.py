"""Folders of files as a source, sound and broken."""

import gzip
from datetime import date, datetime

import pandas as pd
import pytest
from openpyxl import Workbook

from flightdeck.data.extract import csv_files, workbooks
from flightdeck.data.extract.folder import open_folder
from flightdeck.data.mapping.model import Source
from flightdeck.domain.condition import EVERYWHERE
from flightdeck.errors import ReaderError

CRIMES = "URN,Label,Recorded\n37/1,£5 theft,02/01/2026\n37/2,,03/01/2026\n"


def folder(tmp_path, **options):
    return open_folder(tmp_path, source=Source(folder=str(tmp_path), **options))


def read(opened, table, columns):
    chunks = list(opened.read(table, columns=columns, where=EVERYWHERE))
    return pd.concat([chunk.frame for chunk in chunks], ignore_index=True)


def fault_of(opened, table, columns=("URN",)):
    with pytest.raises(ReaderError) as error:
        read(opened, table, list(columns))
    return error.value.faults[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_is_read_as_text_in_the_encoding_the_mapping_says(tmp_path, encoding):
    (tmp_path / "crimes.csv").write_text(CRIMES, encoding=encoding)
    frame = read(folder(tmp_path, encoding=encoding), "crimes.csv", ["Label", "URN"])
    assert frame["URN"].tolist() == ["37/1", "37/2"]
    assert frame["Label"].tolist()[0] == "£5 theft"
    assert frame["Label"].isna().tolist() == [False, True]


def test_a_pattern_stands_for_every_file_of_that_shape_in_order(tmp_path):
    (tmp_path / "2026-02-crimes.csv").write_text("URN\nB\n")
    (tmp_path / "2026-01-crimes.csv.gz").write_bytes(gzip.compress(b"URN\nA\n"))
    (tmp_path / "notes.txt").write_text("not a table")
    opened = folder(tmp_path)
    assert read(opened, "*-crimes.csv*", ["URN"])["URN"].tolist() == ["A", "B"]
    assert opened.tables() == ("2026-01-crimes.csv.gz", "2026-02-crimes.csv")


def test_a_semicolon_may_part_the_columns(tmp_path):
    (tmp_path / "crimes.csv").write_text("URN;Label\nA;x\n")
    assert read(folder(tmp_path, delimiter=";"), "crimes.csv", ["Label"])["Label"].tolist() == ["x"]


def test_a_parquet_file_keeps_whole_numbers_beside_missing_ones(tmp_path):
    frame = pd.DataFrame(
        {"URN": pd.array([1, None], dtype="Int64"), "On": [datetime.fromisoformat("2026-01-02"), None]}
    )
    frame.to_parquet(tmp_path / "crimes.parquet")
    found = read(folder(tmp_path), "crimes.parquet", ["URN", "On"])
    assert found["URN"].tolist() == [1, pd.NA]
    assert found["On"].tolist()[0] == pd.Timestamp("2026-01-02")


@pytest.fixture
def workbook(tmp_path):
    book = Workbook()
    book.active.append(["cover"])
    sheet = book.create_sheet("Crimes")
    sheet.append(["URN", "Ref", "On"])
    sheet.append(["37/1", 1234, date(2026, 1, 2)])
    sheet.append(["37/2", None, None])
    book.save(tmp_path / "book.xlsx")
    return tmp_path


def test_a_sheet_of_a_workbook_is_a_table_and_a_number_stays_whole(workbook):
    frame = read(folder(workbook), "book.xlsx#Crimes", ["URN", "Ref", "On"])
    assert frame["Ref"].tolist() == [1234, pd.NA]
    assert frame["On"].tolist()[0] == pd.Timestamp("2026-01-02")


def test_a_misspelt_sheet_names_the_nearest(workbook):
    fault = fault_of(folder(workbook), "book.xlsx#Crime")
    assert (fault.what, fault.remedy) == ('there is no sheet "Crime"', 'Did you mean "Crimes"?')


def test_a_workbook_that_unpacks_too_large_is_refused(workbook, monkeypatch):
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 1000)
    fault = fault_of(folder(workbook), "book.xlsx#Crimes")
    assert "at most 1,000 are read" in fault.what
    assert "CSV" in fault.remedy


def gzip_cut(tmp_path):
    (tmp_path / "bad.csv.gz").write_bytes(gzip.compress(CRIMES.encode() * 50)[:-20])


def cut_in_a_row(tmp_path):
    (tmp_path / "bad.csv").write_text("URN,Label\n37/1,a\n37/2")


def cut_in_quotes(tmp_path):
    (tmp_path / "bad.csv").write_text('URN,Label\n37/1,a\n37/2,"b')


def latin(tmp_path):
    (tmp_path / "bad.csv").write_text("URN\n£5\n", encoding="cp1252")


def empty(tmp_path):
    (tmp_path / "bad.csv").write_text("")


def twice(tmp_path):
    (tmp_path / "bad.csv").write_text("URN,URN\n1,2\n")


def misspelt(tmp_path):
    (tmp_path / "bad.csv").write_text("URM,Label\n1,2\n")


def no_parquet(tmp_path):
    (tmp_path / "bad.parquet").write_text("URN")


def no_workbook(tmp_path):
    (tmp_path / "bad.xlsx").write_text("URN")


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (gzip_cut, "ends too early"),
        (cut_in_a_row, "a row has 1 values where the first line has 2 names"),
        (cut_in_quotes, "ends inside a quoted text"),
        (latin, "not utf-8 text"),
        (empty, "the file is empty"),
        (twice, 'the column "URN" stands twice'),
        (misspelt, 'there is no column "URN"'),
        (no_parquet, "cannot be read as parquet"),
        (no_workbook, "cannot be read as xlsx"),
    ],
)
def test_a_broken_file_is_named_with_its_fault_and_a_remedy(tmp_path, broken, says):
    broken(tmp_path)
    fault = fault_of(folder(tmp_path), "bad.*")
    assert says in fault.what
    assert "bad." in fault.where
    assert fault.remedy
    assert "37/2" not in fault.what  # a row is case data


def test_a_missing_file_names_the_nearest(tmp_path):
    (tmp_path / "crimes.csv").write_text(CRIMES)
    fault = fault_of(folder(tmp_path), "crime.csv")
    assert (fault.what, fault.remedy) == ('there is no file "crime.csv"', 'Did you mean "crimes.csv"?')


@pytest.mark.parametrize("table", ["../secret.csv", "/etc/passwd", "a/../../b.csv"])
def test_no_file_outside_the_folder_can_be_named(tmp_path, table):
    assert "leaves the folder" in fault_of(folder(tmp_path), table).what


def test_a_missing_folder_says_so(tmp_path):
    with pytest.raises(ReaderError, match="there is no such folder"):
        folder(tmp_path / "nowhere")


def test_an_unknown_encoding_says_so(tmp_path):
    (tmp_path / "crimes.csv").write_text(CRIMES)
    assert fault_of(folder(tmp_path, encoding="utf-9"), "crimes.csv").what == '"utf-9" is no encoding'


def test_a_large_file_is_read_in_parts(tmp_path, monkeypatch):
    """Stands for a file of any size: what is held is a block, not the file."""
    monkeypatch.setattr(csv_files, "_BLOCK", 64 << 10)
    line = "37/{},label,02/01/2026\n"
    (tmp_path / "crimes.csv").write_text(
        "URN,Label,Recorded\n" + "".join(line.format(n) for n in range(100_000))
    )
    sizes = [
        len(chunk.frame) for chunk in folder(tmp_path).read("crimes.csv", columns=["URN"], where=EVERYWHERE)
    ]
    assert sum(sizes) == 100_000
    assert max(sizes) < 5_000


def test_rows_are_numbered_through_the_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_files, "_BLOCK", 1 << 10)
    (tmp_path / "crimes.csv").write_text("URN\n" + "".join(f"{n}\n" for n in range(1, 2001)))
    for chunk in folder(tmp_path).read("crimes.csv", columns=["URN"], where=EVERYWHERE):
        assert int(chunk.frame["URN"].iloc[0]) == chunk.first_row
