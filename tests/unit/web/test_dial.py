"""A dial says everything a board must know before it reads the number, in every state."""

from dataclasses import replace

import pytest
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.web.components.dial import dial
from tests import factories as made


def text(part):
    """The text of a component tree."""
    if isinstance(part, Component):
        return text(getattr(part, "children", None))
    if isinstance(part, (list, tuple)):
        return " ".join(filter(None, map(text, part)))
    return "" if part is None else str(part)


def find(part, kind):
    """Every component of a kind."""
    if isinstance(part, Component):
        own = [part] if type(part).__name__ == kind else []
        return own + find(getattr(part, "children", None), kind)
    return [one for child in part for one in find(child, kind)] if isinstance(part, (list, tuple)) else []


@pytest.mark.parametrize(
    ("result", "state", "says"),
    [
        (made.result(), "common", ["8.9  %", "95 % interval 7.8 to 10.2 %", "Within usual variation"]),
        (made.improvement(), "improvement", ["Improving: higher than usual", "May hit or miss its target"]),
        (made.concern(), "concern", ["Concern: higher than usual", "Will miss its target"]),
        (made.concern(basis="snapshot"), "concern", ["Concern: moved up", "Will miss its target"]),
        (made.neutral(), "neutral", ["2,204", "Higher than usual"]),
        (made.short(), "few", ["65.1  %", "Too few points"]),
        (made.suppressed(), "hidden", ["Suppressed", "The count is fewer than 5."]),
        (
            made.not_computable(),
            "absent",
            ["Not computable", "devices.returned_on", "The record system has no such field"],
        ),
        (made.insufficient(), "few", ["Too few to say", "a share needs at least 10"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_state_is_told_in_words(result, state, says):
    card = dial(result, Filters())
    assert card.className == f"dial dial-{state}"
    assert [said for said in says if said not in text(card)] == []
    assert "1 November 2026" in text(card)


@pytest.mark.parametrize(
    "result", [made.suppressed(), made.not_computable(), made.insufficient()], ids=lambda one: one.status
)
def test_a_figure_that_is_not_there_is_neither_drawn_nor_numbered(result):
    card = dial(result, Filters())
    assert find(card, "Img") == []
    assert "%" not in text(card).partition("As known on")[0]


def test_a_dial_leads_to_its_kpi_with_the_filters_kept():
    (link,) = find(dial(made.result(), Filters(area="West")), "Link")
    assert link.href == "/kpi/charged_within_12_months?area=West"


def test_a_dial_of_a_characteristic_leads_to_that_characteristic():
    (link,) = find(dial(made.result(id="recorded", characteristic="sex"), Filters()), "Link")
    assert link.href == "/kpi/recorded?characteristic=sex"


def test_the_picture_says_in_words_what_it_shows():
    (picture,) = find(dial(made.result(), Filters()), "Img")
    assert picture.alt == (
        "Charged within 12 months of recording, 20 periods from Q3 2021/22 to Q2 2026/27; within usual variation; "
        "the latest 4 too young to judge and drawn hollow."
    )


@pytest.mark.parametrize(
    "before", [made.result, made.concern, made.improvement], ids=lambda one: one.__name__
)
def test_what_was_said_before_suppressed_periods_is_not_said_of_now(before):
    spc = replace(before().spc, variation="not_judged", rule="none")
    card = dial(before(series=made.series(young=2, hidden=(16, 17)), spc=spc), Filters())
    assert card.className == "dial dial-unjudged"
    said = text(card)
    assert "Cannot be judged: recent periods suppressed" in said
    assert "The latest periods are suppressed, so whether anything has changed cannot be judged." in said
    gone = ("usual variation", "Concern", "Improving", "target", "is a concern", "is an improvement")
    assert [words for words in gone if words in said] == []


def test_a_suppressed_period_among_judged_ones_takes_no_judgement_away():
    assert "Within usual variation" in text(dial(made.result(series=made.series(hidden=(3, 18))), Filters()))


def test_a_falling_trend_of_concern_is_called_falling_not_low():
    falling = made.concern(
        improves_when="increase", spc=made.Spc(0.09, 0.06, 0.12, "concern", "no_target", "trend")
    )
    assert "Concern: falling" in text(dial(falling, Filters()))


def test_an_unknown_completeness_is_left_out_rather_than_guessed():
    assert "Rows kept" not in text(dial(made.result(completeness=None), Filters()))


def test_rows_kept_is_told_of_a_figure_and_never_where_there_is_none():
    assert "Rows kept" in text(dial(made.result(), Filters()))
    for none in (made.suppressed(), made.not_computable(completeness=0.9), made.insufficient()):
        assert "Rows kept" not in text(dial(none, Filters()))


def test_fewer_than_three_visible_periods_are_not_drawn():
    drawn = {
        shown: len(find(dial(made.result(series=made.series(hidden=range(shown, 20))), Filters()), "Img"))
        for shown in (2, 3)
    }
    assert drawn == {2: 0, 3: 1}


def test_what_is_counted_by_an_event_is_said_to_lie_in_the_period_and_not_to_happen():
    said = text(dial(made.result(basis="event", unit="suspects"), Filters()))
    assert "196 of 2,200 suspects in the period, " in said
    assert "happening" not in said
