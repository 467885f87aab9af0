"""The page of results, what the field suggests, and the glossary."""

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.services import search_entries
from flightdeck.services.access import Role
from flightdeck.services.glossary import terms
from tests.inner_deck import InnerDeck
from tests.unit.web.conftest import Served, addresses, ask, words
from tests.unit.web.pages.conftest import nodes


class Searched(InnerDeck):
    """A deck that can be searched as the real one is."""

    def found(self, query, filters, actor, *, pages, most):
        return search_entries.found(self, query, filters, actor, pages=pages, most=most)


@pytest.fixture(scope="module")
def searched():
    return Served(deck=Searched())


def suggested(client, query, **filters):
    answer = client.get("/search/suggestions", query_string={"q": query, **filters})
    assert answer.status_code == 200
    return answer.json


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("A23", "/kpi/charged_within_12_months"),
        ("charged_within_12_months", "/kpi/charged_within_12_months"),
        ("had a charge or summons", "/kpi/charged_within_12_months"),
        ("data quality", "/data-quality"),
        ("recommendation 7", "/recommendations/7"),
        ("religion", "/characteristics/religion_belief"),
        ("Eastern", "/?area=Eastern"),
        ("wilson", "/glossary#wilson-interval"),
        ("Victim engagement", "/pillar/victim_engagement"),
    ],
)
def test_everything_can_be_found(searched, query, address):
    client = searched.reader()
    assert address in [one["address"] for one in suggested(client, query)["found"]]
    assert address in addresses(ask(client, "/search", f"?q={query}"))


def test_the_filters_go_along(searched):
    found = suggested(searched.reader(), "A23", area="Western")["found"]
    assert found[0]["address"] == "/kpi/charged_within_12_months?area=Western"
    term = suggested(searched.reader(), "wilson", area="Western")["found"][0]
    assert term["address"] == "/glossary?area=Western#wilson-interval"


def test_filters_at_fault_are_told_on_their_page_and_not_while_somebody_types(searched):
    assert (
        suggested(searched.reader(), "A23", by="fortnight")["found"][0]["address"]
        == "/kpi/charged_within_12_months"
    )


def test_nothing_a_role_may_not_see_is_found(searched):
    board, supervisor = searched.reader(), searched.reader(Role.SUPERVISOR, "Western")
    assert [one["title"] for one in suggested(supervisor, "Southern")["found"] if one["kind"] == "Area"] == []
    assert [one["title"] for one in suggested(supervisor, "Western")["found"] if one["kind"] == "Area"] == [
        "Western"
    ]
    assert suggested(board, "zebra") == {"found": [], "said": "Nothing found"}


def test_nobody_who_has_not_signed_in_is_told_anything(searched):
    answer = searched.anybody().get("/search/suggestions", query_string={"q": "charged"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_a_query_of_nothing_says_how_to_ask_and_of_no_result_what_to_try(searched):
    assert "the / key leads there" in words(ask(searched.reader(), "/search"))
    assert "Every word must be found" in words(ask(searched.reader(), "/search", "?q=zebra"))


def test_a_query_far_too_long_is_cut_and_answered(searched):
    assert suggested(searched.reader(), "charged " * 500)["found"] != []


def test_the_glossary_shows_every_term_with_its_source(searched):
    shown = words(ask(searched.reader(), "/glossary"))
    assert [term.name for term in terms() if term.name not in shown] == []
    assert shown.count("Source:") == len(terms())
    assert "](" not in shown
    assert "**" not in shown


def test_the_field_stands_on_every_page_and_keeps_the_filters(searched):
    shown = ask(searched.reader(), "/definitions", Filters(area="Western").to_query())
    forms = nodes(shown.json["response"]["page"]["children"], "Form")
    (form,) = [one for one in forms if one["props"].get("role") == "search"]
    assert [form["props"][name] for name in ("action", "method", "role")] == ["/search", "get", "search"]
    kept = [part["props"]["value"] for part in nodes(form, "Input") if part["props"].get("type") == "hidden"]
    assert kept == ["Western"]
