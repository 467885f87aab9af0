"""Rules of the sentences of the journey."""

import pytest

from flightdeck.domain.journey_wording import (
    ages_sentence,
    areas_sentence,
    open_share_sentence,
    outcomes_sentence,
    stages_sentence,
    waiting_sentence,
)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            (1610, (605, 373, 240)),
            "1,610 crimes were open at the end of Oct 2026. 605 of them (38 %) were recorded more than a year before, "
            "373 more than two years and 240 more than three years.",
        ),
        (
            (401, (136, None, None)),
            "401 crimes were open at the end of Oct 2026. 136 of them (34 %) were recorded more than a year before.",
        ),
        (
            (40, (None, None, None)),
            "40 crimes were open at the end of Oct 2026. How many of them were recorded more than a year before is suppressed.",
        ),
        ((None, (None, None, None)), "How many crimes were open at the end of Oct 2026 is suppressed."),
        (
            (0, (0, 0, 0)),
            "No crime was open at the end of Oct 2026.",
        ),
    ],
)
def test_the_ages_of_open_crimes(counts, said):
    assert ages_sentence(*counts, when="end of Oct 2026") == said


def test_a_hidden_share_is_left_out_and_a_young_cohort_says_so():
    said = stages_sentence(
        [("were named", 0.78), ("were charged", None)],
        unit="suspects",
        basis="recorded",
        window="12 months to Sep 2025",
        mature=False,
    )
    assert said == (
        "Of the suspects on crimes recorded in the 12 months to Sep 2025, 78 % were named. Some were recorded so lately that more of "
        "them will still come further: do not judge them yet."
    )


def test_finalised_crimes_are_not_said_to_be_an_estimate():
    assert "estimate" not in open_share_sentence(
        (0, 360), (1.0, 0.2), cohort="12 months to Sep 2026", basis="finalised"
    )
    assert open_share_sentence((0, 360), (1.0, 0.19), cohort="Sep 2026", basis="recorded") == (
        "Crimes of Sep 2026: without an outcome were an estimated 19 % after a year."
    )
    assert outcomes_sentence(360, [("Charged", 0.08)], basis="finalised").startswith(
        "Of the finalised crimes by day 360"
    )


def test_no_curve_is_said():
    assert open_share_sentence((), (), cohort="", basis="recorded").startswith("Too few crimes")


def test_where_most_wait_and_that_it_is_suppressed():
    assert waiting_sentence([("Recorded", 5, None), ("Suspect named", 12, 140.0)]) == (
        "More open crimes stand at “Suspect named” than at any other stage: 12; half of these have been there for more than 140 days."
    )
    assert waiting_sentence([("Recorded", None, None)]).endswith("suppressed for this choice of places.")


def test_no_open_crime_waits_where_none_is_open():
    assert waiting_sentence([("Recorded", 0, None)]) == "No open crime waits here."


def test_areas_stand_in_the_order_of_the_table_and_hidden_ones_are_left_out():
    assert areas_sentence([("West", 100, 50), ("East", 100, None), ("North", 0, 0)]) == (
        "Recorded more than a year before: West 50 %."
    )
