"""Rules of the page of one protected characteristic."""

import pytest

from flightdeck.services.access import Role
from tests.characteristic_deck import SECRETS, CharacteristicDeck, disparity
from tests.inner_deck import FullAudit
from tests.unit.web.conftest import Served, addresses, ask, words
from tests.unit.web.pages.conftest import nodes, page

SEX = "/characteristics/sex"
WHAT_IF = "?what_if=Ipswich"


@pytest.fixture(scope="module")
def served():
    return Served(deck=CharacteristicDeck(), audit=FullAudit())


def graphs(answer):
    return {graph["props"]["id"] for graph in nodes(page(answer), "Graph")}


def test_every_chart_has_its_sentence_and_its_table(served):
    answer = ask(served.reader(), SEX, WHAT_IF)
    shown = page(answer)
    assert graphs(answer) == {
        "process-chart",
        "funnel-chart",
        "groups-chart",
        "values-chart",
        "disparity-chart",
    }
    assert len(nodes(shown, "Figcaption")) == 5
    captions = {part["props"]["id"] for part in nodes(shown, "Caption")}
    assert captions == {
        "who-caption", "series-victim_characteristics_substantive-caption", "gap-caption", "gap-all-caption",
        "places-table-caption", "groups-table-caption", "values-table-caption", "disparity-table-caption", "what-if-table-caption",
        "what-if-all-caption",
    }  # fmt: skip


@pytest.mark.parametrize(("synthetic", "marks"), [(True, 5), (False, 0)])
def test_every_figure_of_made_up_data_says_synthetic_and_none_of_real_data_does(synthetic, marks):
    shown = page(ask(Served(deck=CharacteristicDeck(synthetic=synthetic)).reader(), SEX))
    assert [part["props"].get("className") for part in nodes(shown, "Span")].count("synthetic-mark") == marks


@pytest.mark.parametrize("path", [SEX, "/characteristics/religion_belief", "/characteristics/disability"])
@pytest.mark.parametrize("role", list(Role))
def test_nothing_hidden_is_anywhere_in_the_answer(served, role, path):
    answer = ask(served.reader(role, "Eastern"), path)
    assert answer.status_code == 200
    assert [secret for secret in SECRETS if secret in answer.text] == []
    assert "suppressed" in answer.text or "too small" in answer.text


def test_a_suppressed_characteristic_is_a_sentence_and_no_chart(served):
    answer = ask(served.reader(), "/characteristics/religion_belief")
    assert "too small to show" in words(answer)
    assert graphs(answer) == set()


def test_what_cannot_be_known_says_what_it_would_take(served):
    answer = ask(served.reader(), "/characteristics/pregnancy_maternity")
    assert (
        "Pregnancy and maternity cannot be known for victims. It takes a change to the record system or its extract, not "
        "better recording."
    ) in words(answer)
    assert "/data-quality#cannot" in addresses(answer)
    assert graphs(answer) == set()


def test_groups_that_differ_by_more_than_chance_are_said_to(served):
    assert (
        "From 60 % (suspect named) to 90 % (charged): more than chance would often give. 1 suppressed."
        in words(ask(served.reader(), SEX))
    )


def test_a_way_to_look_keeps_the_others(served):
    found = addresses(ask(served.reader(), SEX, "?area=Eastern&place=area&split=offence"))
    assert "/characteristics/sex?area=Eastern&place=area&split=route" in found
    assert "/characteristics/sex?area=Eastern&place=team&split=offence" in found


def test_a_group_of_ways_without_an_answer_is_not_offered(served):
    shown = words(ask(served.reader(), SEX))
    assert "Route" in shown
    assert "Age of the record" not in shown


@pytest.mark.parametrize(
    ("told", "charted", "said"),
    [
        (disparity("shown"), True, "reaches the floor of 80 %"),
        (disparity("below_floor"), True, "does not reach the floor of 80 %"),
        (disparity("too_small", groups=(), completeness=0.9), False, "Charged by sex: too_small."),
        (
            disparity("not_computable", groups=(), completeness=None, missingness=None),
            False,
            "Too few records",
        ),
    ],
    ids=["shown", "below the floor", "too small", "not computable"],
)
def test_a_disparity_is_drawn_only_where_it_may_be_said(told, charted, said):
    answer = ask(Served(deck=CharacteristicDeck(told=told)).reader(), SEX)
    assert ("disparity-chart" in graphs(answer)) is charted
    assert said in words(answer)
    assert "Does recording go with the outcome?" in words(answer)


def test_below_the_floor_no_rate_is_shown_but_the_range_it_could_take():
    answer = ask(Served(deck=CharacteristicDeck(told=disparity("below_floor"))).reader(), SEX)
    table = next(one for one in nodes(page(answer), "Div") if one["props"].get("id") == "disparity-table")
    cells = [cell["props"]["children"] for cell in nodes(table, "Td")]
    assert cells == ["100", "2 %", "31 %", "suppressed", "suppressed", "suppressed"]


def test_a_comparison_of_suspects_is_not_made_of_victims(served):
    answer = ask(served.reader(), SEX, "?role=suspect_identified")
    assert "What may be said" not in words(answer)
    assert "disparity-chart" not in graphs(answer)


def test_a_characteristic_that_is_none_cannot_be_found(served):
    assert "This cannot be found" in words(ask(served.reader(), "/characteristics/height"))


@pytest.mark.parametrize(
    "query", ["place=force", "split=mood", "kpi=open_caseload", "what_if=Atlantis", "role=witness"]
)
def test_a_choice_that_is_none_is_a_fault_of_the_address(served, query):
    assert "This address cannot be shown" in words(ask(served.reader(), SEX, f"?{query}"))


def test_a_what_if_is_answered_for_the_team_that_is_asked_about(served):
    assert "recorded as well as the best team, one could be said" not in words(ask(served.reader(), SEX))
    shown = words(ask(served.reader(), SEX, WHAT_IF))
    assert "If Ipswich recorded as well as the best team, one could be said." in shown
    assert "Could be said then" in shown
