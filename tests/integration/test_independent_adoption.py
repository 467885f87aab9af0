"""E17 and E18 agree with a second calculation: plain loops over the definition files as text and a list of dates."""

import re
from calendar import monthrange
from datetime import date
from functools import cache

import pytest
import yaml

from flightdeck.definitions.registry import Registry
from flightdeck.domain.definition import Authority
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.services.access import Actor, Role
from tests.synthetic_store import REGISTRY, ROOT, deck_with

MEMBER = Actor("member", Role.BOARD_MEMBER)
ASKED = [
    Filters(scope=scope, area=area, by=Grain.MONTH)
    for scope in ("rasso", "rape_adult")
    for area in ("", "East")
]


def national(kpi, day, **changes):
    return REGISTRY.get(kpi).model_copy(
        update={"authority": Authority.NATIONAL, "version": 2, "effective_from": day, **changes}
    )


# One in use from July 2025, one retired in March 2026, one that no record system holds, and one that is still to come.
NATIONAL = (
    national("charged_within_12_months", date(2025, 7, 1)),
    national("rasso_crimes_recorded", date(2025, 9, 10), status="retired", retired_on=date(2026, 3, 15), retired_because="Withdrawn."),
    national("open_caseload", date(2026, 1, 31), status="not_computable"),
    national("days_report_to_charge", date(2199, 1, 1)),
)  # fmt: skip


@pytest.fixture(scope="module")
def deck(synthetic_store):
    return deck_with(synthetic_store, Registry((*REGISTRY.versions, *NATIONAL)))


@pytest.fixture(scope="module")
def missing(synthetic_store):
    """Ids that the snapshot cannot compute, read off the results that an analyst is shown."""
    analyst = Actor("analyst", Role.ANALYST)
    ids = [one.id for one in REGISTRY.versions if one.status == "live" and not one.ref.startswith("E17")]
    shown = deck_with(synthetic_store, REGISTRY).results(Filters(), analyst, ids)
    return {one.id for one in shown if one.status == "not_computable"}


@cache
def written():
    """Id, first day and status of every file, by the lines of its text."""
    found = []
    for path in sorted((ROOT / "kpi_definitions").rglob("*.yaml")):
        if "presets" not in path.parts:
            told = yaml.safe_load(re.sub(r"(?ms)^example:.*", "", path.read_text(encoding="utf-8")))
            found.append((told["id"], told["effective_from"], told["status"]))
    return tuple(found)


def second(day, missing):
    """Published and adopted nationally; the catalogue and what of it can be computed, at the end of a day."""
    published = adopted = catalogue = computable = 0
    begun = {one.id: one.effective_from for one in NATIONAL if one.effective_from <= day}
    for kpi, first, status in written():
        if first <= day and kpi not in begun:
            catalogue += 1
            computable += status == "live" and kpi not in missing
    for one in NATIONAL:
        gone = one.retired_on is not None and one.retired_on <= day
        if one.effective_from <= day and not gone:
            published += 1
            catalogue += 1
            adopted += one.status in {"live", "retired"}
            computable += one.status != "not_computable"
    return {"national_kpis_adopted": (adopted, published), "kpis_computable": (computable, catalogue)}


@pytest.mark.parametrize("filters", ASKED, ids=lambda filters: filters.to_query())
@pytest.mark.parametrize("kpi", ["national_kpis_adopted", "kpis_computable"])
def test_a_kpi_of_adoption_agrees_with_a_second_calculation(deck, missing, kpi, filters):
    series = deck.result(kpi, filters, MEMBER).series
    for point in series:
        year, month = map(int, point.last[:7].split("-"))
        part, whole = second(date(year, month, monthrange(year, month)[1]), missing)[kpi]
        assert (point.first, point.numerator, point.denominator) == (point.first, part, whole)
        assert point.value == (part / whole if whole else None)
    assert len(series) > 60


def test_the_shares_move_as_definitions_come_and_go(deck):
    shown = {
        point.first[:7]: point.value
        for point in deck.result("national_kpis_adopted", ASKED[0], MEMBER).series
    }
    assert [shown[month] for month in ("2025-06", "2025-08", "2025-12", "2026-01", "2026-03")] == [
        None,
        1.0,
        1.0,
        2 / 3,
        0.5,
    ]


def test_with_none_published_it_says_so_and_is_never_all(synthetic_store):
    result = deck_with(synthetic_store, REGISTRY).result("national_kpis_adopted", Filters(), MEMBER)
    assert (result.status, result.value) == ("not_computable", None)
    assert result.sentence.startswith(
        "National KPIs adopted: not computable. No national KPI is published, so there is nothing to adopt."
    )
