"""No figure is trusted to the engine alone: each live definition has a second calculation, and the last without one is here."""

from fractions import Fraction
from importlib import import_module

import numpy as np
import pytest

from flightdeck.domain.definition import Measure
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Grain
from flightdeck.kpis.encoding import Question
from flightdeck.services.access import Actor, Role, scope
from flightdeck.services.asked import span_of
from tests.integration.independent import NOT_SUPPORTED, Independent
from tests.integration.loops import Fact, offence_scopes
from tests.integration.test_independent_figures import PLACES, SCOPES
from tests.synthetic_store import REGISTRY, ROOT

ANALYST = Actor("analyst", Role.ANALYST)
KPI = "victim_does_not_support_disparity"
FEWEST_IN_A_CELL = 5
LISTS = {  # module of tests -> the names of what it lists of the definitions it works out again
    "test_independent_figures": ("PLAIN",),
    "test_independent_suspects_and_victims": ("KPIS",),
    "test_independent_disruption_digital_justice": ("IDS",),
    "test_independent_orders": ("IDS",),
    "test_independent_registers": ("IDS",),
    "test_independent_repeat_suspects": ("RULES", "OTHERS"),
    "test_independent_people": ("KPIS",),
    "test_independent_source": ("SHARES",),
    "test_independent_characteristics": ("FIGURES",),
}
ONE_BY_ONE = {  # worked out again in a test of its own
    "test_independent_figures": ("victim_characteristics_substantive",),
    "test_independent_repeat_suspects": ("harm_concentration",),
    "test_independent_source": (
        "right_to_review_requested", "survey_believed", "survey_understood", "survey_safe", "survey_valued",
        "survey_would_report_again", "non_recent_parity", "consultations_per_charged_suspect",
    ),
    "test_independent_characteristics": ("officer_defined_only", "core_four_complete", "relationship_recorded", "invalid_codes"),
    "test_independent_adoption": ("national_kpis_adopted", "kpis_computable"),
    "test_characteristics": ("characteristics_not_extractable",),
    "test_every_figure_twice": (KPI,),
}  # fmt: skip


def test_every_live_definition_is_worked_out_a_second_time():
    proved = {name for names in ONE_BY_ONE.values() for name in names}
    for module, lists in LISTS.items():
        made = import_module(f"tests.integration.{module}")
        proved |= {str(kpi) for name in lists for kpi in getattr(made, name)}
    assert {one.id for one in REGISTRY.current() if one.status == "live"} - proved == set()


class OfEthnicity(Independent):
    """Crimes with an outcome, whether the victim does not support, and whether the victim is of another group than White."""

    def facts(self, basis):
        victims = {}
        for _, person in sorted(self.people.items()):
            if person["role"] == "victim":
                victims.setdefault(person["crime_ref"], person)
        for ref, crime in self.crimes.items():
            outcome, victim = self.in_force(ref), victims.get(ref)
            if outcome is None or outcome["outcome"] == "transferred":
                continue
            code = None if victim is None else victim["ethnicity_self_defined"]
            group = (
                code[0] if code is not None and code[0] in "WMABO" else None
            )  # N1 to N4 and NS name no group
            day = outcome["assigned_on"] if basis is Basis.FINALISED else crime["recorded_on"]
            if group is not None:
                yield Fact(crime, day, above=outcome["outcome"] in NOT_SUPPORTED, over=group != "W")


@pytest.fixture(scope="module")
def second(deck):
    loaded = deck.loaded(Filters())
    return OfEthnicity(loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists"))


def ratio(facts):
    """How many persons are compared, and how many times as likely it is in the other groups; nothing where a cell is small."""
    groups = [[fact.above for fact in facts if fact.over is over] for over in (True, False)]
    if any(min(sum(group), len(group) - sum(group)) < FEWEST_IN_A_CELL for group in groups):
        return sum(map(len, groups)), None
    others, white = (Fraction(sum(group), len(group)) for group in groups)
    return sum(map(len, groups)), others / white


@pytest.mark.parametrize("basis", [Basis.FINALISED, Basis.RECORDED])
def test_a_disparity_agrees_before_the_floor_of_completeness_is_asked(deck, second, basis):
    definition, facts, drawn = REGISTRY.get(KPI), list(second.facts(basis)), 0
    assert definition.measure is Measure.DISPARITY
    for place in PLACES:
        for offences in SCOPES:
            asked = Filters(scope=offences, by=Grain.ROLLING_YEAR, basis=basis, **place)
            loaded, reach = deck.loaded(asked), scope(ANALYST, asked)
            span = span_of(definition, asked, loaded, basis=basis)
            question = Question.of(span.periods, loaded.encoding, scope=offences, places=loaded.places(reach))
            answer = loaded.prepared(definition, basis).answer(question)
            for period, whole, value in zip(span.periods, answer.denominator, answer.value, strict=True):
                inside = [
                    fact
                    for fact in facts
                    if period.starts_on() <= fact.day <= period.ends_on()
                    and fact.crime["offence_code"] in second.scopes[offences]
                    and all(fact.crime[key] == wanted for key, wanted in place.items())
                ]
                counted, expected = ratio(inside)
                assert whole == counted
                assert (
                    np.isnan(value)
                    if expected is None
                    else value == pytest.approx(float(expected), rel=1e-12)
                )
                drawn += expected is not None
    assert drawn > 3
