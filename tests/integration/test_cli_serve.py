"""The command that serves, and the settings that every command reads."""

import json
import os
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from flightdeck.cli import serve_command
from flightdeck.settings import get_settings
from tests.commands import MAPPING, copied, faults, run
from tests.synthetic_store import ROOT


@pytest.fixture(scope="module")
def store(synthetic_store, tmp_path_factory):
    return copied(synthetic_store, tmp_path_factory)


def test_serve_refuses_other_machines_before_it_prepares_anything(tmp_path):
    outcome = run("serve", "--host", "0.0.0.0", "--port", 0, store=tmp_path / "store")
    assert outcome.exit_code == 1
    assert 'the demonstration sign-on does not serve "0.0.0.0"' in outcome.stderr
    assert not (tmp_path / "store").exists()


def test_serve_says_that_a_port_is_held_before_it_prepares_anything(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        outcome = run("serve", "--port", port, store=tmp_path / "store")
    assert outcome.exit_code == 1
    assert f"port {port} of 127.0.0.1 cannot be served: Address already in use" in outcome.stderr
    assert not (tmp_path / "store").exists()


def test_serve_without_a_port_takes_the_one_of_the_settings(tmp_path, monkeypatch):
    served = []
    monkeypatch.setattr(serve_command, "run_server", served.append)
    assert run("serve", store=tmp_path).exit_code == 0
    assert run("serve", "--port", 0, "--host", "localhost", store=tmp_path).exit_code == 0
    assert [(one.host, one.port, one.store) for one in served] == [
        ("127.0.0.1", 8050, tmp_path),
        ("localhost", 0, tmp_path),
    ]


@pytest.fixture
def environment(monkeypatch):
    """Set a variable of the environment as a reader would, and read the settings again."""

    def put(name, value):
        monkeypatch.setenv(name, value)
        get_settings.cache_clear()

    get_settings.cache_clear()
    yield put
    get_settings.cache_clear()


@pytest.mark.parametrize("command", [("kpi", "list"), ("check",), ("map", "check", MAPPING), ("snapshots",)])
def test_every_setting_that_cannot_be_used_is_named_at_once(environment, command):
    environment("FLIGHTDECK_PORT", "abc")
    environment("FLIGHTDECK_SIGN_ON", "x")
    outcome = run(*command, "--json")
    assert outcome.exit_code == 1, outcome.output
    assert [fault["where"] for fault in json.loads(outcome.stdout)["faults"]] == [
        "FLIGHTDECK_PORT",
        "FLIGHTDECK_SIGN_ON",
    ]


def test_a_store_that_cannot_be_made_is_a_fault(environment, tmp_path):
    (tmp_path / "file").touch()
    environment("FLIGHTDECK_STORE", str(tmp_path / "file" / "store"))
    for command in (("refresh",), ("seed", "--crimes", 300)):
        assert faults(*command) == ["the store cannot be opened: Not a directory"]


def test_the_module_serves_on_a_free_port_until_it_is_stopped(store):
    words = [sys.executable, "-m", "flightdeck", "serve", "--port", "0", "--store", str(store)]
    server = subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}, cwd=ROOT
    )
    try:
        address = server.stdout.readline().split()[-1]
        with urlopen(f"{address}/healthz") as answer:
            assert answer.status == 200
    finally:
        server.send_signal(signal.SIGINT)
        rest, _ = server.communicate(timeout=20)
    assert rest == "Stopped.\n"
    assert server.returncode == 0
