"""Rules of the benchmark on published outcomes."""

import csv
from pathlib import Path

from tests.unit.web.conftest import addresses, ask, words
from tests.unit.web.pages.conftest import nodes, page

PATH = "/benchmark"
OUTCOMES = ("charged", "o14", "o15", "o16", "o18", "not_yet")
FIGURES = Path(__file__).parents[3] / "data" / "home_office_force_rape_2017-19.csv"


def test_every_printed_rape_figure_of_suffolk_is_on_the_page_to_the_last_digit(settled):
    shown = words(ask(settled.reader(), PATH))
    with FIGURES.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["force_name"] == "Suffolk"]
    assert [row["financial_year"] for row in rows] == ["2017/18", "2018/19"]
    for row in rows:
        printed = [f"{float(row[name]):,.0f} ({float(row[f'{name}_pct']):.2f} %)" for name in OUTCOMES]
        wanted = [f"{float(row['rape_recorded']):,.0f}", *printed, f"{float(row['rate_per_1000']):.3f}"]
        assert [figure for figure in wanted if figure not in shown] == []


def test_the_page_is_marked_as_published_and_never_as_synthetic(settled):
    answer = ask(settled.reader(), PATH)
    assert "Published Home Office data" in words(answer)
    assert "Open Government Licence v3.0" in words(answer)
    assert "SYNTHETIC" not in answer.text


def test_all_forces_stand_in_the_table_and_on_the_funnel(settled):
    shown = page(ask(settled.reader(), PATH))
    (drawn,) = nodes(shown, "Graph")
    marks = [trace for trace in drawn["props"]["figure"]["data"] if trace["mode"] == "markers"]
    assert sum(len(trace["x"]) for trace in marks) == 42
    (forces, _) = nodes(shown, "Tbody")
    assert len(nodes(forces, "Tr")) == 42


def test_the_traps_are_said_aloud(settled):
    shown = words(ask(settled.reader(), PATH))
    assert "North Yorkshire: 89 %" in shown
    assert "below zero" in shown
    assert "British Transport Police is not compared" in shown


def test_choices_are_in_the_address_and_the_bases_are_links(settled):
    answer = ask(settled.reader(), PATH, "?year=2017/18&outcome=o16&focus=Norfolk&counted=finalised")
    assert "Norfolk beside 41 other forces" in words(answer)
    other = "/benchmark?year=2017%2F18&offences=rape_all&counted=recorded&outcome=o16&focus=Norfolk"
    assert other in addresses(answer)


def test_a_choice_that_is_none_is_refused_with_the_nearest(settled):
    shown = words(ask(settled.reader(), PATH, "?focus=Sufolk&year=1999"))
    assert 'Did you mean "Suffolk"?' in shown
    assert "1999" in shown


def test_an_outcome_without_a_flow_says_so_on_the_finalised_basis(settled):
    shown = words(ask(settled.reader(), PATH, "?counted=finalised&outcome=not_yet"))
    assert "Ask for the recorded basis." in shown
