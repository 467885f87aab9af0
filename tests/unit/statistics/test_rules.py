"""The four rules, held to the cases NHSRplotthedots publishes for them."""

import json
from pathlib import Path

import numpy as np
import pytest

from flightdeck.statistics import rules
from flightdeck.statistics.rules import Signal

CASES = json.loads((Path(__file__).parents[2] / "data" / "spc_rule_cases.json").read_text())


def codes(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int8)


@pytest.mark.parametrize(("side", "expected"), CASES["seven_point_one_side_mean"])
def test_seven_points_on_one_side_as_published(side, expected):
    assert rules.seven_point_one_side(codes(side)).tolist() == expected


@pytest.mark.parametrize(("values", "expected"), CASES["seven_point_trend"])
def test_seven_point_trend_as_published(values, expected):
    assert rules.seven_point_trend(np.array(values, dtype=float)).tolist() == expected


@pytest.mark.parametrize(("ends", "expected"), CASES["part_of_seven_trend"])
def test_part_of_seven_as_published(ends, expected):
    assert rules.part_of_seven_trend(codes(ends)).tolist() == expected


@pytest.mark.parametrize(
    ("close", "side", "expected"), CASES["two_in_three(close_to_limits,relative_to_mean)"]
)
def test_two_in_three_as_published(close, side, expected):
    assert rules.two_in_three(codes(close), codes(side)).tolist() == expected


@pytest.mark.parametrize("length", range(8))
def test_every_rule_takes_a_short_series(length):
    nothing = [0] * length
    assert rules.seven_point_one_side(codes(nothing)).tolist() == nothing
    assert rules.seven_point_trend(np.zeros(length)).tolist() == nothing
    assert rules.part_of_seven_trend(codes(nothing)).tolist() == nothing
    assert rules.two_in_three(codes(nothing), codes(nothing)).tolist() == nothing


def test_a_gap_breaks_a_trend():
    assert rules.seven_point_trend(np.array([1, 2, 3, np.nan, 4, 5, 6, 7, 8])).tolist() == [0] * 9


def read(values: list[float], *, reach: float = 10.0, near: float = 6.0) -> rules.Signals:
    return rules.signals_within(np.array(values, dtype=float), centre=0.0, reach=reach, near=near)


def test_outside_wins_over_trend_wins_over_two_in_three_wins_over_run():
    found = read([1, 2, 3, 4, 5, 7, 8, 11])
    assert found.rule.tolist() == [Signal.TREND] * 7 + [Signal.OUTSIDE_LIMITS]
    found = read([1, 3, 2, 7, 2, 8, 1])
    assert found.rule.tolist() == [
        Signal.RUN, Signal.RUN, Signal.RUN, Signal.TWO_IN_THREE, Signal.RUN, Signal.TWO_IN_THREE, Signal.RUN
    ]  # fmt: skip


def test_a_falling_trend_above_the_mean_points_down():
    assert read([9, 5, 4.5, 4, 3, 2, 1, -1]).direction.tolist() == [-1] * 8


def test_where_one_trend_turns_into_the_next_the_way_ahead_counts():
    rising = [-6, -5, -4, -3, -2, -1, 5]
    assert read([*rising, 4, 3, 2, 1, 0, -1]).direction.tolist() == [1] * 6 + [-1] * 7


def test_a_point_outside_is_not_one_of_two_in_three():
    assert read([11, 7, 1]).rule.tolist() == [Signal.OUTSIDE_LIMITS, Signal.NONE, Signal.NONE]
