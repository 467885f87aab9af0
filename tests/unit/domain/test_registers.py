"""What may be written in a register of the boards, and what follows from it on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from flightdeck.domain.register_line import LONGEST_TEXT
from flightdeck.domain.registers import (
    BarrierStep,
    Claim,
    Evidence,
    Meeting,
    Numbered,
    Position,
    ProfileRefresh,
    Standing,
    Withdrawal,
    numbered,
    position_on,
    standing,
)

DEADLINE = date(2025, 1, 31)
DAYS = st.dates(date(2024, 8, 22), date(2027, 12, 31))


def position(claim="open", on="2025-01-01", owner="Head of crime"):
    return Position(recommendation=7, claim=claim, owner=owner, on=on)


def evidence(dated_on="2025-01-01", review_on="2026-01-01", **changes):
    given_ = {"recommendation": 7, "form": "document", "title": "Process", "reference": "P1"}
    return Evidence(**{**given_, "dated_on": dated_on, "review_on": review_on, **changes})


@pytest.mark.parametrize(
    ("claim", "evidenced", "on", "expected"),
    [
        (None, False, DEADLINE, Standing.OPEN),
        (None, False, DEADLINE + timedelta(days=1), Standing.OVERDUE),
        (Claim.OPEN, True, date(2026, 1, 1), Standing.OVERDUE),
        (Claim.COMPLETE, False, date(2026, 1, 1), Standing.UNEVIDENCED),
        (Claim.COMPLETE, True, date(2026, 1, 1), Standing.EVIDENCED),
        (Claim.COMPLETE, True, DEADLINE - timedelta(days=1), Standing.EVIDENCED),
    ],
)
def test_a_state_follows_from_the_claim_the_evidence_the_deadline_and_the_day(claim, evidenced, on, expected):
    assert standing(claim, evidenced=evidenced, deadline=DEADLINE, on=on) is expected


@given(claim=st.sampled_from([None, *Claim]), evidenced=st.booleans(), on=DAYS)
def test_only_what_is_complete_and_evidenced_is_complete_with_evidence(claim, evidenced, on):
    state = standing(claim, evidenced=evidenced, deadline=DEADLINE, on=on)
    assert (state is Standing.EVIDENCED) is (claim is Claim.COMPLETE and evidenced)


def test_nobody_can_type_overdue():
    with pytest.raises(ValidationError):
        position(claim="open_overdue")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2026, 1, 1), True),  # the day of the review itself
        (date(2026, 1, 2), False),
    ],
)
def test_evidence_counts_from_its_day_until_its_review(on, expected):
    assert Numbered(1, evidence()).counts_on(on) is expected


def test_evidence_withdrawn_counts_until_the_day_before():
    (kept,) = numbered([evidence(), Withdrawal(recommendation=7, evidence=1, on="2025-06-01")])
    assert [kept.counts_on(date(2025, 5, 31)), kept.counts_on(date(2025, 6, 1))] == [True, False]


def test_evidence_keeps_its_number_when_another_is_withdrawn():
    lodged = numbered(
        [
            evidence(title="First"),
            Withdrawal(recommendation=7, evidence=1, on="2025-06-01"),
            evidence(title="Second"),
        ]
    )
    assert [(one.number, one.evidence.title) for one in lodged] == [(1, "First"), (2, "Second")]


def test_of_one_day_the_position_written_last_holds():
    first, second, later = position(owner="A"), position(owner="B"), position(on="2025-03-01")
    assert position_on([later, first, second], date(2025, 2, 1)) is second
    assert position_on([later, first, second], date(2025, 3, 1)) is later
    assert position_on([later], date(2025, 2, 1)) is None


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST_TEXT + 1), "two\nlines"])
def test_a_text_is_one_line_of_at_most_three_hundred_characters(text):
    with pytest.raises(ValidationError):
        position(owner=text)


@pytest.mark.parametrize(
    "made",
    [
        lambda: evidence(review_on="2025-01-01"),
        lambda: BarrierStep(barrier="b", owner="o", board="performance"),
        lambda: BarrierStep(barrier="b", owner="o", decision="Do it"),
        lambda: BarrierStep(
            barrier="b", owner="o", board="performance", raised_on="2025-02-01", decision="Do it", decided_on="2025-01-01"
        ),
        lambda: Meeting(board="performance", scheduled_on="2025-01-01", state="scheduled", reviewed=True),
        lambda: Meeting(board="performance", scheduled_on="2025-01-01", state="cancelled", decisions="Do it"),
        lambda: ProfileRefresh(document="P", refreshed_on="2025-01-01", next_due_on="2025-01-01"),
    ],
)  # fmt: skip
def test_a_record_that_contradicts_itself_is_refused(made):
    with pytest.raises(ValidationError):
        made()
