"""Spells cut by spells, held against a walk over every day."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.kpis.spells import FOREVER, Spells, cover, inside, outside, spells

DAYS = 24
events = st.lists(st.tuples(st.integers(-1, 2), st.integers(0, DAYS), st.integers(0, DAYS + 6)), max_size=12)
rows = st.lists(st.tuples(st.integers(-1, 2), st.integers(0, DAYS), st.integers(0, DAYS)), max_size=6)


def numbers(values):
    return np.array(values, dtype=np.int64)


def held_by(found):
    """Every row and day on which a spell holds."""
    return {
        (int(row), day)
        for row, begun, over in zip(found.row, found.begun, found.over, strict=True)
        for day in range(int(begun), min(int(over), DAYS + 1))
    }


@given(rows, events, st.integers(1, 3))
def test_what_is_inside_and_outside_a_cover_is_what_a_walk_over_every_day_finds(base, covering, at_least):
    held = [(row, begun, over) for row, (_, begun, over) in enumerate(base) if begun < over]
    made = (
        Spells(*(numbers(part) for part in zip(*held, strict=True))) if held else Spells(*(numbers([]),) * 3)
    )
    key = numbers([key for key, _, _ in base])
    keys, starts, ends = (numbers([event[place] for event in covering]) for place in range(3))
    covered = cover(keys, starts, ends, at_least=at_least)
    walked = {
        (row, day)
        for row, begun, over in held
        for day in range(begun, over)
        if sum(k == base[row][0] and k >= 0 and start <= day < end for k, start, end in covering) >= at_least
    }
    everything = {(row, day) for row, begun, over in held for day in range(begun, over)}
    assert held_by(inside(made, key, covered)) == walked
    assert held_by(outside(made, key, covered)) == everything - walked


def test_a_row_without_an_end_stands_for_ever_and_one_that_never_began_does_not_stand():
    days = np.array(["2024-01-01", "NaT", "2024-02-01"], dtype="M8[D]")
    over = np.array(["NaT", "2024-03-01", "2024-01-01"], dtype="M8[D]")
    found = spells(days, over, np.ones(3, dtype=bool))
    assert found.row.tolist() == [0]
    assert found.over.tolist() == [FOREVER]


def test_stretches_that_touch_are_one():
    covered = cover(numbers([0, 0]), numbers([1, 5]), numbers([5, 9]))
    found = inside(Spells(numbers([0]), numbers([0]), numbers([20])), numbers([0]), covered)
    assert (found.begun.tolist(), found.over.tolist()) == ([1], [9])
