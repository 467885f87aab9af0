"""What a definition may take the place of, and what a retirement must say."""

import pytest

from flightdeck.definitions.registry import load_registry, read_registry
from tests.unit.definitions.test_registry import CODE_LISTS, SOUND, line_of, written

ALONE = SOUND.replace("balanced_by: victim_does_not_support\n", "")
THEIRS = ALONE.replace("id: charged_within_12_months", "id: charge_rate").replace("ref: A23", "ref: N01")
NATIONAL = THEIRS.replace("authority: proposed", "authority: national")


def told(folder):
    return [(fault.what, fault.where) for fault in read_registry(folder, code_lists=CODE_LISTS)[1]]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (NATIONAL + "supersedes: charged_within_13_months\n", 'supersedes names "charged_within_13_months", which is no KPI'),
        (NATIONAL + "supersedes: charge_rate\n", "a definition does not supersede its own id"),
        (NATIONAL + "retired_on: 2026-11-01\n", '"retired_on" belongs to a retired definition only'),
    ],
)  # fmt: skip
def test_every_breach_is_told_at_its_line(tmp_path, text, what):
    written(tmp_path, "ours", ALONE)
    written(tmp_path, "theirs", text)
    last = len(text.splitlines())
    assert told(tmp_path) == [(what, f"{tmp_path / 'theirs.yaml'}:{last}")]


def test_a_retired_definition_says_when_and_why(tmp_path):
    text = written(tmp_path, "ours", ALONE, ("status: live", "status: retired"))
    where = f"{tmp_path / 'ours.yaml'}:{line_of(text, 'status')}"
    assert told(tmp_path) == [
        ('a retired definition needs "retired_on"', where),
        ('a retired definition needs "retired_because"', where),
    ]
    written(tmp_path, "ours", text + "retired_on: 2026-11-01\nretired_because: The board reads another.\n")
    assert told(tmp_path) == []


def test_two_definitions_do_not_supersede_each_other(tmp_path):
    written(tmp_path, "ours", ALONE + "supersedes: charge_rate\n")
    written(tmp_path, "theirs", THEIRS + "supersedes: charged_within_12_months\n")
    assert [what for what, _ in told(tmp_path)] == [
        '"charged_within_12_months" and "charge_rate" supersede each other',
        '"charge_rate" and "charged_within_12_months" supersede each other',
    ]


def test_a_proposal_does_not_supersede_a_national_definition(tmp_path):
    written(tmp_path, "ours", ALONE + "supersedes: charge_rate\n")
    written(tmp_path, "theirs", NATIONAL)
    assert [what for what, _ in told(tmp_path)] == ["a proposed definition does not supersede a national one"]


def test_a_national_definition_with_another_id_takes_the_place_of_ours(tmp_path):
    written(tmp_path, "ours", ALONE)
    written(tmp_path, "theirs", NATIONAL + "supersedes: charged_within_12_months\n")
    registry = load_registry(tmp_path, code_lists=CODE_LISTS)
    assert [one.id for one in registry.current()] == ["charge_rate"]
    assert registry.above(registry.get("charged_within_12_months")) == registry.get("charge_rate")
