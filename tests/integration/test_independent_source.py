"""The KPIs of the fields added last agree, to the last digit, with a second calculation from their English."""

from fractions import Fraction

import pytest

from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Grain
from tests.integration.independent_source import OfTheExtendedSource
from tests.integration.loops import offence_scopes
from tests.integration.test_independent_figures import ANALYST, PLACES, SCOPES, by_hand, compared, shown
from tests.synthetic_store import ROOT

SHARES = (
    "support_discussed_before_withdrawal",
    "right_to_review_upheld",
    "dates_or_outcome_in_conflict",
    "possible_duplicate_suspects",
    "order_considered_where_no_further_action",
)
SURVEYED = ("believed", "understood", "safe", "valued", "would_report_again")
FEWEST_IN_A_CELL = 5


@pytest.fixture(scope="module")
def second(deck):
    loaded = deck.loaded(Filters())
    return OfTheExtendedSource(
        loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists")
    )


@pytest.mark.parametrize("kpi", SHARES)
def test_a_share_agrees(deck, second, kpi):
    facts = compared(deck, second, kpi, getattr(second, kpi)(), by=Grain.MONTH)
    assert {fact.above for fact in facts} == {True, False}


def test_a_share_of_closed_crimes_agrees_on_the_recorded_basis_too(deck, second):
    facts = second.order_considered_where_no_further_action(recorded=True)
    kpi = "order_considered_where_no_further_action"
    assert compared(deck, second, kpi, facts, by=Grain.MONTH, basis=Basis.RECORDED)


def test_a_count_agrees(deck, second):
    kpi = "right_to_review_requested"
    assert len(compared(deck, second, kpi, getattr(second, kpi)(), by=Grain.MONTH)) > 30


@pytest.mark.parametrize("item", SURVEYED)
@pytest.mark.parametrize("scope", SCOPES)
def test_a_survey_counts_for_the_force_in_every_scope_and_for_no_area(deck, second, item, scope):
    facts = list(second.survey(item))
    force = deck.result(f"survey_{item}", Filters(scope=scope, by=Grain.QUARTER), ANALYST)
    expected = [
        [fact for fact in facts if point.first <= fact.day.isoformat() <= point.last]
        for point in force.series
    ]
    assert shown(force) == [
        (above, len(inside), above / len(inside) if inside else None)
        for inside in expected
        for above in [sum(fact.above for fact in inside)]
    ]
    assert all(len(inside) > 20 for inside in expected)
    area = deck.result(f"survey_{item}", Filters(scope=scope, area="East", by=Grain.QUARTER), ANALYST)
    assert not any(point.denominator for point in area.series)


def test_a_mean_over_rows_agrees(deck, second):
    def mean(facts):
        total = sum(fact.days for fact in facts)
        return None, len(facts), total / len(facts) if facts else None

    kpi, facts = "consultations_per_charged_suspect", list(second.consultations_per_charged_suspect())
    assert len({fact.days for fact in facts}) > 2
    for place in PLACES:
        for scope in SCOPES:
            result = deck.result(kpi, Filters(scope=scope, by=Grain.MONTH, **place), ANALYST)
            scopes = second.scopes[scope]
            assert shown(result) == by_hand(
                facts, result, scopes=scopes, place=place, standing=False, figure=mean
            )


def test_a_parity_agrees(deck, second):
    facts, drawn = list(second.non_recent_parity()), 0
    for place in PLACES:
        for scope in SCOPES:
            asked = Filters(scope=scope, by=Grain.ROLLING_YEAR, **place)
            result = deck.result("non_recent_parity", asked, ANALYST)
            expected = by_hand(
                facts, result, scopes=second.scopes[scope], place=place, standing=False, figure=_ratio
            )
            assert [point.denominator for point in result.series] == [whole for whole, _ in expected]
            for point, (_, value) in zip(result.series, expected, strict=True):
                assert point.value == (None if value is None else pytest.approx(float(value), rel=1e-12))
                drawn += value is not None
    assert drawn > 3


def _ratio(facts):
    groups = [[fact.above for fact in facts if fact.over is over] for over in (True, False)]
    whole = sum(map(len, groups))
    if any(min(sum(group), len(group) - sum(group)) < FEWEST_IN_A_CELL for group in groups):
        return whole, None
    old, new = (Fraction(sum(group), len(group)) for group in groups)
    return whole, old / new
