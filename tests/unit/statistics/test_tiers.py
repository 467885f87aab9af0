"""Two tiers: what teams publish by the year gives nothing away of what their areas publish by the month, and back."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from flightdeck.statistics.cells import Calendar, Tree
from flightdeck.statistics.lattice import pattern
from flightdeck.statistics.suppression import RULES, Audience
from flightdeck.statistics.tiers import tiered
from tests.unit.statistics.test_lattice import BOARD, attacked

TREES = (
    Tree.of([np.array([0, 0, 1, 1]), np.zeros(2, dtype=np.intp), np.zeros(1, dtype=np.intp)]),
    Tree.of([np.array([0, 0, 0, 1, 1]), np.zeros(2, dtype=np.intp)]),
)
CALENDARS = (Calendar(13, 1, 3), Calendar(16, 1, 4), Calendar(25, 0, 7))


@st.composite
def figures(draw: st.DrawFn):
    tree, calendar = draw(st.sampled_from(TREES)), draw(st.sampled_from(CALENDARS))
    shape = (tree.leaves, calendar.months)
    whole = draw(arrays(np.int64, shape, elements=st.integers(0, draw(st.sampled_from([1, 4, 20, 60])))))
    if draw(st.booleans()):
        return tree, calendar, whole, None
    share = draw(arrays(np.float64, shape, elements=st.sampled_from([0, 0.05, 0.3, 0.9, 1])))
    return tree, calendar, whole, np.rint(whole * share).astype(np.int64)


@given(figures(), st.sampled_from([BOARD, Audience.PUBLISH]))
@settings(max_examples=40, deadline=None)
def test_every_small_count_could_be_as_many_numbers_as_promised(figure, audience):
    tree, calendar, whole, part = figure
    found = tiered(whole, part, tree=tree, calendar=calendar, audience=audience, standing=False)
    leaf_columns = found.hidden_whole[: tree.leaves, : calendar.months + calendar.quarters]
    closed = tree.leaves if leaf_columns.all() else 0
    known = {
        cell: numbers
        for cell, numbers in attacked(found, tree, audience, closed=closed).items()
        if numbers < RULES[audience].fewest - 1
    }
    assert known == {}


def busy() -> np.ndarray:
    """Two areas of two teams, 25 months, forty crimes a team and month."""
    return np.full((4, 25), 40, dtype=np.int64)


def test_a_quiet_team_closes_nothing_above_it():
    whole = busy()
    whole[0] = 1
    tree, calendar = TREES[0], Calendar(25, 0, 7)
    one = pattern(whole, None, tree=tree, calendar=calendar, audience=BOARD, standing=False)
    two = tiered(whole, None, tree=tree, calendar=calendar, audience=BOARD, standing=False)
    assert one.hidden_whole[tree.leaves :].any() or one.hidden_whole[: tree.leaves].any()
    assert not two.hidden_whole[tree.leaves :].any()


def test_of_a_team_only_years_are_published():
    tree, calendar = TREES[0], Calendar(25, 0, 7)
    found = tiered(busy(), None, tree=tree, calendar=calendar, audience=BOARD, standing=False)
    years = calendar.months + calendar.quarters
    assert found.hidden_whole[: tree.leaves, :years].all()
    assert not found.hidden_whole[: tree.leaves, years:].any()


def test_where_the_tiers_do_not_meet_one_pattern_stands_for_both():
    whole = np.zeros((4, 25), dtype=np.int64)
    whole[0, 3] = 2  # one small year in the whole force
    tree, calendar = TREES[0], Calendar(25, 0, 7)
    both = [
        made(whole, None, tree=tree, calendar=calendar, audience=BOARD, standing=False)
        for made in (pattern, tiered)
    ]
    assert np.array_equal(both[0].hidden_whole, both[1].hidden_whole)


def test_standing_counts_and_analysts_have_one_tier():
    tree, calendar = TREES[0], Calendar(25, 0, 7)
    standing = tiered(busy(), None, tree=tree, calendar=calendar, audience=BOARD, standing=True)
    analyst = tiered(busy(), None, tree=tree, calendar=calendar, audience=Audience.ANALYST, standing=False)
    assert not standing.hidden_whole.any()
    assert not analyst.hidden_whole.any()
