"""The sentences of bail, orders, section 63G and the action lists."""

from datetime import date

from flightdeck.domain.orders_wording import (
    applications_sentence,
    bail_sentence,
    list_sentence,
    lists_sentence,
    orders_sentence,
    regime_sentence,
    waiting_sentence,
)

DAY = date(2026, 10, 31)


def test_zero_applications_never_look_fine():
    told = applications_sentence(0, 3, 937, closed=False)
    assert told == (
        "No application was made for any of 937 eligible cases. The power is known to be little used: zero is not a result to "
        "be content with."
    )
    assert (
        applications_sentence(0, 0, 0, closed=False)
        == "No case was eligible, so there was nothing to apply for."
    )
    assert (
        applications_sentence(60, 63, 937, closed=False)
        == "60 applications were made for 937 eligible cases."
    )
    assert "clear the filters" in applications_sentence(None, None, None, closed=True)
    assert applications_sentence(None, 63, 937, closed=False) == (
        "It was decided to apply for 63 of 937 eligible cases; how many were applied for so far is suppressed."
    )


def test_the_deadline_is_never_said_without_its_being_unverified():
    assert waiting_sentence(216, 211, 28) == (
        "216 eligible cases have no decision; 211 of them past the 28 days of the deadline, which is unverified."
    )
    assert waiting_sentence(1, 0, 28).startswith(
        "1 eligible case has no decision; none of them past the 28 days"
    )
    assert waiting_sentence(12, None, 28) == (
        "12 eligible cases have no decision; how many of them are past 28 days is suppressed."
    )
    assert waiting_sentence(0, 0, 28) == "No eligible case waits for a decision."


def test_a_hidden_count_is_said_to_be_hidden():
    assert bail_sentence(None, None) == (
        "A suppressed number of suspects are on pre-charge bail now; how many are past the end of the applicable period is suppressed."
    )
    assert orders_sentence(15, at_least=True) == "At least 15 orders are in force now."


def test_bail_and_regimes_are_said_in_the_singular_and_the_plural():
    assert bail_sentence(1, 0) == (
        "1 suspect is on pre-charge bail now; none past the end of the applicable period with no end recorded."
    )
    assert regime_sentence(1, 2) == (
        "1 runs longer than the authority recorded allows in a standard case. 2 bails have no arrest recorded and are placed by "
        "their own first day."
    )
    assert regime_sentence(0, 0) == "None runs longer than the authority recorded allows in a standard case."


def test_the_lists_say_their_day():
    assert lists_sentence(12, 1, DAY, hidden=False) == (
        "12 things are overdue and 1 falls due soon, as at 31 October 2026, the day of the snapshot."
    )
    assert lists_sentence(0, 0, DAY, hidden=True) == (
        "Nothing is overdue and nothing falls due soon, as at 31 October 2026, the day of the snapshot. A list whose number is "
        "suppressed is not in it."
    )
    assert list_sentence("Bail", 3, "bail periods", DAY, overdue=False) == (
        "Bail: 3 bail periods, the soonest first, as at 31 October 2026, the day of the snapshot."
    )
    assert list_sentence("Bail", 0, "bail periods", DAY, overdue=True).startswith("Bail: none, as at")
