"""Every peer of the bench gives the engine's answers, so that only their times differ."""

import pytest

from bench.deck_part import TASKS, contest, differences
from bench.facts import comparable
from flightdeck.domain.filters import Filters


@pytest.fixture(scope="module")
def made(deck):
    return contest(deck.loaded(Filters()), comparable(deck.definitions()))


@pytest.mark.parametrize("task", TASKS)
def test_every_peer_gives_the_answers_of_the_engine(made, task):
    ours = made.work(made.engine, task)()
    theirs = {peer.name: made.work(peer, task)() for peer in made.peers if hasattr(peer, task)}
    assert ours
    assert {name: differences(ours, found) for name, found in theirs.items()} == {name: [] for name in theirs}


def test_the_engine_answers_every_kpi_a_peer_can_answer(made):
    answered = set(made.engine.by_month())
    assert all(set(peer.by_month()) <= answered for peer in made.peers)
    assert sum(series.counted[-1] for series in made.engine.by_month().values()) > 0
