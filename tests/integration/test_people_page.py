"""The page on people over a force: its products agree with plain loops, its places are those of the reader, and few are nobody."""

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.errors import NotAllowedError, NotFoundError
from flightdeck.services.access import Actor, Role
from flightdeck.services.breakdowns import by_column
from flightdeck.services.people import COURSES
from tests.integration.independent_people import COURSES as TAUGHT
from tests.integration.independent_people import FLOOR, OfPeople
from tests.integration.loops import offence_scopes
from tests.synthetic_store import ROOT

BOARD = Actor("board", Role.BOARD_MEMBER)
ANALYST = Actor("analyst", Role.ANALYST)
EAST = Actor("east", Role.SUPERVISOR, ("East",))
PRODUCTS = TAUGHT["named_products_delivered"]


@pytest.fixture(scope="module")
def second(deck):
    loaded = deck.loaded(Filters())
    return OfPeople(loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists"))


def test_each_named_product_counts_the_investigators_who_have_had_it_and_all_three_are_fewer(deck, second):
    answer = deck.people(Filters(), BOARD)
    here = [row for row in second.people_in(("investigator",), {}) if second.in_post(row, second.as_at)]
    for product, course in zip(answer.products, PRODUCTS, strict=True):
        had = sum(second.is_current(row["staff_ref"], course, second.as_at) for row in here)
        assert (product.had.numerator, product.had.denominator) == (had, len(here)), product.name
    assert answer.all_products.numerator <= min(product.had.numerator for product in answer.products)
    assert [product.name for product in answer.products] == [
        "The Full Code Test for RASSO",
        "The Threshold Test for RASSO",
        "Investigative strategy guidance 7: Consent",
    ]


@pytest.mark.parametrize("actor", [BOARD, ANALYST], ids=["board", "analyst"])
def test_no_place_of_fewer_than_ten_is_told_a_share(deck, actor):
    shown = [
        group
        for place in deck.people(Filters(), actor).places
        for group in place.courses
        if group.value is not None
    ]
    assert shown
    assert all(group.denominator >= FLOOR for group in shown)


def test_a_reader_of_one_area_sees_its_places_alone(deck):
    answer = deck.people(Filters(), EAST)
    assert [place.name for place in answer.places if place.kind == "area"] == ["East"]
    assert all(place.name.startswith("East") or place.name == "Not recorded" for place in answer.places)
    with pytest.raises(NotAllowedError):
        deck.people(Filters(area="West"), EAST)


def test_the_course_over_time_is_the_one_asked_for_and_another_is_refused_with_the_nearest(deck):
    assert deck.people(Filters(), BOARD).course.id == next(iter(COURSES))
    assert deck.people(Filters(), BOARD, course="specialist_qualified").course.id == "specialist_qualified"
    with pytest.raises(NotFoundError, match="orders_training_current"):
        deck.people(Filters(), BOARD, course="orders_training")


@pytest.mark.parametrize("actor", [BOARD, ANALYST], ids=["board", "analyst"])
def test_a_definition_that_is_dropped_in_cuts_people_by_no_column_into_fewer_than_ten(deck, actor):
    definition = deck.definition("orders_training_current")
    groups = by_column(deck, definition, "staff_role", Filters(), actor)
    assert any(group.hidden for group in groups)
    assert all(group.denominator is None or group.denominator >= FLOOR for group in groups)
    assert all(
        group.hidden for group in by_column(deck, definition, "staff_role", Filters(area="East"), actor)
    )
