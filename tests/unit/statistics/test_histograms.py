"""Quantiles and means of day histograms equal those of the values written out."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from flightdeck.statistics import histograms

HISTOGRAMS = hnp.arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(1, 30)), elements=st.integers(0, 5)
)


def written_out(row: np.ndarray) -> np.ndarray:
    return np.repeat(np.arange(len(row)), row)


@given(HISTOGRAMS, st.sampled_from([0.0, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 1.0]))
def test_quantile_is_numpy_quantile_of_the_values(rows, q):
    expected = [np.quantile(written_out(row), q) if row.sum() else np.nan for row in rows]
    np.testing.assert_array_equal(histograms.quantile(rows, q), expected)


@given(HISTOGRAMS)
def test_median_and_mean_are_exact(rows):
    values = [written_out(row).tolist() for row in rows]
    np.testing.assert_array_equal(
        histograms.median(rows), [statistics.median(v) if v else np.nan for v in values]
    )
    np.testing.assert_allclose(histograms.mean(rows), [statistics.fmean(v) if v else np.nan for v in values])


@given(HISTOGRAMS, st.integers(-1, 8))
def test_at_rank_is_the_value_in_order(rows, rank):
    expected = []
    for row in rows:
        values = written_out(row)
        expected.append(values[rank - 1] if 1 <= rank <= len(values) else np.nan)
    np.testing.assert_array_equal(histograms.at_ranks(rows, np.full(len(rows), rank))[0], expected)


def test_one_row_may_be_given_flat():
    assert histograms.median(np.array([0, 1, 0, 1])).tolist() == [2.0]


@pytest.mark.parametrize("shape", [(0, 5), (3, 0)])
def test_nothing_gives_nan(shape):
    assert np.isnan(histograms.median(np.zeros(shape, dtype=int))).all()
    assert histograms.median(np.zeros(shape, dtype=int)).shape == (shape[0],)
