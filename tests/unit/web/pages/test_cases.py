"""Rules of the cases behind a figure."""

import pytest

from flightdeck.services.access import Role
from flightdeck.web.callbacks.cases import LARGEST_BLOCK, Asked, block
from tests.inner_deck import cases
from tests.unit.web.conftest import OWN, ask, words

CASES = "/cases/charged_within_12_months"


def rows(client, search, *, path=CASES, **asked):
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
            {"id": "address", "property": "pathname", "value": path},
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
    order = (("crime_ref", False), ("no_such_column", True))
    found = block(cases(5).rows, Asked(0, 2, order), labels={})
    assert [row["crime_ref"] for row in found] == ["ref00004", "ref00003"]


def test_every_block_is_in_the_audit_trail_with_its_purpose_and_its_rows(inner):
    client = inner.reader(Role.ANALYST)
    rows(client, "?part=denominator&purpose=inspection&area=Eastern", startRow=100, endRow=150)
    detail = {"area": "Eastern", "part": "denominator", "purpose": "inspection", "first": "101"}
    assert inner.audit.full[-1] == ("show_case_rows", "charged_within_12_months", detail, 50)


@pytest.mark.parametrize(
    "asked",
    [
        {"endRow": LARGEST_BLOCK + 1},
        {"startRow": 5, "endRow": 5},
        {"startRow": -5},
        {"startRow": "0"},
        {"endRow": None},
        {"sortModel": "crime_ref"},
        {"sortModel": [{"colId": ["crime_ref"], "sort": "asc"}]},
        {"sortModel": [{"colId": "crime_ref", "sort": "sideways"}]},
    ],
)
def test_what_no_grid_of_ours_asks_for_is_a_fault_of_the_reader(settled, asked):
    assert rows(settled.reader(Role.ANALYST), "?purpose=inspection", **asked).status_code == 400


@pytest.mark.parametrize(
    "path", ["/kpi/charged_within_12_months", "charged_within_12_months", "/cases/a/b", None]
)
def test_rows_are_given_on_the_page_of_cases_only(settled, path):
    assert rows(settled.reader(Role.ANALYST), "?purpose=inspection", path=path).status_code == 404


@pytest.mark.parametrize("search", ["?by=fortnight", "?from=2024-13", ["?purpose=inspection"]])
def test_a_wrong_address_is_a_fault_of_the_reader_not_of_the_server(settled, search):
    assert rows(settled.reader(Role.ANALYST), search).status_code == 400


def test_a_figure_that_cannot_be_computed_says_why_it_has_no_cases(inner):
    answer = ask(inner.reader(Role.ANALYST), "/cases/open_caseload", "?part=denominator&purpose=inspection")
    assert "Not computable, so there are no cases to show." in words(answer)
    assert "cases-grid" not in answer.text
    assert [event for event in inner.audit.full if event[0] == "show_cases"] == []
