"""Whatever shape the outcomes table comes in it is read the same, and a broken one says all that is wrong."""

import gzip
from pathlib import Path

import pandas as pd
import pytest

from flightdeck.data.benchmarks import import_outcomes, tables
from flightdeck.errors import ReaderError
from tests.unit.data.benchmarks.published import HEADINGS, row, write_csv, write_ods, write_xlsx, year_of_rows

COVER = [["Police recorded crime and outcomes open data"], ["Source: Home Office"], [""]]


def said(error: pytest.ExceptionInfo[ReaderError]) -> list[str]:
    return [str(fault) for fault in error.value.faults]


def faults_of(path: Path) -> list[str]:
    with pytest.raises(ReaderError) as error:
        import_outcomes(path)
    return said(error)


def test_csv_gzip_ods_and_xlsx_of_one_table_give_one_frame(tmp_path: Path) -> None:
    rows = year_of_rows()
    plain = write_csv(tmp_path / "a.csv", rows)
    zipped = tmp_path / "a.csv.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    sheets = {"Cover sheet": COVER, "2023-24": [*COVER, HEADINGS, *rows], "Notes": [["Note 1"], ["Revised"]]}
    files = [plain, zipped, write_ods(tmp_path / "a.ods", sheets), write_xlsx(tmp_path / "a.xlsx", sheets)]

    first, *others = [import_outcomes(file).frame for file in files]

    assert first["for_offences_recorded"].tolist() == [1, 2, 3, 4, 10, 10, 10, 10]
    assert first["recorded_in_quarter"].tolist() == [2, 3, 4, 5, pd.NA, pd.NA, pd.NA, pd.NA]
    assert set(first["outcome_type"]) == {"0", "1"}
    for other in others:
        pd.testing.assert_frame_equal(first, other)


def test_a_workbook_with_a_sheet_for_each_year_is_read_whole(tmp_path: Path) -> None:
    sheets = {year: [HEADINGS, *year_of_rows(year)] for year in ("2022/23", "2023/24")}
    workbook = write_xlsx(
        tmp_path / "a.xlsx", {name.replace("/", "-"): rows for name, rows in sheets.items()}
    )
    assert import_outcomes(workbook).years == ("2022/23", "2023/24")


@pytest.mark.parametrize(
    "headings",
    [
        [heading.upper() for heading in HEADINGS],
        [heading.lower().replace(" ", "_") for heading in HEADINGS],
        [f"  {heading} [note 1]" for heading in HEADINGS],
        [heading.replace(" ", "  ") for heading in HEADINGS],
    ],
)
def test_headings_are_known_in_any_case_spacing_and_with_notes(headings: list[str], tmp_path: Path) -> None:
    frame = import_outcomes(write_csv(tmp_path / "a.csv", year_of_rows(), headings=headings)).frame
    assert len(frame) == 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_from_windows_reads_like_any_other(encoding: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [[*row()[:8], "Caution – youths", *row()[9:]]])
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert import_outcomes(path).frame["outcome_description"].tolist() == ["Caution – youths"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ({"year": "2023-24"}, {"financial_year": "2023/24"}),
        ({"year": "2023/2024"}, {"financial_year": "2023/24"}),
        ({"year": "1999/00"}, {"financial_year": "1999/00"}),
        ({"quarter": "Q3"}, {"financial_quarter": "3"}),
        ({"quarter": "3.0"}, {"financial_quarter": "3"}),
        ({"kind": "16.0"}, {"outcome_type": "16"}),
        ({"kind": "1a"}, {"outcome_type": "1A"}),
        ({"force": "Devon & Cornwall"}, {"force_name": "Devon and Cornwall"}),
        ({"force": "City of London"}, {"force_name": "London, City of"}),
        ({"cohort": "1,204"}, {"for_offences_recorded": 1204}),
        ({"cohort": "-80.0"}, {"for_offences_recorded": -80}),
        ({"flow": "[z]"}, {"recorded_in_quarter": pd.NA}),
    ],
)
def test_values_are_read_as_they_have_been_printed(
    printed: dict[str, str], read: dict[str, object], tmp_path: Path
) -> None:
    frame = import_outcomes(write_csv(tmp_path / "a.csv", [row(**printed)])).frame
    name, value = next(iter(read.items()))
    assert frame[name].tolist() == [value]


def test_unknown_codes_and_forces_are_kept_and_reported(tmp_path: Path) -> None:
    rows = [row(code="19Z"), row(kind=99), row(force="Wessex")]
    imported = import_outcomes(write_csv(tmp_path / "a.csv", rows))
    assert len(imported.frame) == 3
    assert [notice.what.split(" is ")[0] for notice in imported.notices] == [
        'Offence Code "19Z"',
        'Outcome Type "99"',
        'Force Name "Wessex"',
        "2023/24 has no quarter 2, 3, 4, so its figures are for part of the year.",
    ]


def test_every_fault_of_a_broken_table_is_said_with_its_row_and_remedy(tmp_path: Path) -> None:
    rows = [
        row(),
        row(cohort="many", kind=2),
        row(flow="3.5", kind=3),
        row(year="2023/25", kind=4),
        row(quarter=5, kind=5),
        row(force="", kind=6),
        row(cohort="", kind=8),
        row(),
        row(kind=9)[:7],
    ]
    where = "a.csv, row"
    assert faults_of(write_csv(tmp_path / "a.csv", rows)) == [
        f"{where} 10: The row has 7 of 13 values. Remedy: If it is the last row, the file was cut: download it again. "
        "Otherwise look for a stray comma or quote.",
        f'{where} 7: "Force Name" is empty. Remedy: Fill it in, or remove the row.',
        f'{where} 5: "2023/25" is not a financial year. Remedy: Write a financial year as "2018/19".',
        f'{where} 6: "5" is not a financial quarter. Remedy: Write a quarter as 1, 2, 3 or 4.',
        f'{where} 3: "many" is not a whole number in "Force outcomes for offences recorded in quarter". '
        "Remedy: Give the count as published.",
        f'{where} 8: "" is not a whole number in "Force outcomes for offences recorded in quarter". '
        "Remedy: Give the count as published.",
        f'{where} 4: "3.5" is not a whole number in "Force outcomes recorded in quarter". '
        "Remedy: Give the count as published.",
        f"{where} 9: The row repeats 2023/24, 1, Suffolk, 19C, 1. "
        "Remedy: Keep one row for each year, quarter, force, offence code and outcome type.",
    ]


def test_missing_misspelt_doubled_and_foreign_columns_are_all_said(tmp_path: Path) -> None:
    headings = [*HEADINGS[:6], "Offense Code", "Region", *HEADINGS[8:], "Outcome Group"]
    path = write_csv(tmp_path / "a.csv", [[*row(), "x"]], headings=headings)
    assert faults_of(path) == [
        'a.csv, headings: The column "Offense Code" is not part of the outcomes table. '
        'Remedy: Did you mean "Offence Code"?',
        'a.csv, headings: The column "Region" is not part of the outcomes table. Remedy: Remove the column.',
        'a.csv, headings: The column "Outcome Group" appears twice. Remedy: Keep one of them.',
        'a.csv, headings: The column "Offence Code" is missing. Remedy: Add "Offence Code".',
    ]


def test_columns_without_a_heading_are_let_be_when_empty_and_refused_when_not(tmp_path: Path) -> None:
    headings = [*HEADINGS, "", ""]
    assert (
        len(import_outcomes(write_csv(tmp_path / "a.csv", [[*row(), "", ""]], headings=headings)).frame) == 1
    )
    assert faults_of(write_csv(tmp_path / "a.csv", [[*row(), "", "stray"]], headings=headings)) == [
        "a.csv, headings: Column 15 holds values but has no heading. Remedy: Name it or empty it."
    ]


def test_rows_below_title_lines_and_blank_lines_keep_the_number_a_reader_sees(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [row(), row(kind=2, cohort="x")])
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(["Title", "", lines[0], lines[1], "", lines[2], ""]), encoding="utf-8")
    assert [fault.split(":")[0] for fault in faults_of(path)] == ["a.csv, row 6"]


def test_a_fault_in_a_workbook_names_its_sheet_and_row(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Data": [*COVER, HEADINGS, row(), row(kind=2, cohort="x")]})
    assert [fault.split(":")[0] for fault in faults_of(path)] == ["a.xlsx, sheet Data, row 6"]


def test_one_row_on_two_sheets_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"One": [HEADINGS, row()], "Two": [HEADINGS, row()]})
    assert faults_of(path) == [
        "a.xlsx: Two sheets hold 2023/24, 1, Suffolk, 19C, 1. Remedy: Keep one of the sheets."
    ]


def test_many_faults_of_one_kind_are_counted_after_the_first_twenty(tmp_path: Path) -> None:
    rows = [row(kind=kind, cohort="x") for kind in range(1, 23)] + [row(code="19D", cohort="x")]
    found = faults_of(write_csv(tmp_path / "a.csv", rows))
    assert len(found) == 21
    assert found[-1].startswith("a.csv: 3 more rows have the same fault as the 20 before.")


@pytest.mark.parametrize("lost", [1, 9, 40])
def test_a_csv_cut_mid_row_is_refused_wherever_the_cut_falls(lost: int, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", year_of_rows())
    path.write_bytes(path.read_bytes().rstrip()[:-lost])
    assert "cut" in " ".join(faults_of(path))


def test_a_csv_cut_inside_its_last_count_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [row(flow=80)])
    path.write_bytes(
        path.read_bytes().rstrip()[:-1]
    )  # 80 has become 8, which only the lost line break gives away
    assert faults_of(path) == [
        "a.csv, last row: The file does not end with a line break, so its last row may be cut. "
        "Remedy: Download it again; if the last row is whole, add a line break after it."
    ]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.csv", b"", "a.csv: The file is empty. Remedy: Download it again."),
        ("a.csv", b"\xef\xbb\xbf \n\n", "a.csv: The file is empty. Remedy: Download it again."),
        (
            "a.csv",
            b"one,two\n1,2\n",
            "a.csv: No row among the first 60 holds the headings of the outcomes table.",
        ),
        (
            "a.csv",
            b"x" * 3_000_000,
            "a.csv: No row among the first 60 holds the headings of the outcomes table.",
        ),
        (
            "a.csv",
            ",".join(HEADINGS).encode() + b"\n" + b"x" * 3_000_000 + b"\n",
            "a.csv: The rows cannot be read (",
        ),
        ("a.csv", ",".join(HEADINGS).encode() + b"\n", "a.csv: There are headings but no rows."),
        ("a.ods", b"", "a.ods: The workbook is damaged, empty, or protected by a password"),
        ("a.xlsx", b"PK\x03\x04 not a workbook", "a.xlsx: The workbook is damaged, empty, or protected"),
        ("a.csv.gz", b"not gzip", "a.csv.gz: The compressed file is damaged or was cut short"),
        (
            "a.csv.gz",
            gzip.compress(b"x" * 999, mtime=0)[:-9],
            "a.csv.gz: The compressed file is damaged or was cut short",
        ),
        ("a.pdf", b"%PDF", 'a.pdf: ".pdf" is not a kind of file that can be imported.'),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_that_is_no_table_says_so(name: str, content: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert faults_of(path)[0][: len(fault)] == fault


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "a.csv")[0].endswith("a.csv: There is no such file. Remedy: Check the path.")


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
def test_a_file_too_large_for_memory_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGEST_FILE", 1000)
    path = tmp_path / name
    path.write_bytes(b"x" * 1000 if name == "a.csv" else gzip.compress(b"x" * 1000))
    assert [fault.split(". Remedy")[0] for fault in faults_of(path)] == [
        f"{name}: The file holds 0 MB or more"
    ]


def test_a_file_of_300_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.truncate(300_000_000)  # sparse: it takes no room on the disk
    assert faults_of(path) == [
        "a.csv: The file holds 300 MB or more. "
        "Remedy: Keep only the sexual offences (or split the file by financial year) and import the parts."
    ]


def test_a_table_without_a_sexual_offence_is_refused(tmp_path: Path) -> None:
    robbery = [*row()[:3], "Robbery", "Robbery", "Robbery", *row()[6:]]
    assert faults_of(write_csv(tmp_path / "a.csv", [robbery])) == [
        "a.csv: No row is a sexual offence. Remedy: Import the table that holds sexual offences."
    ]
