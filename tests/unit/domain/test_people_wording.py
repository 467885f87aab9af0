"""Sentences about people: always with how many, and never a cause that the numbers do not show."""

from dataclasses import replace

import pytest

from flightdeck.domain.people_wording import moving_sentence, share_text, training_sentence
from flightdeck.domain.result import Status
from tests.factories import result, series


def moved(first, last):
    """A result whose first and last periods have so many in post and trained."""
    points = series((0.5, 0.5, 0.5))
    ends = [
        replace(point, denominator=behind, numerator=above)
        for point, (behind, above) in zip((points[0], points[-1]), (first, last), strict=True)
    ]
    return result(series=(ends[0], replace(points[1], hidden=True, numerator=3, denominator=7), ends[1]))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((80, 40), (90, 38), "There are more people, and fewer of them have it."),
        ((80, 40), (80, 38), "There are as many people, and fewer of them have it."),
        ((80, 40), (90, 45), "More people came than were trained."),
        ((80, 40), (70, 30), "People left, and trained people with them."),
        ((80, 40), (90, 50), "Read the share beside how many it is of."),
        ((80, 40), (70, 45), "Read the share beside how many it is of."),
    ],
)
def test_why_a_share_moved_is_said_from_both_its_numbers(first, last, said):
    told = moving_sentence(moved(first, last))
    assert (f"stayed at {last[0]}" if first[0] == last[0] else f"from {first[0]} to {last[0]}") in told
    assert f"from {first[1]} to {last[1]}" in told
    assert told.endswith(said)


def test_a_hidden_period_is_in_no_sentence():
    points = tuple(replace(point, hidden=True) for point in series((0.5, 0.5)))
    assert (
        moving_sentence(result(series=points))
        == "There are too few periods to say how many people were in post."
    )


def test_a_share_is_said_with_the_people_it_is_of():
    shown = result(numerator=30, denominator=60, value=0.5)
    assert share_text(shown) == "50.0 % (30 of 60)"
    assert share_text(replace(shown, status=Status.SUPPRESSED)) == "Suppressed"
    assert share_text(replace(shown, status=Status.NOT_COMPUTABLE)) == "Not computable"


def test_where_the_figure_is_hidden_the_page_opens_with_why():
    hidden = replace(result(), numerator=None, denominator=None, value=None, sentence="Suppressed.")
    assert training_sentence(hidden) == "Suppressed."
