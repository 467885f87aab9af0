"""Presets beside each other: what a board may read of them, and that the numbers are those of the KPIs."""

import shutil
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from pydantic import SecretStr

from flightdeck.data.snapshots import SnapshotStore
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.domain.result import Status
from flightdeck.errors import NotAllowedError, NotFoundError, ReaderError
from flightdeck.services.access import Actor, Role
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.live_registry import LiveRegistry
from flightdeck.services.repeat_harm import SHARES, _told
from flightdeck.services.repeat_overlap import WHOLE_ONLY
from flightdeck.services.repeat_suspects import beside
from flightdeck.settings import Settings
from flightdeck.statistics.suppression import Audience
from tests.factories import result
from tests.synthetic_store import CODE_LISTS, HASH_KEY, REGISTRY, ROOT

ANALYST = Actor("a", Role.ANALYST)
RESTRICTED = Actor("r", Role.RESTRICTED_ANALYST)
BOARD = Actor("b", Role.BOARD_MEMBER)
R1, R2, R3, R4 = REGISTRY.presets.live
MONTHLY = Filters(by=Grain.MONTH)


def counts(*values):
    """A result with a count at each of some month ends; None is a hidden one."""
    point = result().series[0]
    series = tuple(
        replace(point, value=value, numerator=None, denominator=value, hidden=value is None)
        for value in values
    )
    return result(series=series)


def shown(*rows, audience=Audience.BOARD_INTERNAL):
    figures = list(zip((R1, R2, R3), rows, strict=False))
    return [[point.value for point in points] for _, points in beside(figures, audience=audience)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([counts(20), counts(14)], [[20], [14]]),
        ([counts(20), counts(20)], [[20], [20]]),  # nobody tells them apart, which may be known
        ([counts(20), counts(17)], [[20], [None]]),
        ([counts(20), counts(23)], [[20], [None]]),
        ([counts(20), counts(14), counts(12)], [[20], [14], [None]]),  # too near the second
        ([counts(20), counts(17), counts(12)], [[20], [None], [12]]),  # the second is not told, so not near
        ([counts(20, 20), counts(17, 10)], [[20, 20], [None, 10]]),  # each month end by itself
        ([counts(None), counts(14)], [[None], [None]]),
    ],
)
def test_a_board_reads_a_preset_beside_others_only_where_no_difference_is_of_a_few(rows, expected):
    assert shown(*rows) == expected


def test_an_analyst_reads_them_all():
    assert shown(counts(20), counts(17), counts(18), audience=Audience.ANALYST) == [[20], [17], [18]]


def test_the_counts_are_those_of_the_kpis(deck):
    answer = deck.repeat_suspects(MONTHLY, ANALYST)
    for one in answer.counted:
        figure = deck.result(one.kpi, MONTHLY, ANALYST)
        assert one.now == figure.value
        assert [point.value for point in one.points] == [point.value for point in figure.series]
    assert [one.preset.code for one in answer.counted if one.in_force] == ["R1"]
    assert answer.in_force.told in answer.sentence


def test_the_points_are_as_far_apart_as_the_months_are_grouped_and_end_at_the_latest(deck):
    months = deck.repeat_suspects(MONTHLY, ANALYST).counted[0].points
    quarters = deck.repeat_suspects(Filters(), ANALYST).counted[0].points
    assert [point.last for point in quarters] == [point.last for point in months][::-3][::-1]


@pytest.mark.parametrize("filters", [Filters(), Filters(area="East"), Filters(first=650, last=660)])
def test_the_groups_add_up_to_each_preset(deck, filters):
    answer = deck.repeat_suspects(filters, ANALYST)
    for one in answer.counted:
        met = sum(group.count for group in answer.overlap.combinations if one.preset.code in group.presets)
        assert met == one.now


def test_a_board_that_narrows_reads_the_preset_in_force_alone(deck):
    answer = deck.repeat_suspects(Filters(area="East"), BOARD)
    assert [one.preset for one in answer.counted] == [R1]
    assert (answer.closed, answer.overlap.reason) == (True, WHOLE_ONLY)
    assert answer.concentration.shares == ()


def test_the_kpi_of_another_preset_is_cut_for_a_board_and_whole_for_an_analyst(deck):
    kpi = "repeat_suspects_two_victims_ever"
    assert deck.result(kpi, Filters(area="East"), BOARD).status is Status.SUPPRESSED
    assert deck.result(kpi, Filters(), BOARD).series == ()
    assert deck.breakdown(kpi, "area", Filters(), BOARD) == ()
    assert deck.result(kpi, Filters(area="East"), ANALYST).series != ()


def test_every_figure_under_a_preset_says_which_and_that_it_is_not_verified(deck):
    for ref in ("B01", "B02", "B03", "B05", "B06", "B07", "B08"):
        first = deck.result(ref, Filters(), ANALYST).caveats[0]
        assert first.startswith("Under the preset R1 (two crimes in 24 months), version 1 (not verified).")


def test_no_share_of_harm_is_of_fewer_than_ten_people_or_leaves_so_few():
    days = np.arange(200, 0, -1)
    curve, shares = _told(days, audience=Audience.BOARD_INTERNAL)
    assert [share.in_100 for share in shares] == [5, 10, 20, 50, 100]  # 1 in a hundred are 2 people
    assert len(curve.harm) == 1 + len(shares)
    _, few = _told(days[:40], audience=Audience.BOARD_INTERNAL)
    assert [share.suspects for share in few] == [20, 40]
    assert _told(days[:12], audience=Audience.BOARD_INTERNAL)[1] == ()
    assert [share.in_100 for share in _told(days, audience=Audience.ANALYST)[1]] == list(SHARES)


# ── the list ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RESTRICTED_ANALYST])
def test_nobody_but_a_restricted_analyst_sees_the_people(deck, role):
    with pytest.raises(NotAllowedError, match="may not see suspects"):
        deck.repeat_list("", Filters(), Actor("x", role, ("East",)), purpose="inspection")


@pytest.mark.parametrize("preset", [R1, R2, R3, R4])
def test_the_list_has_everybody_the_kpi_counts_once(deck, preset):
    found = deck.repeat_list(preset.id, Filters(), RESTRICTED, purpose="inspection")
    counted = {one.preset.id: one.now for one in deck.repeat_suspects(Filters(), ANALYST).counted}
    assert len(found.rows) == counted[preset.id] > 0
    assert found.rows["person_ref"].is_unique
    assert found.rows["person_ref"].str.fullmatch(r"[0-9a-f]{16}").all()
    assert (found.rows["crimes"] >= preset.at_least_crimes).all()
    assert (found.rows["victims"] >= (preset.at_least_victims if preset.at_least_victims > 1 else 0)).all()


def test_the_list_is_in_the_order_of_harm_only_where_the_preset_ranks(deck):
    by_harm = deck.repeat_list(R4.id, Filters(), RESTRICTED, purpose="inspection").rows["harm_days"]
    by_day = deck.repeat_list(R1.id, Filters(), RESTRICTED, purpose="inspection").rows["met_on"]
    assert by_harm.is_monotonic_decreasing
    assert by_day.is_monotonic_decreasing


def test_a_reader_of_one_area_sees_its_people_only(deck):
    actor = replace(RESTRICTED, areas=("East",))
    rows = deck.repeat_list("", Filters(), actor, purpose="inspection").rows
    assert set(rows["area"]) == {"East"}


def test_the_file_prints_preset_and_version_in_every_line(deck):
    found = deck.repeat_list(R4.id, Filters(), RESTRICTED, purpose="inspection")
    head, *lines = found.csv.splitlines()
    assert head.endswith("preset,preset_version")
    assert {line.rsplit(",", 2)[1:] == ["R4_v100_style_12m", "1"] for line in lines} == {True}


def test_a_purpose_and_a_preset_that_are_none_are_refused(deck):
    with pytest.raises(ReaderError, match="is not a purpose"):
        deck.repeat_list("", Filters(), RESTRICTED, purpose="curiosity")
    with pytest.raises(NotFoundError, match="no preset"):
        deck.repeat_list("R9", Filters(), RESTRICTED, purpose="inspection")


# ── the national slot ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_filled_national_slot_is_in_force_without_a_restart_and_beside_ours(synthetic_store, tmp_path):
    folder = tmp_path / "kpi_definitions"
    shutil.copytree(ROOT / "kpi_definitions", folder)
    clock = iter(range(0, 10_000, 10))
    live = LiveRegistry(
        folder, code_lists=CODE_LISTS, today=lambda: date(2026, 11, 25), clock=lambda: next(clock)
    )
    settings = Settings(store=synthetic_store, hash_key=SecretStr(HASH_KEY))
    own = FlightDeck(SnapshotStore(synthetic_store), live, settings=settings, code_lists=CODE_LISTS)
    before = own.repeat_suspects(Filters(), ANALYST)
    national = R3.model_dump(mode="json", exclude_none=True) | {
        "id": "NATIONAL", "authority": "national", "title": "As published", "look_back_days": 365, "verified": True,
    }  # fmt: skip
    lines = [
        f"{key}: {str(value).lower() if isinstance(value, bool) else value}"
        for key, value in national.items()
        if key != "caveats"
    ]
    (folder / "presets" / "NATIONAL.yaml").write_text("\n".join(lines), encoding="utf-8")
    after = own.repeat_suspects(Filters(), ANALYST)
    assert (before.in_force.code, after.in_force.code) == ("R1", "NATIONAL")
    assert {one.preset.code: one.now for one in before.counted} == {
        one.preset.code: one.now for one in after.counted if one.preset.code != "NATIONAL"
    }
    counted = {one.preset.code: one.now for one in after.counted}
    assert counted["NATIONAL"] < counted["R3"]
    share = own.result("B02", Filters(), ANALYST)
    assert share.numerator == counted["NATIONAL"]
    assert share.caveats[0].startswith("Under the preset NATIONAL (as published), version 1 (verified).")


@pytest.mark.parametrize(
    "kpi", ["B01", "B02", "B04", "B05", "B06", "B08", "repeat_suspects_two_victims_ever"]
)
def test_people_behind_a_figure_are_for_the_restricted_analyst_and_as_many_as_it_prints(deck, kpi):
    with pytest.raises(NotAllowedError, match="may not see suspects"):
        deck.cases(kpi, Filters(), ANALYST, part="denominator", purpose="inspection")
    found = deck.cases(kpi, Filters(), RESTRICTED, part="denominator", purpose="inspection")
    assert found.count == deck.result(kpi, Filters(), RESTRICTED).denominator > 0
