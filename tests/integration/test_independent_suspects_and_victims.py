"""The KPIs of suspects, victims and recording agree, to the last digit, with a second calculation from their English."""

import pytest

from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Grain
from tests.integration.independent_suspects import OfSuspects
from tests.integration.independent_victims import OfVictims
from tests.integration.loops import offence_scopes
from tests.integration.test_independent_figures import ANALYST, PLACES, by_hand, figure_of, shown
from tests.synthetic_store import REGISTRY, ROOT

CRIMES = ("rasso", "rape_adult")
KPIS = sorted(
    name
    for of in (OfSuspects, OfVictims)
    for name, made in vars(of).items()
    if callable(made) and not name.startswith("_")
)
BY_RECORDING_TOO = [kpi for kpi in KPIS if Basis.RECORDED in REGISTRY.get(kpi).bases[1:]]


@pytest.fixture(scope="module")
def independent(deck):
    loaded = deck.loaded(Filters())
    return OfVictims(loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists"))


def compared(deck, independent, kpi, facts, **filters):
    definition = REGISTRY.get(kpi)
    facts = list(facts)
    for place in PLACES:
        for scope in ("n100",) if definition.scope == "n100" else CRIMES:
            result = deck.result(kpi, Filters(scope=scope, **place, **filters), ANALYST)
            expected = by_hand(
                facts,
                result,
                scopes=independent.scopes[scope],
                place=place,
                standing=False,
                figure=figure_of(definition),
            )
            assert shown(result) == expected, (scope, place)
            assert len(result.series) > 0
    return facts


@pytest.mark.parametrize("grain", [Grain.MONTH, Grain.POLICE_YEAR])
@pytest.mark.parametrize("kpi", KPIS)
def test_a_kpi_agrees_with_a_second_calculation_from_its_english(deck, independent, kpi, grain):
    facts = compared(deck, independent, kpi, getattr(independent, kpi)(), by=grain)
    assert len(facts) >= 100, "too few rows to prove anything"
    if REGISTRY.get(kpi).measure == "proportion":
        assert 0 < sum(fact.above for fact in facts) < len(facts), "a share of none or all proves little"


@pytest.mark.parametrize("kpi", BY_RECORDING_TOO)
def test_a_share_of_outcomes_agrees_on_the_recorded_basis_too(deck, independent, kpi):
    facts = getattr(independent, kpi)(recorded=True)
    compared(deck, independent, kpi, facts, by=Grain.MONTH, basis=Basis.RECORDED)


def test_every_kpi_that_is_worked_out_twice_is_defined():
    assert len(KPIS) == 34
    assert {REGISTRY.get(kpi).id for kpi in KPIS} == set(KPIS)
