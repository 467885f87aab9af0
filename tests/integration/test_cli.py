"""The command line: every command speaks to people and to machines, exits 0 when it holds and 1 with every fault."""

import shutil

import pytest

from flightdeck.cli import kpi_commands
from flightdeck.services.audit import AuditTrail, Verdict
from tests.commands import MAPPING, copied, faults, run, told
from tests.synthetic_store import FIFTEEN, REGISTRY, ROOT, deck_over

KPIS = [definition.id for definition in FIFTEEN]


@pytest.fixture(scope="module")
def store(synthetic_store, tmp_path_factory):
    return copied(synthetic_store, tmp_path_factory)


@pytest.fixture
def quick(store, served, monkeypatch):
    """The same deck for every command: each would otherwise read and prepare the whole snapshot."""
    monkeypatch.setattr(kpi_commands, "deck_of", lambda _settings: served)
    return store


@pytest.fixture(scope="module")
def served(store):
    return deck_over(store)


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
