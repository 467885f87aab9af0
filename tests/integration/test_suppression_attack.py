"""A board member asks a real deck for everything, adds it all up, and still cannot work out a small count."""

import math
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain, month_of
from flightdeck.domain.result import KpiResult
from flightdeck.kpis.encoding import SCOPES
from flightdeck.services.access import Actor, Role
from tests.unit.statistics.lattice_attack import Attacker, small

BOARD = Actor("board", Role.BOARD_MEMBER)
FEWEST = 5
WINDOWS = 12  # random windows asked of each place
SOLVED = 6  # cells solved for of each kind
KPIS = ("charged_within_12_months", "rasso_crimes_recorded", "victim_does_not_support")


def places_of(deck) -> dict[str, tuple[Filters, np.ndarray]]:
    """Every place a board member can choose, with the teams in it."""
    places = deck.loaded(Filters()).encoding.places
    found = {"everywhere": (Filters(), np.arange(len(places)))}
    found |= {area: (Filters(area=area), places.chosen(areas=(area,))) for area in sorted(set(places.area))}
    found |= {team: (Filters(team=team), places.chosen(team=team)) for team in places.team}
    return found


def asked(first: int, last: int) -> Iterator[Filters]:
    """Every grain over all months, and some windows."""
    yield from (Filters(by=by) for by in Grain)
    random = np.random.default_rng(7)
    for start, stop in np.sort(random.integers(first, last + 1, size=(WINDOWS, 2)), axis=1).tolist():
        yield Filters(first=start, last=stop, by=Grain.MONTH)


def shown_numbers(result: KpiResult) -> Iterator[tuple[int, int, int | None, int | None, bool]]:
    """First and last month, numerator, denominator and whether they are lower bounds, of each period and the window."""
    for point in result.series:
        first, last = (month_of(date.fromisoformat(day)) for day in (point.first, point.last))
        yield first, last, point.numerator, point.denominator, point.at_least
    if result.window_first:
        first, last = (
            month_of(date.fromisoformat(f"{month}-01")) for month in (result.window_first, result.window_last)
        )
        yield first, last, result.numerator, result.denominator, result.at_least


@pytest.mark.parametrize("kpi", KPIS)
def test_all_that_a_deck_tells_a_board_leaves_every_small_count_open(deck, kpi):
    loaded, definition = deck.loaded(Filters()), deck.definition(kpi)
    encoding = loaded.encoding
    cells = loaded.prepared(definition, definition.basis).cells(SCOPES.index(definition.scope))
    whole = cells.denominator.astype(np.int64)
    part = whole if cells.numerator is None else cells.numerator.astype(np.int64)
    attacker = Attacker(len(encoding.places), encoding.months)
    for chosen, teams in places_of(deck).values():
        for more in asked(encoding.first_month, encoding.last_month()):
            result = deck.result(kpi, more.but(area=chosen.area, team=chosen.team), BOARD)
            for first, last, above, below, rough in shown_numbers(result):
                months = np.arange(first - encoding.first_month, last - encoding.first_month + 1)
                for kinds, number, truth in (((0,), above, part), ((0, 1), below, whole)):
                    if number is not None:
                        exact = number == truth[np.ix_(teams, months)].sum()
                        assert exact or rough
                        attacker.learns(
                            attacker.atoms(teams, months, kinds=kinds), number, at_least=not exact
                        )
    assert attacker.equal
    for kinds, counts in (((0, 1), whole), ((0,), part), ((1,), whole - part)):
        secret = list(small(counts, fewest=FEWEST))
        for place in np.random.default_rng(0).permutation(len(secret))[:SOLVED]:
            team, month = secret[place]
            numbers = attacker.numbers(attacker.atoms(np.array([team]), np.array([month]), kinds=kinds))
            assert numbers >= FEWEST - 1 or math.isinf(numbers)


@pytest.mark.parametrize("kpi", KPIS)
def test_two_filters_that_differ_by_a_month_differ_by_nothing_small(deck, kpi):
    encoding = deck.loaded(Filters()).encoding
    last = encoding.last_month()
    for chosen, _ in places_of(deck).values():
        told = [
            deck.result(kpi, chosen.but(first=start, last=last, by=Grain.POLICE_YEAR), BOARD)
            for start in range(encoding.first_month, last - 23)
        ]
        for longer, shorter in pairwise(told):
            if longer.at_least or shorter.at_least:
                continue
            pairs = ((longer.numerator, shorter.numerator), (longer.denominator, shorter.denominator))
            for more, less in pairs:
                if more is not None and less is not None and longer.status == shorter.status == "ok":
                    assert not 0 < abs(more - less) < FEWEST
