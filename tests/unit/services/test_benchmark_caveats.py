"""What is odd about a published year is said, and keeps a force out of the limits where it would mislead."""

import pandas as pd
import pytest

from flightdeck.services.benchmark import Flag, comparison, years
from tests.unit.services.benchmarks import TWO_FORCES, YEAR, published, said, text


def test_north_yorkshire_is_shown_flagged_and_kept_out_of_the_limits(shipped: pd.DataFrame) -> None:
    found = comparison(shipped, year="2018/19")
    row = found.row("North Yorkshire")
    assert (row.flags, row.in_limits, row.not_yet, row.recorded) == ((Flag.HIGH_UNASSIGNED,), False, 507, 568)
    assert said(found)["high_unassigned"] == [
        "Humberside",
        "North Wales",
        "North Yorkshire",
        "South Yorkshire",
    ]
    assert (
        "North Yorkshire: 89 % of the offences it recorded had no outcome yet (507 of 568). "
        "It is shown, but moves neither the centre line nor the limits."
    ) in text(found, "high_unassigned")


@pytest.mark.parametrize(
    ("basis", "outcome", "in_limits"),
    [("recorded", "charged", False), ("recorded", "not_yet", True), ("finalised", "charged", True)],
)
def test_unassigned_crimes_keep_a_force_out_only_where_they_dilute_its_share(
    basis: str, outcome: str, in_limits: bool, shipped: pd.DataFrame
) -> None:
    row = comparison(shipped, year="2018/19", basis=basis, outcome=outcome).row("North Yorkshire")
    assert (row.flags, row.in_limits) == ((Flag.HIGH_UNASSIGNED,), in_limits)


@pytest.mark.parametrize(("threshold", "flags"), [(0.2, ()), (0.19, (Flag.HIGH_UNASSIGNED,))])
def test_only_a_share_above_the_threshold_is_flagged(threshold: float, flags: tuple[Flag, ...]) -> None:
    found = comparison(published(TWO_FORCES), year=YEAR, unassigned_threshold=threshold)
    assert found.row("Suffolk").flags == flags  # 40 of 200


def test_revisions_below_zero_stay_in_the_sums_and_are_counted_aloud() -> None:
    found = comparison(published([*TWO_FORCES, ("Suffolk", "0", -15, None)]), year=YEAR)
    assert found.row("Suffolk").recorded == 185
    assert text(found, "negative_revisions") == [
        "Published cells of 2018/19 below zero: 1. They are revisions, take back 15 in all, "
        "and are kept in the sums. All years and offences: 1.",
        "Of these cells below zero in Suffolk: 1.",
    ]


def test_the_348_shipped_revisions_are_stated(shipped: pd.DataFrame) -> None:
    both = [comparison(shipped, year=year, scope="sexual_all") for year in years(shipped)]
    assert [text(found, "negative_revisions")[0] for found in both] == [
        "Published cells of 2017/18 below zero: 318. They are revisions, take back 931 in all, "
        "and are kept in the sums. All years and offences: 348.",
        "Published cells of 2018/19 below zero: 30. They are revisions, take back 215 in all, "
        "and are kept in the sums. All years and offences: 348.",
    ]


def test_a_count_that_revisions_take_below_zero_is_no_proportion() -> None:
    found = comparison(published([*TWO_FORCES, ("Suffolk", "1", -11, 0)]), year=YEAR)
    row = found.row("Suffolk")
    assert (row.numerator, row.value, row.lower, row.upper, row.in_limits) == (-1, None, None, None, False)
    assert row.flags == (Flag.NEGATIVE_COUNT,)
    assert text(found, "no_proportion") == ["Suffolk: revisions leave -1 of 189, which is no proportion."]


def test_of_which_types_are_said_and_not_added() -> None:
    plain = comparison(published(TWO_FORCES), year=YEAR)
    found = comparison(published([*TWO_FORCES, ("Suffolk", "1A", 7, 7)]), year=YEAR)
    assert found.rows == plain.rows
    assert text(found, "of_which") == ["Outcome types 1A are inside another type and are not added to it."]


def test_cells_blank_as_published_are_counted_aloud_on_the_basis_they_belong_to() -> None:
    frame = published([*TWO_FORCES, ("Suffolk", "15", 3, None)])
    assert text(comparison(frame, year=YEAR, basis="finalised"), "flow_not_published") == [
        "Cells of outcomes assigned in the year that are blank as published and count as none: 1."
    ]
    assert text(comparison(frame, year=YEAR), "flow_not_published") == []


@pytest.mark.parametrize(
    ("columns", "caveat"),
    [
        ({"source": "imported from new.ods on 2026-11-24"}, "imported"),
        ({"financial_quarter": "2"}, "part_year"),
        ({"on_list": False}, "unknown_offence_code"),
    ],
)
def test_what_is_odd_about_an_imported_year_is_said(columns: dict[str, object], caveat: str) -> None:
    assert said(comparison(published(TWO_FORCES, **columns), year=YEAR))[caveat] == [""]


def test_a_complete_shipped_year_says_none_of_it(shipped: pd.DataFrame) -> None:
    odd = {"imported", "part_year", "unknown_offence_code", "of_which", "no_rows", "no_proportion"}
    assert not odd & said(comparison(shipped, year="2018/19")).keys()


def test_that_the_shipped_list_makes_rasso_of_every_sexual_offence_is_said(shipped: pd.DataFrame) -> None:
    assert "rasso_is_every_sexual_offence" in said(comparison(shipped, year="2018/19", scope="rasso"))
    assert "rasso_is_every_sexual_offence" not in said(comparison(shipped, year="2018/19"))
