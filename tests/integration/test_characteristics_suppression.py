"""No small number of a protected characteristic leaves for a board, nor the difference of two that do."""

from dataclasses import asdict, fields
from itertools import combinations, permutations

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import month_text
from flightdeck.services.access import Actor, Role
from flightdeck.services.characteristics import matrix
from flightdeck.services.disparity import DisparityGroup
from flightdeck.services.recording_groups import RecordedGroup

BOARD = Actor("board", Role.BOARD_MEMBER)
ROLES = ("victim", "suspect_identified", "suspect_spoken_to")
STATUSES = ("valid", "declined", "not_asked", "ambiguous", "unknown", "missing", "invalid")
SMALL = range(1, 5)


def cells(deck, filters):
    return {(cell.role, cell.characteristic): cell for cell in matrix(deck, filters, BOARD)}


def counts(cell):
    """Every count a board can read of a cell, worked out where its shares give it away."""
    told = {name: getattr(cell, name) for name in ("in_scope", *STATUSES, "not_applicable")}
    told["gap"] = cell.gap_count
    whole = cell.in_scope
    for name in ("recorded", "explained", "ambiguous_share", "gap"):
        share = getattr(cell, name)
        told[f"count of {name}"] = None if share is None or whole is None else round(share * whole)
    told["without a value"] = None if whole is None or cell.valid is None else whole - cell.valid
    for name in STATUSES:
        if whole is not None and told[name] is not None and name != "valid":
            told[f"not {name}"] = whole - told[name]
    return told


SEVERAL = 2


@pytest.fixture(scope="module")
def windows(deck):
    last = deck.options(BOARD, Filters()).last
    return [
        (last - 35, last),
        (last - 34, last),
        (last - 35, last - 1),
        (last - 12, last - 1),
        (last - 12, last),
        (last - 3, last - 1),
    ]


@pytest.fixture(scope="module")
def places(deck):
    options = deck.options(BOARD, Filters())
    teams = [
        {"area": area, "team": team}
        for area in options.areas
        for team in deck.options(BOARD, Filters(area=area)).teams
    ]
    return [{}, *({"area": area} for area in options.areas), *teams]


@pytest.fixture(scope="module")
def read(deck, windows, places):
    """Everything a board can read of the matrix, by window and place."""
    return {
        (window, tuple(sorted(place.items()))): cells(
            deck, Filters.from_text(f"from={month_text(window[0])}&to={month_text(window[1])}").but(**place)
        )
        for window in windows
        for place in places
    }


def test_no_small_count_is_shown(read):
    shown = 0
    for where, found in read.items():
        for key, cell in found.items():
            for name, count in counts(cell).items():
                assert count not in SMALL, (where, key, name)
                shown += count is not None
    assert shown > 1_000, "too little is shown to prove anything"


def test_two_windows_cannot_be_subtracted(read, windows, places):
    for place in places:
        at = tuple(sorted(place.items()))
        inside = [(a, b) for a, b in permutations(windows, 2) if a[0] <= b[0] and b[1] <= a[1]]
        for one, other in inside:
            for key, wide in read[one, at].items():
                assert_far_apart(counts(wide), counts(read[other, at][key]), (place, one, other, key))


def test_a_place_cannot_be_subtracted_from_the_one_around_it(read, windows, places):
    for window in windows:
        for place in places[1:]:
            around = {"area": place["area"]} if "team" in place else {}
            beside = [one for one in places if one.keys() == place.keys() and around.items() <= one.items()]
            for key, wide in read[window, tuple(sorted(around.items()))].items():
                told = [counts(read[window, tuple(sorted(one.items()))][key]) for one in beside]
                inner = counts(read[window, tuple(sorted(place.items()))][key])
                # What two hidden places or more add up to may be a few: how many each has stays open.
                alone = {name for name in inner if sum(one[name] is None for one in told) < SEVERAL}
                kept = {name: count for name, count in counts(wide).items() if name in alone}
                assert_far_apart(kept, inner, (window, place, key))


def test_suspects_spoken_to_cannot_be_subtracted_from_those_identified(read):
    for where, found in read.items():
        for (role, name), cell in found.items():
            if role == "suspect_spoken_to":
                wide, inner = counts(found["suspect_identified", name]), counts(cell)
                del wide["not_applicable"], wide["in_scope"]
                assert_far_apart(wide, inner, (where, name))


def test_a_scope_cannot_be_subtracted_from_the_one_around_it(deck, windows, places):
    chain = ("all_sexual_offences", "rasso", "rape_all", "rape_adult")
    shown = 0
    for window in windows[3:5]:
        dates = Filters.from_text(f"from={month_text(window[0])}&to={month_text(window[1])}")
        for place in places:
            found = {scope: cells(deck, dates.but(scope=scope, **place)) for scope in chain}
            for wide, inner in combinations(chain, 2):
                for key, cell in found[wide].items():
                    one, other = counts(cell), counts(found[inner][key])
                    assert_far_apart(one, other, (window, place, wide, inner, key))
                    shown += other["valid"] is not None
    assert shown > 100


def assert_far_apart(wide, inner, where):
    for name, count in wide.items():
        if count is not None and inner.get(name) is not None:
            assert count - inner[name] not in SMALL, (where, name)


def test_kpis_cannot_be_subtracted_from_each_other(deck):
    kpis = (
        "E01",
        "E02",
        "E04",
        *(f"victim_characteristics_{name}" for name in ("declined", "not_asked", "not_stated")),
    )
    for characteristic in ("ethnicity_self_defined", "disability", "religion_belief", "age"):
        for place in ({}, {"area": "East"}, {"area": "West"}):
            asked = Filters(characteristic=characteristic, **place)
            told = [
                result.numerator
                for kpi in kpis
                if (result := deck.result(kpi, asked, BOARD)).numerator is not None
            ]
            whole = deck.result("E02", asked, BOARD).denominator
            for one, other in combinations(told, 2):
                assert abs(one - other) not in SMALL, (characteristic, place)
            assert all(whole is None or whole - count not in SMALL for count in told)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "filters", [Filters(), Filters(area="East"), Filters(team="West 2")], ids=["force", "area", "team"]
)
def test_counts_of_groups_are_to_the_nearest_five(deck, role, filters):
    for characteristic in ("ethnicity_self_defined", "sex", "age", "religion_belief"):
        profile = deck.profile(characteristic, role, filters, BOARD)
        groups = [
            group
            for field in fields(profile)
            if isinstance(getattr(profile, field.name), tuple)
            for group in getattr(profile, field.name)
        ]
        assert all(isinstance(group, RecordedGroup) for group in groups)
        numbers = [count for group in groups for count in (group.in_scope, group.valid)]
        numbers += [] if profile.values is None else [group.count for group in profile.values.groups]
        assert all(number is None or number % 5 == 0 for number in numbers)
        shares = [
            value
            for group in groups
            for value in (group.substantive, group.explained, group.ambiguous, group.gap)
        ]
        assert all(share is None or round(share, 2) == share for share in shares)
    found = deck.pareto(role, filters, BOARD)
    assert all(cell.count % 5 == 0 and cell.count for cell in found.cells)
    assert found.total is None or found.total % 5 == 0


@pytest.mark.parametrize("characteristic", ["sex", "age", "ethnicity_self_defined", "disability"])
def test_a_disparity_shows_no_small_group(deck, characteristic):
    for kpi in ("C01", "charged_within_12_months", "charged_share_of_outcomes"):
        for filters in (Filters(), Filters(area="East"), Filters(team="West 2")):
            told = deck.disparity(kpi, characteristic, filters, BOARD)
            for group in told.groups:
                assert_coarse(group)


def assert_coarse(group: DisparityGroup):
    if group.hidden:
        assert set(asdict(group).values()) == {group.label, None, True}
        return
    assert group.numerator % 5 == 0
    assert group.denominator % 5 == 0
    for share in (group.rate, group.lower, group.upper, group.bound_low, group.bound_high):
        assert share is None or round(share, 2) == share
    assert group.ratio is None or round(group.ratio, 1) == group.ratio
