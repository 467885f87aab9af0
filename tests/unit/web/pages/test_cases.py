"""Rules of the cases behind a figure."""

import pytest

from flightdeck.services.access import Role
from flightdeck.web.callbacks.cases import block
from tests.inner_deck import cases
from tests.unit.web.conftest import OWN, ask, words

CASES = "/cases/charged_within_12_months"


def rows(client, search, **asked):
    body = {
        "output": "cases-grid.getRowsResponse",
        "outputs": {"id": "cases-grid", "property": "getRowsResponse"},
        "inputs": [
            {
                "id": "cases-grid",
                "property": "getRowsRequest",
                "value": {"startRow": 0, "endRow": 2, "sortModel": [], **asked},
            }
        ],
        "state": [
            {"id": "address", "property": "pathname", "value": CASES},
            {"id": "address", "property": "search", "value": search},
        ],
        "changedPropIds": ["cases-grid.getRowsRequest"],
    }
    return client.post("/_dash-update-component", json=body, headers=OWN)


def test_a_purpose_is_asked_for_before_any_case_is_shown(inner):
    answer = ask(inner.reader(Role.ANALYST), CASES, "?part=denominator&area=Eastern")
    assert "What do you need these cases for?" in words(answer)
    assert "cases-grid" not in answer.text
    assert [event for event in inner.audit.full if event[0] == "show_cases"] == []


def test_the_form_keeps_part_and_filters(inner):
    answer = ask(inner.reader(Role.ANALYST), CASES, "?part=denominator&area=Eastern")
    assert all(kept in answer.text for kept in ('"kept-part"', '"denominator"', '"kept-area"', '"Eastern"'))


@pytest.mark.parametrize(
    ("part", "said"),
    [("numerator", "196 crimes counted"), ("denominator", "2,200 crimes in all")],
)
def test_the_count_is_said_and_is_the_number_of_the_figure(inner, part, said):
    shown = words(ask(inner.reader(Role.ANALYST), CASES, f"?part={part}&purpose=inspection"))
    assert f"{said}, 12 months to Oct 2025: the same number as the figure prints." in shown


def test_a_look_is_in_the_audit_trail_with_its_purpose_and_number_of_rows(inner):
    ask(inner.reader(Role.ANALYST), CASES, "?part=numerator&purpose=inspection&area=Eastern")
    detail = {"area": "Eastern", "part": "numerator", "purpose": "inspection"}
    assert ("show_cases", "charged_within_12_months", detail, 196) in inner.audit.full


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.AREA_COMMANDER, Role.DATA_STEWARD])
def test_others_see_neither_page_nor_rows(inner, role):
    client = inner.reader(role, "Eastern")
    assert "You may not see this" in words(ask(client, CASES, "?purpose=inspection"))
    assert rows(client, "?part=numerator&purpose=inspection").status_code == 403


def test_rows_come_block_by_block_with_the_whole_count(inner):
    answer = rows(inner.reader(Role.ANALYST), "?part=denominator&purpose=inspection", startRow=1, endRow=3)
    assert answer.json["response"]["cases-grid"]["getRowsResponse"] == {
        "rowCount": 2200,
        "rowData": [
            {"crime_ref": "ref00001", "outcome": None, "recorded_on": "2025-02-01"},
            {"crime_ref": "ref00002", "outcome": "Charged or summonsed", "recorded_on": "2025-03-01"},
        ],
    }


def test_rows_are_sorted_as_asked_and_an_unknown_column_is_left_alone():
    model = [{"colId": "crime_ref", "sort": "desc"}, {"colId": "no_such_column", "sort": "asc"}]
    found = block(cases(5).rows, {"startRow": 0, "endRow": 2, "sortModel": model}, labels={})
    assert [row["crime_ref"] for row in found] == ["ref00004", "ref00003"]
