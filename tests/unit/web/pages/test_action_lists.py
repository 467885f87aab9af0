"""Rules of the action lists: who sees the cases, what a board sees, and what is in the file."""

import pytest

from flightdeck.services.access import Role
from tests.inner_deck import FullAudit
from tests.orders_deck import OrdersDeck
from tests.unit.web.conftest import Served, addresses, ask, words
from tests.unit.web.pages.conftest import nodes, page

PATH = "/action-lists"
OPENS = (Role.ANALYST, Role.RESTRICTED_ANALYST, Role.SUPERVISOR)


@pytest.fixture
def served():
    return Served(deck=OrdersDeck(), audit=FullAudit())


@pytest.mark.parametrize("role", Role)
def test_cases_are_for_those_who_act_on_them_and_counts_for_everybody(served, role):
    client = served.reader(role, "Eastern")
    every, one = ask(client, PATH), ask(client, PATH, "?list=bail_28")
    assert "Action lists" in words(every)
    if role in OPENS:
        assert f"{PATH}?list=bail_28" in addresses(every)
        assert "crime00001" in words(one)
        assert client.get(f"{PATH}.csv?list=bail_28").status_code == 200
    else:
        assert not any("list=" in address for address in addresses(every))
        assert "You may not see this" in words(one)
        assert "crime00001" not in one.text
        assert client.get(f"{PATH}.csv?list=bail_28").status_code == 403


def test_a_stranger_is_led_to_sign_in(served):
    assert served.anybody().get(f"{PATH}.csv?list=bail_28").status_code == 302


def test_the_page_says_in_one_sentence_what_is_overdue_and_the_day_of_it(served):
    assert (
        "307 things are overdue and 55 fall due soon, as at 31 October 2026, the day of the snapshot."
        in words(ask(served.reader(Role.ANALYST), PATH))
    )


def test_a_board_reads_suppressed_and_no_week_of_what_is_hidden(served):
    answer = ask(served.reader(Role.BOARD_MEMBER), PATH)
    table = next(one for one in nodes(page(answer), "Div") if one["props"].get("id") == "action-lists-table")
    rows = {
        nodes(row, "Th")[0]["props"]["children"]: nodes(row, "Td")[0]["props"]["children"]
        for row in nodes(table, "Tr")[1:]
    }
    assert rows["Bail ending within 14 days"] == "suppressed"
    assert rows["Bail ending within 28 days"] == "12"
    assert rows["Live orders without an owner, or not checked for 90 days"] == "not computable"
    weeks = next(one for one in nodes(page(answer), "Div") if one["props"].get("id") == "weeks-ahead")
    assert "Section 63G" not in str(weeks)
    assert "A list whose number is suppressed is not in it." in words(answer)


def test_what_the_source_cannot_feed_is_said_with_its_field(served):
    told = words(ask(served.reader(Role.BOARD_MEMBER), PATH))
    assert "order_checks.checked_on  is not given. The record system keeps no checks." in told


def test_every_list_says_that_the_deadline_of_section_63g_is_not_verified(served):
    for search in ("", "?list=retention_overdue"):
        told = words(ask(served.reader(Role.SUPERVISOR, "Eastern"), PATH, search))
        assert "Not verified  — section 63G deadline of 28 days is a setting" in told


def test_opening_a_list_is_written_to_the_audit_trail_with_its_rows(served):
    ask(served.reader(Role.SUPERVISOR, "Eastern"), PATH, "?list=bail_14&area=Eastern")
    assert ("show_action_list", "bail_14", {"area": "Eastern"}, 3) in served.audit.full


def test_days_left_are_in_words_the_most_urgent_first(served):
    answer = ask(served.reader(Role.ANALYST), PATH, "?list=bail_28")
    table = next(one for one in nodes(page(answer), "Div") if one["props"].get("id") == "action-list")
    first = [nodes(row, "Th")[0] for row in nodes(table, "Tr")[1:]]
    assert [nodes(cell, "Span")[0]["props"]["children"] for cell in first] == [
        "1 day over",
        "today",
        "1 day left",
    ]


def test_a_long_list_shows_its_beginning_and_the_file_has_all():
    served = Served(deck=OrdersDeck(count=350), audit=FullAudit())
    client = served.reader(Role.ANALYST)
    assert "the first 200 of 350, the file has all" in words(ask(client, PATH, "?list=bail_28"))
    assert len(client.get(f"{PATH}.csv?list=bail_28").text.splitlines()) == 351


def test_an_empty_list_is_said_and_offers_no_file():
    served = Served(deck=OrdersDeck(count=0), audit=FullAudit())
    answer = ask(served.reader(Role.ANALYST), PATH, "?list=bail_overdue")
    assert "Bail past the end of its period: none, as at 31 October 2026" in words(answer)
    assert not any(".csv" in address for address in addresses(answer))


def test_the_file_is_labelled_synthetic_in_its_name_and_first_column_and_runs_no_formula(served):
    answer = served.reader(Role.ANALYST).get(f"{PATH}.csv?list=bail_28&area=Eastern")
    head, first, *_ = answer.text.splitlines()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="SYNTHETIC-bail-28-2026-10-31.csv"'
    assert head == "data,reference,crime_ref,force,area,team,due_on,days_left,why,list,as_at"
    assert first.split(",")[0] == "SYNTHETIC"
    assert first.split(",")[5] == "'=1+1"
    assert first.split(",")[7] == "-1", "a number is no formula"
    assert ("download_action_list", "bail_28", {"area": "Eastern"}, 3) in served.audit.full


def test_a_file_of_real_data_bears_no_label():
    served = Served(deck=OrdersDeck(synthetic=False), audit=FullAudit())
    answer = served.reader(Role.ANALYST).get(f"{PATH}.csv?list=bail_28")
    assert 'filename="bail-28-2026-10-31.csv"' in answer.headers["Content-Disposition"]
    assert answer.text.startswith("reference,")


def test_a_list_that_is_none_is_not_found(served):
    assert served.reader(Role.ANALYST).get(f"{PATH}.csv?list=bail_29").status_code == 404
    assert "This cannot be found" in words(ask(served.reader(Role.ANALYST), PATH, "?list=bail_29"))
