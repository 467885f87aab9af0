"""Rules of the page of one KPI."""

import pytest

from flightdeck.domain.period import parse_month
from flightdeck.services.access import Role
from tests.inner_deck import COHORT, InnerDeck
from tests.unit.web.conftest import Served, addresses, ask, words
from tests.unit.web.conftest import _texts as texts
from tests.unit.web.pages.conftest import nodes, page

KPI = "/kpi/charged_within_12_months"
SECRETS = ("43219", "43.2", "7771", "7,771", "41111", "45551")


def test_the_tab_names_the_kpi(settled):
    title = ask(settled.reader(), KPI).json["response"]["page-title"]["data"]
    assert title == "Charged within 12 months of recording – KPI – RASSO flight deck"


def test_the_page_opens_with_its_sentence(settled):
    shown = words(ask(settled.reader(), KPI))
    at = [
        shown.index(text)
        for text in ("Charged within 12 months of recording: 8.9 %", "not national policy", "Over time")
    ]
    assert at == sorted(at)


@pytest.mark.parametrize("role", list(Role))
def test_nothing_hidden_is_anywhere_in_the_answer(settled, role):
    answer = ask(settled.reader(role, "Eastern"), KPI, "?split=area")
    assert answer.status_code == 200
    assert [secret for secret in SECRETS if secret in answer.text] == []
    assert "suppressed" in answer.text


def test_every_chart_stands_in_a_figure_with_a_sentence_and_has_a_table_beside_it(settled):
    shown = page(ask(settled.reader(), KPI, "?split=area"))
    graphs = {graph["props"]["id"] for graph in nodes(shown, "Graph")}
    assert graphs == {"process-chart", "breakdown-chart", "funnel-chart", "maturity-chart", "incidence-chart"}
    assert len(nodes(shown, "Figcaption")) == len(graphs)
    captions = {part["props"]["id"] for part in nodes(shown, "Caption")}
    assert captions == {
        "series-charged_within_12_months-caption",
        "breakdown-table-caption",
        "at-risk-caption",
        "reached-caption",
        "excluded-caption",
        "leans-on-caption",
        "example-charged_within_12_months-caption",
    }


@pytest.mark.parametrize(("synthetic", "marks"), [(True, 5), (False, 0)])
def test_every_figure_of_made_up_data_says_synthetic_and_none_of_real_data_does(synthetic, marks):
    client = Served(deck=InnerDeck(synthetic=synthetic)).reader()
    shown = page(ask(client, KPI, "?split=area"))
    assert [part["props"].get("className") for part in nodes(shown, "Span")].count("synthetic-mark") == marks


def test_only_those_who_may_see_cases_are_offered_them(settled):
    offered = {
        role: [
            address
            for address in addresses(ask(settled.reader(role, "Eastern"), KPI))
            if address.startswith("/cases")
        ]
        for role in Role
    }
    both = [
        "/cases/charged_within_12_months?part=numerator",
        "/cases/charged_within_12_months?part=denominator",
    ]
    assert offered == {
        Role.BOARD_MEMBER: [],
        Role.AREA_COMMANDER: [],
        Role.DATA_STEWARD: [],
        Role.SUPERVISOR: [],
        Role.PROGRAMME_OFFICER: [],
        Role.ANALYST: both,
        Role.RESTRICTED_ANALYST: both,
    }


def test_a_switch_keeps_the_filters_and_changes_one_thing(settled):
    found = addresses(ask(settled.reader(), KPI, "?area=Eastern&by=month"))
    assert "/kpi/charged_within_12_months?area=Eastern&by=month&split=team" in found


def test_a_characteristic_is_chosen_in_the_address(settled):
    found = addresses(
        ask(settled.reader(), "/kpi/victim_characteristics_substantive", "?characteristic=disability")
    )
    assert "/kpi/victim_characteristics_substantive?characteristic=sex" in found
    assert "/kpi/victim_characteristics_substantive?characteristic=disability" not in found


def test_a_breakdown_that_is_none_names_those_there_are(settled):
    shown = words(ask(settled.reader(), KPI, "?split=shoe_size"))
    assert "This address cannot be shown" in shown
    assert "This KPI can be split by area, team," in shown


def test_the_curve_follows_the_crimes_of_the_headline(inner):
    ask(inner.reader(), KPI)
    (asked,) = inner.deck.asked_of_cohort
    assert (asked.first, asked.last) == (parse_month("2024-11"), parse_month("2025-10"))


def test_a_cohort_too_small_to_show_says_so_and_draws_nothing(inner):
    inner.deck.cohort = type(COHORT)((), (), (), (), (), {}, "")
    answer = ask(inner.reader(), KPI)
    assert "Too few crimes have been watched" in words(answer)
    assert "maturity-chart" not in answer.text


def test_what_cannot_be_computed_names_the_missing_field_and_draws_no_chart(settled):
    answer = ask(settled.reader(), "/kpi/open_caseload")
    shown = words(answer)
    assert "Not computable" in shown
    assert "persons.pregnancy_maternity" in shown
    assert nodes(page(answer), "Graph") == []


def test_rows_left_out_are_counted_one_by_one_and_a_small_count_is_hidden(settled):
    shown = words(ask(settled.reader(), KPI))
    assert "Cancelled The record was an error. 34 Few Fewer than may be told. hidden" in shown


def test_the_balancing_kpi_stands_beside(settled):
    shown = words(ask(settled.reader(), KPI))
    assert "Read it beside Victim does not support" in shown


def test_a_kpi_that_is_none_is_answered_with_the_nearest(settled):
    assert 'Did you mean "charged_within_12_months"?' in words(
        ask(settled.reader(), "/kpi/charged_within_12_month")
    )


def test_why_this_number_names_the_definition_the_cohort_what_was_left_out_the_snapshot_and_the_checks(
    settled,
):
    why = next(
        part
        for part in nodes(page(ask(settled.reader(), KPI)), "Section")
        if part["props"].get("id") == "why"
    )
    said = " ".join(texts(why))
    wanted = (
        "version 1, in force from 1 April 2025", "not national policy",
        "Crimes for which status is open or closed; placed in a period by the day recorded; 12 months to Oct 2025; "
        "rape and other serious sexual offences; all areas the reader may see.",
        "The record was an error.", "34", "hidden", "snapshot 2026-11-01-a1b2c3",
        "2 checks of the whole force’s data look at these records; 2 found something.",
        "Closed and without an outcome.", "12",
    )  # fmt: skip
    assert [text for text in wanted if text not in said] == []


def test_a_term_in_a_caveat_or_a_label_leads_to_the_glossary(settled):
    linked = [address for address in addresses(ask(settled.reader(), KPI)) if address.startswith("/glossary")]
    assert {"/glossary#cohort", "/glossary#snapshot"} <= set(linked)
