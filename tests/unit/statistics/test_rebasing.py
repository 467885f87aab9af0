"""Limits are set anew only where enough points follow."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.statistics.rebasing import starts_kept


@pytest.mark.parametrize(
    ("known", "starts", "kept"),
    [
        ("1" * 24, [12], (12,)),
        ("1" * 23, [12], ()),  # eleven points follow
        ("1" * 24, [0], ()),  # nothing comes before
        ("1" * 24, [24], ()),  # nothing comes after
        ("1" * 24, [], ()),
        ("1" * 12 + "1" * 6 + "0" + "1" * 6, [12], (12,)),  # a hidden point is not counted, the rest are
        ("1" * 12 + "1" * 5 + "0" + "1" * 6, [12], ()),
        ("1" * 40, [10, 20], (20,)),  # ten points between them: the later stays
        ("1" * 40, [10, 22], (10, 22)),
    ],
)
def test_a_start_stays_where_twelve_known_points_follow_before_the_next(known, starts, kept):
    assert starts_kept([mark == "1" for mark in known], starts) == kept


@given(st.lists(st.booleans(), max_size=60), st.lists(st.integers(-5, 70), max_size=6))
def test_every_stretch_after_a_kept_start_has_enough(known, starts):
    kept = starts_kept(known, starts)
    assert set(kept) <= set(starts)
    assert all(np.sum(known[start:end]) >= 12 for start, end in pairwise([*kept, len(known)]))
