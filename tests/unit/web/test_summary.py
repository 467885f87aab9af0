"""The strip counts what has changed and names what signals, without a ranking."""

from dataclasses import replace

import pytest

from flightdeck.web.components.summary import MOST_NAMED, is_new, named, tally
from tests import factories as made


def test_every_dial_is_counted_once_by_its_state():
    assert tally(made.every_state()) == {
        "concern": 2, "improvement": 1, "neutral": 1, "common": 2, "few": 2, "unjudged": 0, "hidden": 1, "absent": 1,
    }  # fmt: skip


def test_a_signal_before_suppressed_periods_is_counted_apart_and_named_nowhere():
    spc = replace(made.concern().spc, variation="not_judged", rule="none")
    stale = made.concern(series=made.series(hidden=(18, 19)), spc=spc)
    assert {kind: count for kind, count in tally([stale]).items() if count} == {"unjudged": 1}
    assert named([stale]) == ()


def test_signals_are_named_in_the_order_of_the_deck_and_never_by_size():
    results = (
        made.improvement(id="a"),
        made.concern(id="b", value=0.1),
        made.result(id="c"),
        made.concern(id="d", value=0.9),
    )
    assert [result.id for result in named(results)] == ["b", "d", "a"]


def test_no_more_signals_are_named_than_a_board_can_take_in():
    assert len(named([made.concern()] * (MOST_NAMED + 3))) == MOST_NAMED


@pytest.mark.parametrize(
    ("result", "new"),
    [
        (made.concern(), True),
        (made.improvement(), False),
        (made.result(), False),
        (made.short(series=()), False),
    ],
    ids=["signal now only", "signal before too", "no signal", "no series"],
)
def test_a_signal_is_new_when_the_period_before_had_none(result, new):
    assert is_new(result) is new
