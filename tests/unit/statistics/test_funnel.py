"""Funnels agree with the intervals printed beside them, and widen only when units differ beyond chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.statistics import funnel, intervals
from flightdeck.statistics.funnel import Standing

OUTSIDE = {Standing.ABOVE_95, Standing.ABOVE_998, Standing.BELOW_95, Standing.BELOW_998}


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.02, 0.98))
def test_outside_the_95_limits_is_a_wilson_interval_without_the_centre(pair, centre):
    k, n = pair
    interval = intervals.wilson(k, n)
    if min(abs(interval.lower - centre), abs(interval.upper - centre)) < 1e-9:
        return
    standing = funnel.funnel([k], [n], centre=centre).standing[0]
    assert (standing in OUTSIDE) == (not interval.lower <= centre <= interval.upper)


@given(st.integers(0, 400), st.floats(0.5, 300))
def test_outside_the_95_limits_is_a_byar_interval_without_the_centre(count, expected):
    interval = intervals.byar(count)
    if min(abs(interval.lower - expected), abs(interval.upper - expected)) < 1e-6:
        return
    standing = funnel.rate_funnel([count], [expected], centre=1.0).standing[0]
    assert (standing in OUTSIDE) == (not interval.lower <= expected <= interval.upper)


def test_the_centre_is_the_pooled_value_not_the_mean_of_values():
    found = funnel.funnel([10, 0], [100, 900])
    assert found.centre == 0.01
    assert found.values.tolist() == [0.1, 0.0]


def test_units_that_differ_by_chance_keep_plain_limits():
    random = np.random.default_rng(11)
    size = random.integers(100, 900, 40)
    found = funnel.funnel(random.binomial(size, 0.2), size)
    assert not found.overdispersed
    assert found.phi == pytest.approx(1, abs=0.5)
    assert found.curve.upper_95[0] == pytest.approx(
        found.centre + 1.959963984540054 * np.sqrt(found.centre * (1 - found.centre) / size.min())
    )


def test_units_that_differ_beyond_chance_stretch_the_limits_by_the_root_of_phi():
    random = np.random.default_rng(12)
    size = random.integers(500, 2000, 42)
    k = random.binomial(size, random.beta(20, 80, 42))
    found = funnel.funnel(k, size)
    naive = (k / size - found.centre) / np.sqrt(found.centre * (1 - found.centre) / size)
    ranked = np.sort(naive)
    held = np.clip(naive, ranked[4], ranked[-5])
    assert found.overdispersed
    assert found.phi == pytest.approx((held**2).mean())
    np.testing.assert_allclose(found.z, naive / np.sqrt(found.phi))


def test_one_outlier_does_not_widen_the_limits():
    size = np.full(40, 1000)
    k = np.random.default_rng(13).binomial(size, 0.2)
    k[0] = 400
    found = funnel.funnel(k, size, centre=0.2)
    assert not found.overdispersed
    assert found.standing[0] is Standing.ABOVE_998


def test_a_unit_without_data_is_said_so_and_changes_nothing():
    with_gaps = funnel.funnel([10, 20, 5, np.nan], [100, 150, 0, 80])
    assert [s is Standing.NO_DATA for s in with_gaps.standing] == [False, False, True, True]
    assert with_gaps.centre == funnel.funnel([10, 20], [100, 150]).centre
    assert with_gaps.phi == funnel.funnel([10, 20], [100, 150]).phi


def test_nothing_at_all_is_a_funnel_without_a_curve():
    found = funnel.funnel([0, 0], [0, 0])
    assert found.standing == [Standing.NO_DATA] * 2
    assert found.curve.size.tolist() == []


def test_all_zero_and_all_one_have_no_outliers():
    assert funnel.funnel([0, 0], [10, 50]).standing == [Standing.WITHIN] * 2
    assert funnel.funnel([10, 50], [10, 50]).standing == [Standing.WITHIN] * 2


@pytest.mark.parametrize("expected", [0.7, 3.0, 20.0, 400.0])
def test_the_drawn_rate_limits_are_where_the_standing_changes(expected):
    found = funnel.rate_funnel([1.0, 1.0], [expected, expected], centre=1.0)
    for bound, inward, z in [(found.curve.upper_95, -1, 1.96), (found.curve.lower_95, 1, -1.96)]:
        count = bound[0] * expected
        if count <= 1e-6:
            continue
        outer = funnel.rate_funnel([count - inward * 1e-3], [expected], centre=1.0)
        inner = funnel.rate_funnel([count + inward * 1e-3], [expected], centre=1.0)
        assert outer.standing[0] in OUTSIDE
        assert inner.standing[0] is Standing.WITHIN
        assert outer.z[0] == pytest.approx(z, abs=0.01)
