"""Conditions: parsed from YAML with every fault, and said in English so that they can be read in one way."""

from datetime import UTC, date, datetime
from itertools import product

import pandas as pd
import pytest
import yaml
from hypothesis import given

from flightdeck.domain.codes import Code, CodeList
from flightdeck.domain.condition import (
    EVERYWHERE,
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Missing,
    Not,
    OneOf,
    columns,
    leaves,
    parse,
)
from flightdeck.domain.condition_mask import mask
from flightdeck.domain.condition_wording import condition_sentence
from flightdeck.errors import ReaderError
from tests.conditions import CONDITIONS, ROWS, as_yaml, frame_of

DAY = date(2024, 1, 31)


@given(CONDITIONS)
def test_a_condition_written_as_yaml_is_parsed_back(condition):
    assert parse(yaml.safe_load(yaml.safe_dump(as_yaml(condition), sort_keys=False))) == condition


@given(condition=CONDITIONS, rows=ROWS)
def test_not_finds_exactly_the_other_rows(condition, rows):
    frame = frame_of(rows)
    assert (mask(Not(condition), frame) == ~mask(condition, frame)).all()


@given(condition=CONDITIONS, rows=ROWS)
def test_a_missing_value_satisfies_no_comparison(condition, rows):
    empty = frame_of([dict.fromkeys(row) for row in rows])
    held = [mask(leaf, empty) for leaf in leaves(condition) if not isinstance(leaf, Missing)]
    assert not any(one.any() for one in held)


@given(condition=CONDITIONS, rows=ROWS)
def test_a_condition_looks_at_no_column_but_those_it_names(condition, rows):
    frame = frame_of(rows)
    assert (mask(condition, frame[sorted(columns(condition))]) == mask(condition, frame)).all()


def shapes():
    """Every way of joining three comparisons, and its denial."""
    a, b, c = (OneOf(name, (True,)) for name in "abc")
    for inner in (All, AnyOf):
        for outer in (All, AnyOf):
            yield outer((inner((a, b)), c))
            yield outer((a, inner((b, c))))
            yield outer((Not(inner((a, b))), c))
            yield Not(outer((inner((a, b)), c)))
            yield outer((All((inner((a, b)),)), c))


def test_conditions_that_find_other_rows_are_said_in_other_words():
    truth_table = pd.DataFrame(list(product([True, False], repeat=3)), columns=list("abc"))
    meanings = {(condition_sentence(shape), tuple(mask(shape, truth_table).tolist())) for shape in shapes()}
    assert len({sentence for sentence, _ in meanings}) == len(meanings)
    assert len(meanings) >= 12


@given(CONDITIONS)
def test_every_condition_has_a_sentence(condition):
    said = condition_sentence(condition)
    assert said
    assert said.count("(") == said.count(")")
    assert "_" not in said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (None, "everything"),
        ({"status": ["open", "closed"]}, "status is open or closed"),
        (
            {"any": [{"status": "open"}, {"age": {"at_least": 16}}], "all": [{"domestic_abuse": True}]},
            "(status is open, or age is at least 16), and domestic abuse is so",
        ),
        (
            {"any": [{"status": "open"}, {"all": [{"age": {"at_least": 16}}, {"domestic_abuse": True}]}]},
            "status is open, or (age is at least 16, and domestic abuse is so)",
        ),
        ({"not": {"any": [{"a": 1}, {"b": {"missing": True}}]}}, "a is not 1, and b is recorded"),
        ({"outcome_on": {"at_most": DAY}}, "day outcome is on or before 31 January 2024"),
        (
            {"within": {"from": "recorded_on", "to": "outcome_on", "days": 365}},
            "day outcome is within 365 days after day recorded",
        ),
        ({"given": [False]}, "given is not so"),
        ({"not": {"given": [False]}}, "given is so"),
    ],
)
def test_the_sentence_of_a_condition(raw, said):
    assert condition_sentence(parse(raw)) == said


def listed(name, **labels):
    """A code list of its own."""
    codes = tuple(Code(code, label) for code, label in labels.items())
    return {name: CodeList(name, "", "", verified=False, version="1", codes=codes)}


def test_codes_are_said_by_their_labels():
    codes = listed("outcome", charged="Charged or summonsed", W1="CPS")
    said = condition_sentence(
        parse({"outcome": ["charged", "W1", "none"]}), population="crimes", code_lists=codes
    )
    assert said == "outcome is charged or summonsed, CPS or none"


def test_a_code_of_two_lists_is_called_what_the_list_of_its_own_column_calls_it():
    codes = listed("outcome", charged="Charged or summonsed") | listed("bail_end", charged="Charged")
    raw = parse({"outcome": "charged", "status": "charged"})
    said = condition_sentence(raw, population="crimes", code_lists=codes)
    assert said == "outcome is charged or summonsed, and status is charged"
    assert condition_sentence(raw, code_lists=codes) == "outcome is charged, and status is charged"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"decision": "none"}, "the record says “no decision recorded”"),
        ({"not": {"decision": "none"}}, "the record does not say “no decision recorded”"),
        ({"decision": ["apply", "none"]}, "decision is apply or the record says “no decision recorded”"),
        (
            {"not": {"decision": ["apply", "none"]}},
            "decision is not apply and the record does not say “no decision recorded”",
        ),
    ],
)
def test_a_record_that_says_there_is_none_is_told_in_its_own_words(raw, said):
    codes = listed("retention_decision", apply="Apply", none="No decision recorded")
    assert condition_sentence(parse(raw), population="biometric_retention", code_lists=codes) == said


@pytest.mark.parametrize("bound", ["at_least", "at_most"])
def test_a_number_is_never_said_as_the_code_of_a_list(bound):
    codes = listed("sexual_orientation", **{"1": "Heterosexual"})
    said = condition_sentence(
        parse({"sexual_orientation": {bound: 1}}), population="suspects", code_lists=codes
    )
    assert said == f"sexual orientation is {bound.replace('_', ' ')} 1"


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        (None, EVERYWHERE),
        ({}, EVERYWHERE),
        ({"status": "open"}, OneOf("status", ("open",))),
        ({"status": {"one_of": ["open"]}}, OneOf("status", ("open",))),
        ({"status": {"not_one_of": ["open"]}}, Not(OneOf("status", ("open",)))),
        ({"on": {"missing": False}}, Not(Missing("on"))),
        ({"on": {"before": DAY}}, All((Not(AtLeast("on", DAY)), Not(Missing("on"))))),
        ({"on": {"after": DAY}}, All((Not(AtMost("on", DAY)), Not(Missing("on"))))),
        ({"on": datetime(2024, 1, 31, 12, 0, tzinfo=UTC)}, OneOf("on", (DAY,))),
        ({"age": {"at_least": 16, "at_most": 17}}, All((AtLeast("age", 16), AtMost("age", 17)))),
    ],
)
def test_each_way_of_writing_a_condition(raw, condition):
    assert parse(raw) == condition


def test_before_and_after_leave_out_the_day_itself_and_a_missing_day():
    frame = pd.DataFrame({"on": pd.to_datetime(["2024-01-30", "2024-01-31", "2024-02-01", None])})
    assert mask(parse({"on": {"before": DAY}}), frame).tolist() == [True, False, False, False]
    assert mask(parse({"on": {"after": DAY}}), frame).tolist() == [False, False, True, False]


def test_every_fault_of_a_condition_is_told_at_once():
    faulty = {
        "all": "status",
        "any": [{"age": {"at_leest": 16}}, "open"],
        "not": {"within": {"from": "a", "to": "b"}},
        "within": {"from": "a", "to": "b", "days": -1},
        "status": None,
        "offence_code": [],
        "outcome": {"one_of": "charged"},
        "day": {"before": "soon"},
        "flag": {"missing": "yes"},
    }
    with pytest.raises(ReaderError) as raised:
        parse(faulty)
    assert len(raised.value.faults) == 10
    assert all(fault.what and fault.remedy for fault in raised.value.faults)
