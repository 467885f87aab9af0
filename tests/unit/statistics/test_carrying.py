"""What stands is judged by how far it moved from what the last point leads to expect."""

import math
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.statistics import spc
from flightdeck.statistics.carrying import afresh, carrying_over, share_carried
from flightdeck.statistics.spc import FEWEST_POINTS, LIMIT_FACTOR, SCREEN_FACTOR, Signal, Variation

NAN = np.nan
STAIRS = [40.0, 42.0, 45.0, 44.0, 47.0, 50.0, 49.0, 52.0, 55.0, 54.0, 57.0, 60.0, 59.0, 62.0]
series = st.lists(
    st.one_of(st.just(NAN), st.integers(0, 60).map(float)), min_size=FEWEST_POINTS, max_size=60
).map(np.array)


def walk(length, *, carried, seed):
    """A series each point of which keeps a share of the last."""
    random = np.random.default_rng(seed)
    points = np.zeros(length)
    for place in range(1, length):
        points[place] = carried * points[place - 1] + random.standard_normal()
    return points


def test_a_worked_example_by_hand():
    """Mean 4; products of neighbours 3 + 0 + 0 + 3 = 6; squares 9 + 1 + 0 + 1 + 9 = 20; so 0.3, mended for five."""
    points = np.array([1.0, 3.0, 4.0, 5.0, 7.0])
    assert share_carried(points) == pytest.approx(0.3 + (1 + 3 * 0.3) / 5)
    found = carrying_over(points)
    kept = found.carried
    assert np.isnan(found.base[0])
    assert found.base[1:] == pytest.approx([4 + kept * away for away in (-3, -1, 0, 1)])
    assert found.moves(points)[1:] == pytest.approx([-1 + 3 * kept, kept, 1.0, 3 - kept])
    assert found.still.tolist() == [False] * 5


def test_what_happens_is_measured_from_zero():
    found = afresh(np.array(STAIRS))
    assert found.moves(np.array(STAIRS)).tolist() == STAIRS
    assert (found.still, found.carried) == (None, 0.0)


def test_over_a_gap_the_expectation_fades_and_the_move_may_be_longer():
    points = np.array([*STAIRS[:5], NAN, NAN, *STAIRS[7:]])
    found = carrying_over(points)
    kept, mean = found.carried, np.nanmean(points)
    assert found.base[7] == pytest.approx(mean + kept**3 * (points[4] - mean))
    assert found.scale[7] == pytest.approx(math.sqrt(1 + kept**2 + kept**4))
    assert found.base[5] == pytest.approx(mean + kept * (points[4] - mean)), "of a hidden period too"


def test_where_all_is_kept_the_strays_of_a_walk_grow_with_its_steps():
    found = carrying_over(np.array([*np.arange(99.0), NAN, NAN, NAN, NAN]))
    assert found.carried == 1.0
    assert found.base[102] == 98.0
    assert found.scale[[99, 102]].tolist() == [1.0, 2.0]


@pytest.mark.parametrize("points", [[], [NAN] * 3, [5.0], [5.0, NAN], [7.0] * 20])
def test_a_series_that_has_nothing_to_tell_carries_nothing_over(points):
    found = carrying_over(np.array(points, dtype=float))
    assert found.carried == 0.0
    assert len(found.base) == len(points)


def test_a_figure_that_stands_still_is_within_usual_variation():
    found = spc.process([7.0] * 20, improves_when="increase", stands=True)
    assert found.variation is Variation.COMMON_CAUSE
    assert not found.signal.any()


def test_points_that_did_not_move_take_no_side():
    """Twenty periods on one level above the mean of the series are no run: nothing moved in them."""
    rest = [*STAIRS, *[40.0, 43.0] * 3]
    found = spc.process([*rest, *[55.0] * 20], improves_when="increase", stands=True)
    assert not found.signal[-19:].any()


@pytest.mark.parametrize("length", [0, 1, 2, 11])
def test_fewer_than_twelve_points_is_said_aloud(length):
    found = spc.process(STAIRS[:length], improves_when="increase", stands=True, target=5)
    assert found.variation is Variation.TOO_FEW_POINTS
    assert np.isnan(found.baselines.mean).all()


def test_twelve_points_have_limits_and_the_first_has_nothing_before_it():
    found = spc.process(STAIRS[:12], improves_when="increase", stands=True)
    assert np.isfinite(found.baselines.mean).tolist() == [False] + [True] * 11


def test_a_slow_climb_without_a_sudden_move_signals_nothing():
    """On limits about one mean, most of these points would signal."""
    assert spc.process(STAIRS, improves_when="increase").signal.any()
    assert not spc.process(STAIRS, improves_when="increase", stands=True).signal.any()


@pytest.mark.parametrize(("jump", "expected"), [(30.0, Variation.CONCERN), (-30.0, Variation.IMPROVEMENT)])
def test_a_jump_is_outside_the_limits_once_and_its_level_afterwards_is_not(jump, expected):
    points = walk(60, carried=0.95, seed=4)
    points[40:] += jump
    found = spc.process(points, improves_when="decrease", stands=True)
    assert found.variations[40] is expected
    assert np.flatnonzero(found.signal == Signal.OUTSIDE_LIMITS).tolist() == [40]


def test_a_drift_that_sets_in_is_a_run():
    points = np.cumsum(np.random.default_rng(2).normal(0, 3, 60))
    points[30:45] += 4 * np.arange(1, 16)
    points[45:] += 60
    found = spc.process(points, improves_when="decrease", stands=True)
    assert (found.signal[31:40] == Signal.RUN).sum() >= 7


def test_at_a_named_change_a_series_is_measured_anew():
    points = [*STAIRS, *[value + 90 for value in STAIRS]]
    found = spc.process(points, improves_when="increase", rebase_at=[14], stands=True)
    assert np.isfinite(found.baselines.mean).tolist() == ([False] + [True] * 13) * 2
    carried = [footing.carried for footing in found.baselines.footings]
    assert carried[0] == pytest.approx(carried[1])
    assert not found.signal.any()


def test_limits_stay_where_a_value_can_go():
    found = spc.process(np.array(STAIRS) / 62, improves_when="increase", stands=True, floor=0.0, ceiling=1.0)
    assert np.nanmax(found.baselines.upper) == 1.0


@pytest.mark.parametrize(("target", "expected"), [(200, "consistently_fails"), (0, "consistently_passes"), (62, "hit_and_miss")])  # fmt: skip
def test_a_target_is_held_against_the_limits_of_the_latest_period(target, expected):
    values = [*STAIRS, 61.0, NAN]
    found = spc.process(values, improves_when="increase", stands=True, target=target)
    assert found.assurance == expected


@given(series)
def test_it_is_as_its_words_say_written_out_again(points):
    found = spc.process(points, improves_when="increase", stands=True)
    expected = _again(points.tolist())
    assert found.baselines.mean.tolist() == pytest.approx([row[0] for row in expected], nan_ok=True, abs=1e-9)
    assert found.baselines.upper.tolist() == pytest.approx(
        [row[1] for row in expected], nan_ok=True, abs=1e-9
    )


@given(series, st.floats(0.1, 50), st.floats(-100, 100))
def test_neither_the_unit_nor_the_zero_of_a_figure_matters(points, factor, shift):
    """Rounding aside: a point on a line may fall to either side of it."""
    one = spc.process(points, improves_when="increase", stands=True)
    two = spc.process(points * factor + shift, improves_when="increase", stands=True)
    assert two.baselines.footings[0].carried == pytest.approx(one.baselines.footings[0].carried, abs=1e-6)
    assert two.baselines.mean == pytest.approx(
        one.baselines.mean * factor + shift, nan_ok=True, rel=1e-6, abs=1e-6
    )


@pytest.mark.parametrize("carried", [0.0, 0.5, 0.9, 0.98])
def test_false_alarms_stay_in_the_known_band_however_much_is_carried_over(carried, capsys):
    """About one mean the rules would mark most points of the last two; the plain chart of fresh points marks one in sixteen."""
    rates = [
        np.mean(spc.process(walk(96, carried=carried, seed=seed), improves_when="increase", stands=True).signal > 0)
        for seed in range(300)
    ]  # fmt: skip
    with capsys.disabled():
        sys.stdout.write(f"\ncarried {carried}: {np.mean(rates):.1%} of points signal\n")
    assert np.mean(rates) < 0.07


def _again(values):
    """Centre and upper limit of each point in plain loops, from the words of the page that explains them."""
    known = [place for place, value in enumerate(values) if not math.isnan(value)]
    nothing = [(NAN, NAN)] * len(values)
    if len(known) < FEWEST_POINTS:
        return nothing
    mean = sum(values[place] for place in known) / len(known)
    squares = sum((values[place] - mean) ** 2 for place in known)
    pairs = [place for place in known if place + 1 in known]
    products = [(values[place] - mean) * (values[place + 1] - mean) for place in pairs]
    kept = 0.0
    if squares and products:
        raw = sum(products) / len(products) * (len(known) - 1) / squares
        kept = min(max(raw + (1 + 3 * raw) / len(known), 0.0), 1.0)
    expected = []
    for place in range(len(values)):
        before = [old for old in known if old < place]
        if before:
            steps = place - before[-1]
            strays = math.sqrt(sum(kept ** (2 * step) for step in range(steps)))
            expected.append((mean + kept**steps * (values[before[-1]] - mean), strays))
        else:
            expected.append((NAN, NAN))
    moves = [(value - base) / strays for value, (base, strays) in zip(values, expected, strict=True)]
    told = [move for move in moves if not math.isnan(move)]
    ranges = [abs(after - before) for before, after in pairwise(moves) if not math.isnan(after - before)]
    if not ranges:
        return nothing
    moving = sum(ranges) / len(ranges)
    if moving:
        screened = [one for one in ranges if one < SCREEN_FACTOR * moving]
        moving = sum(screened) / len(screened)
    centre = sum(told) / len(told)
    return [
        (base + strays * centre, base + strays * (centre + LIMIT_FACTOR * moving))
        for base, strays in expected
    ]
