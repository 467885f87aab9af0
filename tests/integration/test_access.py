"""What each reader is given, by every service: no small count to a board, no other area to a commander."""

import json
from dataclasses import asdict

import pytest

from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Grain
from flightdeck.domain.result import Status
from flightdeck.errors import NotAllowedError, ReaderError
from flightdeck.kpis.encoding import NOT_RECORDED
from flightdeck.services.access import Action, Actor, Role, may
from flightdeck.services.drill import has_cases
from flightdeck.statistics.suppression import RULES, Audience
from tests.synthetic_store import FIFTEEN

BOARD = Actor("board", Role.BOARD_MEMBER)
EAST = Actor("east", Role.AREA_COMMANDER, ("East",))
STEWARD = Actor("steward", Role.DATA_STEWARD)
ANALYST = Actor("analyst", Role.ANALYST)
FEWEST = RULES[Audience.BOARD_INTERNAL].fewest
COUNTS = ("numerator", "denominator", "count")
ASKED = (
    Filters(),
    Filters(by=Grain.MONTH),
    Filters(by=Grain.MONTH, team="West 2"),
    Filters(by=Grain.MONTH, area="East", scope="rape_adult"),
    Filters(by=Grain.MONTH, basis=Basis.RECORDED, team="East 1"),
)


def counts_in(value):
    """Every count anywhere in a JSON-like value."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name in COUNTS and part is not None:
                yield part
            yield from counts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from counts_in(part)


def small(value):
    return [count for count in counts_in(value) if 0 < count < FEWEST]


@pytest.mark.parametrize("filters", ASKED, ids=lambda filters: filters.to_query() or "everything")
def test_no_figure_of_a_case_given_to_a_board_holds_a_small_count(deck, filters):
    assert small(told_of_cases(deck, filters, BOARD)) == []
    # The same figures do hold small counts for an analyst, so there was something to hide.
    assert small(told_of_cases(deck, filters, ANALYST)) != []


def told_of_cases(deck, filters, actor):
    """The figures of the deck but for those of registers, behind which is nobody, and of staff, who have a floor of their own."""
    return [
        result.to_json() for result in deck.results(filters, actor) if has_cases(deck.definition(result.id))
    ]


@pytest.mark.parametrize("definition", FIFTEEN, ids=lambda definition: definition.ref)
def test_no_breakdown_given_to_a_board_holds_a_small_count(deck, definition):
    for by in (*definition.breakdowns, "area", "team"):
        for filters in (Filters(), Filters(team="West 2")):
            groups = deck.breakdown(definition.id, by, filters, BOARD)
            assert small([asdict(group) for group in groups]) == [], by
            assert all(group.value is None for group in groups if group.hidden)


def test_a_hidden_number_and_a_true_zero_look_different(deck):
    series = deck.result("charged_share_of_outcomes", Filters(by=Grain.MONTH, team="West 2"), BOARD).series
    assert any(point.hidden and point.value is None for point in series)
    assert all(point.value is None for point in series if point.numerator is None)


def test_the_words_of_a_suppressed_figure_hold_no_number_of_it(deck):
    told = [
        deck.result(
            definition.id, Filters.from_text("team=West%202&scope=rape_adult&from=2026-10&to=2026-10"), BOARD
        )
        for definition in FIFTEEN
    ]
    hidden = [result for result in told if result.status is Status.SUPPRESSED]
    assert hidden
    for result in hidden:
        assert (result.value, result.lower, result.upper) == (None, None, None)
        assert result.reason in result.sentence


def test_a_curve_given_to_a_board_rests_on_enough_crimes(deck):
    for filters in (Filters(), Filters(team="West 2"), Filters(team="West 2", scope="rape_adult")):
        answer = deck.survival("time_to_outcome", filters, BOARD)
        assert all(row.at_risk % 5 == 0 and row.at_risk >= FEWEST for row in answer.at_risk)


@pytest.mark.parametrize("definition", FIFTEEN, ids=lambda definition: definition.ref)
def test_a_commander_is_answered_for_their_own_area_whatever_they_leave_out(deck, definition):
    own = deck.result(definition.id, Filters(area="East"), EAST)
    whole = deck.result(definition.id, Filters(), EAST)
    assert (whole.numerator, whole.denominator, whole.value, whole.series) == (
        own.numerator,
        own.denominator,
        own.value,
        own.series,
    )
    assert deck.result(definition.id, Filters(area="East"), BOARD).value == own.value


def services(deck):
    """Every way of asking for a figure."""
    return {
        "result": lambda filters: deck.result("open_caseload", filters, EAST),
        "results": lambda filters: deck.results(filters, EAST),
        "breakdown by team": lambda filters: deck.breakdown("open_caseload", "team", filters, EAST),
        "breakdown by a column": lambda filters: deck.breakdown("open_caseload", "victim_sex", filters, EAST),
        "funnel": lambda filters: deck.funnel("charged_within_12_months", "team", filters, EAST),
        "survival": lambda filters: deck.survival("time_to_outcome", filters, EAST),
        "cases": lambda filters: deck.cases(
            "open_caseload", filters, EAST, part="denominator", purpose="supervision"
        ),
        "quality": lambda filters: deck.quality(filters, EAST),
    }


@pytest.mark.parametrize("filters", [Filters(area="West"), Filters(team="West 2")], ids=["an area", "a team"])
@pytest.mark.parametrize("service", sorted(services(None)))
def test_a_commander_is_refused_another_area_by_every_service(deck, service, filters):
    with pytest.raises(ReaderError):
        services(deck)[service](filters)


def test_no_other_area_is_named_to_a_commander(deck):
    options = deck.options(EAST, Filters())
    assert (options.areas, options.teams) == (("East",), ("East 1", "East 2", NOT_RECORDED))
    for by in ("area", "team"):
        for definition in FIFTEEN:
            codes = {group.code for group in deck.breakdown(definition.id, by, Filters(), EAST)}
            assert codes <= {"East", "East 1", "East 2", NOT_RECORDED}
    told = json.dumps(
        [result.to_json() for result in deck.results(Filters(by=Grain.MONTH), EAST)], default=str
    )
    assert "West" not in told
    assert "South" not in told


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_it_is_for_and_no_more(role):
    allowed = {action for action in Action if may(Actor("x", role), action)}
    everybody = {Action.SEE_FIGURES, Action.SEE_DEFINITIONS, Action.SEE_DATA_QUALITY, Action.SEE_BENCHMARK}
    more = {
        Role.ANALYST: {Action.SEE_CASES, Action.SEE_ACTION_LISTS},
        Role.RESTRICTED_ANALYST: {Action.SEE_CASES, Action.SEE_ACTION_LISTS, Action.SEE_SUSPECTS},
        Role.DATA_STEWARD: {Action.SEE_QUARANTINE, Action.REFRESH},
        Role.SUPERVISOR: {Action.SEE_ACTION_LISTS},
        Role.PROGRAMME_OFFICER: {Action.RECORD_DECISIONS},
    }
    assert allowed == everybody | more.get(role, set())


def test_only_a_data_steward_sees_the_rows_set_aside(deck):
    rows = deck.quarantine(Filters(), STEWARD)
    assert len(rows) == sum(rule.count for rule in deck.quality(Filters(), STEWARD).quarantine)
    for actor in (BOARD, EAST, ANALYST):
        with pytest.raises(NotAllowedError, match="may not see quarantine"):
            deck.quarantine(Filters(), actor)


def test_the_answer_of_one_reader_is_never_given_to_another(deck):
    filters = Filters(by=Grain.MONTH, team="East 1")
    analyst, board = (deck.result("charged_share_of_outcomes", filters, actor) for actor in (ANALYST, BOARD))
    assert (analyst.audience, board.audience) == ("analyst", "board_internal")
    assert deck.result("charged_share_of_outcomes", filters, ANALYST) == analyst
    assert analyst.series != board.series
