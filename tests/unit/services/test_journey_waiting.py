"""What a board is told of the ages of open crimes: the counts of the KPI, and older ages as far as they are safe."""

import numpy as np
import pytest

from flightdeck.domain.result import Status
from flightdeck.services.journey_waiting import Ageing, gated_ages
from tests.factories import insufficient, result, suppressed

BANDS = np.array([60, 20, 12, 8])  # up to one year, one to two, two to three, over three
KNOWN = result(numerator=40, denominator=100)


@pytest.mark.parametrize(("told", "over"), [(3, (40, 20, 8)), (2, (40, 20, None)), (1, (40, None, None))])
def test_older_ages_are_told_as_far_as_they_are_safe_everywhere(told, over):
    assert gated_ages("East", BANDS, KNOWN, told) == Ageing("East", 100, over)


@pytest.mark.parametrize("hidden", [suppressed(), result(numerator=40, denominator=100, at_least=True)])
def test_where_the_kpi_hides_its_count_nothing_is_told(hidden):
    assert gated_ages("East", BANDS, hidden, 3) == Ageing("East", None, (None, None, None))


def test_a_true_zero_is_told_and_too_few_for_a_share_have_no_ages():
    none = insufficient(denominator=0, status=Status.INSUFFICIENT)
    assert gated_ages("East", np.zeros(4, dtype=int), none, 3) == Ageing("East", 0, (0, 0, 0))
    few = insufficient(denominator=7, status=Status.INSUFFICIENT)
    assert gated_ages("East", np.array([6, 1, 0, 0]), few, 3) == Ageing("East", 7, (None, None, None))


def test_each_crime_stands_in_one_band_and_a_band_beside_a_hidden_count_is_hidden():
    assert Ageing("East", 100, (40, 20, 8)).bands == (60, 20, 12, 8)
    assert Ageing("East", 100, (40, 20, None)).bands == (60, 20, None, None)
    assert Ageing("East", 0, (0, 0, 0)).bands == (0, 0, 0, 0)
