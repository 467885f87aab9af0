"""What the pages say of a refresh that failed."""

import pytest

from flightdeck.services.offered import refresh_failed

FAILURE = {
    "at": "2026-11-24 06:05:00+00:00",
    "faults": [{"what": "there is no SQLite file rms.sqlite", "where": "/srv/rms.sqlite", "remedy": ""}],
}
PLAIN = "The data could not be brought up to date on 24 November 2026 at 06:05 UTC, so the figures are those of the last time it could."


@pytest.mark.parametrize(
    ("mends", "says"),
    [(False, "The data steward knows why."), (True, "there is no SQLite file rms.sqlite")],
    ids=["a board", "the data steward"],
)
def test_a_failed_refresh_is_told_in_plain_words_and_its_cause_to_the_data_steward(mends, says):
    assert refresh_failed(FAILURE, mends=mends) == f"{PLAIN} {says}"


@pytest.mark.parametrize("at", [None, "", "yesterday"])
def test_without_a_time_the_words_still_hold(at):
    said = refresh_failed({"at": at, "faults": []}, mends=False)
    assert said.startswith("The data could not be brought up to date, so")
