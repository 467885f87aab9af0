"""Rules of the problem profile's page, its documents and its line in the register."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document

from flightdeck.services.access import Role
from flightdeck.services.problem_profile_refresh import a_year_after, document_name
from tests.inner_deck import FullAudit
from tests.profile_deck import BLOCKS, ProfileDeck, profile
from tests.unit.web.conftest import OWN, Served, addresses, ask, words
from tests.unit.web.pages.conftest import nodes, page

PATH = "/problem-profile"


@pytest.fixture
def served():
    return Served(deck=ProfileDeck(), audit=FullAudit())


def press(client, *, clicks=1, due="2027-11-25", search=""):
    """Press the button of the register, as the browser does."""
    body = {
        "output": "profile-registered.children",
        "outputs": {"id": "profile-registered", "property": "children"},
        "inputs": [{"id": "profile-register", "property": "n_clicks", "value": clicks}],
        "state": [
            {"id": "profile-due", "property": "value", "value": due},
            {"id": "address", "property": "search", "value": search},
        ],
        "changedPropIds": ["profile-register.n_clicks"],
    }
    return client.post("/_dash-update-component", json=body, headers=OWN)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_sees_figures_sees_the_profile(served, role):
    told = words(ask(served.reader(role, "Eastern"), PATH))
    assert [block.sentence for block in BLOCKS if block.sentence not in told] == []
    assert "What this cannot tell you" in told


def test_a_block_that_cannot_be_computed_names_the_field_and_the_reason(served):
    told = words(ask(served.reader(), PATH))
    assert "“lsoa” of crimes" in told
    assert "The place is free text, which is never read." in told


def test_a_hidden_cell_is_read_out_as_suppressed(served):
    answer = ask(served.reader(), PATH)
    spoken = [node["props"]["children"] for node in nodes(page(answer), "Span")]
    assert spoken.count("suppressed") == 5  # one hour of three days, a total, and a tile


def test_each_tile_leads_to_the_profile_of_its_area_and_keeps_the_filters(served):
    found = addresses(ask(served.reader(), PATH, "?scope=rasso"))
    assert f"{PATH}?area=Eastern&scope=rasso" in found
    assert f"{PATH}.docx?scope=rasso" in found
    assert "/repeat-suspects?scope=rasso" in found


def test_the_reason_for_closed_tables_is_said_once_above_them(served):
    told = words(ask(served.reader(), PATH))
    assert told.count("two parts subtracted could point at a person") == 1


@pytest.mark.parametrize(("kind", "starts"), [("docx", b"PK"), ("html", b"<!doctype html>")])
def test_a_download_holds_what_the_reader_sees_and_stands_in_the_audit_trail(served, kind, starts):
    answer = served.reader(Role.BOARD_MEMBER).get(f"{PATH}.{kind}?area=Eastern")
    name = f"SYNTHETIC-problem-profile-2026-11-01-eastern.{kind}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.data.startswith(starts)
    exported = [event for event in served.audit.full if event[0] == "export_problem_profile"]
    assert [(event[1], event[2]["place"], event[2]["audience"]) for event in exported] == [
        (name, "Eastern", "board_internal")
    ]


def test_a_document_is_of_the_audience_of_whoever_takes_it_out(served):
    answer = served.reader(Role.ANALYST).get(f"{PATH}.docx")
    told = "\n".join(line.text for line in Document(BytesIO(answer.data)).paragraphs)
    assert "Small ones must not leave this document." in told


@pytest.mark.parametrize(("query", "status"), [("?area=Nowhere", 400), ("?from=soon", 400)])
def test_an_address_that_asks_for_nothing_there_is_gives_no_file(served, query, status):
    answer = served.reader().get(f"{PATH}.docx{query}")
    assert answer.status_code == status
    assert not [event for event in served.audit.full if event[0] == "export_problem_profile"]


def test_a_stranger_is_led_to_sign_in_before_any_file(served):
    assert served.anybody().get(f"{PATH}.docx").status_code == 302


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROGRAMME_OFFICER])
def test_nobody_but_who_keeps_the_registers_can_register_a_refresh(served, role):
    client = served.reader(role, "Eastern")
    assert "Register this profile" not in words(ask(client, PATH))
    assert press(client).status_code == 403
    assert served.deck.registered == []


def test_a_programme_officer_registers_the_refresh_with_its_document_and_next_day(served):
    client = served.reader(Role.PROGRAMME_OFFICER)
    assert "Register this profile" in words(ask(client, PATH))
    answer = press(client, due="2099-11-25")
    assert "Registered: SYNTHETIC-problem-profile-2026-11-01-whole-force.docx" in answer.text
    ((kind, given),) = served.deck.registered
    assert kind == "profile"
    assert given["document"] == "SYNTHETIC-problem-profile-2026-11-01-whole-force.docx"
    assert given["refreshed_on"] == datetime.now(UTC).date().isoformat()
    assert given["next_due_on"] == "2099-11-25"


@pytest.mark.parametrize(
    ("due", "fault"),
    [("soon", "is no day"), ("", "is no day"), ("2020-01-01", "next refresh must come after this one")],
)
def test_a_day_that_is_none_is_told_and_nothing_is_registered(served, due, fault):
    assert fault in press(served.reader(Role.PROGRAMME_OFFICER), due=due).text
    assert served.deck.registered == []


def test_nothing_is_registered_before_the_button_is_pressed(served):
    assert press(served.reader(Role.PROGRAMME_OFFICER), clicks=None).status_code == 204
    assert served.deck.registered == []


def test_the_name_of_a_file_holds_no_sign_that_a_file_system_minds():
    name = document_name(profile(place="Team A/B: north", synthetic=False), "docx")
    assert name == "problem-profile-2026-11-01-team-a-b-north.docx"


def test_the_next_profile_is_due_in_a_year_unless_somebody_says_otherwise():
    assert a_year_after(datetime(2028, 2, 29, tzinfo=UTC).date()).isoformat() == "2029-02-28"
    assert a_year_after(datetime(2026, 11, 25, tzinfo=UTC).date()).isoformat() == "2027-11-25"
