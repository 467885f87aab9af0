"""The table of harm weights: none that ships is verified, and every fault is told at its line."""

import pytest

from flightdeck.data.harm_weights import read_weights
from flightdeck.errors import ReaderError
from flightdeck.settings import Settings
from tests.synthetic_store import CODE_LISTS


def table(folder, text):
    path = folder / "weights.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_offence_of_rasso_has_a_weight_and_none_is_verified():
    weights = read_weights(Settings().harm_weights, code_lists=CODE_LISTS)
    assert set(CODE_LISTS["offence"].in_scope("rasso")) <= set(weights)
    assert {weight.verified for weight in weights.values()} == {False}
    assert weights["19C"].days == 1825


def test_every_fault_of_the_table_is_told_with_its_line(tmp_path):
    rows = "offence_code,weight_days,source,verified\n19C,five,paper,no\n19c,1,paper,false\n20A,1,,true\n20A,1,paper,true\n"
    with pytest.raises(ReaderError) as caught:
        read_weights(table(tmp_path, rows), code_lists=CODE_LISTS)
    assert [(fault.where.rpartition(":")[2], fault.what) for fault in caught.value.faults] == [
        ("2", 'the weight "five" is not a whole number of days'),
        ("2", '"no" is neither true nor false'),
        ("3", '"19c" is not an offence code'),
        ("4", 'the weight of "20A" has no source'),
        ("5", '"20A" has two weights'),
    ]


@pytest.mark.parametrize("text", ["offence,days\n19C,1\n", ""])
def test_other_headings_are_a_fault(tmp_path, text):
    with pytest.raises(ReaderError, match="headings"):
        read_weights(table(tmp_path, text), code_lists=CODE_LISTS)


def test_a_table_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(ReaderError, match="cannot be read"):
        read_weights(tmp_path / "none.csv", code_lists=CODE_LISTS)
