"""The standing figures of bail, orders and the forward look, and the action lists, agree with plain loops to the last digit."""

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.errors import NotAllowedError
from flightdeck.services.access import Actor, Role
from flightdeck.services.action_lists_kinds import LISTS
from tests.integration.independent_orders import OfOrders
from tests.integration.loops import count, offence_scopes, share
from tests.integration.test_independent_figures import PLACES, SCOPES, by_hand, shown
from tests.synthetic_store import REGISTRY, ROOT

ANALYST = Actor("analyst", Role.ANALYST)
IDS = (
    "bail_ending_within_14_days",
    "bail_ending_within_28_days",
    "overdue_supervisory_reviews",
    "victim_risk_assessment_current",
    "live_orders_checked",
    "orders_expiring_without_review",
    "no_contact_for_28_days",
)
WITH_A_KPI = [one for one in LISTS if one.kpi]


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


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("one", WITH_A_KPI, ids=lambda one: one.name)
def test_a_list_and_its_kpi_count_the_same_rows(deck, one, place):
    rows = deck.action_list(one.name, Filters(**place), ANALYST).rows
    result = deck.result(one.kpi, Filters(**place), ANALYST)
    counted = result.denominator if result.numerator is None else result.numerator
    if one.kpi == "live_orders_checked":  # the list holds those that are not checked
        counted = result.denominator - result.numerator
    assert result.window_last == f"{deck.loaded(Filters()).as_at:%Y-%m}", (
        "the figure is of the day of the snapshot"
    )
    assert len(rows) == counted


def crimes_of(deck, name):
    return sorted(deck.action_list(name, Filters(), ANALYST).rows["crime_ref"])


def test_the_rows_of_the_lists_are_those_of_plain_loops(deck, second):
    day, rasso = second.as_at, second.scopes["rasso"]
    wanted = {
        "bail_14": [crime for _, crime in second.bails_ending(day, 14)],
        "bail_28": [crime for _, crime in second.bails_ending(day, 28)],
        "orders_expiring": [crime for _, crime, without in second.orders_about_to_end(day) if without],
        "orders_unchecked": [crime for order, crime in second.orders_in_force(day) if not second.is_checked(order, day)],
        "reviews_overdue": [crime for crime in second.open_on(day) if second.is_review_overdue(crime, day)],
        "contacts_overdue": [
            crime for crime in second.open_on(day) if crime["crime_ref"] in second.supporters and second.is_out_of_contact(crime, day)
        ],
    }  # fmt: skip
    found = {name: crimes_of(deck, name) for name in wanted}
    assert found == {
        name: sorted(crime["crime_ref"] for crime in crimes if crime["offence_code"] in rasso)
        for name, crimes in wanted.items()
    }
    assert all(found.values()), "an empty list proves nothing"


def test_a_supervisor_sees_the_rows_of_their_own_areas_and_no_others(deck):
    own = Actor("supervisor", Role.SUPERVISOR, ("East",))
    rows = deck.action_list("reviews_overdue", Filters(), own).rows
    whole = deck.action_list("reviews_overdue", Filters(), ANALYST).rows
    assert set(rows["area"]) == {"East"}
    assert len(rows) == (whole["area"] == "East").sum()
    with pytest.raises(NotAllowedError):
        deck.action_list("reviews_overdue", Filters(area="West"), own)


def test_the_rows_come_most_urgent_first_and_name_nobody(deck):
    rows = deck.action_list("retention_overdue", Filters(), ANALYST).rows
    assert rows["days_left"].is_monotonic_increasing
    assert (rows["days_left"] < 0).all()
    assert list(rows) == ["reference", "crime_ref", "force", "area", "team", "due_on", "days_left", "why"]


def test_a_board_is_told_no_small_count_of_any_list_and_no_week_beside_a_small_one(deck):
    board = Actor("board", Role.BOARD_MEMBER)
    for place in PLACES:
        for one in deck.action_lists(Filters(**place), board).tallies:
            assert one.count.value is None or one.count.value == 0 or one.count.value >= 5, one.list.name
            assert one.weeks is None or (not place and not any(0 < (count or 0) < 5 for count in one.weeks))
    with pytest.raises(NotAllowedError):
        deck.action_list("bail_14", Filters(), board)


def test_the_count_a_board_is_told_is_the_number_of_rows(deck):
    board = deck.action_lists(Filters(), Actor("board", Role.BOARD_MEMBER)).tallies
    exact = deck.action_lists(Filters(), ANALYST).tallies
    told = [
        (one.count.value, whole.count.value)
        for one, whole in zip(board, exact, strict=True)
        if one.count.value is not None and not one.count.at_least
    ]
    assert len(told) > 3
    assert all(count == rows for count, rows in told)
