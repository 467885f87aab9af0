"""Every KPI agrees, to the last digit, with a second calculation that shares nothing with the engine."""

from datetime import date

import pytest

from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Grain
from flightdeck.services.access import Actor, Role
from tests.integration.independent import Independent
from tests.integration.loops import FIGURE, count, offence_scopes, share
from tests.synthetic_store import FIFTEEN, REGISTRY, ROOT

ANALYST = Actor("analyst", Role.ANALYST)
PLACES = ({}, {"area": "East"}, {"team": "West 2"})
SCOPES = ("rasso", "rape_adult")
COMPLETENESS = "victim_characteristics_substantive"
# Repeat suspects have a calculation of their own: `independent_repeat_suspects`.
PLAIN = [
    definition.id
    for definition in FIFTEEN
    if definition.id != COMPLETENESS and definition.population != "repeat_suspects"
]
CHARACTERISTICS = (
    "age",
    "disability",
    "ethnicity_self_defined",
    "ethnicity_officer_defined",
    "religion_belief",
    "sex",
    "sexual_orientation",
)


@pytest.fixture(scope="session")
def independent(deck):
    return over(deck, Filters())


def over(deck, filters):
    loaded = deck.loaded(filters)
    return Independent(loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists"))


def figure_of(definition):
    if definition.measure == "open_caseload":
        return share if definition.longer_than_days else count
    return FIGURE[definition.measure]


def by_hand(facts, result, *, scopes, place, standing, figure):
    """The series of a result worked out from facts."""
    kept = [
        fact
        for fact in facts
        if fact.crime["offence_code"] in scopes
        and all(fact.crime[key] == value for key, value in place.items())
    ]
    series = []
    for point in result.series:
        first, last = date.fromisoformat(point.first), date.fromisoformat(point.last)
        series.append(
            figure([fact for fact in kept if (fact.day == last if standing else first <= fact.day <= last)])
        )
    return series


def shown(result):
    return [(point.numerator, point.denominator, point.value) for point in result.series]


def compared(deck, independent, kpi, facts, **filters):
    definition = REGISTRY.get(kpi)
    figure = figure_of(definition)
    facts = list(facts)
    for place in PLACES:
        for scope in SCOPES:
            asked = Filters(scope=scope, **place, **filters)
            result = deck.result(kpi, asked, ANALYST)
            standing = result.basis == Basis.SNAPSHOT
            expected = by_hand(
                facts, result, scopes=independent.scopes[scope], place=place, standing=standing, figure=figure
            )
            assert shown(result) == expected, asked.to_query()
            assert len(result.series) > 0
    return facts


@pytest.mark.parametrize("grain", [Grain.MONTH, Grain.POLICE_YEAR])
@pytest.mark.parametrize("kpi", PLAIN)
def test_a_kpi_agrees_with_a_second_calculation_from_its_english(deck, independent, kpi, grain):
    facts = compared(deck, independent, kpi, getattr(independent, kpi)(), by=grain)
    assert len(facts) > 100, "too few rows to prove anything"


@pytest.mark.parametrize("characteristic", CHARACTERISTICS)
def test_the_recording_of_a_characteristic_agrees_with_a_second_count(deck, independent, characteristic):
    facts = independent.victim_characteristics_substantive(characteristic)
    compared(deck, independent, COMPLETENESS, facts, by=Grain.MONTH, characteristic=characteristic)


@pytest.mark.parametrize("kpi", ["charged_share_of_outcomes", "victim_does_not_support"])
def test_a_share_of_outcomes_agrees_on_the_recorded_basis_too(deck, independent, kpi):
    facts = getattr(independent, kpi)(recorded=True)
    compared(deck, independent, kpi, facts, by=Grain.MONTH, basis=Basis.RECORDED)
