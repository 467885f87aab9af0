"""What the sentence of a figure says besides the figure, and what to look at next."""

from dataclasses import replace

import pytest

from flightdeck.domain.result import Spc, Status
from flightdeck.domain.wording import look_next, mean_of_text, number_text, reading, sentence, share_unit
from tests import factories as made


def spc(variation, rule="none", rebased=()):
    return Spc(0.09, 0.06, 0.12, variation, "no_target", rule, rebased)


@pytest.mark.parametrize(
    ("result", "next_step"),
    [
        (made.result(spc=spc("common_cause")), ""),
        (made.result(spc=spc("too_few_points")), ""),
        (made.result(spc=None), ""),
        (made.result(spc=spc("concern", "run")), "Look next at its groups and places."),
        (
            made.result(spc=spc("concern", "run"), balance="Victim does not support"),
            "Look next at its groups and places, and at “Victim does not support”.",
        ),
        (made.result(spc=spc("improvement", "run")), "Look next at whether it lasts."),
        (
            made.result(spc=spc("improvement", "run"), balance="Victim does not support"),
            "Look next at “Victim does not support”, which may have paid for it.",
        ),
        (made.result(spc=spc("neutral_high", "run")), "Look next at what changed then."),
        (made.result(spc=spc("not_judged")), "Look next at a longer period or a larger place."),
        (made.suppressed(), "Look next at a longer period or a larger place."),
        (made.not_computable(), "Look next at the register of barriers."),
        (made.result(status=Status.INSUFFICIENT), "Look next at a longer period or a larger place."),
    ],
)
def test_what_to_look_at_next_ends_the_sentence_and_the_reading(result, next_step):
    assert look_next(result) == next_step
    assert sentence(result).endswith(next_step)
    assert reading(result).endswith(next_step)


def test_the_limits_say_at_which_event_they_were_redrawn_last():
    told = made.result(spc=spc("common_cause", rebased=("A on 1 May 2023", "B on 1 May 2024")))
    assert "Limits redrawn at B on 1 May 2024." in sentence(told)
    assert "redrawn" not in sentence(made.result())


@pytest.mark.parametrize(("kept", "told"), [(None, False), (1.0, False), (0.95, False), (0.94, True)])
def test_completeness_is_said_only_where_it_matters(kept, told):
    said = sentence(replace(made.result(), completeness=kept))
    assert ("Only 94 % of the source’s rows could be used." in said) is told


def test_a_share_given_to_a_whole_per_cent_is_said_without_a_decimal():
    assert number_text(0.82, share_unit([0.82])) == "82 %"
    assert number_text(0.823, share_unit([0.823])) == "82.3 %"
    assert share_unit([None]) == "whole %"


def test_a_figure_as_at_a_day_says_the_day_once():
    standing = made.result(basis="snapshot", window="end of Oct 2026", numerator=627, denominator=1633)
    assert reading(standing).startswith("627 of 1,633 crimes, end of Oct 2026.")
    assert "end of Oct 2026; 627 of 1,633 crimes." in sentence(standing)


def test_a_mean_is_told_with_what_it_is_a_mean_of():
    caseload = made.result(value=17.83, value_unit="crimes each", lower=None, upper=None)
    assert mean_of_text(caseload) == "crimes each"
    assert ": 17.8 crimes each, " in sentence(caseload)
    assert mean_of_text(made.result(value=2.78, value_unit="points")) == "points"
    assert mean_of_text(made.result()) == ""
    assert mean_of_text(made.suppressed()) == ""


MOVES = [10.0, 14.0, 13.0, 12.5]
EXPECTED = [None, 10.5, 14.5, 12.0]


def standing(signals, variation="common_cause", rule="none", *, values=MOVES, expected=EXPECTED):
    points = tuple(
        replace(point, period=f"month {place}", value=value, mean=mean, signal=signal)
        for place, (point, value, mean, signal) in enumerate(
            zip(made.series()[:4], values, expected, signals, strict=True)
        )
    )
    return made.result(series=points, basis="snapshot", spc=spc(variation, rule))


QUIET = "month 3 moved no more than usual."


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (standing(["none"] * 4), QUIET),
        (
            standing(["none", "outside_limits", "none", "none"]),
            f"{QUIET} The last period that did was month 1: it rose more than one period usually brings.",
        ),
        (
            standing(["none", "none", "outside_limits", "none"]),
            f"{QUIET} The last period that did was month 2: it fell more than one period usually brings.",
        ),
        (
            standing(["none", "none", "none", "outside_limits"], "concern", "outside_limits"),
            "month 3 is a concern: it fell less than one period usually brings.",
        ),
        (
            standing(["none"] * 3 + ["run"], "improvement", "run"),
            "month 3 is an improvement: seven periods in a row higher than the one before leads to expect.",
        ),
        (
            standing(["none"] * 3 + ["two_in_three"], "neutral_low", "two_in_three", expected=[None, 10.5, 14.5, 13.0]),
            "month 3 is a signal: two of three periods much lower than the one before leads to expect.",
        ),
    ],
)  # fmt: skip
def test_of_what_stands_a_sentence_says_how_it_moved_or_when_it_last_did(result, said):
    assert said in sentence(result)
    assert said in reading(result)
