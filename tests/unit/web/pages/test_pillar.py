"""A pillar's page shows every KPI of it, and says when there is no such pillar."""

import json

import pytest
from plotly.utils import PlotlyJSONEncoder

from flightdeck.domain.definition import Pillar
from flightdeck.domain.filters import Filters
from flightdeck.errors import NotFoundError
from flightdeck.services.access import Actor, Role
from flightdeck.web.pages import deck as deck_page
from flightdeck.web.pages import pillar as pillar_page
from flightdeck.web.site import View
from tests.factories import concern, improvement, result
from tests.fakes import FakeAudit, FakeDeck

CHAIR = Actor("chair", Role.BOARD_MEMBER)


def shown(page, given, **query: str) -> str:
    view = View(FakeDeck(given=given), CHAIR, Filters(area="Western"), "/", FakeAudit())
    return json.dumps(page.layout(view, **query), cls=PlotlyJSONEncoder)


def test_a_pillar_shows_all_its_kpis_and_no_others() -> None:
    page = shown(pillar_page, (improvement(), concern()), pillar=Pillar.VICTIM_ENGAGEMENT.value)
    assert "/kpi/victim_does_not_support" in page
    assert "/kpi/named_suspect_interviewed" not in page
    assert "1 KPI of this pillar" in page


def test_a_pillar_without_kpis_says_so() -> None:
    assert "No KPI of this pillar is defined yet." in shown(pillar_page, (concern(),), pillar="digital")


def test_a_misspelt_pillar_names_the_nearest() -> None:
    with pytest.raises(NotFoundError, match='Did you mean "digital"'):
        shown(pillar_page, (concern(),), pillar="digitl")


def test_the_deck_leads_to_a_pillar_with_the_filters_kept() -> None:
    page = shown(deck_page, (result(), improvement(), concern()))
    assert "/pillar/suspect_focused?area=Western" in page
    assert "All 2 KPIs" in page
    assert "/pillar/victim_engagement" not in page  # its one KPI is on the deck already
