"""To a board, groups that cross places or months are closed as soon as a part of either is chosen."""

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, Role
from flightdeck.services.characteristic_profile import profile
from flightdeck.services.disparity import disparity
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.pareto import pareto
from flightdeck.services.what_if import best_completeness

BOARD = Actor("chair", Role.BOARD_MEMBER)
ANALYST = Actor("analyst", Role.ANALYST)
NARROWED = [Filters(area="East"), Filters(team="West 1"), Filters.from_text("from=2024-01&to=2025-03")]


@pytest.mark.parametrize("filters", NARROWED, ids=lambda filters: filters.to_query())
def test_no_group_of_a_characteristic_has_a_number(deck: FlightDeck, filters: Filters) -> None:
    found = profile(deck, "sex", "victim", filters, BOARD)
    groups = (*found.by_offence, *found.by_stage, *found.by_route, *found.by_weekday)
    assert groups
    assert all(group.hidden and group.valid is None and group.in_scope is None for group in groups)
    assert found.values is not None
    assert all(value.hidden and value.count is None and value.share is None for value in found.values.groups)


@pytest.mark.parametrize("filters", NARROWED, ids=lambda filters: filters.to_query())
def test_no_gap_disparity_group_or_what_if_has_a_number(deck: FlightDeck, filters: Filters) -> None:
    assert pareto(deck, "victim", filters, BOARD).cells == ()
    told = disparity(deck, "victim_does_not_support", "sex", filters, BOARD)
    assert all(group.hidden for group in told.groups)
    assert (told.completeness, told.missingness) == (None, None)
    if not filters.team:
        assert best_completeness(deck, "East 1", filters, BOARD).changes == ()


@pytest.mark.parametrize("filters", NARROWED, ids=lambda filters: filters.to_query())
def test_a_breakdown_by_anything_but_place_is_closed_for_a_part_of_the_places(
    deck: FlightDeck, filters: Filters
) -> None:
    groups = deck.breakdown("victim_does_not_support", "victim_sex", filters, BOARD)
    if filters.area or filters.team:
        assert all(group.hidden and group.denominator is None for group in groups)
    result = deck.result("charged_share_of_outcomes", filters, BOARD)
    assert all(one.count is None for one in result.excluded)


def test_an_analyst_sees_them_all_the_same(deck: FlightDeck) -> None:
    found = profile(deck, "sex", "victim", Filters(area="East"), ANALYST)
    assert not any(group.hidden for group in found.by_stage)
    assert pareto(deck, "victim", Filters(area="East"), ANALYST).cells
