"""Rules of the matrix of protected characteristics."""

import pytest

from flightdeck.services.access import Role
from tests.characteristic_deck import SECRETS, CharacteristicDeck
from tests.inner_deck import FullAudit
from tests.unit.web.conftest import Served, addresses, ask, words
from tests.unit.web.pages.conftest import nodes, page

PATH = "/characteristics"


@pytest.fixture(scope="module")
def served():
    return Served(deck=CharacteristicDeck(), audit=FullAudit())


def rows_of(answer):
    """The rows of the matrix by their heading."""
    table = next(one for one in nodes(page(answer), "Table") if one["props"].get("className") == "matrix")
    found = {}
    for row in nodes(table, "Tr"):
        head, *cells = row["props"]["children"]
        found[text(head)] = [text(cell) for cell in cells]
    return found


def text(part):
    """Every word of a part, joined."""
    if isinstance(part, str):
        return part
    if isinstance(part, list):
        return " ".join(said for one in part if (said := text(one)))
    return text(part["props"].get("children")) if isinstance(part, dict) else ""


def test_the_page_is_in_the_bar_and_opens_with_its_sentence(served):
    answer = ask(served.reader(), PATH)
    assert PATH in addresses(answer)
    assert (
        "Of 1,000 victims (12 months to Sep 2026), sexual orientation is on record for 60 % and age for 60 %. "
        "Two of the nine characteristics are not recorded for anybody, because the record system cannot give them."
    ) in words(answer)


def test_every_characteristic_has_a_row_and_the_core_four_come_first(served):
    rows = rows_of(ask(served.reader(), PATH))
    names = list(rows)
    assert names[0] == "Characteristic"
    assert names[1].startswith("Core four")
    assert len(names) == 2 + 11
    assert names[-2:] == ["Gender reassignment", "Pregnancy and maternity"]


def test_a_characteristic_that_cannot_be_known_says_so_and_leads_to_the_barrier(served):
    answer = ask(served.reader(), PATH)
    rows = rows_of(answer)
    assert rows["Gender reassignment"] == [
        "The record system has no such field. The record system was never given it.   See the barrier"
    ]
    assert "cannot be extracted" in rows["Pregnancy and maternity"][0]
    assert "%" not in rows["Gender reassignment"][0]
    assert "/data-quality#cannot" in addresses(answer)


def test_a_suppressed_cell_is_the_word_and_an_empty_one_says_nobody(served):
    rows = rows_of(ask(served.reader(), PATH))
    assert all("Suppressed" in cell for cell in rows["Religion or belief"])
    assert all("Nobody in scope" in cell for cell in rows["Nationality"])
    assert all("the rest is suppressed" in cell and "60 %" in cell for cell in rows["Disability"])


def test_a_cell_says_its_parts_its_change_and_its_trend_in_words(served):
    said = rows_of(ask(served.reader(), PATH))["Sex"][0]
    assert [part for part in ("60 %", "600 of 1,000", "was 61 %", "explained 5 %", "not stated 3 %", "gap 32 %") if part not in said] == []  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_nothing_hidden_is_anywhere_in_the_answer(served, role):
    answer = ask(served.reader(role, "Eastern"), PATH)
    assert answer.status_code == 200
    assert [secret for secret in SECRETS if secret in answer.text] == []


def test_every_number_stands_in_a_table(served):
    table = next(
        one
        for one in nodes(page(ask(served.reader(), PATH)), "Details")
        if one["props"].get("id") == "matrix-table"
    )
    assert len(nodes(table, "Tr")) == 1 + 3 + 33


def test_the_gap_shows_the_largest_places_first_and_all_of_them_one_step_away(served):
    shown = page(ask(served.reader(), PATH))
    first, every = (
        next(one for one in nodes(shown, "Div") if one["props"].get("id") == name)
        for name in ("gap", "gap-all")
    )
    assert len(nodes(first, "Tr")) == 1 + 8
    assert len(nodes(every, "Tr")) == 1 + 10


@pytest.mark.parametrize(
    ("role", "people", "offered"),
    [
        (Role.BOARD_MEMBER, "victim", False),
        (Role.ANALYST, "victim", True),
        (Role.ANALYST, "suspect_identified", False),
        (Role.RESTRICTED_ANALYST, "suspect_identified", True),
    ],
)
def test_a_work_list_is_offered_to_those_who_may_make_it(served, role, people, offered):
    found = addresses(ask(served.reader(role), PATH, f"?role={people}"))
    lists = [address for address in found if address.startswith("/characteristics/work-list?")]
    assert bool(lists) is offered
    assert all(
        "stage=named" in address and f"role={people}" in address for address in lists if "stage" in address
    )


def test_a_filter_of_another_page_does_not_narrow_the_gap():
    served = Served(deck=CharacteristicDeck())
    ask(served.reader(), PATH, "?characteristic=sex")
    assert served.deck.asked[-1].characteristic == ""


def test_a_role_that_is_none_is_a_fault_of_the_address(served):
    shown = words(ask(served.reader(), PATH, "?role=victims"))
    assert "there is no role" in shown.lower()
    assert "victim" in shown
