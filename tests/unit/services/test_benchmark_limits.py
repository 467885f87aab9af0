"""The limits of forces beside each other: of those that can be judged, and as wide as chance and size make them."""

import pandas as pd
import pytest

from flightdeck.services.benchmark import comparison
from tests.unit.services.benchmarks import YEAR, published, said, text


def test_the_centre_is_the_pooled_share_of_the_forces_that_are_judged(shipped: pd.DataFrame) -> None:
    found = comparison(shipped, year="2018/19")
    judged = [row for row in found.rows if row.in_limits]
    assert found.limits is not None
    assert found.limits.forces == len(judged) == 38
    pooled = sum(row.numerator for row in judged) / sum(row.denominator for row in judged)
    assert found.centre == found.limits.centre == pytest.approx(pooled, rel=1e-12)
    assert found.curves == found.limits.points


def test_only_a_force_that_is_judged_has_a_position(shipped: pd.DataFrame) -> None:
    found = comparison(shipped, year="2018/19")
    apart = {row.force for row in found.rows if not row.position}
    assert apart == {"Humberside", "North Wales", "North Yorkshire", "South Yorkshire"}


def test_a_flagged_force_moves_the_limits_on_the_recorded_basis_not_by_a_hair(shipped: pd.DataFrame) -> None:
    is_flagged = shipped["force_name"].eq("North Yorkshire") & shipped["outcome_type"].eq("1")
    more_charges = shipped.assign(
        for_offences_recorded=shipped["for_offences_recorded"].mask(
            is_flagged, shipped["for_offences_recorded"] + 1
        )
    )
    before, after = (comparison(frame, year="2018/19") for frame in (shipped, more_charges))
    assert after.row("North Yorkshire").numerator > before.row("North Yorkshire").numerator
    assert after.limits == before.limits


def test_limits_wider_than_chance_are_said(shipped: pd.DataFrame) -> None:
    found = comparison(shipped, year="2018/19", outcome="victim_does_not_support")
    assert found.limits is not None
    assert found.limits.overdispersed
    assert len(text(found, "overdispersed")) == 1


def test_limits_close_in_on_the_centre_as_forces_grow(shipped: pd.DataFrame) -> None:
    limits = comparison(shipped, year="2018/19").limits
    assert limits is not None
    widths = [point.upper_outer - point.lower_outer for point in limits.points]
    assert widths == sorted(widths, reverse=True)
    assert all(
        point.lower_outer <= point.lower_inner <= limits.centre <= point.upper_inner <= point.upper_outer
        for point in limits.points
    )


def test_the_rate_has_a_funnel_of_its_own_with_every_force_in_it(shipped: pd.DataFrame) -> None:
    found = comparison(shipped, year="2018/19")
    assert found.rate_limits is not None
    everybody = sum(row.population or 0 for row in found.rows)
    assert found.rate_limits.forces == 42
    assert found.rate_limits.centre == pytest.approx(
        1000 * sum(row.recorded for row in found.rows) / everybody
    )
    assert all(row.rate_position for row in found.rows)


def test_without_a_proportion_there_are_no_limits_and_it_is_said() -> None:
    found = comparison(published([("Suffolk", "0", 0, None)]), year=YEAR)
    assert (found.limits, found.rate_limits, found.centre, found.curves) == (None, None, None, ())
    assert said(found)["no_limits"] == [""]
