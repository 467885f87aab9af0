"""Commands as people and machines give them."""

import json
import shutil

from typer.testing import CliRunner

from flightdeck.cli.application import app
from tests.synthetic_store import ROOT

MAPPING = ROOT / "data" / "mappings" / "synthetic_rms.yaml"


def copied(store, tmp_path_factory):
    """A copy of a store that commands may write to."""
    copy = tmp_path_factory.mktemp("cli") / "store"
    shutil.copytree(store, copy)
    return copy


def run(*words, store=None):
    """The outcome of a command given these words."""
    more = [] if store is None else ["--store", str(store)]
    return CliRunner().invoke(app, [*map(str, words), *more])


def told(*words, store=None):
    """What a command that holds says to a machine."""
    outcome = run(*words, "--json", store=store)
    assert outcome.exit_code == 0, outcome.output
    return json.loads(outcome.stdout)


def faults(*words, store=None):
    """What a command that does not hold says to a machine."""
    outcome = run(*words, "--json", store=store)
    assert outcome.exit_code == 1, outcome.output
    answer = json.loads(outcome.stdout)
    assert answer["ok"] is False
    assert all(set(fault) == {"what", "where", "remedy"} and fault["what"] for fault in answer["faults"])
    return [fault["what"] for fault in answer["faults"]]
