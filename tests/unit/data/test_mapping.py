"""A mapping tells every fault at once, each with its line."""

import pytest

from flightdeck.data.mapping import check_mapping, load_mapping
from flightdeck.data.mapping.load import beside, resolved
from flightdeck.domain.schema import FRAMES
from flightdeck.errors import ReaderError
from tests.unit.data.raw import CODE_LISTS, PRODUCT

ABSENT = "".join(f"  {name}: {{absent: not held}}\n" for name in FRAMES if name != "crimes")
OPTIONAL = "".join(
    f"        {column.name}: {{absent: not held}}\n"
    for column in FRAMES["crimes"].columns
    if not column.required
)
GOOD = f"""\
mapping: small
title: Small
version: 1
synthetic: false
system: other
source: {{folder: .}}
as_at: {{date: 2026-10-31}}
frames:
  crimes:
    - table: crimes.csv
      rows: {{TYPE: CRIME}}
      columns:
        crime_ref: URN
        force: {{constant: Suffolk}}
        offence_code: {{constant: 19C}}
        recorded_on: {{column: RECORDED, formats: ["%d/%m/%Y"]}}
        status: {{column: STATUS, labels: {{Live: open}}}}
{OPTIONAL}{ABSENT}"""


@pytest.fixture
def write(tmp_path):
    (tmp_path / "crimes.csv").write_text("URN,TYPE,RECORDED,STATUS\nA,CRIME,01/01/2026,Live\n")

    def written(*changes):
        text = GOOD
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "small.yaml"
        path.write_text(text)
        return path

    return written


def told(path):
    faults = check_mapping(path, code_lists=CODE_LISTS, store=path.parent, look_at_source=True)
    return [(int(fault.where.rpartition(":")[2]), fault.what, fault.remedy) for fault in faults]


def test_a_sound_mapping_has_no_fault(write):
    path = write()
    assert told(path) == []
    assert load_mapping(path).entries("crimes")[0].reads() == {"URN", "TYPE", "RECORDED", "STATUS"}


def test_five_faults_are_told_at_once_with_line_nearest_name_and_remedy(write):
    path = write(
        ("crime_ref: URN", "crime_reff: URN"),
        ("column: RECORDED", "column: RECORDE"),
        ("Live: open", "Live: opened"),
        ("version: 1", "vursion: 1"),
        ("  persons:", "  person:"),
        ("table: crimes.csv\n", "table: crimes.csv\n      row: {}\n"),
    )
    persons = next(n for n, line in enumerate(path.read_text().splitlines(), 1) if "  person:" in line)
    assert told(path) == [
        (1, '"version" is missing', 'Add "version:".'),
        (3, '"vursion" is not a key here', 'Did you mean "version"?'),
        (
            8,
            'the frame "persons" is not mentioned',
            'Map it, or write persons: {absent: "why the source cannot give it"}.',
        ),
        (11, '"row" is not a key here', 'Did you mean "rows"?'),
        (
            13,
            'crimes needs "crime_ref" and it is not mapped',
            "Map it: The crime's reference in the record system.",
        ),
        (14, 'crimes has no column "crime_reff"', 'Did you mean "crime_ref"?'),
        (17, 'crimes.csv has no column "RECORDE"', 'Did you mean "RECORDED"?'),
        (18, '"opened" is no code of the list crime_status', 'Did you mean "open"?'),
        (persons, 'there is no frame "person"', 'Did you mean "persons"?'),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("table: crimes.csv", "table: crime.csv", 10, 'the source has no table or file "crime.csv"'),
        ("TYPE: CRIME", "TYPEX: CRIME", 11, 'crimes.csv has no column "TYPEX"'),
        ("TYPE: CRIME", "TYPE: {about: 3}", 11, "frames.crimes.0.rows: \"TYPE: {about: 3}\" cannot be read. Remedy: Comparisons: one_of, not_one_of, at_least, at_most, before, after, missing."),
        ("constant: 19C", "constant: 19Z", 15, '"19Z" is no code of the list offence'),
        ("constant: 19C", "absent: not held", 15, '"offence_code" is required and cannot be absent'),
        ("%d/%m/%Y", "%d/%q/%Y", 16, '"%d/%q/%Y" is no date format'),
        ("%d/%m/%Y", "day", 16, '"day" is no date format'),
        ("crime_ref: URN", "crime_ref: {column: URN, constant: x}", 13, "frames.crimes.0.columns.crime_ref: say exactly one of column, columns, constant, years_between, absent"),
        ("crime_ref: URN", "crime_ref: {column: URN, labels: {a: b}}", 13, '"crime_ref" holds a reference: labels have no meaning'),
        ("crime_ref: URN", "crime_ref: {column: URN, formats: ['%Y']}", 13, '"crime_ref" holds a reference: date formats have no meaning'),
        ("crime_ref: URN", "crime_ref: {years_between: [A, B]}", 13, '"crime_ref" holds a reference: years between two dates are a whole number'),
        ("crime_ref: URN", "crime_ref: URN\n        crime_ref: URN", 14, '"crime_ref" is written twice'),
        ("area: {absent: not held}", "area: {column: TYPE, lookup: {file: x.csv, key: a, value: b}}", 18, "the lookup file cannot be read"),
        ("domestic_abuse: {absent: not held}", "domestic_abuse: {column: TYPE, labels: {Y: maybe}}", 28, '"maybe" is not true, false or null'),
        ("{folder: .}", "{folder: nowhere}", 6, "there is no such folder"),
        ("{folder: .}", "{folder: '${NOT_SET_ANYWHERE}'}", 6, "the environment variable NOT_SET_ANYWHERE is not set"),
        ("{folder: .}", "{folder: ., database: 'sqlite://'}", 6, "source: say either database or folder"),
        ("{folder: .}", "{database: 'sqlite:///nowhere.sqlite'}", 6, "there is no SQLite file nowhere.sqlite"),
        ("as_at: {date: 2026-10-31}", "as_at: {latest: {table: crimes.csv, column: RECD}}", 7, 'crimes.csv has no column "RECD"'),
        ("version: 1", "version: one", 3, "version: this is not a whole number"),
        ("synthetic: false", "synthetic: perhaps", 4, "synthetic: this is not true or false"),
        ("system: other", "system: athene", 5, "system: this must be 'athena', 'niche' or 'other'"),
    ],
)  # fmt: skip
def test_each_fault_has_its_words_and_its_line(write, old, new, line, what):
    found = told(write((old, new)))
    assert any(fault_line == line and what in fault for fault_line, fault, _ in found), found
    assert all(remedy or ". Remedy: " in fault for _, fault, remedy in found)


def test_an_optional_column_must_be_mapped_or_declared_absent(write):
    assert told(write(("        area: {absent: not held}\n", ""))) == [
        (
            12,
            'crimes does not mention "area"',
            'Map it, or write area: {absent: "why the source cannot give it"}.',
        )
    ]


def test_a_derived_column_is_refused(write):
    persons = "persons:\n    - table: crimes.csv\n      columns:\n        age_status: URN\n"
    found = [what for _, what, _ in told(write(("persons: {absent: not held}\n", persons)))]
    assert '"age_status" is derived' in found
    assert 'persons does not mention "age"' in found


def test_a_fault_of_form_stops_loading_with_every_fault_of_form(write):
    with pytest.raises(ReaderError) as error:
        load_mapping(write(("version: 1", "version: 0"), ("system: other", "system: none")))
    assert len(error.value.faults) == 2


def test_a_file_that_is_not_there_says_so(tmp_path):
    faults = check_mapping(tmp_path / "no.yaml", code_lists=CODE_LISTS, store=tmp_path, look_at_source=True)
    assert [fault.what for fault in faults] == ["the file cannot be read: No such file or directory"]


def test_only_named_places_are_substituted(tmp_path, monkeypatch):
    monkeypatch.setenv("DB_PASSWORD", "{store}")
    text = "postgresql://u:${DB_PASSWORD}@h/{store}/${NONE_SUCH:-x}/{other}/$HOME"
    assert resolved(text, store=tmp_path) == f"postgresql://u:{{store}}@h/{tmp_path}/x/{{other}}/$HOME"


def test_a_relative_place_starts_at_the_mapping(write):
    mapping = load_mapping(write())
    assert beside(mapping, ".", store=mapping.path) == mapping.path.parent.resolve()


def test_what_is_absent_is_told_by_frame_and_column_with_its_barrier(write):
    path = write(
        ("area: {absent: not held}", "area: {absent: no such field, barrier: no_area}"),
        ("team: {absent: not held}", "team: STATUS"),
    )
    gaps = load_mapping(path).absent()
    assert gaps["crimes"]["area"] == {"reason": "no such field", "barrier": "no_area", "kind": "no_field"}
    assert "team" not in gaps["crimes"]
    assert gaps["persons"] == {"*": {"reason": "not held", "barrier": "", "kind": "no_field"}}


def test_a_field_that_is_held_and_cannot_be_got_out_is_told_from_one_that_is_not_there(write):
    path = write(("area: {absent: not held}", "area: {absent: locked away, kind: not_extractable}"))
    assert load_mapping(path).absent()["crimes"]["area"]["kind"] == "not_extractable"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("area: {column: STATUS, kind: no_field}", "a kind tells how"),
        ("area: {absent: x, kind: lost}", "no_field"),
    ],
)
def test_a_kind_of_absence_that_means_nothing_is_a_fault(write, line, fault):
    with pytest.raises(ReaderError, match=fault):
        load_mapping(write(("area: {absent: not held}", line)))


@pytest.mark.parametrize("name", ["police_uk_street", "synthetic_rms", "template"])
def test_every_mapping_that_ships_has_sound_names(name, tmp_path):
    path = PRODUCT / "data" / "mappings" / f"{name}.yaml"
    assert check_mapping(path, code_lists=CODE_LISTS, store=tmp_path, look_at_source=False) == []
