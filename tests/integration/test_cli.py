"""The command line: every command speaks to people and to machines, exits 0 when it holds and 1 with every fault."""

import csv
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from flightdeck.cli import kpi_commands, serve_command
from flightdeck.cli.application import app
from flightdeck.services.audit import AuditTrail, Verdict
from flightdeck.settings import get_settings
from tests.synthetic_store import FIFTEEN, REGISTRY, ROOT, deck_over
from tests.unit.data.benchmarks.published import HEADINGS, row

KPIS = [definition.id for definition in FIFTEEN]
MAPPING = ROOT / "data" / "mappings" / "synthetic_rms.yaml"


@pytest.fixture(scope="module")
def store(synthetic_store, tmp_path_factory):
    """A copy of the synthetic store that commands may write to."""
    copy = tmp_path_factory.mktemp("cli") / "store"
    shutil.copytree(synthetic_store, copy)
    return copy


@pytest.fixture
def quick(store, served, monkeypatch):
    """The same deck for every command: each would otherwise read and prepare the whole snapshot."""
    monkeypatch.setattr(kpi_commands, "deck_of", lambda _settings: served)
    return store


@pytest.fixture(scope="module")
def served(store):
    return deck_over(store)


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


def test_seed_refresh_and_snapshots_from_nothing(tmp_path):
    assert told("snapshots", store=tmp_path) == []
    seeded = told("seed", "--crimes", 300, "--years", 2, "--until", "2026-10-31", store=tmp_path)
    assert (seeded["synthetic"], seeded["crimes"], seeded["until"]) == (True, 300, "2026-10-31")
    refreshed = told("refresh", store=tmp_path)
    assert (refreshed["ok"], refreshed["new"], refreshed["synthetic"]) == (True, True, True)
    for frame in refreshed["frames"].values():
        assert frame["rows_in"] == frame["kept"] + frame["quarantined"]
    (snapshot,) = told("snapshots", store=tmp_path)
    assert (snapshot["snapshot"], snapshot["as_at"], snapshot["latest"]) == (
        refreshed["snapshot"],
        "2026-10-31",
        True,
    )
    again = run("refresh", store=tmp_path)
    assert again.exit_code == 0
    assert "nothing has changed" in " ".join(again.stdout.split())
    trail = AuditTrail(tmp_path / "application.sqlite")
    assert trail.verify() == Verdict(holds=True, events=3, broken_at=None)
    trail.close()


def test_a_refresh_that_fails_says_why_and_leaves_the_store_as_it_was(store):
    before = told("snapshots", store=store)
    assert faults("refresh", "--mapping", "nowhere.yaml", store=store) == [
        "the file cannot be read: No such file or directory"
    ]
    assert faults("refresh", "--role", "analyst", store=store) == ["Analyst may not refresh"]
    assert told("snapshots", store=store) == before


def test_check_holds_for_what_ships():
    assert told("check") == {"ok": True, "definitions": len(REGISTRY.versions), "faults": []}
    assert f"{len(REGISTRY.versions)} definitions hold" in run("check").stdout


def test_check_tells_the_faults_of_definitions_and_of_the_mapping_together(tmp_path, monkeypatch):
    from flightdeck import settings

    definitions = tmp_path / "kpis"
    shutil.copytree(ROOT / "kpi_definitions", definitions)
    one = definitions / "suspect_focused" / "open_caseload.yaml"
    one.write_text(
        one.read_text(encoding="utf-8").replace("population: open_spells", "population: open_spels"),
        encoding="utf-8",
    )
    other = definitions / "suspect_focused" / "days_report_to_charge.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("{outcome", "{outcom"), encoding="utf-8")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        MAPPING.read_text(encoding="utf-8").replace("recorded_on:", "recorded_onn:", 1), encoding="utf-8"
    )
    monkeypatch.setenv("FLIGHTDECK_DEFINITIONS", str(definitions))
    settings.get_settings.cache_clear()
    try:
        found = faults("check", "--mapping", mapping)
    finally:
        monkeypatch.undo()
        settings.get_settings.cache_clear()
    assert 'there is no population "open_spels"' in found
    assert any("recorded_onn" in what for what in found)


def test_map_check_holds_for_the_shipped_mapping(store):
    assert told("map", "check", MAPPING, store=store) == {"ok": True, "faults": []}


def test_map_check_tells_every_fault(tmp_path):
    text = MAPPING.read_text(encoding="utf-8")
    for old, new in (
        ("crime_ref: INV_URN", "crime_reff: INV_URN"),
        ("version: 1", "versionx: 1"),
        ('"Live": "open"', '"Live": "openn"'),
    ):
        text = text.replace(old, new, 1)
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    found = " ".join(faults("map", "check", path, "--no-source", store=tmp_path / "store"))
    assert "crime_reff" in found
    assert "versionx" in found
    assert "openn" in found


def test_map_draft_looks_at_a_source_and_writes_a_mapping(store, tmp_path):
    output = tmp_path / "drafted.yaml"
    drafted = told("map", "draft", f"sqlite:///{store}/synthetic/rms.sqlite", "--output", output, store=store)
    assert drafted["ok"] is True
    assert output.read_text(encoding="utf-8") == drafted["mapping"]
    assert "T_INVESTIGATION" in drafted["mapping"]
    assert faults("map", "draft", tmp_path / "nowhere", store=store)


def test_map_draft_writes_over_nothing_without_being_told_to(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "extract").mkdir()
    (tmp_path / "extract" / "crimes.csv").write_text("Crime ID,Status\n1,Live\n")
    path = tmp_path / "mine.yaml"
    path.write_text("my own work")
    assert faults("map", "draft", "extract", "--output", path, store="store") == ["the file is there already"]
    assert faults("map", "draft", "extract", "--output", tmp_path, store="store") == [
        "a draft cannot be written here"
    ]
    assert path.read_text() == "my own work"
    assert told("map", "draft", "extract", "--output", path, "--force", store="store")["ok"] is True
    assert "a guess" in path.read_text()


def test_kpi_list_lists_the_definitions_in_force():
    listed = told("kpi", "list")
    assert [entry["id"] for entry in listed] == [definition.id for definition in REGISTRY.current()]
    assert set(listed[0]) == {
        "id",
        "ref",
        "title",
        "pillar",
        "authority",
        "status",
        "version",
        "measure",
        "population",
        "unit",
    }
    assert run("kpi", "list").stdout.count("proposed") == len(listed)


@pytest.mark.parametrize("kpi", KPIS)
def test_kpi_show_has_every_field_that_machines_rely_on(quick, kpi):
    shown = told("kpi", "show", kpi, "--filters", "area=East&from=2024-01&to=2025-06&by=month", store=quick)
    promised = {
        "id", "version", "authority", "unit", "basis", "snapshot", "filters", "status", "reason", "numerator",
        "denominator", "value", "interval", "series", "spc", "caveats",
    }  # fmt: skip
    assert promised <= set(shown)
    assert shown["id"] == kpi
    assert shown["filters"] == {"area": "East", "from": "2024-01", "to": "2025-06", "by": "month"}
    assert shown["status"] in ("ok", "insufficient")
    assert shown["snapshot"] == told("snapshots", store=quick)[-1]["snapshot"]
    assert len(shown["series"]) == 18
    assert {"period", "numerator", "denominator", "value", "mature"} <= set(shown["series"][0])
    spc = shown["spc"]
    assert {"mean", "limits", "signals", "variation", "assurance"} <= set(spc)
    assert spc["signals"] == [point["signal"] for point in shown["series"]]
    assert spc["limits"] is None or spc["limits"][0] <= spc["mean"] <= spc["limits"][1]
    low, high = shown["interval"] or (None, None)
    assert low is None or high is None or low <= shown["value"] <= high
    assert shown["caveats"]


def test_kpi_show_answers_by_reference_and_as_known_earlier(store):
    earlier, later = told("snapshots", store=store)
    then = told("kpi", "show", "A01", "--snapshot", earlier["snapshot"], "--filters", "by=month", store=store)
    now = told("kpi", "show", "rasso_crimes_recorded", "--filters", "by=month", store=store)
    assert (then["as_at"], now["as_at"]) == ("2026-07-31", "2026-10-31")
    assert (then["snapshot"], now["snapshot"]) == (earlier["snapshot"], later["snapshot"])
    assert len(now["series"]) == len(then["series"]) + 3
    assert (
        told("kpi", "show", "A01", "--filters", f"by=month&snapshot={earlier['snapshot']}", store=store)
        == then
    )


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("open_caselod",), 'there is no KPI "open_caselod"'),
        (("A26", "--filters", "aera=East"), '"aera" is not a filter'),
        (("A26", "--filters", "area=Esat"), 'there is no area "Esat"'),
        (("A26", "--filters", "team=Esat"), 'there is no team "Esat"'),
        (("A26", "--filters", "force=Esat"), 'there is no force "Esat"'),
        (("A26", "--filters", "scope=rap"), 'there is no offence scope "rap"'),
        (("A26", "--filters", "by=week"), 'by="week" is not known'),
        (("A26", "--filters", "basis=guess"), 'basis="guess" is not known'),
        (("A26", "--filters", "from=2024-13"), 'from="2024-13" is not a month'),
        (("A26", "--snapshot", "yesterday"), 'there is no snapshot "yesterday"'),
        (("E02", "--filters", "characteristic=hair"), 'there is no characteristic "hair" here'),
        (("A26", "--filters", "characteristic=hair"), 'there is no characteristic "hair" here'),
        (
            ("A26", "--role", "area_commander", "--areas", "East", "--filters", "area=West"),
            '"West" is not one of your areas',
        ),
    ],
)
def test_what_is_not_there_is_a_fault_and_not_an_empty_answer(quick, words, what):
    assert faults("kpi", "show", *words, store=quick) == [what]
    spoken = run("kpi", "show", *words, store=quick)
    assert spoken.exit_code == 1
    assert what in spoken.stderr
    assert spoken.stdout == ""


def test_two_faults_of_the_filters_are_told_together(quick):
    assert len(faults("kpi", "show", "A26", "--filters", "by=week&from=soon", store=quick)) == 2


def test_without_a_snapshot_the_remedy_is_to_refresh(tmp_path):
    outcome = run("kpi", "show", "A01", store=tmp_path)
    assert outcome.exit_code == 1
    assert "There is no snapshot yet." in outcome.stderr
    assert "flightdeck refresh" in outcome.stderr


def test_kpi_show_says_synthetic_and_the_figure_to_people(quick):
    said = run("kpi", "show", "A01", store=quick).stdout
    assert said.startswith("SYNTHETIC · RASSO crimes recorded (A01, version 1, proposed)")


def test_kpi_show_gives_a_board_member_no_small_count(quick):
    shown = told(
        "kpi", "show", "A22", "--role", "board_member", "--filters", "team=West 2&by=month", store=quick
    )
    counts = [point[part] for point in shown["series"] for part in ("numerator", "denominator")]
    assert [count for count in counts if count is not None and 0 < count < 5] == []
    assert any(count is None for count in counts)


def test_every_figure_shown_is_written_to_the_audit_trail(quick):
    trail = AuditTrail(quick / "application.sqlite")
    before = trail.verify().events
    told("kpi", "show", "A01", "--filters", "area=East", store=quick)
    assert trail.verify() == Verdict(holds=True, events=before + 1, broken_at=None)
    trail.close()


def test_benchmark_import_keeps_a_file_and_refuses_a_broken_one(tmp_path):
    sound, broken = tmp_path / "outcomes.csv", tmp_path / "broken.csv"
    with sound.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [
                HEADINGS,
                *(row(quarter=quarter, code=code) for quarter in (1, 2, 3, 4) for code in ("19C", "20A")),
            ]
        )
    broken.write_text("not,an,outcomes,table\n1,2,3,4\n", encoding="utf-8")
    assert told("benchmark", "import", sound, store=tmp_path / "store")["ok"] is True
    assert faults("benchmark", "import", broken, store=tmp_path / "store")
    assert faults("benchmark", "import", tmp_path / "nowhere.csv", store=tmp_path / "store")


@pytest.mark.parametrize(
    ("words", "work"),
    [
        (("refresh", "--mapping", "nowhere.yaml"), "refresh"),
        (("seed", "--crimes", 1, "--years", 1), "seed"),
        (("map", "check", "nowhere.yaml"), "check_mapping"),
        (("map", "draft", "sqlite:///secret.sqlite"), "draft_mapping"),
        (("benchmark", "import", "nowhere.csv"), "import_benchmark"),
    ],
)
def test_work_on_the_data_is_for_a_data_steward_and_stands_in_the_trail(tmp_path, words, work):
    store = tmp_path / "store"
    assert faults(*words, "--role", "analyst", store=store) == ["Analyst may not refresh"]
    assert not store.exists(), "what is refused writes nothing"
    run(*words, store=store)
    with sqlite3.connect(store / "application.sqlite") as trail:
        ((role, action, subject),) = trail.execute("select role, action, subject from audit_event").fetchall()
    assert (role, action, "secret" in subject) == ("data_steward", work, False)
    trail.close()


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
