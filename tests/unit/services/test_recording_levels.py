"""The steps in which a characteristic is opened: whole blocks, so that no difference of shown cells is a few."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.kpis.recording import STATUSES, in_scope
from flightdeck.services.recording_levels import Parts, opened
from flightdeck.statistics.cells import Calendar, Tree
from flightdeck.statistics.lattice import pattern
from flightdeck.statistics.suppression import Audience

TREE = Tree.of([np.array([0, 0, 1, 1]), np.array([0, 0]), np.array([0])])
MONTHS = 15
CALENDAR = Calendar(MONTHS, 0, 3)
BOARD = Audience.BOARD_INTERNAL
VALID = 0


def wide(cube):
    return np.array([CALENDAR.widened(TREE.summed(part), standing=False) for part in cube])


def levels(cube):
    base = pattern(in_scope(cube), cube[VALID], tree=TREE, calendar=CALENDAR, audience=BOARD, standing=False)
    return opened(
        Parts.of(wide(cube), [], base=base), tree=TREE, calendar=CALENDAR, audience=BOARD, inner=False
    )


def drawn(seed, mean):
    return np.random.default_rng(seed).poisson(mean, size=(len(STATUSES), 4, MONTHS)).astype(np.int64)


@given(st.integers(0, 10_000), st.sampled_from([0.3, 4.0, 12.0, 40.0]))
def test_a_status_is_shown_only_where_it_is_none_or_large(seed, mean):
    found = levels(drawn(seed, mean))
    shown = ~found.hidden[3]
    for number, status in enumerate(STATUSES):
        if status != "not_applicable":
            counts = found.counts[number][shown]
            assert ((counts == 0) | (counts >= 5)).all()


@given(st.integers(0, 10_000), st.sampled_from([4.0, 12.0, 40.0]))
def test_children_are_shown_together_and_under_their_parent_only(seed, mean):
    found = levels(drawn(seed, mean))
    for step in (2, 3):
        shown = ~found.hidden[step]
        for level in TREE.levels:
            for parent, column in product(level.parents, range(CALENDAR.cells)):
                family = shown[level.children[level.parents[level.parent_of] == parent], column]
                assert family.all() or not family.any()
                assert shown[parent, column] or not family.any()


@given(st.integers(0, 10_000), st.sampled_from([4.0, 12.0, 40.0]))
def test_each_step_opens_no_more_than_the_one_before(seed, mean):
    found = levels(drawn(seed, mean))
    for before, after in ((1, 2), (2, 3)):
        assert not (found.hidden[before] & ~found.hidden[after]).any()


def test_large_counts_are_all_shown():
    found = levels(np.full((len(STATUSES), 4, MONTHS), 50, dtype=np.int64))
    assert not any(hidden.any() for hidden in found.hidden)


def test_one_small_status_of_one_team_closes_its_siblings_and_not_its_area():
    cube = np.full((len(STATUSES), 4, MONTHS), 50, dtype=np.int64)
    cube[STATUSES.index("declined"), 0] = 0
    cube[STATUSES.index("declined"), 0, 1] = 1  # one refusal, in the first quarter of one team
    found = levels(cube)
    shown = ~found.hidden[3]
    year = CALENDAR.months + CALENDAR.quarters
    assert shown[4:, year].all(), "areas and force keep their year"
    assert not shown[:2, year].any(), "both teams of the area lose it"
    assert shown[2:4, year].all(), "the teams of the other area keep theirs"
