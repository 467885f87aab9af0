"""The rows behind a figure are exactly those that the figure counts, and only for those who may see them."""

import pandas as pd
import pytest

from flightdeck.domain.filters import Basis, Filters
from flightdeck.errors import NotAllowedError, NotFoundError, ReaderError
from flightdeck.services.access import Actor, Role
from flightdeck.services.drill import has_cases
from tests.synthetic_store import FIFTEEN

RESTRICTED = Actor("restricted", Role.RESTRICTED_ANALYST)
ANALYST = Actor("analyst", Role.ANALYST)
EAST = Actor("east", Role.RESTRICTED_ANALYST, ("East",))
KPIS = [definition.id for definition in FIFTEEN]
FILTERS = {
    "everything": Filters(),
    "an area": Filters(area="East"),
    "a team": Filters(team="West 2"),
    "a span": Filters.from_text("from=2023-02&to=2024-05"),
    "one month": Filters.from_text("from=2025-03&to=2025-03"),
    "a scope": Filters(scope="rape_adult"),
    "another basis": Filters(basis=Basis.RECORDED),
    "a characteristic": Filters(characteristic="sexual_orientation"),
    "all at once": Filters.from_text("area=South&scope=rape_all&from=2022-01&to=2026-06"),
}


def drilled(deck, kpi, filters, *, part, actor=RESTRICTED):
    return deck.cases(kpi, filters, actor, part=part, purpose="inspection")


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("kpi", KPIS)
def test_the_count_of_cases_is_the_figure(deck, kpi, filters):
    result = deck.result(kpi, filters, RESTRICTED)
    whole = drilled(deck, kpi, filters, part="denominator")
    assert whole.count == len(whole.rows) == result.denominator
    if result.numerator is not None:
        assert drilled(deck, kpi, filters, part="numerator").count == result.numerator


@pytest.mark.parametrize("kpi", KPIS)
def test_the_cases_of_a_numerator_are_among_those_of_its_denominator(deck, kpi):
    below, above = (drilled(deck, kpi, Filters(), part=part).rows for part in ("denominator", "numerator"))
    keys = [name for name in below if name.endswith("_ref") or name == "month_end"]
    assert set(above[keys].itertuples(index=False)) <= set(below[keys].itertuples(index=False))


def test_the_cases_keep_to_the_filters(deck):
    rows = drilled(deck, "rasso_crimes_recorded", FILTERS["all at once"], part="denominator").rows
    assert set(rows["area"]) == {"South"}
    assert rows["recorded_on"].between("2022-01-01", "2026-06-30").all()
    assert rows["offence_code"].str.startswith("19").all()
    assert rows["crime_ref"].is_unique


def test_the_cases_behind_a_charge_are_charged_within_a_year(deck):
    rows = drilled(deck, "charged_within_12_months", Filters(), part="numerator").rows
    waited = (pd.to_datetime(rows["outcome_on"]) - pd.to_datetime(rows["recorded_on"])).dt.days
    assert set(rows["outcome"]) <= {"charged", "charged_alternate_offence"}
    assert waited.between(0, 365).all()


@pytest.mark.parametrize("kpi", KPIS)
def test_cases_hold_keyed_references_and_no_nominal_but_for_the_restricted_analyst(deck, kpi):
    if kpi == "repeat_suspects_with_live_restriction":
        with pytest.raises(NotAllowedError, match="Analyst may not see suspects"):
            drilled(deck, kpi, Filters(), part="denominator", actor=ANALYST)
        assert "person_ref" in drilled(deck, kpi, Filters(), part="denominator").columns
    else:
        seen = drilled(deck, kpi, Filters(), part="denominator", actor=ANALYST)
        assert "person_ref" not in (*seen.columns, *seen.rows)
        assert seen.rows["crime_ref"].str.fullmatch(r"[0-9a-f]{16}").all()


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.AREA_COMMANDER, Role.DATA_STEWARD])
def test_nobody_but_an_analyst_sees_cases(deck, role):
    with pytest.raises(NotAllowedError, match="may not see cases"):
        drilled(deck, "rasso_crimes_recorded", Filters(), part="denominator", actor=Actor("x", role))


def test_a_reader_of_one_area_sees_no_case_of_another(deck):
    rows = drilled(deck, "rasso_crimes_recorded", Filters(), part="denominator", actor=EAST).rows
    assert set(rows["area"]) == {"East"}
    for filters in (Filters(area="West"), Filters(team="West 2")):
        with pytest.raises(ReaderError):
            drilled(deck, "rasso_crimes_recorded", filters, part="denominator", actor=EAST)


def test_the_cases_show_what_the_figure_looks_at_first_and_then_the_references(deck):
    seen = drilled(deck, "charged_within_12_months", Filters(), part="denominator", actor=ANALYST)
    assert seen.columns[:4] == ("recorded_on", "status", "outcome", "outcome_on")
    assert seen.columns[4] == "crime_ref"
    assert tuple(seen.rows.columns) == seen.columns


def test_every_fault_of_the_filters_is_told_at_once(deck):
    with pytest.raises(NotFoundError) as raised:
        deck.result(
            "rasso_crimes_recorded",
            Filters.from_text("scope=rape&force=Synthetik Constabulary&area=Wset&team=West%203"),
            ANALYST,
        )
    assert [(fault.where, fault.remedy) for fault in raised.value.faults] == [
        ("scope", 'Did you mean "rape_all"?'),
        ("force", 'Did you mean "Synthetic Constabulary"?'),
        ("area", 'Did you mean "West"?'),
        ("team", 'Did you mean "West 2"?'),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("area=Wset", 'there is no area "Wset"'),
        ("team=West%203", 'there is no team "West 3"'),
        ("scope=rape", 'there is no offence scope "rape"'),
        ("snapshot=2020-01-01.abc", 'there is no snapshot "2020-01-01.abc"'),
        ("area=East&team=West%202", "no team belongs to all of these places"),
    ],
)
def test_cases_of_what_is_not_there_are_a_fault_not_an_empty_list(deck, text, what):
    with pytest.raises(NotFoundError) as raised:
        drilled(deck, "rasso_crimes_recorded", Filters.from_text(text), part="denominator")
    assert [fault.what for fault in raised.value.faults] == [what]


@pytest.mark.parametrize(
    ("part", "purpose", "what"),
    [
        ("numeratorr", "inspection", '"numeratorr" is not a part'),
        ("numerator", "curiosity", '"curiosity" is not a purpose'),
    ],
)
def test_a_part_and_a_purpose_are_named(deck, part, purpose, what):
    with pytest.raises(ReaderError, match=what):
        deck.cases("rasso_crimes_recorded", Filters(), ANALYST, part=part, purpose=purpose)


def test_no_list_of_cases_names_the_people_who_work_on_them(deck):
    listed = [one for one in deck.definitions() if has_cases(one)]
    asked = {"part": "denominator", "actor": RESTRICTED}
    columns = {
        name for one in listed for name in drilled(deck, one.id, Filters(team="West 2"), **asked).columns
    }
    assert "crime_ref" in columns
    assert {"officer_ref", "staff_ref"} & columns == set()
