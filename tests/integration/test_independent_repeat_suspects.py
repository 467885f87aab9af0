"""Every KPI on repeat suspects agrees with a second calculation that shares nothing with the engine."""

from datetime import date

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.services.access import Actor, Role
from flightdeck.settings import Settings
from tests.integration.independent_repeat_suspects import RULES, OfRepeatSuspects
from tests.integration.loops import offence_scopes
from tests.integration.test_independent_figures import PLACES, SCOPES, compared
from tests.synthetic_store import ROOT

ANALYST = Actor("analyst", Role.ANALYST)
OTHERS = (
    "repeat_share_of_named_suspects",
    "crimes_linked_to_repeat_suspects",
    "repeat_suspects_with_live_restriction",
    "repeat_suspects_with_live_plan",
    "days_repeat_suspect_to_tasking",
    "repeat_suspects_not_arrested",
)


@pytest.fixture(scope="module")
def second(deck):
    loaded = deck.loaded(Filters())
    scopes = offence_scopes(ROOT / "data" / "code_lists")
    return OfRepeatSuspects(loaded.snapshot.frames, loaded.as_at, scopes)


@pytest.mark.parametrize("kpi", RULES)
def test_repeat_suspects_agree_under_every_preset(deck, second, kpi):
    facts = compared(deck, second, kpi, second.counted(kpi), by=Grain.MONTH)
    assert len(facts) > 10, "too few rows to prove anything"


@pytest.mark.parametrize("kpi", OTHERS)
def test_a_kpi_agrees_with_a_second_calculation_from_its_english(deck, second, kpi):
    facts = compared(deck, second, kpi, getattr(second, kpi)(), by=Grain.MONTH)
    assert len(facts) > 5, "too few rows to prove anything"


def test_harm_agrees_to_the_last_digit_by_month_in_every_place_and_scope(deck, second):
    rows = list(second.harm(Settings().harm_weights))
    for place in PLACES:
        for scope in SCOPES:
            asked = Filters(scope=scope, by=Grain.MONTH, **place)
            result = deck.result("harm_concentration", asked, ANALYST)
            assert [(point.denominator, point.value) for point in result.series] == [
                _share(rows, point, second.scopes[scope], place) for point in result.series
            ]


def _share(rows, point, scope, place):
    here = [
        (days, few)
        for fact, days, few in rows
        if fact.day == date.fromisoformat(point.last)
        and fact.crime["offence_code"] in scope
        and all(fact.crime[key] == value for key, value in place.items())
    ]
    whole, part = sum(days for days, _ in here), sum(few for _, few in here)
    return len(here), part / whole if whole else None
