"""Small tables for a board: nothing small is in them, and nothing small can be subtracted from them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.services.action_lists_reach import ShownCount
from flightdeck.services.bail_orders_tables import (
    Listed,
    apart,
    crossed,
    parts,
    states_beside,
    steps,
    table,
    waits,
)
from flightdeck.statistics.suppression import Audience

BOARD, ANALYST = Audience.BOARD_INTERNAL, Audience.ANALYST
NAMES = tuple((name, name.upper()) for name in "abcd")


class Seen:
    """As much of a reader's reach as the tables ask for."""

    def __init__(self, audience, *, narrowed=False):
        self.audience, self.narrowed = audience, narrowed


def counts_of(listed):
    return [one.count for one in listed]


def test_pairs_are_counted_and_a_pair_without_a_place_counts_nowhere():
    found = crossed(np.array([0, 0, 1, -1]), np.array([1, 1, 0, 0]), rows=2, columns=2)
    assert found.tolist() == [[0, 2], [1, 0]]


def test_a_board_sees_no_small_cell_and_an_analyst_sees_every_one():
    counts = np.array([[40, 3], [60, 70]])
    names = {"rows": NAMES[:2], "columns": NAMES[2:]}
    assert [row.counts for row in table(counts, **names, audience=ANALYST).rows] == [(40, 3), (60, 70)]
    shown = table(counts, **names, audience=BOARD)
    assert shown.hides
    assert all(count is None or count >= 5 for row in shown.rows for count in row.counts)
    assert shown.rows[0].counts[1] is None


def test_a_row_of_nothing_is_left_out():
    shown = table(np.array([[0, 0], [6, 7]]), rows=NAMES[:2], columns=NAMES[2:], audience=BOARD)
    assert [row.code for row in shown.rows] == ["b"]


def test_a_state_that_the_gate_shows_is_no_part_of_what_hides_the_others():
    counts = np.array([30, 3, 9, 40])
    told = states_beside(counts, NAMES, ShownCount(30), Seen(BOARD))
    assert counts_of(told) == [30, None, None, 40]


@pytest.mark.parametrize(
    ("first", "narrowed"),
    [(ShownCount(None), False), (ShownCount(30, at_least=True), False), (ShownCount(30), True)],
)
def test_states_are_closed_where_the_reader_narrows_or_the_first_is_not_shown_whole(first, narrowed):
    assert states_beside(np.array([30, 9, 9, 40]), NAMES, first, Seen(BOARD, narrowed=narrowed)) is None
    open_to_analysts = states_beside(np.array([30, 9, 9, 40]), NAMES, first, Seen(ANALYST, narrowed=narrowed))
    assert counts_of(open_to_analysts) == [30, 9, 9, 40]


def test_hidden_states_are_only_ever_added_up_together():
    counts = np.array([30, 3, 9, 40])
    states = states_beside(counts, NAMES, ShownCount(30), Seen(BOARD))
    reached = {
        "all": ("a", "b", "c", "d"),
        "both hidden": ("b", "c", "d"),
        "one hidden": ("c", "d"),
        "none": ("d",),
    }
    assert counts_of(steps(counts, reached, states, audience=BOARD)) == [82, 52, None, 40]


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4))
def test_no_step_gives_a_small_state_away(numbers):
    counts = np.array(numbers)
    first = ShownCount(None if 0 < counts[0] < 5 else int(counts[0]))
    states = states_beside(counts, NAMES, first, Seen(BOARD))
    if states is None:
        return
    reached = {"all": tuple("abcd"), "bcd": tuple("bcd"), "cd": tuple("cd"), "ad": tuple("ad"), "d": ("d",)}
    told = steps(counts, reached, states, audience=BOARD)
    known = [
        (tuple(int(code in reached[one.code]) for code in "abcd"), one.count)
        for one in told
        if one.count is not None
    ]
    known += [
        (tuple(int(code == one.code) for code in "abcd"), one.count)
        for one in states
        if one.count is not None
    ]
    for place, count in enumerate(numbers):
        if 0 < count < 5:
            assert not _is_told(place, known)


def _is_told(place, known):
    """Whether what is shown fixes one state: its unit vector lies in the span of what is known."""
    vectors = np.array([vector for vector, _ in known], dtype=float).reshape(len(known), 4)
    unit = np.eye(4)[place]
    return np.linalg.matrix_rank(np.vstack([vectors, unit])) == np.linalg.matrix_rank(vectors)


def test_counts_that_add_up_to_nothing_hide_only_what_is_small_and_come_largest_first():
    told = apart(np.array([3, 0, 20, 7]), NAMES, audience=BOARD)
    assert told == (Listed("c", "C", 20), Listed("d", "D", 7), Listed("a", "A", None))


def test_the_parts_of_a_whole_hide_as_many_others_as_the_whole_needs():
    assert counts_of(parts(np.array([3, 9, 20, 0]), NAMES, audience=BOARD)) == [None, None, 20, 0]


def test_waits_are_the_middle_and_the_ninth_tenth_by_hand():
    told = waits("step", np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 100]), audience=BOARD, late=np.arange(10) >= 5)
    assert (told.count, told.median, told.nine_in_ten, told.late, told.timed) == (10, 5.5, 9.0, 5, True)


def test_too_few_waits_have_no_middle_and_a_few_late_ones_are_not_told():
    few = waits("step", np.array([1, 2, 3, 4, 5, 6]), audience=BOARD, late=np.arange(6) >= 3)
    assert (few.count, few.median, few.nine_in_ten, few.late) == (6, None, None, None)
    late = waits("step", np.arange(12), audience=BOARD, late=np.arange(12) >= 10)
    assert (late.count, late.median, late.late) == (12, 5.5, None)
