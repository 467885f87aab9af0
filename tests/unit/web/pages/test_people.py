"""Rules of the page on people: totals and never a person, each share with how many it is of, and what is missing."""

import pytest

from flightdeck.services.access import Role
from flightdeck.services.people import COURSES, SPECIALIST, WELLBEING, WORK
from tests.inner_deck import FullAudit
from tests.people_deck import PeopleDeck
from tests.unit.web.conftest import Served, addresses, ask, words
from tests.unit.web.pages.conftest import nodes, page

PATH = "/people"


def served(**changes):
    return Served(deck=PeopleDeck(**changes), audit=FullAudit()).reader(Role.BOARD_MEMBER)


@pytest.fixture
def board():
    return served()


def table_of(answer, name):
    """The rows of a table as texts; a link is its text."""
    table = next(one for one in nodes(page(answer), "Div") if one["props"].get("id") == name)
    return [
        [_text(cell) for cell in (*nodes(row, "Th"), *nodes(row, "Td"))] for row in nodes(table, "Tr")[1:]
    ]


def _text(cell):
    held = cell["props"]["children"]
    return held["props"]["children"] if isinstance(held, dict) else held


def test_the_page_opens_with_how_many_are_trained_of_how_many(board):
    told = words(ask(board, PATH))
    assert "196 of 2,200 RASSO personnel in post have current training on word-on-word cases: 8.9 %" in told


def test_that_nobody_is_named_is_said_once(board):
    assert words(ask(board, PATH)).count("Nothing here names or ranks a person") == 1


def test_every_course_stands_with_how_many_it_is_of(board):
    rows = table_of(ask(board, PATH), "courses-table")
    assert [row[0] for row in rows] == list(COURSES.values())
    assert {tuple(row[1:]) for row in rows} == {("196", "2,200", "8.9 %")}


def test_a_team_of_fewer_than_ten_is_the_word_and_no_number(board):
    rows = table_of(ask(board, PATH), "places-table")
    assert rows == [
        ["West (area)", *["48 % of 23"] * len(COURSES)],
        ["West 1", *["suppressed"] * len(COURSES)],
    ]


def test_the_three_named_products_are_three_plain_rows_with_what_the_boards_recorded(board):
    assert table_of(ask(board, PATH), "products-table") == [
        ["The Full Code Test for RASSO", "8.9 % (196 of 2,200)", "Embedded, since 11 May 2026"],
        ["The Threshold Test for RASSO", "8.9 % (196 of 2,200)", "Nothing recorded"],
        ["Investigative strategy guidance 7: Consent", "8.9 % (196 of 2,200)", "Nothing recorded"],
    ]


def test_every_kpi_of_the_page_leads_to_its_own(board):
    links = {address.partition("?")[0] for address in addresses(ask(board, PATH))}
    assert {f"/kpi/{kpi}" for kpi in (*COURSES, *SPECIALIST, *WORK, *WELLBEING)} <= links


def test_another_course_is_shown_over_time_by_its_address(board):
    answer = ask(board, PATH, "?course=orders_training_current")
    assert "Criminal and civil orders: share with current training" in words(answer)


def test_the_share_over_time_stands_beside_the_people_it_is_of(board):
    graphs = {one["props"]["id"]: one["props"]["figure"] for one in nodes(page(ask(board, PATH)), "Graph")}
    lines = {trace["name"]: trace["y"] for trace in graphs["course-people"]["data"]}
    assert set(lines) == {"In post", "Of them, with the training"}
    assert lines["In post"][3] is None, "a hidden period is a gap"
    assert 7771 not in lines["Of them, with the training"]


def test_what_is_hidden_of_a_course_is_neither_drawn_nor_said():
    answer = ask(served(few=True), PATH)
    assert table_of(answer, "courses-table")[0] == ["Word-on-word cases", "suppressed", "", ""]
    assert "Suppressed. Too small." in words(answer)


def test_what_is_missing_is_named():
    told = words(ask(served(lacking=True), PATH))
    assert "staff_survey_totals.answers" in told
    assert "Neighbourhood officers" in told


def test_what_is_a_proposal_says_that_it_is_not_verified(board):
    told = words(ask(board, PATH))
    assert told.count("Not verified") == 2
    assert "15 open crimes, 60 days" in told
