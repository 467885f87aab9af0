"""The synthetic record system looks like the published figures, and its page says so truly."""

from datetime import date

import numpy as np
import pytest

from flightdeck.data.synthetic.calibration import Drawn, drawn, figures, published
from flightdeck.data.synthetic.page import PAGE, page
from flightdeck.data.synthetic.planted import effects

UNTIL = date(2026, 10, 31)


@pytest.fixture(scope="module")
def force() -> Drawn:
    return drawn(until=UNTIL)


@pytest.mark.parametrize("known", published(), ids=lambda known: known.id)
def test_each_published_figure_is_matched_within_its_band(known: object, force: Drawn) -> None:
    ours = {figure.published: figure for figure in figures(force)}
    figure = ours[known]
    assert figure.holds(), f"{figure.published.title}: {figure.ours:.2f}"


def test_the_page_is_what_the_generator_now_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_each_story_is_large_enough_to_find(force: Drawn) -> None:
    found = {
        (effect.story, number): effect
        for number, effect in enumerate(effects(force, drawn(until=UNTIL, stories=True)))
    }
    ratios = {key: effect.told / effect.untold for key, effect in found.items()}
    assert 0.62 < ratios["process_change", 0] < 0.78
    assert ratios["process_change", 1] > 1.4
    assert ratios["backlog", 2] > 1.4
    assert ratios["not_recorded", 3] > 1.4
    assert ratios["right_six", 4] < 0.65
    assert ratios["reviews_overdue", 5] > 4
    assert ratios["training_lapses", 6] < 0.5
    assert ratios["contact_silence", 7] > 4


def test_without_stories_recorded_crime_is_stationary_noise(force: Drawn) -> None:
    months = force.crimes.recorded.astype("M8[D]").astype("M8[M]").astype(np.int64)
    counts = np.bincount(months - months.min())
    mean, moving_range = counts.mean(), np.abs(np.diff(counts)).mean()
    outside = np.abs(counts - mean) > 2.66 * moving_range
    assert len(counts) == 96
    assert outside.sum() <= 1


def test_days_of_a_case_come_in_order(force: Drawn) -> None:
    cases, crimes = force.cases, force.crimes
    assert (cases.referred <= cases.decided).all()
    assert (cases.decided <= cases.ended)[cases.charged | cases.refused].all()
    assert (crimes.occurred_from <= crimes.occurred_to).all()
    assert (crimes.occurred_to <= crimes.reported).all()
    assert (crimes.reported <= crimes.recorded).all()
    assert (crimes.recorded < cases.ended).all()


def test_few_suspects_come_back_and_they_bring_several_crimes(force: Drawn) -> None:
    people = force.people
    named = people.suspect & people.identified
    times = np.bincount(people.root[named])
    times = times[times > 0]
    assert 0.03 < (times > 1).mean() < 0.08
    assert times.max() >= 3
