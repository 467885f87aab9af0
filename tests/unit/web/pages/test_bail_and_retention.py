"""Rules of the pages on bail and orders, and on section 63G."""

import pytest

from flightdeck.services.access import Role
from tests.inner_deck import FullAudit
from tests.orders_deck import OrdersDeck
from tests.unit.web.conftest import Served, addresses, ask, words
from tests.unit.web.pages.conftest import nodes, page

BAIL, RETENTION = "/bail-and-orders", "/biometric-retention"


@pytest.fixture
def board():
    return Served(deck=OrdersDeck(), audit=FullAudit()).reader(Role.BOARD_MEMBER)


def table_of(answer, name):
    """The rows of a table: its headings' texts and cells."""
    table = next(one for one in nodes(page(answer), "Div") if one["props"].get("id") == name)
    return [
        [cell["props"]["children"] for cell in (*nodes(row, "Th"), *nodes(row, "Td"))]
        for row in nodes(table, "Tr")[1:]
    ]


def test_bail_opens_with_a_sentence_that_hides_what_is_hidden(board):
    told = words(ask(board, BAIL))
    assert (
        "28 suspects are on pre-charge bail now; how many are past the end of the applicable period is suppressed."
        in told
    )
    assert "At least 25 orders are in force now." in told


def test_the_pause_of_the_bail_clock_is_said_to_be_not_verified_where_it_is_on(board):
    assert "Not verified  — the bail clock is stopped while papers are with the Crown" in words(
        ask(board, BAIL)
    )


def test_each_authority_stands_beside_what_it_may_allow(board):
    assert table_of(ask(board, BAIL), "regimes-table") == [
        ["Custody officer (not extended)", "100", "28 days", "159", "3 months"],
        ["Inspector or above", "suppressed", "28 days", "113", "6 months"],
        ["All", "211", "", "365", ""],
    ]


def test_breaches_have_their_times_and_a_suppressed_row_has_none(board):
    assert table_of(ask(board, BAIL), "breach-waits-table") == [
        ["Breaches of bail", "28", "18 hours", "120 hours", "9 (32.1 %)"],
        ["Breaches of orders", "suppressed", "–", "–", "suppressed"],
    ]


@pytest.mark.parametrize("path", [BAIL, RETENTION])
def test_every_kpi_of_a_page_is_linked_and_so_are_the_action_lists(board, path):
    links = addresses(ask(board, path))
    assert "/action-lists" in links
    assert len([address for address in links if address.startswith("/kpi/")]) >= 4


@pytest.mark.parametrize("path", [BAIL, RETENTION])
def test_a_board_that_narrows_is_told_what_is_closed(path):
    closed = Served(deck=OrdersDeck(suppressed=True), audit=FullAudit()).reader(Role.BOARD_MEMBER)
    told = words(ask(closed, path, "?area=Eastern"))
    assert "clear the filters" in told
    assert "576" not in told
    assert "937" not in told


@pytest.mark.parametrize("path", [BAIL, RETENTION])
def test_what_the_source_does_not_give_is_named_and_nothing_is_drawn_of_it(path):
    lacking = Served(deck=OrdersDeck(lacking=True), audit=FullAudit()).reader(Role.ANALYST)
    told = words(ask(lacking, path))
    assert "order_checks.checked_on" in told
    assert "216" not in told
    assert "28 suspects" not in told


def test_zero_applications_are_shown_against_the_eligible_and_never_look_fine(board):
    told = words(ask(board, RETENTION))
    assert "No application was made for any of 937 eligible cases." in told
    assert "zero is not a result to be content with" in told


def test_the_deadline_is_the_setting_and_everywhere_unverified(board):
    told = words(ask(board, RETENTION))
    assert "211 of them past the 35 days of the deadline, which is unverified." in told
    assert "Not verified  — deadline of 35 days is a setting" in told
    assert "Days each step took; the 35 days are not verified" in told


def test_states_are_in_the_table_with_the_word_for_what_is_hidden(board):
    assert table_of(ask(board, RETENTION), "states-table") == [
        ["Eligible, no decision yet", "216"],
        ["The Commissioner refused", "suppressed"],
    ]
    assert table_of(ask(board, RETENTION), "steps-table")[0] == ["Eligible", "937", "100.0 %"]
