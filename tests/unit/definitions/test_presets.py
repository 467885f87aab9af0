"""Presets are read with every fault at its line, and NATIONAL is in force once it is filled."""

import pytest

from flightdeck.definitions.presets import read_presets
from flightdeck.definitions.registry import read_registry
from flightdeck.domain.presets import IN_FORCE, NATIONAL, Presets
from flightdeck.errors import NotFoundError
from tests.synthetic_store import CODE_LISTS, REGISTRY, ROOT

OURS = """id: OURS_two
version: 1
title: Two crimes
authority: force
default: true
scope: rasso
look_back_days: null
at_least_crimes: 2
at_least_victims: 1
outcomes: all
linkage: exact
same_incident_days: 1
domestic_abuse: included
rank: none
verified: false
source: A board paper.
"""
FILLED = OURS.replace("OURS_two", NATIONAL).replace("default: true\n", "").replace("force", "national")


def read(folder, **files):
    place = folder / "presets"
    place.mkdir()
    for name, text in files.items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_presets(folder, code_lists=CODE_LISTS)


def told(faults):
    return [(fault.where.rpartition("/")[2], fault.what) for fault in faults]


def test_the_presets_that_ship_are_four_proposals_and_an_empty_slot():
    presets = REGISTRY.presets
    assert [preset.code for preset in presets.live] == ["R1", "R2", "R3", "R4"]
    assert {(preset.authority, preset.verified) for preset in presets.live} == {("proposed", False)}
    assert [slot.id for slot in presets.empty] == [NATIONAL]
    assert presets.get(IN_FORCE).id == "R1_two_crimes_24m"


def test_national_is_in_force_once_it_is_filled(tmp_path):
    presets, faults = read(tmp_path, OURS=OURS, NATIONAL=FILLED)
    assert faults == ()
    assert [presets.get(name).id for name in (IN_FORCE, "OURS_two")] == [NATIONAL, "OURS_two"]


def test_the_latest_version_of_a_preset_is_the_one_there_is(tmp_path):
    presets, faults = read(tmp_path, a=OURS, b=OURS.replace("version: 1", "version: 2"))
    assert faults == ()
    assert [preset.named for preset in presets.live] == ["OURS_two version 2"]


def test_an_empty_slot_says_that_it_is_empty_and_a_wrong_name_is_told_the_nearest():
    with pytest.raises(NotFoundError, match="empty slot"):
        REGISTRY.presets.get(NATIONAL)
    with pytest.raises(NotFoundError, match="R3_two_victims_ever"):
        REGISTRY.presets.get("R3_two_victims_evr")
    with pytest.raises(NotFoundError):
        Presets().get(IN_FORCE)


def test_every_fault_of_every_preset_is_told_with_its_line(tmp_path):
    _, faults = read(
        tmp_path,
        a=OURS.replace("scope: rasso", "scope: raso"),
        b=OURS.replace("OURS_two", "B_one").replace("at_least_crimes: 2", "at_least_crimes: 1"),
        c=OURS.replace("OURS_two", "C_one").replace("rank: none", "rank: none\nranks: harm"),
        d=OURS.replace("OURS_two", "D_one").replace("same_incident_days: 1\n", ""),
        e=OURS,
        f=OURS.replace("OURS_two", "F_one"),
    )
    assert told(faults) == [
        ("b.yaml:8", "at_least_crimes: this must be greater than or equal to 2"),
        ("c.yaml:15", '"ranks" is not a key here'),
        ("d.yaml:1", 'the file: give one of "same_incident_days" and "same_incident_hours"'),
        ("a.yaml:6", 'there is no offence scope "raso"'),
        ("e.yaml:1", 'the preset "OURS_two" version 1 is defined more than once'),
        ("presets", "2 presets are the default"),
    ]


def test_a_kpi_must_name_a_preset_that_is_one_and_may_not_carry_its_own(tmp_path):
    source = ROOT / "kpi_definitions" / "disruption" / "repeat_suspects_with_live_plan.yaml"
    text = source.read_text(encoding="utf-8").replace(
        "balanced_by: repeat_suspects_with_live_restriction\n", ""
    )
    (tmp_path / "a.yaml").write_text(text.replace("preset: in_force", "preset: R9"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        text.replace("preset: in_force\n", "").replace("id: repeat", "id: other"), encoding="utf-8"
    )
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "OURS.yaml").write_text(OURS, encoding="utf-8")
    _, faults = read_registry(tmp_path, code_lists=CODE_LISTS)
    assert told(faults) == [
        ("a.yaml:13", 'there is no preset "R9"'),
        ("b.yaml:12", '"preset" is missing, and repeat_suspects follow one'),
    ]


def test_a_kpi_that_names_a_preset_carries_its_parameters():
    by_ref = [definition for definition in REGISTRY.current() if definition.ref in ("B01", "B07")]
    assert {(one.id, one.parameters.code) for one in by_ref} == {
        ("repeat_suspects_two_crimes_24_months", "R1"),
        ("repeat_suspects_two_victims_24_months", "R2"),
        ("repeat_suspects_two_victims_ever", "R3"),
        ("repeat_suspects_two_offences_12_months", "R4"),
        ("repeat_suspects_with_live_restriction", "R1"),
    }
