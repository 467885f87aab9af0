"""Every published rape figure of 2017/18 and 2018/19 is reproduced to the last digit, and again without pandas."""

import csv
import gzip
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

from flightdeck.data.benchmarks import import_outcomes, load_benchmarks
from flightdeck.data.benchmarks.store import SHIPPED_TABLE
from flightdeck.services.benchmark import comparison, figures, forces, years

CHECK_FILE = Path(__file__).parents[1] / "data" / "home_office_force_rape_2017-19.csv"
COUNTS = ("rape_recorded", "charged", "o14", "o15", "o16", "o18", "not_yet")
RATIOS = ("charged_pct", "o14_pct", "o15_pct", "o16_pct", "o18_pct", "not_yet_pct", "rate_per_1000")
RAPE = {"19C", "19D", "19E", "19F", "19G", "19H"}


def check_rows() -> list[dict[str, str]]:
    with CHECK_FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return load_benchmarks(None)


def number(text: str) -> float | None:
    return float(text) if text else None


def test_the_check_file_holds_every_force_and_year_that_ships(frame: pd.DataFrame) -> None:
    pairs = {(row["force_name"], row["financial_year"]) for row in check_rows()}
    assert len(check_rows()) == 88
    assert pairs == {(force, year) for force in forces(frame) for year in years(frame)}


@pytest.mark.parametrize("row", check_rows(), ids=lambda row: f"{row['force_name']} {row['financial_year']}")
def test_every_published_figure_is_reproduced_to_the_last_digit(
    row: dict[str, str], frame: pd.DataFrame
) -> None:
    found = asdict(figures(frame, row["force_name"], row["financial_year"]))
    names = (*COUNTS, *RATIOS)
    assert {name: found[name] for name in names} == {name: number(row[name]) for name in names}
    assert found["population"] == number(row["pop_2018"])


@pytest.mark.parametrize("year", ["2017/18", "2018/19"])
def test_the_comparison_shows_the_same_suffolk_as_the_check_file(year: str, frame: pd.DataFrame) -> None:
    row = next(row for row in check_rows() if (row["force_name"], row["financial_year"]) == ("Suffolk", year))
    for outcome in ("charged", "o14", "o15", "o16", "o18", "not_yet"):
        suffolk = comparison(frame, year=year, outcome=outcome).row("Suffolk")
        assert suffolk.value is not None
        assert suffolk.rate_per_1000 is not None
        shown = (
            suffolk.numerator,
            suffolk.denominator,
            round(100 * suffolk.value, 2),
            round(suffolk.rate_per_1000, 3),
        )
        expected = (row[outcome], row["rape_recorded"], row[f"{outcome}_pct"], row["rate_per_1000"])
        assert shown == tuple(map(float, expected))


def test_an_import_of_the_shipped_table_gives_the_shipped_counts(frame: pd.DataFrame) -> None:
    imported = import_outcomes(SHIPPED_TABLE).frame
    counts = ["for_offences_recorded", "recorded_in_quarter"]
    pd.testing.assert_frame_equal(imported[counts], frame[counts])


# ── again, with the csv module alone ─────────────────────────────────────────────────────────────────────────────────


def counted_by_hand(column: str) -> Counter[tuple[str, str, str]]:
    """(force, year, outcome type) to the sum of a column over rape."""
    totals: Counter[tuple[str, str, str]] = Counter()
    with gzip.open(SHIPPED_TABLE, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["offence_code"] in RAPE:
                kind = str(int(float(row["outcome_type"])))
                totals[row["force_name"], row["financial_year"], kind] += int(float(row[column] or 0))
    return totals


@pytest.mark.parametrize(
    ("basis", "column", "left_out"),
    [
        ("recorded", "force_outcomes_for_offences_recorded_in_quarter", set()),
        ("finalised", "force_outcomes_recorded_in_quarter", {"0", "20"}),
    ],
)
@pytest.mark.parametrize("year", ["2017/18", "2018/19"])
def test_both_bases_agree_with_a_sum_by_hand(
    basis: str, column: str, left_out: set[str], year: str, frame: pd.DataFrame
) -> None:
    totals = counted_by_hand(column)
    found = comparison(frame, year=year, basis=basis, outcome="victim_does_not_support")
    kinds = {kind for _, _, kind in totals}
    for row in found.rows:
        whole = sum(totals[row.force, year, kind] for kind in kinds - left_out)
        part = totals[row.force, year, "14"] + totals[row.force, year, "16"]
        assert (row.numerator, row.denominator, row.value) == (part, whole, part / whole)
    assert len(found.rows) == 42
