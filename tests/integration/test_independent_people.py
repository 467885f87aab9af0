"""Every figure about the people who work here agrees with plain loops to the last digit, and of fewer than ten nothing is told."""

from datetime import date

import numpy as np
import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.domain.populations import POPULATIONS
from flightdeck.errors import ReaderError
from flightdeck.kpis.encoding import Question
from flightdeck.services.access import Actor, Role, scope
from flightdeck.services.asked import span_of
from tests.integration.independent_people import FLOOR, OfPeople
from tests.integration.loops import offence_scopes
from tests.synthetic_store import REGISTRY, ROOT

ANALYST = Actor("analyst", Role.ANALYST)
BOARD = Actor("board", Role.BOARD_MEMBER)
PLACES = ({}, {"area": "East"}, {"team": "West 2"})
SCOPES = ("rasso", "rape_adult")
KPIS = [one.id for one in REGISTRY.current() if one.ref.startswith("D")]
ABOUT_STAFF = [kpi for kpi in KPIS if POPULATIONS[REGISTRY.get(kpi).population].about_staff]


@pytest.fixture(scope="module")
def second(deck):
    loaded = deck.loaded(Filters())
    return OfPeople(loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists"))


def by_hand(second, kpi, result, *, place, offences):
    """The series of a result, worked out again."""
    return [
        second.figure(
            kpi, date.fromisoformat(point.first), date.fromisoformat(point.last), place=place, offences=second.scopes[offences]
        )
        for point in result.series
    ]  # fmt: skip


def engine(deck, kpi, asked):
    """The same from the engine before anything is hidden."""
    definition, loaded, reach = REGISTRY.get(kpi), deck.loaded(asked), scope(ANALYST, asked)
    span = span_of(definition, asked, loaded, basis=definition.basis)
    question = Question.of(
        span.periods, loaded.encoding, scope=asked.scope or definition.scope, places=loaded.places(reach)
    )
    answer = loaded.prepared(definition, definition.basis).answer(question)
    above = [None] * len(answer.denominator) if answer.numerator is None else answer.numerator.tolist()
    values = [None if np.isnan(value) else value for value in answer.value.tolist()]
    return list(zip(above, answer.denominator.tolist(), values, strict=True))


@pytest.mark.parametrize("offences", SCOPES)
@pytest.mark.parametrize("place", PLACES, ids=("force", "area", "team"))
@pytest.mark.parametrize("kpi", KPIS)
def test_a_figure_about_people_agrees_with_a_second_calculation_from_its_english(
    deck, second, kpi, place, offences
):
    asked = Filters(scope=offences, by=Grain.MONTH, **place)
    result = deck.result(kpi, asked, ANALYST)
    expected = by_hand(second, kpi, result, place=place, offences=offences)
    assert engine(deck, kpi, asked) == expected, "before anything is hidden"
    for point, (above, behind, value) in zip(result.series, expected, strict=True):
        told = (point.numerator, point.denominator, point.value)
        assert told == ((None, None, None) if point.hidden else (above, behind, value)), point.period
    assert len(result.series) > 50


@pytest.mark.parametrize("place", PLACES, ids=("force", "area", "team"))
@pytest.mark.parametrize("kpi", ABOUT_STAFF)
def test_of_fewer_than_ten_people_nobody_is_told_anything_not_even_an_analyst(deck, second, kpi, place):
    for actor in (ANALYST, BOARD):
        for grain in (Grain.MONTH, Grain.QUARTER):
            result = deck.result(kpi, Filters(by=grain, **place), actor)
            expected = by_hand(second, kpi, result, place=place, offences="rasso")
            for point, (_, behind, _) in zip(result.series, expected, strict=True):
                assert point.hidden or behind == 0 or behind >= FLOOR, point.period


@pytest.mark.parametrize("kpi", KPIS)
def test_the_force_as_a_whole_is_told_its_figure(deck, kpi):
    result = deck.result(kpi, Filters(), BOARD)
    assert result.status == "ok", result.reason
    assert result.value is not None


@pytest.mark.parametrize("kpi", ABOUT_STAFF)
def test_there_is_no_list_of_people_behind_a_figure(deck, kpi):
    with pytest.raises(ReaderError):
        deck.cases(kpi, Filters(), ANALYST, part="denominator", purpose="a test of the rule")


@pytest.mark.parametrize("kpi", KPIS)
def test_a_figure_about_people_is_cut_by_place_and_by_nothing_else(kpi):
    assert set(REGISTRY.get(kpi).breakdowns) <= {"area", "team"}


def test_the_three_states_of_the_specialist_programme_leave_room_for_lapsed_alone(deck):
    told = [
        deck.result(kpi, Filters(), ANALYST)
        for kpi in ("specialist_qualified", "specialist_in_training", "specialist_not_started")
    ]
    assert len({one.denominator for one in told}) == 1
    assert sum(one.numerator for one in told) <= told[0].denominator


def test_a_sum_over_months_is_hidden_with_any_month_of_it_so_that_none_is_left_by_subtraction(deck):
    hidden = 0
    for area in ("East", "South", "West"):
        months = deck.result("sickness_absence", Filters(area=area, by=Grain.MONTH), ANALYST).series
        quarters = deck.result("sickness_absence", Filters(area=area, by=Grain.QUARTER), ANALYST).series
        few = [point.first for point in months if point.hidden]
        for quarter in quarters:
            if any(quarter.first <= day <= quarter.last for day in few):
                assert quarter.hidden, quarter.period
                assert quarter.value is None
                hidden += 1
    assert hidden > 0, "nothing was hidden, so nothing is proved"
