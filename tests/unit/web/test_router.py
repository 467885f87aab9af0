"""One address in, one page out, through one door."""

import dash_bootstrap_components as dbc
import orjson
import pytest
from dash import dcc, html
from dash._utils import to_json

from flightdeck.domain.filters import Filters
from flightdeck.errors import NotFoundError
from flightdeck.services.access import Action, Role
from flightdeck.web.components.dial import dial
from flightdeck.web.router import find, written
from flightdeck.web.site import Page
from tests.factories import result
from tests.unit.web.conftest import addresses, ask, words

PAGES = (
    Page("/", "Deck", Action.SEE_FIGURES, print, nav="Deck"),
    Page("/kpi/<kpi>", "KPI", Action.SEE_FIGURES, print),
)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", ("Deck", {})),
        ("/kpi/charged", ("KPI", {"kpi": "charged"})),
        ("/kpi/charged/", ("KPI", {"kpi": "charged"})),
    ],
)
def test_a_path_finds_its_page_and_the_parts_it_names(path, found):
    page, parts = find(PAGES, path)
    assert (page.title, parts) == found


@pytest.mark.parametrize("path", ["/nowhere", "/kpi", "/kpi/", "/kpi/a/b"])
def test_a_path_without_a_page_is_not_found(path):
    with pytest.raises(NotFoundError, match="no page lives at"):
        find(PAGES, path)


def test_a_page_view_is_written_to_the_audit_trail_once(served):
    reader = served.reader(Role.ANALYST)
    ask(reader, "/", "?area=Eastern")
    assert served.audit.events == [("analyst", "see_figures", "/")]


def test_the_deck_is_asked_once_with_the_filters_of_the_address(served):
    ask(served.reader(), "/", "?area=Eastern&by=month")
    assert [filters.to_query() for filters in served.deck.asked] == ["?area=Eastern&by=month"]


def test_every_link_of_a_page_keeps_the_filters(shared):
    held = addresses(ask(shared.reader(), "/", "?area=Eastern&by=month"))
    kept = [address for address in held if address.startswith("/") and address != "/"]
    assert kept
    assert [
        address for address in kept if not address.partition("?")[2].startswith("area=Eastern&by=month")
    ] == []


def test_clear_is_the_page_without_filters(shared):
    assert "/" in addresses(ask(shared.reader(), "/", "?area=Eastern"))


@pytest.mark.parametrize(
    ("search", "says"),
    [
        ("?by=fortnight", 'by="fortnight" is not known'),
        ("?from=2024-13", 'from="2024-13" is not a month'),
        ("?from=2025-01&to=2024-01", "from=2025-01 is after to=2024-01"),
        ("?area=Atlantis", 'There is no area "Atlantis"'),
    ],
)
def test_a_wrong_address_becomes_a_page_that_says_what_is_wrong_and_leads_on(shared, search, says):
    answer = ask(shared.reader(), "/", search)
    assert says in words(answer)
    assert "The flight deck without filters" in words(answer)
    assert answer.json["response"]["page-title"]["data"] == "This address cannot be shown – RASSO flight deck"


def test_an_unknown_page_says_so_in_words(shared):
    answer = ask(shared.reader(), "/nowhere")
    assert "This cannot be found" in words(answer)
    assert 'No page lives at "/nowhere"' in words(answer)


def test_a_stray_pair_in_the_address_does_no_harm(shared):
    assert "What stands out" in words(ask(shared.reader(), "/", "?utm_source=mail&view=1&self=2"))


def test_an_area_commander_gets_no_area_but_their_own(shared):
    commander = shared.reader(Role.AREA_COMMANDER, "Western")
    assert "What stands out" in words(ask(commander, "/", "?area=Western"))
    refused = words(ask(commander, "/", "?area=Eastern"))
    assert "You may not see this" in refused
    assert "What stands out" not in refused


def test_a_page_that_was_refused_is_offered_again_only_where_other_filters_open_it(shared):
    commander = shared.reader(Role.AREA_COMMANDER, "Western")
    kpi = "charged_within_12_months"
    assert f"/cases/{kpi}" not in addresses(ask(commander, f"/cases/{kpi}", "?by=month"))
    assert f"/kpi/{kpi}" in addresses(ask(commander, f"/kpi/{kpi}", "?area=Eastern"))


def test_synthetic_data_is_labelled_on_a_page_and_on_an_error(shared):
    for path in ("/", "/nowhere"):
        assert "SYNTHETIC" in words(ask(shared.reader(), path)), path


def test_a_failed_refresh_is_told_above_the_figures(served):
    served.deck.failed = "The last refresh failed, so the last good snapshot is shown."
    assert "Take care The last refresh failed, so the last good snapshot is shown." in words(
        ask(served.reader())
    )
    served.deck.synthetic = False
    assert "SYNTHETIC" not in words(ask(served.reader()))


def test_what_the_reader_looks_at_is_said_in_words(shared):
    said = words(ask(shared.reader(), "/", "?area=Eastern&from=2024-04&to=2026-03"))
    assert "You are looking at:  Eastern · " in said
    assert "from Apr 2024 to Mar 2026 · by quarter · as known on 1 November 2026" in said


def test_a_reader_of_some_areas_is_never_told_that_they_see_the_whole_force(shared):
    one = words(ask(shared.reader(Role.AREA_COMMANDER, "Western"), "/"))
    two = words(ask(shared.reader(Role.AREA_COMMANDER, "Eastern", "Western"), "/"))
    assert "You are looking at:  Western · " in one
    assert "You are looking at:  Eastern and Western · " in two
    assert [said for said in ("Whole force", "All areas") if said in one + two] == []
    assert "You are looking at:  Whole force · " in words(ask(shared.reader(), "/"))


def test_a_page_written_once_is_the_page_dash_would_write():
    select = dbc.Select(id={"of": "filter", "at": 1}, options=[{"value": "a", "label": "A"}], value="a")
    hidden = html.Span(className="mark", **{"aria-hidden": "true", "data-kind": "mark"})
    page = [dial(result(), Filters()), select, hidden, dcc.Store(id="kept"), None, "words"]
    assert orjson.loads(orjson.dumps(written(page))) == orjson.loads(to_json(page))
