"""What is hidden over places and time cannot be solved for, and what is shown is not hidden without need."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from flightdeck.statistics.cells import Calendar, Tree
from flightdeck.statistics.lattice import Pattern, Windows, pattern, windows
from flightdeck.statistics.suppression import RULES, Audience
from tests.unit.statistics.lattice_attack import Attacker, leaves_of, months_of, small

BOARD = Audience.BOARD_INTERNAL
AREAS = np.array([0, 0, 1, 1, 2, 2])
TREE = Tree.of([AREAS, np.zeros(3, dtype=np.intp)])
FORCE = 9
CALENDAR = Calendar(months=17, first_quarter=1, anchor=4)  # 17 months, 5 quarters, 1 year
YEAR = 22
SMALL_TREES = (
    Tree.of([np.array([0, 0, 1, 1]), np.zeros(2, dtype=np.intp)]),
    Tree.of([np.array([0, 0, 1, 2]), np.array([0, 0, 1]), np.zeros(2, dtype=np.intp)]),
    Tree.of([np.array([0, 1]), np.array([0, 0])]),
)
CALENDARS = (Calendar(4, 1), Calendar(7, 1, 1), Calendar(13, 1, 3), Calendar(16, 1, 4))
ATTACKED = 8  # cells solved for in each example


def made(whole: np.ndarray, part: np.ndarray | None = None, *, standing: bool = False) -> Pattern:
    return pattern(whole, part, tree=TREE, calendar=CALENDAR, audience=BOARD, standing=standing)


def told(found: Pattern, nodes: list[int], first: int, last: int) -> Windows:
    return windows(
        found.whole, found.hidden_whole, nodes=np.array(nodes),
        parts=CALENDAR.parts(np.array([first]), np.array([last])), lengths=CALENDAR.lengths(), audience=BOARD,
    )  # fmt: skip


def attacked(
    found: Pattern, tree: Tree, audience: Audience, *, closed: int = 0
) -> dict[tuple[int, int, int], float]:
    """How many numbers each of some small counts could be: by kind (whole, part, rest), node and column.

    The months and quarters of the first `closed` nodes are never shown, so being hidden says nothing of them.
    """
    calendar, fewest = found.calendar, RULES[audience].fewest
    attacker = Attacker(tree.leaves, calendar.months)
    leaves, months, tops = leaves_of(tree), months_of(calendar), set(calendar.tops().columns.tolist())
    shown = [((0, 1), found.whole, found.hidden_whole)]
    secret = [((0, 1), found.whole)]
    if found.part is not None:
        shown.append(((0,), found.part, found.hidden_part))
        secret += [((0,), found.part), ((1,), found.whole - found.part)]
    for kinds, counts, hidden in shown:
        for node in range(tree.size):
            for column in range(calendar.cells):
                row = attacker.atoms(leaves[node], months[column], kinds=kinds)
                if not hidden[node, column]:
                    attacker.learns(row, counts[node, column])
                elif column in tops and not (node < closed and column < calendar.months + calendar.quarters):
                    attacker.learns(row, 1, at_least=True)
    cells = [
        (kind, node, column)
        for kind, (_, counts) in enumerate(secret)
        for node, column in small(counts, fewest=fewest)
    ]
    chosen = [cells[place] for place in np.random.default_rng(0).permutation(len(cells))[:ATTACKED]]
    return {
        (kind, node, column): attacker.numbers(
            attacker.atoms(leaves[node], months[column], kinds=secret[kind][0])
        )
        for kind, node, column in chosen
    }


@st.composite
def lattices(draw: st.DrawFn) -> tuple[Tree, Calendar, np.ndarray, np.ndarray | None]:
    tree, calendar = draw(st.sampled_from(SMALL_TREES)), draw(st.sampled_from(CALENDARS))
    shape = (tree.leaves, calendar.months)
    most = draw(st.sampled_from([1, 3, 12, 60]))
    whole = draw(arrays(np.int64, shape, elements=st.integers(0, most)))
    if draw(st.booleans()):
        return tree, calendar, whole, None
    share = draw(arrays(np.float64, shape, elements=st.sampled_from([0, 0.05, 0.3, 0.9, 1])))
    return tree, calendar, whole, np.rint(whole * share).astype(np.int64)


@given(lattices(), st.sampled_from([BOARD, Audience.PUBLISH]))
@settings(max_examples=30, deadline=None)
def test_every_small_count_could_be_as_many_numbers_as_promised(lattice, audience):
    tree, calendar, whole, part = lattice
    found = pattern(whole, part, tree=tree, calendar=calendar, audience=audience, standing=False)
    known = {
        cell: numbers
        for cell, numbers in attacked(found, tree, audience).items()
        if numbers < RULES[audience].fewest - 1
    }
    assert known == {}


@given(arrays(np.int64, (6, 17), elements=st.integers(0, 12)))
@settings(max_examples=40, deadline=None)
def test_every_small_count_is_hidden_and_a_true_zero_of_a_year_never(whole):
    found = made(whole)
    assert found.hidden_whole[(found.whole > 0) & (found.whole < 5)].all()
    assert not found.hidden_whole[:, YEAR][found.whole[:, YEAR] == 0].any()


def test_an_analyst_sees_every_count():
    whole = np.ones((6, 17), dtype=np.int64)
    found = pattern(whole, whole, tree=TREE, calendar=CALENDAR, audience=Audience.ANALYST, standing=False)
    assert not found.hidden_whole.any()
    assert not found.hidden_part.any()


def test_nothing_is_hidden_where_nothing_is_small():
    found = made(np.full((6, 17), 40), np.full((6, 17), 20))
    assert not found.hidden_whole.any()
    assert not found.hidden_part.any()


def test_a_small_month_closes_its_quarter_for_the_team_and_one_sibling_only():
    whole = np.full((6, 17), 40)
    whole[0, 5] = 2
    hidden = made(whole).hidden_whole
    assert np.argwhere(hidden).tolist() == [[node, month] for node in (0, 1) for month in (4, 5, 6)]


def test_a_team_keeps_its_year_when_its_quarters_are_too_small_to_show():
    whole = np.full((6, 17), 2)
    found = made(whole)
    assert found.hidden_whole[0, 17:22].tolist() == [False] * 5
    part = made(np.full((6, 17), 40), np.tile([0, 1], (6, 9))[:, :17])
    assert part.part is not None
    assert part.hidden_part[0, 18:22].all()
    assert not part.hidden_part[0, YEAR]
    assert part.part[0, YEAR] == 6


def test_standing_counts_are_protected_month_by_month():
    whole = np.full((6, 17), 40)
    whole[0, 6] = 2
    found = made(whole, standing=True)
    assert np.argwhere(found.hidden_whole).tolist() == [[node, cell] for node in (0, 1) for cell in (6, 18)]
    assert found.whole[0, 17:].tolist() == [40, 2, 40, 40, 40, 40]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (4, 15, [22]),
        (1, 15, [17, 22]),
        (4, 16, [16, 22]),
        (1, 6, [17, 18]),
        (0, 3, [0, 17]),
        (5, 8, [5, 6, 7, 8]),
        (5, 9, [5, 6, 19]),
    ],
)
def test_a_window_is_made_of_years_where_they_fit_then_quarters_then_months(first, last, expected):
    chosen = CALENDAR.parts(np.array([first]), np.array([last]))
    assert np.flatnonzero(chosen[0]).tolist() == expected
    assert chosen[0] @ CALENDAR.lengths() == last - first + 1


@pytest.mark.parametrize(
    ("first", "last", "value", "hidden", "at_least"),
    [
        (4, 15, 442, False, False),
        (4, 6, 82, False, False),
        (0, 5, 160, True, False),
        (6, 16, 400, False, True),
        (6, 8, 80, True, False),
        (5, 5, 0, True, False),
    ],
)
def test_a_window_over_hidden_cells_is_at_least_what_is_shown_or_nothing(
    first, last, value, hidden, at_least
):
    whole = np.full((6, 17), 40)
    whole[0, 5] = 2
    shown = told(made(whole), [0], first, last)
    assert (shown.value[0], shown.hidden[0], shown.at_least[0]) == (value, hidden, at_least)


def test_a_sliding_window_never_moves_by_what_a_hidden_month_holds():
    whole = np.full((6, 17), 40)
    other = whole.copy()
    whole[0, 5], other[0, 5] = 2, 4
    other[0, 4], other[1, 4], other[1, 5] = 38, 42, 38
    one, two = made(whole), made(other)
    windows_of = [(first, last) for first in range(17) for last in range(first, 17)]
    for nodes in ([0], [1], [0, 1], [6], [FORCE]):
        for first, last in windows_of:
            a, b = told(one, nodes, first, last), told(two, nodes, first, last)
            assert (a.value[0], a.hidden[0]) == (b.value[0], b.hidden[0])


def test_the_attacker_finds_a_count_that_only_its_own_smallness_hides():
    whole = np.full((4, 7), 40)
    whole[0, 2] = 2
    tree, calendar = SMALL_TREES[0], CALENDARS[1]
    safe = pattern(whole, None, tree=tree, calendar=calendar, audience=BOARD, standing=False)
    naive = Pattern(safe.whole, (safe.whole > 0) & (safe.whole < 5), None, safe.hidden_part, calendar)
    assert attacked(naive, tree, BOARD) == {(0, 0, 2): 1}
    assert attacked(safe, tree, BOARD)[0, 0, 2] >= 4
