"""Rules of differences and chance."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flightdeck.statistics.spread import count_ratio, top_share_by_chance, uneven


@given(st.lists(st.integers(20, 400), min_size=7, max_size=24))
def test_unevenness_is_that_of_the_exact_chi_squared_away_from_its_very_edge(counts):
    found = stats.chisquare(counts).pvalue
    if abs(found - 0.05) > 0.002:
        assert uneven(counts) is bool(found < 0.05)


def test_unequal_months_are_allowed_for():
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    counts = [100 * length for length in days]
    assert uneven(counts)  # many enough for February to stand out
    assert not uneven(counts, expected=days)


@pytest.mark.parametrize("counts", [[], [0, 0, 0], [12], [3, 1, 2, 4]])
def test_too_few_are_never_called_uneven(counts):
    assert uneven(counts) is False


@given(st.integers(0, 3000), st.integers(1, 3000))
def test_the_interval_of_a_ratio_holds_the_ratio_and_turns_over_with_it(now, before):
    found, turned = count_ratio(now, before), count_ratio(before, now)
    assert found.lower <= found.value <= found.upper
    if now:
        assert math.isclose(found.lower, 1 / turned.upper, rel_tol=1e-9)
        assert math.isclose(found.upper, 1 / turned.lower, rel_tol=1e-9)


def test_the_interval_of_a_ratio_misses_the_truth_about_one_time_in_twenty():
    draws = np.random.default_rng(11).poisson(80, size=(4000, 2))
    missed = [
        not found.lower <= 1 <= found.upper for found in (count_ratio(int(a), int(b)) for a, b in draws)
    ]
    assert 0.035 < np.mean(missed) < 0.065


def test_nothing_beside_nothing_has_no_ratio():
    assert math.isnan(count_ratio(0, 0).value)
    assert count_ratio(4, 0).value == math.inf


@pytest.mark.parametrize(("crimes", "places"), [(400, 50), (2_000, 300), (150, 300)])
def test_the_busiest_tenth_holds_by_chance_what_throwing_crimes_at_places_brings(crimes, places):
    generator = np.random.default_rng(5)
    top = -(-places // 10)
    thrown = generator.multinomial(crimes, [1 / places] * places, size=3000)
    simulated = np.sort(thrown, axis=1)[:, -top:].sum(axis=1).mean() / crimes
    assert top_share_by_chance(crimes, places, top) == pytest.approx(simulated, abs=0.02)


def test_no_crimes_have_no_busiest_tenth():
    assert math.isnan(top_share_by_chance(0, 10, 1))
