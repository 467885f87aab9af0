"""No sum of a shown parent and shown children gives a hidden count away."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from flightdeck.statistics.lattice import Calendar, Pattern, Tree, pattern, total
from flightdeck.statistics.suppression import Audience

AREAS = np.array([0, 0, 1, 1, 2, 2])
TREE = Tree.of([AREAS, np.zeros(3, dtype=np.intp)])
CALENDAR = Calendar(months=7, first_quarter=1)
SMALL = arrays(np.int64, (6, 7), elements=st.integers(0, 12))


def made(whole: np.ndarray, part: np.ndarray | None = None, *, standing: bool = False) -> Pattern:
    return pattern(
        whole, part, tree=TREE, calendar=CALENDAR, audience=Audience.BOARD_INTERNAL, standing=standing
    )


def sums() -> list[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Every published sum, as a cell and the cells it adds up."""
    cells = CALENDAR.months + CALENDAR.quarters
    places = [
        ((parent, t), [(int(child), t) for child in children])
        for parent, children in TREE.families
        for t in range(cells)
    ]
    times = [
        ((node, CALENDAR.months + q), [(node, CALENDAR.first_quarter + 3 * q + m) for m in range(3)])
        for node in range(TREE.size)
        for q in range(CALENDAR.quarters)
    ]
    return places + times


@given(SMALL)
def test_no_sum_gives_a_hidden_count_away(whole: np.ndarray) -> None:
    found = made(whole)
    for parent, children in sums():
        hidden = [child for child in children if found.hidden_whole[child]]
        if found.hidden_whole[parent]:
            assert hidden
            continue
        if hidden:
            room = sum(int(found.whole[child]) for child in hidden) - len(hidden) + 1
            assert len(hidden) >= 2
            assert room >= 4


@given(SMALL, st.data())
def test_a_numerator_and_what_it_leaves_are_both_safe(whole: np.ndarray, data: st.DataObject) -> None:
    share = data.draw(arrays(np.float64, (6, 7), elements=st.floats(0, 1)))
    part = np.floor(whole * share).astype(np.int64)
    found = made(whole, part)
    assert found.part is not None
    rest = found.whole - found.part
    for parent, children in sums():
        hidden = [child for child in children if found.hidden_part[child]]
        if hidden and not found.hidden_part[parent]:
            for counts in (found.part, rest):
                assert sum(int(counts[child]) for child in hidden) - len(hidden) + 1 >= 4


@given(SMALL)
def test_every_small_count_is_hidden_and_a_true_zero_never(whole: np.ndarray) -> None:
    found = made(whole)
    small = (found.whole > 0) & (found.whole < 5)
    assert found.hidden_whole[small].all()
    assert not found.hidden_whole[found.whole == 0].any()


def test_an_analyst_sees_every_count() -> None:
    whole = np.ones((6, 7), dtype=np.int64)
    found = pattern(whole, whole, tree=TREE, calendar=CALENDAR, audience=Audience.ANALYST, standing=False)
    assert not found.hidden_whole.any()
    assert not found.hidden_part.any()


def test_a_lone_small_team_takes_its_sibling_with_it() -> None:
    whole = np.full((6, 7), 40, dtype=np.int64)
    whole[0, 3] = 2
    hidden = made(whole).hidden_whole
    assert hidden[0, 3]
    assert hidden[1, 3]
    assert not hidden[6:, 3].any()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(1, 6, [7, 8]), (0, 3, [0, 7]), (2, 4, [2, 3, 4]), (4, 6, [8]), (5, 5, [5])],
)
def test_a_window_is_made_of_whole_quarters_where_they_fit(
    first: int, last: int, expected: list[int]
) -> None:
    assert CALENDAR.parts(first, last).tolist() == expected


def test_a_total_over_a_hidden_part_is_given_to_the_nearest_five() -> None:
    whole = np.full((6, 7), 40, dtype=np.int64)
    whole[0, 3] = 2
    found = made(whole)
    nodes, columns = np.array([0]), np.array([0, 3])
    assert (
        total(
            found.whole, found.hidden_whole, nodes=nodes, columns=columns, audience=Audience.BOARD_INTERNAL
        ).value
        == 40
    )
    assert total(
        found.whole, found.hidden_whole, nodes=nodes, columns=columns, audience=Audience.BOARD_INTERNAL
    ).rounded


def test_quarters_of_a_standing_count_are_its_last_month() -> None:
    whole = np.arange(42, dtype=np.int64).reshape(6, 7) + 100
    assert made(whole, standing=True).whole[0, 7:].tolist() == [103, 106]
