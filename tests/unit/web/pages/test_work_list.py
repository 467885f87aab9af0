"""Rules of the work list."""

import pytest

from flightdeck.services.access import Role
from tests.characteristic_deck import CharacteristicDeck
from tests.inner_deck import FullAudit
from tests.unit.web.conftest import OWN, Served, addresses, ask, words
from tests.unit.web.pages.conftest import nodes, page

PATH = "/characteristics/work-list"
ASKED = "?characteristic=sex&role=victim&stage=named&cause=invalid&team=Ipswich"


@pytest.fixture
def served():
    return Served(deck=CharacteristicDeck(), audit=FullAudit())


def make(client, *, clicks=1, purpose="data_quality", search=ASKED):
    """Press the button, as the browser does."""
    output = {"id": "work-list-made", "property": "children"}
    body = {
        "output": "work-list-made.children",
        "outputs": output,
        "inputs": [{"id": "work-list-make", "property": "n_clicks", "value": clicks}],
        "state": [
            {"id": "work-list-purpose", "property": "value", "value": purpose},
            {"id": "address", "property": "search", "value": search},
        ],
        "changedPropIds": ["work-list-make.n_clicks"],
    }
    return client.post("/_dash-update-component", json=body, headers=OWN)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.ANALYST, Role.RESTRICTED_ANALYST)]
)
def test_nobody_but_an_analyst_sees_makes_or_downloads_a_list(served, role):
    client = served.reader(role, "Eastern")
    assert "You may not see this" in words(ask(client, PATH, ASKED))
    assert make(client).status_code == 403
    assert client.get(f"{PATH}.csv?list=abc").status_code == 403


def test_a_stranger_is_led_to_sign_in(served):
    assert served.anybody().get(f"{PATH}.csv?list=abc").status_code == 302


def test_the_purpose_is_asked_before_any_record(served):
    answer = ask(served.reader(Role.ANALYST), PATH, ASKED)
    assert "Sex, victims · Ipswich · suspect named · filled in with something" in words(answer)
    assert "What do you need these records for?" in words(answer)
    assert "person0" not in answer.text
    assert "Choose a purpose first." in make(served.reader(Role.ANALYST), purpose="").text


def test_no_list_is_offered_where_the_record_system_has_no_such_field(served):
    absent = ASKED.replace("=sex", "=gender_reassignment")
    told = words(ask(served.reader(Role.ANALYST), PATH, absent))
    assert "No list can be made. The record system has no such field. It was never asked for." in told
    assert "What do you need these records for?" not in told


def test_nothing_is_made_before_the_button_is_pressed(served):
    assert make(served.reader(Role.ANALYST), clicks=None).status_code == 204
    assert all(action != "make_work_list" for action, *_ in served.audit.full)


def test_a_list_is_made_with_its_purpose_and_leads_to_itself(served):
    answer = make(served.reader(Role.ANALYST))
    assert "3 records." in answer.text
    assert "list=abc" in answer.text
    assert ("make_work_list", "abc", {"purpose": "data_quality"}, 3) in served.audit.full


def test_a_list_of_suspects_asks_for_a_role_of_its_own(served):
    asked = ASKED.replace("victim", "suspect_identified")
    assert "You may not see this" in words(ask(served.reader(Role.ANALYST), PATH, asked))
    assert "Make a work list" in words(ask(served.reader(Role.RESTRICTED_ANALYST), PATH, asked))


def test_a_kept_list_says_what_has_become_of_each_record(served):
    answer = ask(served.reader(Role.ANALYST), PATH, "?list=abc")
    assert "1 of 3 records are closed." in words(answer)
    table = next(one for one in nodes(page(answer), "Div") if one["props"].get("id") == "work-list")
    rows = [[cell["props"]["children"] for cell in nodes(row, "Td")][-1] for row in nodes(table, "Tr")[1:]]
    assert rows == ["Still open", "Closed", "Gone"]
    assert "/characteristics/work-list.csv?list=abc" in addresses(answer)
    assert any("cause=invalid" in address and "team=Ipswich" in address for address in addresses(answer))


def test_a_download_is_a_file_with_every_record_and_stands_in_the_audit_trail(served):
    answer = served.reader(Role.ANALYST).get(f"{PATH}.csv?list=abc")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="work-list-abc.csv"'
    assert answer.text.splitlines() == [
        "crime_ref,person_role_ref,now",
        "crime1,person1,Still open",
        "crime0,person0,Closed",
        "crime2,person2,Gone",
    ]
    assert ("download_work_list", "abc", {"snapshot": "2026-12-01-f"}, 3) in served.audit.full


def test_a_list_that_is_none_cannot_be_found(served):
    client = served.reader(Role.ANALYST)
    assert "This cannot be found" in words(ask(client, PATH, "?list=xyz"))
    assert client.get(f"{PATH}.csv?list=xyz").status_code == 404


def test_every_kept_list_is_listed(served):
    assert "/characteristics/work-list?list=abc" in addresses(ask(served.reader(Role.ANALYST), PATH))


@pytest.mark.parametrize("sent", [1, True, ["x"], {"a": 1}])
def test_what_no_browser_sends_is_refused_and_breaks_nothing(served, sent):
    client = served.reader(Role.ANALYST)
    assert "his is no address" in make(client, search=sent).text
    assert "his is no address" in make(client, purpose=sent).text
