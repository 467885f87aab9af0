"""The bar: a link for one page, a menu for several, and nothing a role may not see."""

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.services.access import OF_AREAS, Action, Actor, Role, may
from flightdeck.web.components.navigation import Entry, Place, navigation, places
from flightdeck.web.pages import PAGES
from flightdeck.web.router import find
from flightdeck.web.site import Group, Page
from tests.unit.web.conftest import addresses, ask

BOARD = Actor("Board member", Role.BOARD_MEMBER)
ANALYST = Actor("Analyst", Role.ANALYST)


def page(path, nav="", *, group=None, action=Action.SEE_FIGURES, ways=()):
    return Page(path, nav or path, action, lambda _view: None, nav=nav, group=group, ways=ways)


DECK = page("/", "Flight deck", group=Group.DECK)
ONE = page("/kpi/<kpi>", group=Group.PILLARS)
PILLARS = page(
    "/pillar/<pillar>", group=Group.PILLARS, ways=(("First", "/pillar/1"), ("Second", "/pillar/2"))
)
LISTS = page("/lists", "Lists", group=Group.ACTIONS, action=Action.SEE_ACTION_LISTS)
SITE = (LISTS, DECK, ONE, PILLARS)


def test_places_stand_in_their_order_and_a_page_may_be_several():
    assert places(SITE, ANALYST, here=DECK, path="/") == (
        Place("Flight deck", (Entry("Flight deck", "/", here=True),), here=True),
        Place("Pillars", (Entry("First", "/pillar/1", here=False), Entry("Second", "/pillar/2", here=False)), here=False),
        Place("Action lists", (Entry("Lists", "/lists", here=False),), here=False),
    )  # fmt: skip


def test_a_place_of_which_a_role_may_see_nothing_is_not_there():
    assert [place.title for place in places(SITE, BOARD, here=None, path="")] == ["Flight deck", "Pillars"]


def test_a_page_reached_by_links_only_marks_the_place_it_belongs_to():
    marked = [place.title for place in places(SITE, BOARD, here=ONE, path="/kpi/a") if place.here]
    assert marked == ["Pillars"]


def test_one_page_is_a_link_and_several_are_a_menu():
    _button, nav = navigation(places(SITE, BOARD, here=None, path=""), Filters(area="West"))
    link, menu = (item.children for item in nav.children.children)
    assert (link.children[0], link.href) == ("Flight deck", "/?area=West")
    assert [entry.children.href for entry in menu.children[1].children] == [
        "/pillar/1?area=West",
        "/pillar/2?area=West",
    ]


@pytest.mark.parametrize("role", Role)
def test_every_address_of_the_bar_is_a_page_the_role_may_see(shared, role):
    areas = ["Southern"] if role in OF_AREAS else []
    bar = {
        entry.path for place in places(PAGES, Actor("", role), here=None, path="") for entry in place.entries
    }
    assert bar <= set(addresses(ask(shared.reader(role, *areas))))
    assert all(may(Actor("", role), find(PAGES, path)[0].action) for path in bar)


def test_every_page_but_those_reached_from_everywhere_has_its_place_in_the_bar():
    assert [page.path for page in PAGES if page.group is None] == ["/search"]
