"""Every KPI on disruption, digital material and the courts agrees with a second calculation that shares nothing with the engine."""

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.domain.repeat_populations import REPEAT_POPULATIONS
from tests.integration.independent_digital_justice import OfSuspectsAndCourts
from tests.integration.loops import offence_scopes
from tests.integration.test_independent_figures import compared
from tests.synthetic_store import FIFTEEN, REGISTRY, ROOT

PILLARS = ("disruption", "digital", "justice")
ELSEWHERE = ("order_considered_where_no_further_action",)  # `test_independent_source`
IDS = [
    definition.id
    for definition in REGISTRY.current()
    if definition.pillar in PILLARS
    and definition.measure != "standing"
    and definition not in FIFTEEN
    and definition.id not in ELSEWHERE
    and definition.population not in REPEAT_POPULATIONS
]
RARE = ("order_breach_answered_within_24_hours", "order_breach_arrest", "order_breach_charge")


@pytest.fixture(scope="session")
def second(deck):
    loaded = deck.loaded(Filters())
    return OfSuspectsAndCourts(
        loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists")
    )


@pytest.mark.parametrize("kpi", IDS)
def test_a_kpi_agrees_with_a_second_calculation_from_its_english(deck, second, kpi):
    facts = compared(deck, second, kpi, getattr(second, kpi)(), by=Grain.MONTH)
    assert len(facts) > (0 if kpi in RARE else 10), "too few rows to prove anything"
    if REGISTRY.get(kpi).measure == "proportion" and kpi not in RARE:
        assert {fact.above for fact in facts} == {True, False}
