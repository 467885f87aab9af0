"""Of what matched no code, only what reads like a label is kept."""

import pandas as pd
import pytest

from flightdeck.data.conform.quarantine import MOST_LABELS, WITHHELD, shown


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("Filed pending review", "Filed pending review"),
        ("one two three four five six", "one two three four five six"),
        ("one two three four five six seven", WITHHELD),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("x" * 60, "x" * 39 + "…"),
        ("x" * 61, WITHHELD),
    ],
)
def test_a_label_is_kept_short_and_a_text_is_withheld(label, kept):
    assert shown(pd.Series([label], dtype="str")).tolist() == [kept]


def test_a_column_of_too_many_labels_is_withheld_whole():
    labels = pd.Series([f"label {number}" for number in range(MOST_LABELS + 1)], dtype="str")
    assert set(shown(labels)) == {WITHHELD}


def test_without_labels_there_is_nothing_to_keep():
    assert shown(pd.Series([], dtype="str")).tolist() == []
