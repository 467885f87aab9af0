"""Competing outcomes held to a sum by hand, to lifelines, to plain counting and to exact fractions."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter

from flightdeck.statistics.competing import competing, reached_by
from flightdeck.statistics.maturity import kaplan_meier

CASES = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3)), min_size=1, max_size=30)
CAUSES = (1, 2, 3)


def split(cases):
    durations, cause = zip(*cases, strict=True)
    return np.array(durations), np.array(cause)


def counted(cases):
    durations, cause = split(cases)
    return [np.bincount(durations[cause == number], minlength=21) for number in (*CAUSES, 0)]


def test_a_sum_by_hand():
    """Five crimes: charged on day 10, withdrawn on day 20, still open on day 20, charged on day 30, still open on day 40.

    Day 10: 1 of 5 charged: 1/5, and 4/5 still open. Day 20: 1 of 4 withdrawn: 4/5 of 1/4 is 1/5, and 3/5 still open.
    Day 30: the one last seen on day 20 is gone, so 1 of 2 charged: 3/5 of 1/2 is 3/10. Charged 1/2, withdrawn 1/5, open 3/10.
    """
    charged = np.bincount([10, 30], minlength=41)
    withdrawn = np.bincount([20], minlength=41)
    still_open = np.bincount([20, 40], minlength=41)
    found = competing([charged, withdrawn], still_open)
    assert found.days.tolist() == [10, 20, 30]
    assert found.at_risk.tolist() == [5, 4, 2]
    np.testing.assert_allclose(found.share, [[0.2, 0.2, 0.5], [0.0, 0.2, 0.2]])


def test_the_share_on_any_day_is_that_of_the_last_event_before_it():
    found = competing([np.bincount([10, 30])], np.zeros(31, dtype=int))
    np.testing.assert_allclose(reached_by(found, [0, 9, 10, 29, 30, 99]), [[0, 0, 0.5, 0.5, 1, 1]])


def test_nothing_has_ended_where_there_is_no_event():
    found = competing([[0, 0], [0, 0]], [2, 3])
    assert reached_by(found, [0, 1]).tolist() == [[0, 0], [0, 0]]


@given(CASES)
def test_with_nothing_still_open_each_share_is_a_plain_share(cases):
    ended = [(day, cause or 1) for day, cause in cases]
    *events, censored = counted(ended)
    durations, cause = split(ended)
    expected = [[np.mean((cause == number) & (durations <= day)) for day in range(21)] for number in CAUSES]
    np.testing.assert_allclose(reached_by(competing(events, censored), range(21)), expected, atol=1e-12)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=20))
def test_without_ties_it_is_counting_one_case_after_another(causes):
    """Case by case in exact fractions: each that ends takes its part of what is still open, shared among those left."""
    still_open, came = Fraction(1), dict.fromkeys(CAUSES, Fraction(0))
    for place, cause in enumerate(causes):
        part = still_open / (len(causes) - place)
        if cause:
            came[cause] += part
            still_open -= part
    events = [
        np.bincount([d for d, c in enumerate(causes) if c == number], minlength=len(causes))
        for number in (*CAUSES, 0)
    ]
    found = competing(events[:-1], events[-1])
    np.testing.assert_allclose(
        reached_by(found, [len(causes)])[:, 0], [float(came[number]) for number in CAUSES], atol=1e-12
    )


def test_competing_outcomes_are_lifelines_aalen_johansen():
    random = np.random.default_rng(3)
    durations = random.permutation(120) + 1
    cause = random.integers(0, 3, 120)
    events = np.stack([np.bincount(durations[cause == c], minlength=121) for c in (1, 2)])
    censored = np.bincount(durations[cause == 0], minlength=121)
    found = competing(events, censored)
    for row in (0, 1):
        fitter = AalenJohansenFitter(calculate_variance=False).fit(
            durations, cause, event_of_interest=row + 1
        )
        expected = fitter.cumulative_density_.iloc[:, 0].loc[found.days].to_numpy()
        np.testing.assert_allclose(found.share[row], expected, atol=1e-12)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3)), min_size=1, max_size=30))
def test_shares_of_all_causes_and_of_the_still_open_make_one(cases):
    durations, cause = split(cases)
    events = np.stack([np.bincount(durations[cause == c], minlength=21) for c in (1, 2, 3)])
    censored = np.bincount(durations[cause == 0], minlength=21)
    found = competing(events, censored)
    still_open = kaplan_meier(events.sum(axis=0), censored).survival
    np.testing.assert_allclose(found.share.sum(axis=0) + still_open, 1.0)
    if not censored.any():
        np.testing.assert_allclose(found.share[:, -1], [np.mean(cause == c) for c in (1, 2, 3)])
