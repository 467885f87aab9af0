"""What becomes of a raw row at the door."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.data.conform.hashing import as_text, hashed
from flightdeck.data.conform.quarantine import WITHHELD
from flightdeck.data.conform.rules import RULES
from flightdeck.data.contracts import contract
from tests.unit.data.raw import AS_AT, CODE_LISTS, CRIME_COLUMNS, KEY, conformed, crimes


def told(result):
    return result.quarantined[["row", "rule", "column"]].to_numpy().tolist()


def with_columns(**columns):
    return CRIME_COLUMNS | columns


def test_a_sound_row_is_kept_and_its_reference_is_a_keyed_hash():
    result = conformed(crimes(URN=["37/1/26"]))
    assert (result.rows_in, result.kept, len(result.quarantined)) == (1, 1, 0)
    row = result.frame.iloc[0]
    assert row["crime_ref"] == as_text(hashed(["37/1/26"], key=KEY))[0]
    assert (row["force"], row["offence_code"], row["status"]) == ("Suffolk", "19C", "open")
    assert row["recorded_on"] == pd.Timestamp("2026-01-02")


@pytest.mark.parametrize(
    ("column", "value", "rule", "canonical"),
    [
        ("URN", None, "missing_required", "crime_ref"),
        ("URN", "   ", "missing_required", "crime_ref"),
        ("REC", None, "missing_required", "recorded_on"),
        ("REC", "31/02/2026", "not_a_date", "recorded_on"),
        ("REC", "soon", "not_a_date", "recorded_on"),
        ("REC", "1900-01-01", "implausible_date", "recorded_on"),
        ("REC", "2026-11-01", "future_date", "recorded_on"),
        ("OFF", "999Z", "unknown_code", "offence_code"),
        ("STAT", "Lost", "unknown_code", "status"),
    ],
)
def test_a_row_that_breaks_a_rule_on_a_required_column_is_quarantined(column, value, rule, canonical):
    raw = crimes(**{column: ["", ""]})
    raw[column] = [crimes()[column][0], value]
    raw["URN"] = raw["URN"].where(raw["URN"] != "", "other") if column != "URN" else raw["URN"]
    result = conformed(raw)
    assert told(result) == [[2, rule, canonical]]
    assert result.rows_in == result.kept + 1


def test_the_detail_of_an_unknown_code_is_its_label_and_of_a_date_the_rule():
    result = conformed(crimes(OFF=["999Z", "19C"], REC=["2026-01-01", "31/02/2026"]))
    assert result.quarantined["detail"].tolist() == ["999Z", RULES[3]]


def test_of_rows_with_one_key_the_first_is_kept():
    result = conformed(crimes(URN=["A", "B", "A"], REC=["2026-01-01", "2026-01-02", "2026-01-03"]))
    assert told(result) == [[3, "duplicate_key", "crime_ref"]]
    assert result.frame["recorded_on"].dt.day.tolist() == [1, 2]


def test_a_broken_first_row_does_not_take_its_twin_with_it():
    result = conformed(crimes(URN=["A", "A"], REC=["31/02/2026", "2026-01-03"]))
    assert told(result) == [[1, "not_a_date", "recorded_on"]]
    assert result.kept == 1


def test_a_bad_optional_date_is_set_to_missing_and_counted():
    raw = crimes(URN=["A", "B", "C", "D"]).assign(OCC=["01/01/1900", "31/02/2020", "2031-01-01", None])
    result = conformed(raw, columns=with_columns(occurred_from="OCC"))
    assert result.kept == 4
    assert result.frame["occurred_from"].isna().all()
    assert result.issues == {"occurred_from": {"not_a_date": 1, "implausible_date": 1, "future_date": 1}}


def test_an_optional_label_that_matches_nothing_is_missing_and_its_label_is_kept():
    raw = crimes(URN=["A", "B"]).assign(PLACE=["On the moon", None])
    result = conformed(raw, columns=with_columns(place_type="PLACE"))
    assert result.frame["place_type"].isna().all()
    labels = result.raw_labels
    assert labels[["frame", "column", "label"]].to_numpy().tolist() == [
        ["crimes", "place_type", "On the moon"]
    ]
    assert labels["row_key"].tolist() == result.frame["crime_ref"].tolist()[:1]


def test_a_text_too_long_for_a_label_is_not_kept():
    story = "The victim said that she met the suspect at a party in the town centre on Friday"
    result = conformed(crimes().assign(PLACE=[story]), columns=with_columns(place_type="PLACE"))
    assert story not in result.raw_labels["label"].tolist()


def test_many_unknown_labels_in_one_column_are_free_text_and_not_kept():
    raw = crimes(URN=[str(n) for n in range(201)]).assign(PLACE=[f"note {n}" for n in range(201)])
    result = conformed(raw, columns=with_columns(place_type="PLACE"))
    assert set(result.raw_labels["label"]) == {WITHHELD}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-04", "2026-03-04"),
        ("04/03/2026", "2026-03-04"),
        ("04/03/2026 23:59", "2026-03-04"),
        ("2026-03-04T10:11:12", "2026-03-04"),
        ("2026-03-04 10:11:12.123456", "2026-03-04"),
        ("04-Mar-2026", "2026-03-04"),
        ("20260304", "2026-03-04"),
    ],
)
def test_dates_are_read_day_first_in_every_usual_format(written, read):
    assert conformed(crimes(REC=[written])).frame["recorded_on"].tolist() == [pd.Timestamp(read)]


def test_the_formats_of_the_mapping_are_the_only_ones_read():
    columns = with_columns(recorded_on={"column": "REC", "formats": ["%d.%m.%Y"]})
    result = conformed(crimes(URN=["A", "B"], REC=["04.03.2026", "2026-03-04"]), columns=columns)
    assert told(result) == [[2, "not_a_date", "recorded_on"]]


def test_a_date_of_the_as_at_day_is_not_in_the_future_whatever_its_hour():
    raw = crimes(URN=["A", "B"], REC=[pd.Timestamp("2026-10-31 23:59:59"), pd.Timestamp("2026-11-01")])
    assert told(conformed(raw)) == [[2, "future_date", "recorded_on"]]


def test_a_promise_may_lie_ahead_of_the_as_at_day():
    raw = pd.DataFrame({"ID": ["1"], "C": ["A"], "DUE": ["2027-01-01"], "DONE": ["2027-01-01"]})
    columns = {"review_ref": "ID", "crime_ref": "C", "due_on": "DUE", "done_on": "DONE"}
    frame = conformed(raw, "reviews", columns=columns).frame
    assert frame["due_on"].tolist() == [pd.Timestamp("2027-01-01")]
    assert frame["done_on"].isna().all()


def test_a_time_with_a_zone_is_a_day_in_local_time():
    raw = crimes(REC=[pd.Timestamp("2026-06-01 23:30", tz="UTC")])
    assert conformed(raw).frame["recorded_on"].tolist() == [pd.Timestamp("2026-06-02")]


def test_labels_match_without_case_and_outer_spaces():
    result = conformed(crimes(STAT=[" live ", "FILED", "closed"]))
    assert result.frame["status"].tolist() == ["open", "closed", "closed"]


def test_the_label_of_a_mapping_comes_before_the_code_of_the_list():
    columns = with_columns(status={"column": "STAT", "labels": {"closed": "open", "n/a": None}})
    result = conformed(crimes(STAT=["closed", "n/a"]), columns=columns)
    assert result.frame["status"].tolist() == ["open"]
    assert told(result) == [[2, "missing_required", "status"]]


def test_flags_are_read_from_usual_words_and_from_labels():
    raw = crimes(URN=list("ABCDEF")).assign(DA=["Y", "no", "1", "Ja", "?", None])
    columns = with_columns(domestic_abuse={"column": "DA", "labels": {"Ja": True}})
    result = conformed(raw, columns=columns)
    assert result.frame["domestic_abuse"].tolist() == [True, False, True, True, pd.NA, pd.NA]
    assert result.issues == {"domestic_abuse": {"unknown_code": 1}}


def test_a_number_reference_with_gaps_is_the_same_reference_as_text():
    numbers = conformed(crimes(URN=pd.array([12, 13], dtype="Int64")))
    floats = conformed(crimes(URN=[12.0, 13.0]))
    texts = conformed(crimes(URN=["12", "13"]))
    assert (
        numbers.frame["crime_ref"].tolist()
        == floats.frame["crime_ref"].tolist()
        == texts.frame["crime_ref"].tolist()
    )


def test_a_reference_of_several_columns_is_missing_where_one_is():
    raw = crimes(URN=["A", "A", "B"]).assign(SEQ=[1, 2, None])
    columns = with_columns(crime_ref={"columns": ["URN", "SEQ"], "joined_by": "/"})
    result = conformed(raw, columns=columns)
    assert result.frame["crime_ref"].tolist() == as_text(hashed(["A/1", "A/2"], key=KEY)).tolist()
    assert told(result) == [[3, "missing_required", "crime_ref"]]


def test_another_key_makes_every_reference_another():
    assert hashed(["A"], key=b"one")[0] != hashed(["A"], key=b"two")[0]
    assert hashed(["A"], key=b"x" * 65)[0] != hashed(["A"], key=b"x" * 64)[0]


def test_rows_the_filter_leaves_out_do_not_come_in():
    raw = crimes(URN=["A", "B", "C"]).assign(TYPE=["CRIME", "INTEL", None])
    result = conformed(raw, rows={"TYPE": "CRIME"})
    assert (result.rows_in, result.kept) == (1, 1)


def test_a_row_keeps_its_number_in_the_source_under_a_filter():
    raw = crimes(URN=["A", "B"], REC=["2026-01-01", "x"]).assign(TYPE=["INTEL", "CRIME"])
    assert told(conformed(raw, rows={"TYPE": "CRIME"})) == [[2, "not_a_date", "recorded_on"]]


REVIEW_COLUMNS = {"review_ref": "ID", "crime_ref": "C", "due_on": "DUE", "done_on": {"absent": "not held"}}


def test_a_row_that_points_nowhere_is_an_orphan():
    raw = pd.DataFrame({"ID": ["1", "2", "3"], "C": ["A", "Z", None], "DUE": ["2026-01-01"] * 3})
    result = conformed(raw, "reviews", columns=REVIEW_COLUMNS, keys={"crimes": hashed(["A"], key=KEY)})
    assert told(result) == [[2, "orphan", "crime_ref"], [3, "missing_required", "crime_ref"]]


def test_a_pointer_to_a_frame_the_source_does_not_give_is_not_checked():
    raw = pd.DataFrame({"ID": ["1"], "C": ["Z"], "DUE": ["2026-01-01"]})
    assert conformed(raw, "reviews", columns=REVIEW_COLUMNS).kept == 1


def test_an_optional_pointer_to_nowhere_is_emptied_and_counted():
    columns = {
        "order_ref": "ID",
        "person_ref": "P",
        "crime_ref": "C",
        "order_type": {"constant": "shpo"},
        "state": {"constant": "granted"},
    }
    raw = pd.DataFrame({"ID": ["1", "2"], "P": ["x", "y"], "C": ["Z", "A"]})
    result = conformed(raw, "protection_orders", columns=columns, keys={"crimes": hashed(["A"], key=KEY)})
    assert result.frame["crime_ref"].isna().tolist() == [True, False]
    assert result.issues == {"crime_ref": {"orphan": 1}}


def test_age_is_counted_between_two_dates_as_birthdays_are():
    raw = pd.DataFrame(
        {
            "ID": list("abcde"),
            "C": ["A"] * 5,
            "DOB": ["02/01/2000", "03/01/2000", "29/02/2000", None, "31/02/2000"],
            "REC": ["02/01/2026"] * 2 + ["28/02/2026"] * 3,
        }
    )
    columns = {
        "person_role_ref": "ID",
        "crime_ref": "C",
        "role": {"constant": "victim"},
        "age": {"years_between": ["DOB", "REC"], "formats": ["%d/%m/%Y"]},
    }
    frame = conformed(raw, "persons", columns=columns).frame
    assert frame["age"].tolist() == [26, 25, 25, pd.NA, pd.NA]
    assert frame["age_status"].tolist() == ["valid", "valid", "valid", "missing", "invalid"]


def test_whole_numbers_refuse_what_is_none():
    raw = pd.DataFrame({"ID": list("abcd"), "ON": ["2026-01-01"] * 4, "SCORE": ["4", "4.5", "four", None]})
    columns = {
        "answer_ref": "ID",
        "force": {"constant": "Suffolk"},
        "answered_on": "ON",
        "item": {"constant": CODE_LISTS["survey_item"].names()[0]},
        "score": "SCORE",
    }
    result = conformed(raw, "survey_answers", columns=columns)
    assert result.frame["score"].tolist() == [4, pd.NA, pd.NA, pd.NA]
    assert result.issues == {"score": {"not_a_number": 2}}


def test_a_frame_without_rows_keeps_its_contract():
    result = conformed(crimes().iloc[:0])
    contract("crimes", CODE_LISTS).validate(result.frame, lazy=True)
    assert (result.rows_in, result.kept, len(result.quarantined)) == (0, 0, 0)


texts = st.one_of(st.none(), st.sampled_from(["A", "B", "", " ", "37/1/26"]), st.text(max_size=8))
dates = st.one_of(
    st.none(),
    st.dates(date(1890, 1, 1), date(2040, 1, 1)).map(date.isoformat),
    st.sampled_from(["31/02/2024", "01/01/1900", "", "x", "05/06/2025"]),
)
raw_crimes = st.lists(
    st.fixed_dictionaries(
        {
            "URN": texts,
            "OFF": st.one_of(texts, st.just("19C")),
            "REC": dates,
            "STAT": st.sampled_from(["Live", "Filed", None, "?"]),
            "OCC": dates,
        }
    ),
    max_size=30,
)


@given(raw_crimes)
def test_rows_in_are_rows_kept_and_rows_quarantined_whatever_comes_in(rows):
    raw = pd.DataFrame(rows, columns=["URN", "OFF", "REC", "STAT", "OCC"], dtype="str")
    result = conformed(raw, columns=with_columns(occurred_from="OCC"))
    assert result.rows_in == len(rows) == result.kept + len(result.quarantined)
    contract("crimes", CODE_LISTS).validate(result.frame, lazy=True)
    days = result.frame["recorded_on"].to_numpy().astype("M8[D]")
    assert (days <= np.datetime64(AS_AT)).all()
    assert result.frame["crime_ref"].is_unique
