"""The command that writes the problem profile: a document of the role that is asked for, audited, and registered by whoever may."""

import json
import shutil
from io import BytesIO

import pytest
from docx import Document
from typer.testing import CliRunner

from flightdeck.cli import profile_commands
from flightdeck.cli.application import app
from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, Role
from tests.synthetic_store import deck_over

OFFICER = Actor("officer", Role.PROGRAMME_OFFICER)


@pytest.fixture(scope="module")
def store(synthetic_store, tmp_path_factory):
    copy = tmp_path_factory.mktemp("profile") / "store"
    shutil.copytree(synthetic_store, copy)
    return copy


@pytest.fixture
def run(store, monkeypatch):
    """The outcome of the command, over one deck."""
    deck = deck_over(store)
    monkeypatch.setattr(profile_commands, "deck_of", lambda _settings: deck)

    def ran(*words):
        return CliRunner().invoke(app, ["profile", "export", *map(str, words), "--store", str(store)])

    ran.deck = deck
    return ran


def test_an_analyst_gets_a_word_document_that_is_not_registered(run, tmp_path):
    before = len(run.deck.boards(Filters(), OFFICER).profiles)
    outcome = run(tmp_path / "profile.docx", "--json")
    assert outcome.exit_code == 0, outcome.output
    told = json.loads(outcome.stdout)
    assert (told["registered"], told["from"], told["to"]) == (False, "2025-11", "2026-10")
    opened = Document(BytesIO((tmp_path / "profile.docx").read_bytes()))
    assert opened.sections[0].header.paragraphs[0].text.startswith("SYNTHETIC")
    assert len(run.deck.boards(Filters(), OFFICER).profiles) == before


def test_a_programme_officers_document_is_registered_as_a_refresh(run, tmp_path):
    before = len(run.deck.boards(Filters(), OFFICER).profiles)
    outcome = run(tmp_path / "profile.html", "--role", "programme_officer", "--filters", "scope=rape_all")
    assert outcome.exit_code == 0, outcome.output
    assert "Registered as a refresh." in outcome.stdout
    assert "Rape, all ages" in (tmp_path / "profile.html").read_text(encoding="utf-8")
    profiles = run.deck.boards(Filters(), OFFICER).profiles
    assert len(profiles) == before + 1
    assert profiles[0].document == "SYNTHETIC-problem-profile-2026-10-31-whole-force.docx"


@pytest.mark.parametrize(
    ("name", "fault"), [("profile.pdf", "no document ends in"), ("no/profile.docx", "no such folder")]
)
def test_a_file_that_cannot_be_written_is_a_fault_with_its_remedy(run, tmp_path, name, fault):
    outcome = run(tmp_path / name, "--json")
    assert outcome.exit_code == 1
    assert fault in json.loads(outcome.stdout)["faults"][0]["what"]
