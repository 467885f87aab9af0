"""Standing figures and ratios: by hand, through the worked example that every definition carries."""

from pathlib import Path

import numpy as np
import pytest

from flightdeck.data.code_lists import load_code_lists
from flightdeck.domain.definition import Definition
from flightdeck.services.worked_examples import worked_example

CODE_LISTS = load_code_lists(Path(__file__).parents[3] / "data" / "code_lists")
OPEN = """
crime_ref | opened_on  | closed_on
A         | 2024-01-02 |
B         | 2024-01-05 |
C         | 2024-01-09 | 2024-01-31
D         | 2024-02-01 |
E         | 2023-06-01 | 2024-02-01
"""
REVIEWS = """
crime_ref | due_on     | done_on
A         | 2024-01-20 |
A         | 2024-01-25 | 2024-01-26
B         | 2024-01-10 | 2024-01-31
C         | 2024-01-10 |
E         | 2024-01-31 |
E         | 2024-01-30 | 2024-03-01
"""


def standing(**changes):
    raw = {
        "id": "a_standing_figure", "ref": "A99", "title": "T", "question": "Q?", "pillar": "suspect_focused", "authority": "proposed",
        "status": "live", "version": 1, "effective_from": "2024-01-01", "measure": "standing", "population": "open_spells", "unit": "crimes",
        "period": {"snapshot": "opened_on"}, "standing": {"from": "opened_on", "to": "closed_on"}, "improves_when": "decrease",
        "source": {"name": "a test", "kind": "proposal"},
        "example": {"rows": OPEN, "events": {"reviews": REVIEWS}, "period": "2024-01", "expect": {"denominator": 0, "value": 0}, "because": "."},
    }  # fmt: skip
    raw.update(changes)
    example = raw["example"]
    if raw.get("covered"):
        example["expect"] = {"numerator": 0, "denominator": 0}
    return Definition.model_validate(raw)


def made(**changes):
    return worked_example(standing(**changes), code_lists=CODE_LISTS)


OVERDUE = {"by": "reviews", "on": "crime_ref", "from": "due_on", "after_days": 1, "to": "done_on"}


def test_what_stands_at_the_end_of_a_month_has_begun_and_is_not_over():
    assert made() == {"denominator": 3.0, "value": 3.0}  # A, B and E; C was over that day, D had not begun


def test_a_row_counts_above_while_an_event_that_shares_its_key_holds():
    # A's first review is late, B's was done that day, E's first is due that day and not late, its second is late.
    assert made(covered=[OVERDUE]) == {"numerator": 2.0, "denominator": 3.0}


def test_a_cover_turned_round_counts_the_others():
    assert made(covered=[{**OVERDUE, "holds": False}]) == {"numerator": 1.0, "denominator": 3.0}


def test_a_cover_may_cut_the_rows_themselves():
    cut = {"from": "opened_on", "to": "closed_on", "covered": [OVERDUE]}
    assert made(standing=cut) == {"denominator": 2.0, "value": 2.0}


def test_a_cover_may_ask_for_several_events_at_once():
    both = {**OVERDUE, "after_days": -30, "at_least": 2}
    assert made(covered=[both]) == {
        "numerator": 1.0,
        "denominator": 3.0,
    }  # E alone has two that hold that day


@pytest.mark.parametrize(("days", "counted"), [(25, 0), (26, 1), (29, 2), (30, 2)])
def test_a_row_of_its_own_holds_for_so_many_days_the_first_and_last_included(days, counted):
    young = {"from": "opened_on", "for_days": days}
    assert made(covered=[young]) == {"numerator": float(counted), "denominator": 3.0}


@pytest.mark.parametrize(("weight", "each"), [("3", np.nan), ("4", 0.3)])
def test_a_count_for_each_one_of_something_else_is_drawn_from_ten_on(weight, each):
    crimes = f"recorded_on | consultations | submitted_on | decided_on\n2024-01-01 | {weight} | 2024-01-01 | \n2024-01-01 | 6 | 2024-01-01 |"
    per = {
        "population": "cps_submissions",
        "from": "submitted_on",
        "to": "decided_on",
        "weight": "consultations",
    }
    example = {"rows": OPEN, "events": {"cps_submissions": crimes}, "period": "2024-01", "expect": {"value": 0}, "because": "."}  # fmt: skip
    found = made(per=per, example=example)
    assert found == pytest.approx({"value": each}, nan_ok=True)


def test_a_ratio_adds_up_before_it_divides_and_leaves_out_a_row_without_both():
    rows = "submitted_on | consultations\n2024-01-03 | 1\n2024-01-05 | 4\n2024-01-09 |\n2024-02-01 | 9"
    found = made(
        measure="ratio", population="cps_submissions", period={"event": "submitted_on"}, standing=None,
        ratio={"part": "consultations", "value_unit": "consultations"},
        example={"rows": rows, "period": "2024-01", "expect": {"value": 0, "denominator": 0}, "because": "."},
    )  # fmt: skip
    assert found == {"value": 2.5, "denominator": 2.0}


@pytest.mark.parametrize(("month", "people", "value"), [("01", 10, 2.0), ("02", 10, 2.0), ("03", 12, 3.0)])
def test_totals_that_stand_until_the_next_ones_are_never_added_up(month, people, value):
    rows = "month | answers | score_sum\n2024-01-01 | 10 | 20\n2024-03-01 | 8 | 26\n2024-03-01 | 4 | 10"
    found = made(
        measure="ratio", population="staff_survey_totals", period={"snapshot": "month"}, standing=None, unit="answers",
        ratio={"part": "score_sum", "whole": "answers", "people": "answers", "until_next": True, "value_unit": "points"},
        example={"rows": rows, "period": f"2024-{month}", "expect": {"value": 0, "denominator": 0}, "because": "."},
    )  # fmt: skip
    assert found == {"denominator": people, "value": value}


def test_totals_stand_until_the_next_ones_on_the_snapshot_alone():
    ratio = {
        "part": "score_sum",
        "whole": "answers",
        "people": "answers",
        "until_next": True,
        "value_unit": "points",
    }
    with pytest.raises(ValueError, match="until_next"):
        standing(
            measure="ratio",
            population="staff_survey_totals",
            period={"event": "month"},
            standing=None,
            ratio=ratio,
        )


def test_without_an_end_what_has_begun_stands_for_ever():
    assert made(standing={"from": "opened_on"}) == {"denominator": 4.0, "value": 4.0}  # D had not begun
