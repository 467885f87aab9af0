"""Work lists of what is missing, and the command, over the hand-made source of 200 persons."""

import json

import pytest
from typer.testing import CliRunner

from flightdeck.cli.application import app
from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.errors import NotAllowedError, ReaderError
from flightdeck.services.audit import AuditTrail
from flightdeck.services.worklist import Selection, WorkLists, barrier, kept, make, recheck
from tests.integration.two_hundred import (
    ALL_MONTHS,
    ANALYST,
    BOARD,
    COUNTS,
    EXPECTED,
    RESTRICTED,
    edited,
    refreshed,
)
from tests.synthetic_store import deck_over


@pytest.fixture(scope="module")
def deck(two_hundred):
    return deck_over(two_hundred)


def test_a_work_list_is_looked_at_again_after_the_next_refresh(source, tmp_path):
    store = tmp_path / "store"
    deck = refreshed(source / "mapping.yaml", store)
    lists, audit = WorkLists(store / "application.sqlite"), AuditTrail(store / "application.sqlite")
    chosen = Selection("disability", "victim")
    made = make(deck, chosen, ALL_MONTHS, ANALYST, purpose="data_quality", lists=lists, audit=audit)
    assert len(made.rows) == 44
    assert "V71" not in made.csv, "references are keyed hashes"
    assert made.csv.splitlines()[0].startswith("crime_ref,person_role_ref")
    edited(source, "DISABILITY", {"V71": "Y", "V72": "Prefer not to say", "V73": "Unknown", "V1": ""})
    again = recheck(refreshed(source / "mapping.yaml", store), made.id, ANALYST, lists=lists, audit=audit)
    assert (len(again.closed), len(again.still_open), len(again.gone), len(again.new)) == (2, 42, 0, 1)
    assert again.snapshot != again.made_in
    assert [entry[3] for entry in kept(ANALYST, lists=lists)] == [44]
    assert audit.verify().events == 2


def test_a_work_list_is_for_analysts_and_one_of_suspects_for_restricted_ones(deck, tmp_path):
    lists, audit = WorkLists(tmp_path / "a.sqlite"), AuditTrail(tmp_path / "a.sqlite")
    for actor, role in ((BOARD, "victim"), (ANALYST, "suspect_spoken_to")):
        with pytest.raises(NotAllowedError):
            make(
                deck,
                Selection("sex", role),
                Filters(),
                actor,
                purpose="data_quality",
                lists=lists,
                audit=audit,
            )
    selection = Selection("ethnicity_self_defined", "suspect_spoken_to")
    made = make(deck, selection, ALL_MONTHS, RESTRICTED, purpose="data_quality", lists=lists, audit=audit)
    assert len(made.rows) == 5
    assert [entry[0] for entry in kept(RESTRICTED, lists=lists)] == [made.id]
    assert kept(ANALYST, lists=lists) == (), "not even that there is one, or of how many"
    with pytest.raises(NotAllowedError):
        kept(BOARD, lists=lists)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sexual_orientation", "The record system has no such field. "),
        ("religion_belief", "The record system has a field that cannot be extracted. "),
        ("sex", ""),
    ],
)
def test_no_list_is_made_where_the_source_cannot_give_the_characteristic(deck, tmp_path, name, told):
    lists, audit = WorkLists(tmp_path / "a.sqlite"), AuditTrail(tmp_path / "a.sqlite")
    chosen = Selection(name, "victim")
    assert barrier(deck, chosen, ALL_MONTHS, ANALYST).startswith(told)
    assert bool(barrier(deck, chosen, ALL_MONTHS, ANALYST)) == bool(told)
    if told:
        with pytest.raises(ReaderError, match=told):
            make(deck, chosen, ALL_MONTHS, ANALYST, purpose="data_quality", lists=lists, audit=audit)
    else:
        make(deck, chosen, ALL_MONTHS, ANALYST, purpose="data_quality", lists=lists, audit=audit)
    assert len(kept(ANALYST, lists=lists)) == (not told)


def test_the_command_prints_the_matrix(two_hundred):
    run = CliRunner().invoke(
        app, ["completeness", "--json", "--store", str(two_hundred), "--filters", "from=2010-06&to=2026-10"]
    )
    assert run.exit_code == 0, run.output
    told = {(row["role"], row["characteristic"]): row for row in json.loads(run.output)}
    assert set(told) == {
        (role, name)
        for role in ("victim", "suspect_identified", "suspect_spoken_to")
        for name in CHARACTERISTICS
    }
    row = told["victim", "ethnicity_self_defined"]
    assert tuple(row[name] for name in COUNTS) == EXPECTED["victim", "ethnicity_self_defined"]
    assert (row["recorded"], row["substantive"], row["gap"], row["cause"]) == (
        67 / 114,
        50 / 114,
        35 / 114,
        "not_filled_in",
    )
    assert told["victim", "religion_belief"]["cause"] == "not_extractable"
