"""Intervals held to independent implementations and to their own promise of coverage."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.proportion import proportion_confint

from flightdeck.statistics import intervals


@given(st.integers(0, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_statsmodels_wilson(pair):
    k, n = pair
    found = intervals.wilson(k, n)
    if n == 0:
        assert np.isnan(found.lower)
        assert np.isnan(found.upper)
        return
    assert (found.lower, found.upper) == pytest.approx(proportion_confint(k, n, method="wilson"), abs=1e-12)
    assert 0 <= found.lower <= k / n <= found.upper <= 1


def test_wilson_takes_whole_columns_and_ends_exactly_at_zero_and_one():
    found = intervals.wilson([0, 5, 10], [10, 10, 10])
    assert found.lower[0] == 0.0
    assert found.upper[2] == 1.0
    assert found.lower.shape == (3,)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904), (100, 81.3640, 121.6273)],
)
def test_byar_is_near_the_exact_poisson_interval(count, lower, upper):
    found = intervals.byar(count)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), rel=0.03, abs=0.02)


@given(st.integers(1, 5000))
def test_byar_follows_the_chi_squared_form(count):
    found = intervals.byar(count)
    exact = stats.chi2.ppf(0.025, 2 * count) / 2, stats.chi2.ppf(0.975, 2 * count + 2) / 2
    assert (found.lower, found.upper) == pytest.approx(exact, rel=0.01, abs=0.03)


def test_byar_is_per_exposure_and_nan_without_one():
    found = intervals.byar([10, 10], exposure=[2.0, 0.0])
    assert found.lower[0] == pytest.approx(intervals.byar(10).lower / 2)
    assert np.isnan(found.upper[1])


def test_risk_ratio_is_statsmodels_log_method():
    table = Table2x2(np.array([[20, 80], [10, 190]]))
    found = intervals.risk_ratio(20, 100, 10, 200)
    assert found.value == pytest.approx(table.riskratio)
    assert (found.interval.lower, found.interval.upper) == pytest.approx(table.riskratio_confint())


def test_a_zero_numerator_takes_the_half_correction():
    table = Table2x2(np.array([[0.5, 50.5], [10.5, 190.5]]))
    found = intervals.ratio_interval([0, 0], [50, 0], [10, 10], [200, 200])
    assert (found.lower[0], found.upper[0]) == pytest.approx(table.riskratio_confint())
    assert np.isnan(found.lower[1])


@pytest.mark.parametrize(("n", "rank"), [(5, 0), (6, 1), (8, 1), (9, 2), (20, 6), (100, 40), (1000, 469)])
def test_median_rank_is_the_published_rank(n, rank):
    assert intervals.median_rank(n) == rank


@pytest.mark.parametrize("n", [6, 17, 60, 333, 999, 1001, 5000])
def test_median_ranks_cover_at_least_95_percent(n):
    rank = intervals.median_rank(n)
    missed = 2 * stats.binom.cdf(rank - 1, n, 0.5)
    assert missed <= 0.0505
    assert 2 * stats.binom.cdf(rank, n, 0.5) > 0.0495


def test_median_interval_gives_the_values_at_those_ranks():
    rows = np.zeros((2, 40), dtype=int)
    rows[0, 10:30] = 1
    rows[1, :5] = 1
    found = intervals.median_interval(rows)
    np.testing.assert_array_equal(found.lower, [15, np.nan])
    np.testing.assert_array_equal(found.upper, [24, np.nan])


def test_mean_interval_is_mean_and_standard_error():
    values = np.array([3, 3, 8, 12, 20])
    found = intervals.mean_interval(np.bincount(values)[None, :])
    half = 1.959963984540054 * values.std(ddof=1) / np.sqrt(5)
    assert (found.lower[0], found.upper[0]) == pytest.approx((values.mean() - half, values.mean() + half))
    assert np.isnan(intervals.mean_interval(np.array([[0, 1]])).lower[0])
