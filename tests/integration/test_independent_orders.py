"""The standing figures of bail, orders and the forward look, and the action lists, agree with plain loops to the last digit."""

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.services.access import Actor, Role
from tests.integration.independent import count, offence_scopes, share
from tests.integration.independent_orders import OfOrders
from tests.integration.test_independent_figures import PLACES, SCOPES, by_hand, shown
from tests.synthetic_store import REGISTRY, ROOT

ANALYST = Actor("analyst", Role.ANALYST)
IDS = (
    "bail_ending_within_14_days",
    "bail_ending_within_28_days",
    "overdue_supervisory_reviews",
    "victim_risk_assessment_current",
)


@pytest.fixture(scope="module")
def second(deck):
    loaded = deck.loaded(Filters())
    return OfOrders(loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists"))


@pytest.mark.parametrize("kpi", IDS)
def test_a_standing_figure_agrees_with_a_second_calculation_from_its_english(deck, second, kpi):
    definition = REGISTRY.get(kpi)
    facts = list(getattr(second, kpi)())
    assert len(facts) > 50, "too few rows to prove anything"
    for place in PLACES:
        for scope in SCOPES:
            asked = Filters(scope=scope, by=Grain.MONTH, **place)
            result = deck.result(kpi, asked, ANALYST)
            expected = by_hand(
                facts, result, scopes=second.scopes[scope], place=place, standing=True,
                figure=share if definition.is_share else count,
            )  # fmt: skip
            assert shown(result) == expected, asked.to_query()
            assert len(result.series) > 0
