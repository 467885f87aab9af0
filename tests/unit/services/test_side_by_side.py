"""Two definitions beside each other: the words that differ, the figures, and nothing that their difference would give away."""

from dataclasses import replace
from datetime import date

import pytest

from flightdeck.definitions.registry import Registry
from flightdeck.domain.condition import parse
from flightdeck.domain.definition import Authority
from flightdeck.domain.differences import differences
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import Status
from flightdeck.services.access import Actor, Role
from flightdeck.services.side_by_side import TOO_CLOSE, WHOLE_ONLY, compared, cut, steps
from flightdeck.statistics.suppression import Audience
from tests.factories import result
from tests.synthetic_store import CODE_LISTS, REGISTRY, deck_with

ANALYST, MEMBER = Actor("analyst", Role.ANALYST), Actor("member", Role.BOARD_MEMBER)
OURS = REGISTRY.get("charged_within_12_months")
SIX_MONTHS = parse(
    {
        "all": [
            {"outcome": ["charged", "charged_alternate_offence"]},
            {"within": {"from": "recorded_on", "to": "outcome_on", "days": 183}},
        ]
    }
)
NATIONAL = OURS.model_copy(
    update={
        "authority": Authority.NATIONAL,
        "version": 2,
        "numerator": SIX_MONTHS,
        "matures_after_days": 183,
        "caveats": (),
        "effective_from": date(2026, 10, 1),
    }
)
RENAMED = NATIONAL.model_copy(update={"id": "charge_rate", "ref": "N01", "supersedes": OURS.id})


@pytest.fixture(scope="module")
def national(synthetic_store):
    return deck_with(synthetic_store, Registry((*REGISTRY.versions, NATIONAL)))


@pytest.fixture(scope="module")
def renamed(synthetic_store):
    return deck_with(synthetic_store, Registry((*REGISTRY.versions, RENAMED)))


def test_what_differs_is_said_part_by_part_and_what_changes_the_figure_comes_first():
    found = differences(OURS, NATIONAL, code_lists=CODE_LISTS)
    assert [(one.part, one.counts) for one in found] == [
        ("Numerator", True),
        ("Maturity", True),
        ("Caveats", False),
    ]
    assert found[0].first.endswith("day outcome is within 365 days after day recorded")
    assert found[0].second.endswith("day outcome is within 183 days after day recorded")
    assert (found[1].first, found[1].second) == ("judged after 365 days", "judged after 183 days")


@pytest.mark.parametrize("definition", REGISTRY.versions, ids=lambda one: one.id)
def test_a_definition_does_not_differ_from_itself(definition):
    assert differences(definition, definition.model_copy(), code_lists=CODE_LISTS) == ()


def test_an_analyst_sees_both_figures_with_the_difference_explained(national, deck):
    (pair,) = national.beside("A23", Filters(), ANALYST)
    assert (pair.earlier, pair.stands) == (OURS, NATIONAL)
    ours = deck.result(OURS.id, Filters(), ANALYST)
    same = [(one.window_first, one.window_last, one.denominator) for one in (pair.before, pair.now, ours)]
    assert len(set(same)) == 1  # the months that both find old enough
    assert (pair.before.version, pair.before.value, pair.now.version) == (1, ours.value, 2)
    assert pair.now.numerator < pair.before.numerator
    assert pair.sentence.startswith("By our proposal (version 1) ")
    assert "by the national definition (version 2) " in pair.sentence
    assert pair.sentence.endswith("They differ in numerator and maturity.")


def test_a_kpi_that_stands_above_nothing_has_nothing_beside_it(national):
    assert national.beside("open_caseload", Filters(), ANALYST) == ()


def test_the_deck_shows_the_national_definition_and_not_ours(national, renamed):
    assert [(one.id, one.version) for one in national.results(Filters(), ANALYST) if one.ref == "A23"] == [
        (OURS.id, 2)
    ]
    shown = {one.id for one in renamed.results(Filters(), ANALYST)}
    assert "charge_rate" in shown
    assert OURS.id not in shown


def test_ours_stays_computable_under_its_own_id(renamed, deck):
    assert renamed.result(OURS.id, Filters(), ANALYST) == deck.result(OURS.id, Filters(), ANALYST)
    (pair,) = renamed.beside(OURS.id, Filters(), ANALYST)
    (told,) = renamed.beside(OURS.id, Filters(), MEMBER)
    assert told.sentence.startswith(
        "By our proposal (version 1) suppressed; by the national definition (version 2) "
    )
    assert told.before.reason == TOO_CLOSE  # so small a force: by a few in the months of ours
    assert (pair.earlier.id, pair.stands.id) == (OURS.id, "charge_rate")


def test_a_board_gets_the_earlier_definition_as_a_headline_or_not_at_all(renamed):
    told = renamed.result(OURS.id, Filters(), MEMBER)
    assert told.series == ()
    assert told.spc is None
    narrow = renamed.result(OURS.id, Filters(area=renamed.options(MEMBER, Filters()).areas[0]), MEMBER)
    assert (narrow.status, narrow.reason, narrow.value) == (Status.SUPPRESSED, WHOLE_ONLY, None)
    assert renamed.breakdown(OURS.id, "victim_sex", Filters(), MEMBER) == ()
    assert renamed.breakdown(OURS.id, "victim_sex", Filters(), ANALYST) != ()


def counted(numerator, denominator, **changes):
    return replace(
        result(), numerator=numerator, denominator=denominator, value=numerator / denominator, **changes
    )


@pytest.mark.parametrize(
    ("before", "now", "close"),
    [
        ((100, 1000), (100, 1000), False),  # no difference tells of nobody
        ((100, 1000), (120, 1000), False),
        ((100, 1000), (101, 1000), True),
        ((100, 1000), (100, 1002), True),
        ((100, 1000), (150, 1052), True),  # what is not counted differs by two
        ((100, 1000), (150, 1100), False),
    ],
)
def test_figures_that_differ_by_a_few_are_never_both_shown(before, now, close):
    told = cut(counted(*before), counted(*now), Filters(), audience=Audience.BOARD_INTERNAL)
    assert (told.status is Status.SUPPRESSED) is close
    assert (told.reason == TOO_CLOSE) is close
    assert (told.value is None) is close
    assert cut(counted(*before), counted(*now), Filters(), audience=Audience.ANALYST) == counted(*before)


def test_beside_a_suppressed_figure_nothing_is_shown_that_would_tell_it():
    now = replace(counted(100, 1000), status=Status.SUPPRESSED)
    told = cut(counted(90, 1000), now, Filters(), audience=Audience.BOARD_INTERNAL)
    assert (told.status, told.numerator, told.value) == (Status.SUPPRESSED, None, None)


def test_each_step_changes_one_part_and_only_an_analyst_is_told(national):
    ((name, told),) = steps(national, OURS, NATIONAL, Filters(), ANALYST)
    assert name == "numerator"
    pair = compared(national, OURS, NATIONAL, Filters(), ANALYST)
    assert told.denominator == pair.before.denominator
    assert told.numerator < pair.before.numerator
    assert steps(national, OURS, NATIONAL, Filters(), MEMBER) == ()
    other = REGISTRY.get("open_caseload")
    assert steps(national, OURS, other, Filters(), ANALYST) == ()


class OfMonths:
    """A deck whose national figure differs by two crimes over the months of ours, and by many over its own."""

    code_lists = CODE_LISTS

    def figure(self, definition, filters, actor):
        if definition is OURS:
            return counted(
                100, 1000, window="12 months to Sep 2025", window_first="2024-10", window_last="2025-09"
            )
        if filters.first is None:
            return counted(
                150, 1200, window="12 months to Dec 2025", window_first="2025-01", window_last="2025-12"
            )
        return counted(
            102, 1000, window="12 months to Sep 2025", window_first="2024-10", window_last="2025-09"
        )


def test_figures_of_different_months_are_judged_by_those_that_a_reader_could_subtract():
    told = compared(OfMonths(), OURS, NATIONAL, Filters(), MEMBER)
    assert (told.before.status, told.before.reason, told.before.value) == (Status.SUPPRESSED, TOO_CLOSE, None)
    assert told.now.numerator == 150
    assert compared(OfMonths(), OURS, NATIONAL, Filters(), ANALYST).before.numerator == 100


def test_nobody_subtracts_two_figures_of_people_who_work_here_to_less_than_ten(synthetic_store):
    deck, ours = deck_with(synthetic_store, REGISTRY), REGISTRY.get("orders_training_current")
    roles = ["investigator", "manager", "specially_trained_officer", "custody_officer", "offender_manager"]
    without = ours.model_copy(update={"where": parse({"staff_role": roles})})
    figures = [deck.figure(one, Filters(), ANALYST) for one in (ours, without)]
    supervisors = figures[0].denominator - figures[1].denominator
    assert 0 < supervisors < 10
    pair = compared(deck, without, ours, Filters(), ANALYST)
    assert (pair.before.reason, pair.before.numerator, pair.before.denominator) == (TOO_CLOSE, None, None)
    assert "differ by" not in pair.sentence
    assert steps(deck, without, ours, Filters(), ANALYST) == ()
