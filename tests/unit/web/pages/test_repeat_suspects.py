"""The page of repeat suspects and the list of them: what each role is shown, asked and refused, and what the audit keeps."""

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, Role
from tests.inner_deck import FullAudit
from tests.unit.web.conftest import Served, addresses, ask, words

PAGE = "/repeat-suspects"
LIST = "/repeat-suspects/list"
FILE = "/repeat-suspects/list.csv"
RESTRICTED = Actor("r", Role.RESTRICTED_ANALYST)
OTHERS = [role for role in Role if role is not Role.RESTRICTED_ANALYST]


@pytest.fixture
def real(deck):
    return Served(deck=deck, audit=FullAudit())


def areas(role):
    return ("East",) if role in (Role.AREA_COMMANDER, Role.SUPERVISOR) else ()


def test_every_preset_stands_on_the_page_with_its_version_and_that_it_is_not_verified(real):
    shown = words(ask(real.reader(Role.BOARD_MEMBER), PAGE))
    for preset in real.deck.registry.presets.live:
        assert preset.told in shown
    assert shown.count("Proposal, not verified") >= 4
    assert "— empty: to come" in shown
    assert "0 of 20 verified" in shown


def test_the_lead_says_the_preset_in_force_and_that_none_is_national(real):
    shown = words(ask(real.reader(Role.BOARD_MEMBER), PAGE))
    assert "repeat suspects under R1 (two crimes in 24 months), version 1." in shown
    assert "No national definition has been supplied, so none of these is national policy." in shown


def test_what_is_done_about_them_is_on_the_page_as_kpis(real):
    found = addresses(ask(real.reader(Role.ANALYST), PAGE, "?area=East"))
    for kpi in (
        "repeat_suspects_with_live_plan",
        "repeat_suspects_with_live_restriction",
        "days_repeat_suspect_to_tasking",
        "repeat_suspects_not_arrested",
        "repeat_share_of_named_suspects",
        "crimes_linked_to_repeat_suspects",
        "harm_concentration",
    ):
        assert f"/kpi/{kpi}?area=East" in found


def test_a_board_that_narrows_is_told_to_clear_the_filters(real):
    shown = words(ask(real.reader(Role.BOARD_MEMBER), PAGE, "?area=East"))
    assert "only the definition in force is shown" in shown
    assert "R3 only" not in shown


def test_the_way_to_the_list_is_offered_to_the_restricted_analyst_alone(real):
    assert LIST in addresses(ask(real.reader(Role.RESTRICTED_ANALYST), PAGE))
    for role in OTHERS:
        answer = ask(real.reader(role, *areas(role)), PAGE)
        assert LIST not in addresses(answer)
        assert "shown to restricted analysts only" in words(answer)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_sees_the_list_or_its_file_and_the_refusal_is_kept(real, role):
    client = real.reader(role, *areas(role))
    assert "You may not see this" in words(ask(client, LIST, "?purpose=inspection"))
    assert client.get(f"{FILE}?purpose=inspection").status_code == 403
    refused = [event for event in real.audit.full if event[0] == "refused see_suspects"]
    assert [event[1] for event in refused] == [LIST, FILE]


def test_nobody_who_has_not_signed_in_gets_the_file(real):
    assert real.anybody().get(f"{FILE}?purpose=inspection").status_code != 200


def test_a_purpose_is_asked_for_before_anybody_is_shown(real):
    answer = ask(real.reader(Role.RESTRICTED_ANALYST), LIST, "?area=East")
    assert "What do you need this list for?" in words(answer)
    assert "suspect-list" not in answer.text
    assert [event for event in real.audit.full if event[0] == "show_repeat_suspects"] == []


@pytest.mark.parametrize(
    ("preset", "named", "told"),
    [
        ("", "R1_two_crimes_24m version 1", "R1 (two crimes in 24 months), version 1"),
        (
            "R4_v100_style_12m",
            "R4_v100_style_12m version 1",
            "R4 (two crimes in 12 months, ranked by harm), version 1",
        ),
    ],
)
def test_a_look_and_a_file_are_in_the_audit_trail_with_preset_purpose_and_people(real, preset, named, told):
    client = real.reader(Role.RESTRICTED_ANALYST)
    search = f"?purpose=inspection&preset={preset}&area=East"
    people = len(real.deck.repeat_list(preset, Filters(area="East"), RESTRICTED, purpose="inspection").rows)
    shown = words(ask(client, LIST, search))
    assert told in shown
    answer = client.get(FILE + search)
    assert answer.mimetype == "text/csv"
    assert len(answer.text.splitlines()) == people + 1
    detail = {"area": "East", "preset": named, "purpose": "inspection"}
    kept = [event for event in real.audit.full if event[0].endswith("repeat_suspects")]
    assert kept == [
        ("show_repeat_suspects", named.split()[0], detail, people),
        ("download_repeat_suspects", named.split()[0], detail, people),
    ]


@pytest.mark.parametrize(
    "search", ["?purpose=curiosity", "?purpose=inspection&preset=R9", "?purpose=", "?by=day"]
)
def test_a_wrong_address_of_the_file_is_a_fault_of_the_reader(real, search):
    assert real.reader(Role.RESTRICTED_ANALYST).get(FILE + search).status_code == 400


def test_no_reference_of_a_person_is_on_the_page_of_counts(real):
    people = real.deck.repeat_list("", Filters(), RESTRICTED, purpose="inspection").rows["person_ref"]
    answer = ask(real.reader(Role.RESTRICTED_ANALYST), PAGE).text
    assert [ref for ref in people if ref in answer] == []


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.ANALYST])
@pytest.mark.parametrize("search", ["", "?area=East"])
def test_the_page_of_every_kpi_opens_and_names_its_preset(real, role, search):
    client = real.reader(role)
    for definition in real.deck.definitions():
        if definition.parameters is not None:
            assert definition.parameters.told in words(ask(client, f"/kpi/{definition.id}", search))
