"""Rules of the page of the journey."""

from dataclasses import replace

import pytest

from flightdeck.services.survival import SurvivalAnswer
from tests.inner_deck import FullAudit
from tests.journey_deck import JOURNEY, STANDING, JourneyDeck
from tests.unit.web.conftest import Served, addresses, ask, words
from tests.unit.web.pages.conftest import nodes, page

PATH = "/journey"
CHARTS = {
    "journey-stages",
    "journey-days",
    "journey-open",
    "journey-outcomes",
    "journey-years",
    "journey-waiting",
    "journey-ageing",
}


def reader(**changes):
    return Served(deck=JourneyDeck(journey_made=replace(JOURNEY, **changes)), audit=FullAudit()).reader()


@pytest.fixture(scope="module")
def answer():
    return ask(reader(), PATH)


def test_the_backlog_comes_first_then_the_stages_the_time_the_waiting_and_the_areas(answer):
    shown = words(answer)
    at = [
        shown.index(text)
        for text in (
            "605 of them (38 %) were recorded more than a year before",
            "From stage to stage",
            "Time to an outcome",
            "Where open crimes wait now",
            "Open crimes by age in each area",
        )
    ]
    assert at == sorted(at)


def test_every_chart_stands_in_a_figure_with_a_sentence_and_has_its_table(answer):
    shown = page(answer)
    assert {graph["props"]["id"] for graph in nodes(shown, "Graph")} == CHARTS
    assert len(nodes(shown, "Figcaption")) == len(CHARTS)
    tables = {part["props"]["id"].removesuffix("-table-caption") for part in nodes(shown, "Caption")}
    assert tables == CHARTS | {"journey-at-risk-caption"}


def rows_of(answer, table):
    """The cells of a table, row by row."""
    found = next(one for one in nodes(page(answer), "Div") if one["props"].get("id") == table)
    return [
        [cell["props"]["children"] for cell in row["props"]["children"]]
        for row in nodes(nodes(found, "Tbody")[0], "Tr")
    ]


def test_what_is_hidden_missing_or_known_only_from_below_says_so(answer):
    assert rows_of(answer, "journey-stages-table") == [
        ["Recorded", "700", "100 %"],
        ["Suspect named", "540", "77 %"],
        ["Early advice sought", "suppressed", "–"],
        ["Referred for a charging decision", "at least 85", "–"],
        ["Crown Court", "not given by the source", "–"],
    ]
    assert "Crown Court: The source does not give it. No such field." in words(answer)


def test_days_stand_beside_the_estimate_that_counts_those_waiting(answer):
    assert rows_of(answer, "journey-days-table") == [
        ["Suspect named", "Recorded", "0 days", "24 days", "1 day", "30"],
        ["Early advice sought", "Suspect named", "suppressed", "suppressed", "suppressed", "suppressed"],
        [
            "Referred for a charging decision",
            "Arrested or interviewed",
            "175 days",
            "365 days",
            "not reached",
            "15",
        ],
    ]


def test_a_young_year_is_not_judged(answer):
    assert rows_of(answer, "journey-years-table") == [
        ["2024/25", "2,365", "5 %", "43 %", "suppressed", "suppressed", "6 %", "18 %"],
        ["2025/26", "suppressed", *["too young"] * 6],
    ]


def test_bands_that_may_not_be_told_apart_are_suppressed_and_the_whole_is_last(answer):
    assert rows_of(answer, "journey-ageing-table")[1:] == [
        ["West", "87", "81", "suppressed", "suppressed", "suppressed", "7 %"],
        ["All", "1,610", "1,005", "232", "133", "240", "38 %"],
    ]


def test_the_unit_the_basis_and_the_outcome_are_links_that_keep_each_other_and_the_filters():
    found = addresses(ask(reader(), PATH, "?area=Eastern&unit=suspects&outcome=evidential"))
    assert f"{PATH}?area=Eastern&basis=finalised&unit=suspects&outcome=evidential" in found
    assert f"{PATH}?area=Eastern&unit=crimes&outcome=evidential" in found
    assert f"{PATH}?area=Eastern&unit=suspects&outcome=charged" in found
    assert f"{PATH}?area=Eastern&unit=suspects&outcome=evidential&horizon=730" in found


def test_suspects_are_never_called_crimes():
    shown = words(ask(reader(), PATH, "?unit=suspects"))
    assert "Suspects that reached each stage" in shown
    assert "Crimes that reached each stage" not in shown


def test_a_finalised_cohort_is_not_said_to_be_estimated_and_has_no_horizon():
    answer = ask(reader(), PATH, "?basis=finalised")
    assert "Plain shares: every one of these crimes has an outcome" in words(answer)
    assert not any("horizon" in address for address in addresses(answer))


def test_a_cohort_that_is_too_young_is_marked():
    assert "Too young to judge" in words(ask(reader(mature=False), PATH))
    assert "Too young to judge" not in words(ask(reader(), PATH))


def test_what_cannot_be_shown_is_left_out_and_said():
    nothing = {"window": None, "stages": (), "years": (), "standing": None}
    shown = ask(reader(**nothing, curves=SurvivalAnswer((), (), (), (), (), {}, "")), PATH)
    assert nodes(page(shown), "Graph") == []
    assert "The snapshot has no whole month in these dates." in words(shown)
    assert "Too few crimes have been watched" in words(shown)


def test_an_outcome_that_is_none_is_told():
    shown = words(ask(reader(), PATH, "?outcome=charge"))
    assert 'here is no outcome "charge" here' in shown
    assert 'Did you mean "charged"?' in shown


@pytest.mark.parametrize(("synthetic", "marks"), [(True, 7), (False, 0)])
def test_every_figure_of_made_up_data_says_synthetic_and_none_of_real_data_does(synthetic, marks):
    standing = replace(STANDING, result=replace(STANDING.result, synthetic=synthetic))
    shown = page(ask(reader(synthetic=synthetic, standing=standing), PATH))
    names = [part["props"].get("className") for part in nodes(shown, "Span")]
    assert names.count("synthetic-mark") == marks
