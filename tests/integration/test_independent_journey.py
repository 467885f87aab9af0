"""The journey agrees with a second calculation that shares nothing with it, and tells a board nothing small."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest

from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import first_day, last_day, month_of
from flightdeck.errors import NotFoundError
from flightdeck.kpis.journey_open import STAGE_LABELS
from flightdeck.services.access import Actor, Role
from flightdeck.services.journey_outcomes import OUTCOMES
from tests.integration.independent_journey import (
    BEFORE,
    GROUPS,
    OPEN_STAGES,
    OfTheJourney,
    days_between,
    kaplan_meier_half,
)
from tests.integration.loops import offence_scopes
from tests.synthetic_store import ROOT

ANALYST = Actor("analyst", Role.ANALYST)
BOARD = Actor("board", Role.BOARD_MEMBER)
PLACES = (
    Filters(),
    Filters(area="West"),
    Filters(scope="rape_adult"),
    Filters(team="East 1", scope="rape_all"),
)
UNITS = ("crimes", "suspects")
FEWEST = 5


@pytest.fixture(scope="module")
def second(deck):
    loaded = deck.loaded(Filters())
    return OfTheJourney(loaded.snapshot.frames, loaded.as_at, offence_scopes(ROOT / "data" / "code_lists"))


def inside(second, crime, filters):
    return (
        crime["offence_code"] in second.scopes[filters.scope or "rasso"]
        and filters.area in ("", crime["area"])
        and filters.team in ("", crime["team"])
    )


def cohort(second, filters, journey):
    """The walks placed in the journey’s months by its basis."""
    first, last = first_day(journey.window.first), last_day(journey.window.last)
    for walk in second.walks(journey.unit.value):
        day = walk.crime["recorded_on"] if journey.basis is Basis.RECORDED else walk.finalised
        if day is not None and first <= day <= last and inside(second, walk.crime, filters):
            yield walk


@pytest.mark.parametrize(
    ("filters", "unit", "basis"), list(product(PLACES, UNITS, (Basis.RECORDED, Basis.FINALISED)))
)
def test_each_stage_and_its_days_are_those_of_plain_loops(deck, second, filters, unit, basis):
    journey = deck.journey(filters.but(basis=basis), ANALYST, unit=unit)
    walks = list(cohort(second, filters, journey))
    assert len(walks) > 10
    for stage in journey.stages:
        reached = sum(stage.name in walk.days for walk in walks)
        assert (stage.name, stage.reached.count, stage.share) == (stage.name, reached, reached / len(walks))
        if stage.days is None:
            continue
        begun = [walk for walk in walks if BEFORE[stage.name] in walk.days]
        ended = [
            days_between(walk.days[BEFORE[stage.name]], walk.days[stage.name])
            for walk in begun
            if stage.name in walk.days
        ]
        rest = [walk for walk in begun if stage.name not in walk.days]
        watched = [
            days_between(walk.days[BEFORE[stage.name]], walk.over(stage.name) or second.as_at)
            for walk in rest
        ]
        assert stage.days.waiting.count == sum(walk.over(stage.name) is None for walk in rest)
        assert stage.days.shown is bool(ended)
        if ended:
            assert stage.days.median == pytest.approx(np.quantile(ended, 0.5), abs=1e-9)
            assert stage.days.late == pytest.approx(np.quantile(ended, 0.9), abs=1e-9)
            cases = [(days, True) for days in ended] + [(days, False) for days in watched]
            assert stage.days.half == kaplan_meier_half(cases)


@pytest.mark.parametrize("filters", PLACES)
def test_open_crimes_by_age_and_by_stage_are_those_of_plain_loops(deck, second, filters):
    standing = deck.journey(filters, ANALYST).standing
    end = last_day(deck.loaded(filters).encoding.last_month())
    open_now = [(crime, days) for crime, days in second.open_at(end) if inside(second, crime, filters)]
    ages = [(end - crime["recorded_on"]).days for crime, _ in open_now]
    assert standing.whole.open == len(ages) == standing.result.denominator
    assert standing.whole.over == tuple(sum(age > days for age in ages) for days in (365, 730, 1095))
    assert standing.whole.over[0] == standing.result.numerator
    assert Counter({area.label: area.open for area in standing.areas}) == Counter(
        crime["area"] or "Not recorded" for crime, _ in open_now
    )
    waits = {label: [] for label in STAGE_LABELS}
    for _, days in open_now:
        last = [name for name in OPEN_STAGES if name in days][-1]
        waits[STAGE_LABELS[min(OPEN_STAGES.index(last), len(STAGE_LABELS) - 1)]].append(
            (end - days[last]).days
        )
    for stage in standing.waiting:
        found = waits[stage.label]
        assert stage.crimes == len(found)
        assert stage.bands == tuple(
            sum(low < wait <= high for wait in found)
            for low, high in ((-1, 30), (30, 90), (90, 180), (180, 365), (365, 10**6))
        )
        if found:
            assert (stage.median, stage.late) == (np.median(found), np.percentile(found, 90))


@pytest.mark.parametrize("filters", [Filters(), Filters(area="South", scope="rape_all")])
def test_each_year_by_two_years_is_plain_counting(deck, second, filters):
    """All crimes of a year old enough have been watched for two years, so the estimate is a plain share."""
    journey = deck.journey(filters, ANALYST, horizon="730")
    assert [year.label for year in journey.years if not year.mature] != []
    for year in journey.years:
        begins = date(int(year.label[:4]), 4, 1)
        ends = date(begins.year + 1, 3, 31)
        assert year.mature is (ends + timedelta(days=730) <= second.as_at)
        if not year.mature:
            assert set(year.shares) == {None}
            continue
        walks = [
            walk
            for walk in second.walks("crimes")
            if begins <= walk.crime["recorded_on"] <= ends and inside(second, walk.crime, filters)
        ]
        walks = [w for w in walks if w.finalised is None or w.finalised >= w.crime["recorded_on"]]
        came = Counter(
            GROUPS.get(second.in_force(walk.crime["crime_ref"])["outcome"], "other")
            for walk in walks
            if walk.finalised is not None and (walk.finalised - walk.crime["recorded_on"]).days <= 730
        )
        expected = [came[name] / len(walks) for name in OUTCOMES]
        assert year.shares == pytest.approx([*expected, 1 - sum(expected)], abs=5e-5)


def test_the_curves_of_the_journey_are_those_of_the_kpi_with_transfers_among_the_others(deck):
    journey, kpi = (
        deck.journey(Filters(), ANALYST).curves,
        deck.survival("time_to_outcome", Filters(), ANALYST),
    )
    assert (journey.days, journey.survival, journey.at_risk) == (kpi.days, kpi.survival, kpi.at_risk)
    assert journey.incidence["Charged"] == kpi.incidence["Charged"]
    both = np.add(kpi.incidence["Other"], kpi.incidence["Transferred"])
    np.testing.assert_allclose(journey.incidence["Other"], both, atol=2e-4)


def tallies(journey):
    """Every count a journey tells, anywhere."""
    for stage in journey.stages:
        yield stage.reached.count
        yield stage.days.waiting.count if stage.days else None
    yield from (row.at_risk for row in journey.curves.at_risk)
    yield from (year.crimes for year in journey.years)
    if journey.standing is not None:
        for place in (journey.standing.whole, *journey.standing.areas):
            yield from (place.open, *place.over, *place.bands)
        for stage in journey.standing.waiting:
            yield from (stage.crimes, *stage.bands)


def asked_of_a_board(deck):
    places = deck.loaded(Filters()).encoding.places
    chosen = [Filters(), *(Filters(area=area) for area in sorted(set(places.area)))]
    chosen += [Filters(team=team) for team in sorted(set(places.team))]
    spans = ({}, {"first": month_of(date(2025, 3, 1))}, {"last": month_of(date(2024, 11, 1))})
    return list(product(chosen, UNITS, (Basis.RECORDED, Basis.FINALISED), spans))


def test_a_board_is_told_no_small_count_anywhere(deck):
    for filters, unit, basis, span in asked_of_a_board(deck):
        found = list(tallies(deck.journey(filters.but(basis=basis, **span), BOARD, unit=unit)))
        assert len(found) > 10
        assert [count for count in found if count is not None and 0 < count < FEWEST] == []


def test_what_areas_add_up_to_tells_a_board_no_hidden_stage(deck):
    """Where an area’s count at a stage is hidden, another area’s is too, so the whole gives neither away."""
    areas = sorted(set(deck.loaded(Filters()).encoding.places.area))
    by_area = [deck.journey(Filters(area=area), BOARD).standing.waiting for area in areas]
    for stages in zip(*by_area, strict=True):
        assert sum(stage.crimes is None for stage in stages) != 1


def test_a_hidden_wait_of_the_whole_is_never_alone_in_its_row_or_column(deck):
    waiting = deck.journey(Filters(), BOARD).standing.waiting
    table = np.array([[count is None for count in stage.bands] for stage in waiting])
    assert table.any()
    assert set(table.sum(axis=1)) & {1} == set()


def test_a_board_that_looks_at_a_part_is_not_told_how_many_a_curve_rests_on(deck):
    assert deck.journey(Filters(), BOARD).curves.at_risk != ()
    part = deck.journey(Filters(area="West"), BOARD)
    assert part.curves.at_risk == ()
    assert {year.crimes for year in part.years} == {None}


def test_the_shares_of_a_small_cohort_come_in_steps_of_five_crimes(deck):
    """A share to the whole per cent of twenty crimes would tell each one of them."""
    journey = deck.journey(
        Filters(team="East 1", first=month_of(date(2025, 1, 1)), last=month_of(date(2025, 3, 1))), BOARD
    )
    crimes = (
        deck.journey(
            Filters(team="East 1", first=month_of(date(2025, 1, 1)), last=month_of(date(2025, 3, 1))), ANALYST
        )
        .curves.at_risk[0]
        .at_risk
    )
    step = -(-500 // crimes) / 100
    assert journey.curves.days
    shares = {share for line in journey.curves.incidence.values() for share in line} - {1.0}
    assert all(abs(share / step - round(share / step)) < 1e-6 for share in shares)


@pytest.mark.parametrize("asked", [{"unit": "victims"}, {"horizon": "100"}])
def test_a_unit_or_horizon_that_is_none_is_a_fault(deck, asked):
    with pytest.raises(NotFoundError):
        deck.journey(Filters(), ANALYST, **asked)


@pytest.mark.parametrize("text", ["area=Wset", "scope=rape", "team=West%209"])
def test_a_place_or_scope_that_is_not_there_is_a_fault(deck, text):
    with pytest.raises(NotFoundError):
        deck.journey(Filters.from_text(text), ANALYST)


def test_months_outside_the_snapshot_have_no_stages(deck):
    journey = deck.journey(Filters.from_text("from=1999-01&to=1999-12"), ANALYST)
    assert (journey.stages, journey.window, journey.years, journey.standing) == ((), None, (), None)


def test_a_young_cohort_is_marked_and_an_old_one_is_not(deck):
    assert deck.journey(Filters.from_text("from=2023-01&to=2023-12"), ANALYST).mature
    assert not deck.journey(Filters.from_text("from=2026-01&to=2026-06"), ANALYST).mature
    assert deck.journey(Filters.from_text("from=2026-01&to=2026-06&basis=finalised"), ANALYST).mature
