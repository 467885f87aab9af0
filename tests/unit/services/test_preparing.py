"""A warm deck prepares every KPI in the background of its first request, so that nobody waits for one."""

from threading import enumerate as threads

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.services import loaded
from flightdeck.services.access import Actor, Role
from flightdeck.services.shelf import PREPARING
from tests.synthetic_store import REGISTRY, deck_with

MEMBER = Actor("member", Role.BOARD_MEMBER)


@pytest.fixture
def deck(synthetic_store):
    return deck_with(synthetic_store, REGISTRY)


def background():
    return [one for one in threads() if one.name == PREPARING]


def test_after_the_first_request_every_kpi_is_prepared_in_the_background(deck, monkeypatch):
    deck.warm()
    deck.results(Filters(), MEMBER)
    (thread,) = background()
    thread.join()
    monkeypatch.setattr(loaded, "prepare", None)
    every = [one.id for one in deck.definitions() if one.status != "retired"]
    assert len(deck.results(Filters(), MEMBER, every)) >= len(every)


def test_a_deck_that_is_not_kept_warm_prepares_only_what_it_is_asked(deck):
    deck.results(Filters(), MEMBER, ["charged_within_12_months"])
    assert background() == []
