"""Comparing two definitions and printing the adoption register, for people and for machines."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from flightdeck.cli import data_commands, kpi_commands
from flightdeck.cli.application import app
from flightdeck.definitions.registry import Registry
from flightdeck.domain.definition import Authority
from flightdeck.services.audit import AuditTrail
from tests.synthetic_store import REGISTRY, ROOT, deck_with

OURS = REGISTRY.get("charged_within_12_months")
NATIONAL = OURS.model_copy(update={"authority": Authority.NATIONAL, "version": 2, "matures_after_days": 270})
SHIPPED = ROOT / "kpi_definitions" / "suspect_focused" / "charged_within_12_months.yaml"


@pytest.fixture(scope="module")
def store(synthetic_store, tmp_path_factory):
    """A copy of the synthetic store that commands may write to."""
    copy = tmp_path_factory.mktemp("adoption") / "store"
    shutil.copytree(synthetic_store, copy)
    return copy


@pytest.fixture(scope="module")
def deck(store):
    return deck_with(store, Registry((*REGISTRY.versions, NATIONAL)))


@pytest.fixture
def run(store, deck, monkeypatch):
    """A command over one deck: each would otherwise read the whole snapshot."""
    monkeypatch.setattr(kpi_commands, "deck_of", lambda _settings: deck)
    return lambda *words: CliRunner().invoke(app, [*map(str, words), "--store", str(store)])


def told(outcome):
    assert outcome.exit_code == 0, outcome.output
    return json.loads(outcome.stdout)


@pytest.mark.parametrize(
    "first", ["A23@proposed", "charged_within_12_months@1", SHIPPED], ids=["number", "id", "file"]
)
def test_two_definitions_are_compared_by_number_id_or_file(run, first):
    found = told(run("kpi", "diff", first, "A23", "--json"))
    assert [found[side]["authority"] for side in ("first", "second")] == ["proposed", "national"]
    assert found["differences"] == [
        {
            "part": "Maturity",
            "first": "judged after 365 days",
            "second": "judged after 270 days",
            "changes_the_figure": True,
        }
    ]
    assert found["first"]["window"] == found["second"]["window"]
    assert found["first"]["numerator"] == found["second"]["numerator"]
    assert found["sentence"].endswith("The figures are the same. They differ in maturity.")


def test_a_comparison_is_printed_for_people_labelled_and_audited(run, store):
    spoken = run("kpi", "diff", "A23@proposed", "A23").stdout
    assert spoken.startswith("SYNTHETIC · By our proposal (version 1) ")
    assert "judged after 270 days" in spoken
    audit = AuditTrail(store / "application.sqlite")
    assert audit.verify().holds
    assert audit.verify().events > 0
    audit.close()


def test_a_definition_that_is_none_is_told_with_the_nearest_and_a_faulty_file_with_its_line(run, tmp_path):
    outcome = run("kpi", "diff", "A23@proposed-9", "A23")
    assert outcome.exit_code == 1
    assert 'there is no version "A23@proposed-9"' in outcome.stderr
    bad = tmp_path / "theirs.yaml"
    bad.write_text(
        SHIPPED.read_text(encoding="utf-8").replace("population: crimes", "population: crmes"),
        encoding="utf-8",
    )
    outcome = run("kpi", "diff", "A23", bad)
    assert outcome.exit_code == 1
    assert 'there is no population "crmes"' in outcome.stderr
    assert f"{bad}:" in outcome.stderr


def test_the_register_is_printed_for_machines_with_every_definition(run):
    found = told(run("kpi", "adoption", "--json"))
    assert {row["kpi"] for row in found["kpis"]} >= {
        "charged_within_12_months@national-2",
        "charged_within_12_months@proposed-1",
    }
    assert len(found["kpis"]) == len(REGISTRY.versions) + 1
    states = {row["kpi"]: row["state"] for row in found["kpis"]}
    assert states["charged_within_12_months@proposed-1"] == "superseded"
    assert states["charged_within_12_months@national-2"] == "adopted"
    assert found["sentence"].startswith("1 of 1 published national KPI is adopted.")


def test_the_check_tells_of_a_version_that_was_edited_once_the_deck_has_seen_it(
    run, store, tmp_path, monkeypatch
):
    told(run("kpi", "adoption", "--json"))  # the deck has seen every version
    folder = tmp_path / "definitions"
    shutil.copytree(ROOT / "kpi_definitions", folder)
    path = folder / "suspect_focused" / "charged_within_12_months.yaml"
    settings = data_commands.settings_for(store).model_copy(update={"definitions": folder})
    monkeypatch.setattr(data_commands, "settings_for", lambda _store: settings)
    assert run("check").exit_code == 0
    path.write_text(
        path.read_text(encoding="utf-8").replace("matures_after_days: 365", "matures_after_days: 364"),
        encoding="utf-8",
    )
    outcome = run("check", "--json")
    assert outcome.exit_code == 1
    (fault,) = json.loads(outcome.stdout)["faults"]
    assert fault["where"] == "charged_within_12_months (proposed)"
    assert fault["what"].startswith("version 1 has been edited")
