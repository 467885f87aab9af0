"""Survival held to scipy, to lifelines and to exact fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times
from scipy import stats

from flightdeck.statistics import maturity

CASES = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=40)


def split(cases):
    durations, observed = zip(*cases, strict=True)
    return np.array(durations), np.array(observed)


def curve(cases):
    found = maturity.as_histograms(*split(cases))
    return maturity.kaplan_meier(found.events, found.censored)


@given(CASES)
@settings(deadline=None)
def test_survival_is_scipys_ecdf_of_censored_data(cases):
    durations, observed = split(cases)
    data = stats.CensoredData(uncensored=durations[observed], right=durations[~observed])
    found = curve(cases)
    np.testing.assert_allclose(found.survival, stats.ecdf(data).sf.evaluate(found.days), atol=1e-12)


@given(CASES)
@settings(deadline=None, max_examples=30)
def test_the_interval_and_those_at_risk_are_lifelines(cases):
    durations, observed = split(cases)
    fitter = KaplanMeierFitter().fit(durations, observed)
    found = curve(cases)
    table = fitter.event_table.loc[found.days]
    assert found.at_risk.tolist() == table["at_risk"].astype(int).tolist()
    bounds = fitter.confidence_interval_.loc[found.days].to_numpy()
    inside = (found.survival > 0) & (found.survival < 1)
    np.testing.assert_allclose(found.lower[inside], bounds[inside, 0], atol=1e-9)
    np.testing.assert_allclose(found.upper[inside], bounds[inside, 1], atol=1e-9)


def test_median_and_interval_are_lifelines_on_a_realistic_cohort():
    random = np.random.default_rng(7)
    ended, seen = random.exponential(200, 150).astype(int), random.integers(30, 500, 150)
    durations, observed = np.minimum(ended, seen), ended <= seen
    fitter = KaplanMeierFitter().fit(durations, observed)
    bounds = median_survival_times(fitter.confidence_interval_).to_numpy()[0]
    cohort = maturity.as_histograms(durations, observed)
    found = maturity.median_survival(maturity.kaplan_meier(cohort.events, cohort.censored))
    assert found.value.tolist() == [fitter.median_survival_time_]
    assert [*found.lower, *found.upper] == bounds.tolist()


@given(CASES)
def test_median_is_the_first_day_by_which_half_have_ended_in_exact_fractions(cases):
    left, expected = Fraction(1), np.nan
    for day in sorted({d for d, ended in cases if ended}):
        at_risk = sum(d >= day for d, _ in cases)
        left *= 1 - Fraction(sum(d == day and ended for d, ended in cases), at_risk)
        if left <= Fraction(1, 2):
            expected = float(day)
            break
    np.testing.assert_array_equal(maturity.median_survival(curve(cases)).value, [expected])


@given(st.lists(CASES, min_size=1, max_size=5))
def test_many_cohorts_at_once_are_each_alone(cohorts):
    width = 41
    events, censored = np.zeros((len(cohorts), width), int), np.zeros((len(cohorts), width), int)
    for row, cases in enumerate(cohorts):
        for day, ended in cases:
            (events if ended else censored)[row, day] += 1
    together = maturity.median_survivals(events, censored)
    for row, cases in enumerate(cohorts):
        alone = maturity.median_survival(curve(cases))
        for name in ("value", "lower", "upper"):
            np.testing.assert_array_equal(getattr(together, name)[row], getattr(alone, name)[0])


def test_histograms_add():
    first, second = [(3, True), (9, False), (12, True)], [(3, True), (5, True), (30, False)]
    events = sum(maturity.as_histograms(*split([*part, (40, False)])).events for part in (first, second))
    censored = sum(maturity.as_histograms(*split([*part, (40, False)])).censored for part in (first, second))
    together = curve([*first, *second, (40, False), (40, False)])
    assert maturity.kaplan_meier(events, censored).survival.tolist() == together.survival.tolist()


def test_nothing_ended_gives_no_median():
    found = maturity.median_survivals([[0, 0, 0], [0, 1, 0]], [[0, 4, 0], [0, 0, 0]])
    np.testing.assert_array_equal(found.value, [np.nan, 1.0])
    np.testing.assert_array_equal(found.upper, [np.nan, np.nan])
    empty = maturity.median_survivals([[0, 0]], [[3, 0]])
    np.testing.assert_array_equal(empty.value, [np.nan])


@pytest.mark.parametrize(
    ("as_at", "expected"), [("2025-01-30", [False, False]), ("2025-01-31", [True, False])]
)
def test_a_period_is_mature_when_its_last_day_is_old_enough(as_at, expected):
    ends = np.array(["2024-02-01", "2024-03-01"], dtype="datetime64[D]")
    assert maturity.is_mature(ends, np.datetime64(as_at), matures_after_days=365).tolist() == expected
