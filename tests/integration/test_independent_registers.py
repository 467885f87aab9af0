"""Every KPI of the boards' registers agrees with a second calculation that shares nothing with the registers or the engine."""

from datetime import UTC, date, datetime

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.services.access import Actor, Role
from tests.integration.independent_registers import OfRegisters, written
from tests.synthetic_store import ROOT

BOARD = Actor("Board member", Role.BOARD_MEMBER)
IDS = (
    "recommendations_complete_with_evidence",
    "nom_products_embedded",
    "flight_deck_reviewed_by_board",
    "months_since_problem_profile",
    "hours_since_data_load",
)
ASKED = [
    Filters(scope=scope, area=area, by=Grain.MONTH)
    for scope in ("rasso", "rape_adult")
    for area in ("", "East")
]


@pytest.fixture(scope="module")
def second(deck):
    made = [datetime.fromisoformat(str(info.manifest["created_at"])) for info in deck.store.list()]
    loads = [moment.astimezone(UTC).replace(tzinfo=None) for moment in made]
    return OfRegisters(written(ROOT / "data" / "governance" / "synthetic_history.yaml"), loads)


@pytest.mark.parametrize("filters", ASKED, ids=lambda filters: filters.to_query())
@pytest.mark.parametrize("kpi", IDS)
def test_a_kpi_of_a_register_agrees_with_a_second_calculation(deck, second, kpi, filters):
    series = deck.result(kpi, filters, BOARD).series
    shown = [(point.numerator, point.denominator, point.value) for point in series]
    assert shown == [getattr(second, kpi)(date.fromisoformat(point.first)) for point in series]
    assert len(series) > 60


def test_the_figures_move_as_the_history_does(deck):
    ends = {
        kpi: {point.first[:7]: point.value for point in deck.result(kpi, ASKED[0], BOARD).series}
        for kpi in IDS
    }
    share = ends["recommendations_complete_with_evidence"]
    assert (share["2024-07"], share["2024-12"], share["2025-05"], share["2026-02"], share["2026-06"]) == (
        None,
        0.0,
        0.6,  # 3, 7 and 9
        0.4,  # the evidence of 9 is past its review
        0.4,  # 9 is proven again; the evidence of 7 is past its review
    )
    assert ends["nom_products_embedded"]["2026-05"] == 1 / 3


def test_the_age_of_the_data_is_that_of_the_latest_load(deck, second):
    result = deck.result("hours_since_data_load", Filters(), BOARD)
    since = (datetime.now(UTC).replace(tzinfo=None) - max(second.loads)).total_seconds() / 3600
    assert result.value == pytest.approx(since, abs=0.1)
