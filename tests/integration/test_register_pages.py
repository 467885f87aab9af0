"""The pages of the boards' registers over a SYNTHETIC snapshot, and who may write from them."""

import pytest

from flightdeck.data.snapshots import SnapshotStore
from flightdeck.domain.filters import Filters
from flightdeck.domain.register_wording import STANDING_WORDS
from flightdeck.services.access import Actor, Role
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.register_entries import entries
from flightdeck.settings import Settings
from flightdeck.web.components.register_forms import FORMS
from tests.synthetic_store import CODE_LISTS, REGISTRY
from tests.unit.web.conftest import OWN, Served, ask, words
from tests.unit.web.pages.conftest import nodes, page

CHAIR = Actor("Board member", Role.BOARD_MEMBER)
PATHS = ("/recommendations", "/recommendations/7", "/recommendations/4", "/barriers", "/boards")
POSITION = {"claim": "complete", "owner": "Head of crime", "on": "2026-10-20", "why": "Board decided"}


@pytest.fixture
def registers(synthetic_store, tmp_path):
    """A flight deck over the shared snapshots, with registers of its own."""
    settings = Settings(store=tmp_path)
    deck = FlightDeck(SnapshotStore(synthetic_store), REGISTRY, settings=settings, code_lists=CODE_LISTS)
    return Served(deck=deck)


def write(client, served, kind, values, *, path):
    """Press the button of a form, as the browser does."""
    output = next(key for key in served.dash.callback_map if f"register-{kind}-said" in key)
    outputs = [part.rsplit(".", 1) for part in output.strip(".").split("...")]
    address = [("address", "pathname", path), ("address", "search", "")]
    fields = [(f"register-{kind}-{name}", "value", values.get(name, "")) for name in FORMS[kind].names]
    body = {
        "output": output,
        "outputs": [{"id": name, "property": prop} for name, prop in outputs],
        "inputs": [{"id": f"register-{kind}-save", "property": "n_clicks", "value": 1}],
        "state": [{"id": i, "property": p, "value": v} for i, p, v in (*address, *fields)],
        "changedPropIds": [f"register-{kind}-save.n_clicks"],
    }
    return client.post("/_dash-update-component", json=body, headers=OWN)


def written(served):
    return entries(served.deck.settings.store, synthetic=False)


def test_the_chair_sees_five_rows_in_order_and_nine_of_which_nothing_is_known(registers):
    answer = ask(registers.reader(), "/recommendations")
    rows = [
        node for node in nodes(page(answer), "Li") if "recommendation-" in node["props"].get("className", "")
    ]
    shown = [" ".join(part for part in _texts(row)) for row in rows]
    assert [text.split()[0] for text in shown] == ["3", "5", "7", "9", "11"]
    states = (
        "Complete with evidence",
        "Open, overdue by",
        "Complete, evidence missing",
        "Complete with evidence",
    )
    assert [state in text for state, text in zip((*states, "Open, overdue by"), shown, strict=True)] == [
        True
    ] * 5
    assert words(answer).count("Text unknown, not seen") == 9


def _texts(node):
    children = node["props"].get("children") if isinstance(node, dict) else node
    if isinstance(children, str):
        yield children
    elif isinstance(children, list):
        for child in children:
            yield from _texts(child)
    elif isinstance(children, dict):
        yield from _texts(children)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_the_registers_and_only_their_officer_is_offered_a_form(registers, role, path):
    answer = ask(registers.reader(role, "East"), path)
    forms = [node for node in nodes(page(answer), "Details") if "register-said" in str(node)]
    expected = role is Role.PROGRAMME_OFFICER and path not in ("/recommendations", "/recommendations/4")
    assert bool(forms) is expected


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROGRAMME_OFFICER])
def test_nobody_else_can_write_past_the_form(registers, role):
    answer = write(registers.reader(role, "East"), registers, "position", POSITION, path="/recommendations/7")
    assert answer.status_code == 403
    assert written(registers) == ()


def test_a_record_shows_at_once_on_the_page_it_was_written_from(registers):
    client = registers.reader(Role.PROGRAMME_OFFICER)
    answer = write(client, registers, "position", POSITION, path="/recommendations/5")
    assert answer.status_code == 200
    told = answer.json["response"]
    assert "Complete since 20 October 2026; owner Head of crime" in str(told["register-position-said"])
    assert STANDING_WORDS["complete_evidence_missing"] in str(told["register-shown"])
    assert [(one.record.recommendation, one.why) for one in written(registers)] == [(5, "Board decided")]
    assert ("programme_officer", "record_decision", "position: 5") in registers.audit.events


def test_a_fault_is_told_and_changes_nothing(registers):
    client = registers.reader(Role.PROGRAMME_OFFICER)
    answer = write(client, registers, "position", {**POSITION, "owner": ""}, path="/recommendations/5")
    assert "“Owner (a post)” is needed" in str(answer.json["response"]["register-position-said"])
    assert "register-shown" not in answer.json["response"]
    assert written(registers) == ()


def test_a_form_cannot_be_pointed_at_another_page(registers):
    client = registers.reader(Role.PROGRAMME_OFFICER)
    answer = write(client, registers, "position", POSITION, path="/definitions")
    assert "no page lives" in str(answer.json["response"]["register-position-said"]).lower()
    assert written(registers) == ()


def test_as_known_on_an_earlier_day_the_registers_are_as_they_were_then(registers):
    earlier = registers.deck.store.list()[0]
    assert earlier.as_at.isoformat() == "2026-07-31"
    then = registers.deck.recommendations(Filters(snapshot=earlier.id), CHAIR)
    now = registers.deck.recommendations(Filters(), CHAIR)
    counts = [[one.counts_on(found.on) for one in found.evidence] for found in (then.force[1], now.force[1])]
    assert counts == [
        [True],
        [False],
    ]  # the evidence of recommendation 5 was to be reviewed by 30 September 2026


def test_a_figure_as_known_on_an_earlier_day_does_not_know_what_was_written_since(registers):
    client = registers.reader(Role.PROGRAMME_OFFICER)
    lodged = {
        "form": "document", "title": "Process", "reference": "P1", "dated_on": "2026-07-01", "review_on": "2099-12-31", "why": "Late",
    }  # fmt: skip
    write(client, registers, "evidence", lodged, path="/recommendations/5")
    write(client, registers, "position", {**POSITION, "on": "2026-07-01"}, path="/recommendations/5")
    earlier = registers.deck.store.list()[0].id
    asked = (Filters(), Filters(snapshot=earlier))
    found = [registers.deck.result("G07", filters, CHAIR) for filters in asked]
    assert [(one.numerator, one.denominator) for one in found] == [(1, 5), (0, 5)]


def test_a_figure_of_a_register_is_another_as_soon_as_something_is_written(registers):
    def figures():
        found = registers.deck.results(Filters(area="East"), CHAIR, ["G07", "E15"])
        return [one.value for one in found]

    before = figures()
    assert figures() == before
    client = registers.reader(Role.PROGRAMME_OFFICER)
    refreshed = {
        "document": "Profile",
        "refreshed_on": "2026-11-20",
        "next_due_on": "2027-11-20",
        "why": "Yearly",
    }
    assert write(client, registers, "profile", refreshed, path="/boards").status_code == 200
    lodged = {
        "form": "document", "title": "Process", "reference": "P1", "dated_on": "2026-07-01", "review_on": "2099-12-31", "why": "Late",
    }  # fmt: skip
    write(client, registers, "evidence", lodged, path="/recommendations/5")
    write(client, registers, "position", POSITION, path="/recommendations/5")
    assert all(one != other for one, other in zip(before, figures(), strict=True))


def test_the_barriers_are_those_of_the_mapping_and_say_which_no_board_has_heard_of(registers):
    shown = words(ask(registers.reader(), "/barriers"))
    assert [title in shown for title in ("Gender reassignment", "Pregnancy and maternity")] == [True, True]
    assert shown.count("Not raised with any board") == sum(
        one.step is None for one in registers.deck.barriers(Filters(), CHAIR).standing
    )


def test_a_recommendation_lists_every_kpi_that_names_it_with_its_state(registers):
    shown = words(ask(registers.reader(), "/recommendations/11"))
    named = [one.title for one in REGISTRY.current() if 11 in one.recommendations and one.status != "retired"]
    assert [title for title in named if title not in shown] == []
