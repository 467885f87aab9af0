"""A force beside the others: both bases by their own rule, odd counts kept and said, nothing averaged away."""

import json

import pandas as pd
import pytest

from flightdeck.data.benchmarks import load_benchmarks
from flightdeck.errors import ReaderError
from flightdeck.services.benchmark import Comparison, Flag, comparison, figures, forces, years

YEAR = "2018/19"
# force, outcome type, offences recorded in the quarter, outcomes recorded in the quarter
Outcomes = list[tuple[str, str, int, int | None]]
TWO_FORCES: Outcomes = [
    ("Suffolk", "0", 40, None),
    ("Suffolk", "1", 10, 12),
    ("Suffolk", "16", 50, 45),
    ("Suffolk", "20", 100, 90),
    ("Norfolk", "0", 20, None),
    ("Norfolk", "1", 20, 15),
    ("Norfolk", "16", 60, 70),
]


def published(outcomes: Outcomes, **columns: object) -> pd.DataFrame:
    """A frame of rapes in the shape `load_benchmarks` gives, each row in all four quarters' first."""
    frame = pd.DataFrame(
        outcomes, columns=["force_name", "outcome_type", "for_offences_recorded", "recorded_in_quarter"]
    )
    has_area = frame["force_name"] != "British Transport Police"
    return frame.assign(
        financial_year=YEAR,
        financial_quarter="1",
        offence_code="19C",
        for_offences_recorded=frame["for_offences_recorded"].astype("Int64"),
        recorded_in_quarter=frame["recorded_in_quarter"].astype("Int64"),
        source="shipped with the flight deck",
        on_list=True,
        is_rape=True,
        is_rasso=True,
        is_sexual=True,
        of_which=frame["outcome_type"].isin(["1A", "2A", "3A"]),
        population=pd.Series([100_000] * len(frame), dtype="Int64").where(has_area),
        mid_year=pd.Series([2018] * len(frame), dtype="Int64").where(has_area),
    ).assign(**columns)


@pytest.fixture(scope="module")
def shipped() -> pd.DataFrame:
    return load_benchmarks(None)


def said(found: Comparison) -> dict[str, list[str]]:
    """Caveat id to the forces it names."""
    names: dict[str, list[str]] = {}
    for caveat in found.caveats:
        names.setdefault(caveat.id, []).append(caveat.force)
    return names


def text(found: Comparison, caveat_id: str) -> list[str]:
    return [caveat.text for caveat in found.caveats if caveat.id == caveat_id]


# ── the two bases ────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── the forces ───────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── the traps ────────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── what is asked ────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── limits ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_centre_is_the_pooled_share_of_the_forces_that_are_judged(shipped: pd.DataFrame) -> None:
    found = comparison(shipped, year="2018/19")
    judged = [row for row in found.rows if row.in_limits]
    assert found.limits is not None
    assert found.limits.forces == len(judged) == 38
    pooled = sum(row.numerator for row in judged) / sum(row.denominator for row in judged)
    assert found.centre == found.limits.centre == pytest.approx(pooled, rel=1e-12)
    assert found.curves == found.limits.points


def test_only_a_force_that_is_judged_has_a_position(shipped: pd.DataFrame) -> None:
    found = comparison(shipped, year="2018/19")
    apart = {row.force for row in found.rows if not row.position}
    assert apart == {"Humberside", "North Wales", "North Yorkshire", "South Yorkshire"}


def test_a_flagged_force_moves_the_limits_on_the_recorded_basis_not_by_a_hair(shipped: pd.DataFrame) -> None:
    is_flagged = shipped["force_name"].eq("North Yorkshire") & shipped["outcome_type"].eq("1")
    more_charges = shipped.assign(
        for_offences_recorded=shipped["for_offences_recorded"].mask(
            is_flagged, shipped["for_offences_recorded"] + 1
        )
    )
    before, after = (comparison(frame, year="2018/19") for frame in (shipped, more_charges))
    assert after.row("North Yorkshire").numerator > before.row("North Yorkshire").numerator
    assert after.limits == before.limits


def test_limits_wider_than_chance_are_said(shipped: pd.DataFrame) -> None:
    found = comparison(shipped, year="2018/19", outcome="victim_does_not_support")
    assert found.limits is not None
    assert found.limits.overdispersed
    assert len(text(found, "overdispersed")) == 1


def test_limits_close_in_on_the_centre_as_forces_grow(shipped: pd.DataFrame) -> None:
    limits = comparison(shipped, year="2018/19").limits
    assert limits is not None
    widths = [point.upper_outer - point.lower_outer for point in limits.points]
    assert widths == sorted(widths, reverse=True)
    assert all(
        point.lower_outer <= point.lower_inner <= limits.centre <= point.upper_inner <= point.upper_outer
        for point in limits.points
    )


def test_the_rate_has_a_funnel_of_its_own_with_every_force_in_it(shipped: pd.DataFrame) -> None:
    found = comparison(shipped, year="2018/19")
    assert found.rate_limits is not None
    everybody = sum(row.population or 0 for row in found.rows)
    assert found.rate_limits.forces == 42
    assert found.rate_limits.centre == pytest.approx(
        1000 * sum(row.recorded for row in found.rows) / everybody
    )
    assert all(row.rate_position for row in found.rows)


def test_without_a_proportion_there_are_no_limits_and_it_is_said() -> None:
    found = comparison(published([("Suffolk", "0", 0, None)]), year=YEAR)
    assert (found.limits, found.rate_limits, found.centre, found.curves) == (None, None, None, ())
    assert said(found)["no_limits"] == [""]
