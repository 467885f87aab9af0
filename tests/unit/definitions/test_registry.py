"""A set of definitions is read whole, or every fault of every file is told with its line and the nearest name."""

from pathlib import Path

import pytest

from flightdeck.data.code_lists import load_code_lists
from flightdeck.definitions.registry import load_registry, read_registry
from flightdeck.domain.definition import Authority
from flightdeck.errors import NotFoundError, ReaderError

ROOT = Path(__file__).parents[3]
CODE_LISTS = load_code_lists(ROOT / "data" / "code_lists")
SOUND = (ROOT / "kpi_definitions" / "suspect_focused" / "charged_within_12_months.yaml").read_text(
    encoding="utf-8"
)
COMPLETE = (ROOT / "kpi_definitions" / "data" / "victim_characteristics_substantive.yaml").read_text(
    encoding="utf-8"
)


def written(folder, name, text, *changes):
    """A definition with some of its text changed; a change that changes nothing is a mistake of the test."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return text


def line_of(text, part):
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


BROKEN = [
    # what is changed, the fault, where (a part of the line), the remedy
    ("period: {recorded: recorded_on}", "period: {recorded: recorded_onn}", '"recorded_onn" is not a date of crimes', 'Did you mean "recorded_on"?'),
    ("period: {recorded: recorded_on}", "period: {recorded: area}", '"area" is not a date of crimes', "Valid names: "),
    ("where: {status: [open, closed]}", "where: {status: [openn, closed]}", '"openn" is not a code of crime_status', 'Did you mean "open"?'),
    ("where: {status: [open, closed]}", "where: {statsu: open}", '"statsu" is not a column of crimes', 'Did you mean "status"?'),
    ("where: {status: [open, closed]}", "where: {domestic_abuse: maybe}", "\"domestic_abuse\" is true or false, not 'maybe'", "Write true or false."),
    ("where: {status: [open, closed]}", "where: {status: {at_least: 3}}", '"status" is not a number of crimes', "Valid names: "),
    ("where: {status: [open, closed]}", "where: {recorded_on: {at_least: 3}}", '"recorded_on" is not a number of crimes', 'Did you mean "reported_hour"?'),
    ("to: outcome_on, days: 365}}", "to: outcome, days: 365}}", '"outcome" is not a date of crimes', 'Did you mean "outcome_on"?'),
    ("breakdowns: [area", "breakdowns: [aera", '"aera" is not a column of crimes', 'Did you mean "area"?'),
    ("balanced_by: victim_does_not_support", "balanced_by: charged_within_13_months", 'balanced_by names "charged_within_13_months", which is no KPI', 'Did you mean "charged_within_12_months"?'),
    ("population: crimes", "population: crmes", 'there is no population "crmes"', 'Did you mean "crimes"?'),
    ("version: 1", "version: 1\nscope: rassso", 'there is no offence scope "rassso"', 'Did you mean "rasso"?'),
    ("improves_when: increase", "improves_when: increase\nimproves: increase", '"improves" is not a key here', 'Did you mean "improves_when"?'),
    ("effective_from: 2025-04-01", "effective_from: April", "effective_from: this is not a date", "Write the day as 2025-04-01."),
    ("authority: proposed", "authority: nationl", "authority: this must be 'proposed'", 'Did you mean "national"?'),
    ("ref | recorded_on", "ref | recorded_no", 'the example names "recorded_no", which is no column of crimes', 'Did you mean "recorded_on"?'),
    ("2024-01-30  | charged", "2024-01-32  | charged", 'the example has "2024-01-32" for recorded_on, a date', "Dates as 2024-01-31"),
    ("2024-01-30  | charged", "2024-01-30  | chraged", 'the example has "chraged", which is no code of outcome', 'Did you mean "charged"?'),
    ("D   | 2024-01-31  |                                    |", "D   | 2024-01-31", "row 4 of the example has 2 cells, its header 4", "Write a bar"),
    ("period: 2024-01\n", "period: 2024-1\n", 'the example\'s period "2024-1" is not a month', "Write a month as 2024-01."),
    ("expect: {numerator: 1", "expect: {numeratorr: 1", 'the example expects "numeratorr", which is no figure', 'Did you mean "numerator"?'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what", "remedy"), BROKEN, ids=[row[2][:40] for row in BROKEN])
def test_a_fault_is_told_with_its_line_and_the_nearest_name(tmp_path, old, new, what, remedy):
    text = written(
        tmp_path,
        "kpi",
        SOUND.replace("balanced_by: victim_does_not_support", "") if "balanced" not in old else SOUND,
        (old, new),
    )
    with pytest.raises(ReaderError) as raised:
        load_registry(tmp_path, code_lists=CODE_LISTS)
    (fault,) = raised.value.faults
    assert fault.what.startswith(what)
    assert fault.remedy.startswith(remedy)
    path, _, line = fault.where.rpartition(":")
    assert path == str(tmp_path / "kpi.yaml")
    changed = line_of(text, new.splitlines()[-1])
    assert int(line) == (line_of(text, "  rows: |") if "| " in old or "ref |" in old else changed)


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    written(
        tmp_path, "a", SOUND,
        ("effective_from: 2025-04-01", "effective_from: soon"),
        ("improves_when: increase", "improves_when: increase\nimproves: increase"),
        ("where: {status: [open, closed]}", "where: {status: openn}"),
        ("breakdowns: [area", "breakdowns: [aera"),
        ("balanced_by: victim_does_not_support", "balanced_by: nowhere"),
    )  # fmt: skip
    written(
        tmp_path, "b", COMPLETE,
        ("characteristics: [age, disability", "characteristics: [age, disabilty"),
        ("headline_characteristics: [ethnicity_self_defined", "headline_characteristics: [ethnicity"),
        ("pillar: data", "pillar: dtaa"),
    )  # fmt: skip
    (tmp_path / "c.yaml").write_text("id: [unclosed\n", encoding="utf-8")
    written(
        tmp_path,
        "d",
        SOUND,
        ("id: charged_within_12_months", "id: twice"),
        ("balanced_by: victim_does_not_support", ""),
    )
    written(
        tmp_path,
        "e",
        SOUND,
        ("id: charged_within_12_months", "id: twice"),
        ("balanced_by: victim_does_not_support", ""),
    )
    _, faults = read_registry(tmp_path, code_lists=CODE_LISTS)
    told = {(Path(fault.where.rpartition(":")[0]).name, fault.what.split(":")[0]) for fault in faults}
    assert told == {
        ("a.yaml", "effective_from"),
        ("a.yaml", '"improves" is not a key here'),
        ("a.yaml", '"openn" is not a code of crime_status'),
        ("a.yaml", '"aera" is not a column of crimes'),
        ("a.yaml", 'balanced_by names "nowhere", which is no KPI'),
        ("b.yaml", "pillar"),
        ("b.yaml", '"disabilty" is no protected characteristic'),
        ("b.yaml", '"disability" is not among the characteristics'),
        ("b.yaml", '"ethnicity" is not among the characteristics'),
        ("c.yaml", "this is not YAML"),
        ("d.yaml", '"twice" version 1 is defined more than once'),
        ("e.yaml", '"twice" version 1 is defined more than once'),
    }
    assert all(fault.where.rpartition(":")[2].isdigit() for fault in faults)


def test_a_kpi_whose_file_is_faulty_still_exists_for_those_that_name_it(tmp_path):
    written(tmp_path, "a", SOUND, ("balanced_by: victim_does_not_support", "balanced_by: other"))
    written(
        tmp_path,
        "b",
        SOUND,
        ("id: charged_within_12_months", "id: other"),
        ("measure: proportion", "measure: guess"),
        ("balanced_by: victim_does_not_support", ""),
    )
    _, faults = read_registry(tmp_path, code_lists=CODE_LISTS)
    assert [fault.what.split(":")[0] for fault in faults] == ["measure"]


def test_a_day_that_does_not_exist_is_told_with_its_line_like_any_fault(tmp_path):
    text = written(
        tmp_path,
        "kpi",
        SOUND,
        ("effective_from: 2025-04-01", "effective_from: 2025-04-31"),
        ("breakdowns: [area", "breakdowns: [aera"),
    )
    _, faults = read_registry(tmp_path, code_lists=CODE_LISTS)
    where = f"{tmp_path / 'kpi.yaml'}:{line_of(text, 'effective_from')}"
    assert [fault.where for fault in faults if fault.what == 'there is no day "2025-04-31"'] == [where]
    assert '"aera" is not a column of crimes' in {fault.what for fault in faults}


def test_a_folder_without_definitions_is_a_fault(tmp_path):
    with pytest.raises(ReaderError, match="there is no definition here"):
        load_registry(tmp_path, code_lists=CODE_LISTS)


@pytest.mark.parametrize(
    ("authority", "version", "in_force"),
    [
        ("national", 1, "national"),
        ("national", 2, "national"),
        ("force", 2, "force"),
        ("force", 1, "force"),
    ],
)
def test_a_national_definition_stands_above_a_force_one_and_that_above_a_proposal(
    tmp_path, authority, version, in_force
):
    text = SOUND.replace("balanced_by: victim_does_not_support", "").replace(
        "version: 1", "version: 1" if authority != "force" or version == 2 else "version: 3"
    )
    written(tmp_path, "ours", text)
    written(
        tmp_path,
        "theirs",
        text.replace("version: 3", "version: 1"),
        ("authority: proposed", f"authority: {authority}"),
        ("version: 1", f"version: {version}"),
    )
    registry = load_registry(tmp_path, code_lists=CODE_LISTS)
    assert len(registry.versions) == 2
    assert [definition.authority for definition in registry.current()] == [Authority(in_force)]
    assert registry.get("A23") == registry.get("charged_within_12_months") == registry.current()[0]


def test_an_unknown_kpi_names_the_nearest(tmp_path):
    registry = load_registry(ROOT / "kpi_definitions", code_lists=CODE_LISTS)
    with pytest.raises(NotFoundError, match='Did you mean "open_caseload"'):
        registry.get("open_caselod")


def test_the_definitions_that_ship_are_proposals_and_claim_nothing_else():
    registry = load_registry(ROOT / "kpi_definitions", code_lists=CODE_LISTS)
    assert {definition.authority for definition in registry.versions} == {Authority.PROPOSED}
    assert not any(definition.source.verified or definition.targets for definition in registry.versions)
    assert len(registry.current()) == len(registry.versions) >= 15
