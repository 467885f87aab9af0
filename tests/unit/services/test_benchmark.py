"""A force beside the others: both bases by their own rule, odd counts kept and said, nothing averaged away."""

import json

import pandas as pd
import pytest

from flightdeck.errors import ReaderError
from flightdeck.services.benchmark import Flag, comparison, figures, forces
from tests.unit.services.benchmarks import TWO_FORCES, YEAR, published, said

# ── the two bases ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("basis", "outcome", "expected"),
    [
        ("recorded", "charged", (10, 200)),
        ("recorded", "not_yet", (40, 200)),
        ("recorded", "transferred", (100, 200)),
        ("finalised", "charged", (12, 57)),  # 12 + 45, neither type 0 nor the 90 transferred
        ("finalised", "victim_does_not_support", (45, 57)),
    ],
)
def test_each_basis_divides_by_its_own_count(basis: str, outcome: str, expected: tuple[int, int]) -> None:
    suffolk = comparison(published(TWO_FORCES), year=YEAR, basis=basis, outcome=outcome).row("Suffolk")
    assert (suffolk.numerator, suffolk.denominator) == expected
    assert suffolk.value == expected[0] / expected[1]


def test_both_counts_and_their_difference_stand_in_every_row() -> None:
    rows = comparison(published(TWO_FORCES), year=YEAR).rows
    assert [(row.force, row.on_recorded, row.on_finalised, row.difference) for row in rows] == [
        ("Norfolk", 20, 15, -5),
        ("Suffolk", 10, 12, 2),
    ]


def test_crimes_not_yet_assigned_have_no_flow_and_so_no_difference() -> None:
    row = comparison(published(TWO_FORCES), year=YEAR, outcome="not_yet").row("Suffolk")
    assert (row.on_recorded, row.on_finalised, row.difference) == (40, None, None)


def test_the_interval_holds_the_value_and_the_rate_its_own() -> None:
    row = comparison(published(TWO_FORCES), year=YEAR).row("Suffolk")
    assert row.lower is not None
    assert row.upper is not None
    assert (round(row.lower, 4), round(row.upper, 4)) == (0.0274, 0.0896)  # Wilson, 10 of 200
    assert row.rate_per_1000 == 2.0
    assert row.rate_lower is not None
    assert row.rate_upper is not None
    assert row.rate_lower < 2.0 < row.rate_upper


# ── the forces ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("year", ["2017/18", "2018/19"])
@pytest.mark.parametrize("basis", ["recorded", "finalised"])
@pytest.mark.parametrize("scope", ["rape_all", "rasso", "sexual_all"])
def test_suffolk_stands_beside_41_other_forces_and_the_two_left_out_are_named(
    year: str, basis: str, scope: str, shipped: pd.DataFrame
) -> None:
    found = comparison(shipped, year=year, basis=basis, scope=scope)
    names = [row.force for row in found.rows]
    assert len(names) == 42
    assert names == sorted(set(forces(shipped)) - {"British Transport Police", "London, City of"})
    assert said(found)["not_compared"] == ["British Transport Police", "London, City of"]


def test_a_force_that_is_in_other_years_only_is_shown_without_figures() -> None:
    frame = pd.concat([published(TWO_FORCES), published([("Essex", "1", 1, 1)], financial_year="2017/18")])
    found = comparison(frame, year=YEAR)
    essex = found.row("Essex")
    assert (essex.flags, essex.value, essex.in_limits) == ((Flag.NO_ROWS,), None, False)
    assert said(found)["no_rows"] == ["Essex"]


def test_a_force_nobody_knows_is_said_not_compared() -> None:
    frame = published([*TWO_FORCES, ("Wessex", "1", 1, 1)])
    frame.loc[frame["force_name"] == "Wessex", ["population", "mid_year"]] = pd.NA
    found = comparison(frame, year=YEAR)
    assert said(found)["not_compared"] == ["British Transport Police", "London, City of", "Wessex"]


# ── what is asked ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_wrong_name_is_said_at_once(shipped: pd.DataFrame) -> None:
    with pytest.raises(ReaderError) as error:
        comparison(shipped, year="2018/91", scope="rape", basis="record", outcome="charge", focus="Suffork")
    assert [(fault.where, fault.remedy) for fault in error.value.faults] == [
        ("financial year", 'Did you mean "2018/19"?'),
        ("scope", 'Did you mean "rape_all"?'),
        ("basis", 'Did you mean "recorded"?'),
        ("outcome", 'Did you mean "charged"?'),
        ("force", 'Did you mean "Suffolk"?'),
    ]


@pytest.mark.parametrize("outcome", ["not_yet", "transferred"])
def test_an_outcome_outside_the_finalised_count_is_refused_on_that_basis(
    outcome: str, shipped: pd.DataFrame
) -> None:
    with pytest.raises(ReaderError, match="Ask for the recorded basis"):
        comparison(shipped, year="2018/19", basis="finalised", outcome=outcome)


def test_figures_of_an_unknown_force_name_the_nearest(shipped: pd.DataFrame) -> None:
    with pytest.raises(ReaderError, match='Did you mean "Suffolk"'):
        figures(shipped, "Suffok", "2018/19")


def test_a_force_without_an_area_has_figures_but_no_rate(shipped: pd.DataFrame) -> None:
    found = figures(shipped, "British Transport Police", "2018/19")
    assert (found.population, found.rate_per_1000) == (None, None)
    assert found.rape_recorded > 0


def test_a_comparison_can_be_written_as_json(shipped: pd.DataFrame) -> None:
    plain = json.loads(json.dumps(comparison(shipped, year="2018/19").to_json()))
    assert (plain["basis"], plain["outcome"]["id"], len(plain["rows"])) == ("recorded", "charged", 42)
