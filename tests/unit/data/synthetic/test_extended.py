"""Hours, officers, checks of orders, plans, requests and totals hang together with what they belong to."""

from datetime import date

import pandas as pd
import pytest

from flightdeck.data.synthetic import tables

UNTIL = date(2026, 10, 31)
Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def frames() -> Frames:
    return next(tables(crimes=6_000, until=UNTIL))


def _days(column: pd.Series) -> pd.Series:
    british = pd.to_datetime(column, format="%d/%m/%Y", errors="coerce")
    return british.fillna(pd.to_datetime(column, format="%Y-%m-%d", errors="coerce"))


def _crimes(frames: Frames) -> pd.DataFrame:
    return frames["T_INVESTIGATION"].query("DEL_FLAG.isna()").drop_duplicates("INV_URN").set_index("INV_URN")


def test_offences_gather_on_weekend_nights(frames: Frames) -> None:
    crimes = _crimes(frames).dropna(subset="OCC_HR")
    weekday, hour = _days(crimes["OCC_FROM"]).dt.day_of_week, crimes["OCC_HR"].astype(int)
    weekend = weekday.isin([4, 5, 6])
    assert weekend.mean() > 3 / 7 + 0.05
    assert (hour[weekend] < 4).mean() > 2 * (hour[~weekend] < 4).mean()
    assert hour.between(0, 23).all()


def test_an_hour_is_known_only_where_the_day_is(frames: Frames) -> None:
    crimes = _crimes(frames)
    spell = _days(crimes["OCC_TO"]) > _days(crimes["OCC_FROM"])
    known = crimes["OCC_HR"].notna()
    assert known[spell].mean() < 0.01  # but for mistyped days
    assert 0.7 < known[~spell].mean() < 0.85


def test_no_report_comes_before_the_hour_of_what_it_reports(frames: Frames) -> None:
    crimes = _crimes(frames).dropna(subset=["OCC_HR", "RPT_HR"])
    same = crimes[crimes["OCC_FROM"] == crimes["RPT_DT"]]
    assert len(same) > 500
    assert (same["RPT_HR"].astype(int) >= same["OCC_HR"].astype(int)).all()


def test_an_open_crime_is_with_an_investigator_of_its_team_who_is_in_post(frames: Frames) -> None:
    staff = frames["T_STAFF"].assign(OFFICER_ID=frames["T_STAFF"]["STF_ID"].astype(str))
    crimes = _crimes(frames).query("STAT_TXT in ['Live', 'Under Investigation']")
    held = crimes.dropna(subset=["OFFICER_ID", "UNIT_TXT"]).merge(
        staff, on="OFFICER_ID", suffixes=("", "_OF")
    )
    assert len(held) > 0.9 * len(crimes)
    assert (held["UNIT_TXT"] == held["UNIT_TXT_OF"]).all()
    assert held["ROLE_TXT"].unique().tolist() == ["DC RASSO"]
    assert held["END_DT"].isna().all()


def test_the_last_check_of_an_order_is_that_of_its_checks(frames: Frames) -> None:
    orders = frames["T_ORDER"].set_index("ORD_ID")
    checks = frames["T_ORDER_CHK"].assign(day=_days(frames["T_ORDER_CHK"]["CHK_DT"]))
    last = checks[checks["CHK_TYP"] == "Subject Check"].groupby("ORD_ID")["day"].max()
    told = _days(orders["LAST_CHK"]).dropna()
    pd.testing.assert_series_equal(last.sort_index(), told.sort_index(), check_names=False, check_dtype=False)
    granted = _days(orders["GRANT_DT"]).reindex(checks["ORD_ID"]).to_numpy()
    assert (checks["day"].to_numpy() >= granted).all()


def test_most_plans_are_of_people_named_more_than_once_and_begin_after_that(frames: Frames) -> None:
    links = frames["T_INV_NOM_LINK"].drop_duplicates("LINK_ID").dropna(subset="NOM_ID")
    suspects = links[links["ROLE_TXT"].isin(["OFF", "SUSPECT"])]
    times = suspects.groupby("NOM_ID").size()
    plans = frames["T_DISR_PLAN"]
    assert (times.reindex(plans["NOM_ID"]) > 1).mean() > 0.6
    assert (
        _days(plans["END_DT"]).dropna() >= _days(plans["START_DT"]).reindex(plans["END_DT"].dropna().index)
    ).all()
    assert plans["EXIT_RSN"].notna().equals(plans["END_DT"].notna())


def test_the_people_in_post_are_those_of_the_totals(frames: Frames) -> None:
    staff = frames["T_STAFF"].dropna(subset="UNIT_TXT")
    last = frames["T_ABSENCE"].query("MTH == '2026-10-01'").set_index("UNIT_TXT")
    now = staff[staff["END_DT"].isna()]
    assert last["HEADS"].to_dict() == now.groupby("UNIT_TXT").size().to_dict()
    assert last["FTE_POST"].round(1).to_dict() == now.groupby("UNIT_TXT")["FTE"].sum().round(1).to_dict()
    assert (last["SCRN_TAKEN"] <= last["SCRN_OFFER"]).all()
    survey = frames["T_STAFF_SURVEY"]
    assert survey["SCORE_SUM"].between(survey["ANSWERS"], 5 * survey["ANSWERS"]).all()


def test_a_possible_duplicate_is_a_person_under_two_nominals_or_a_rare_mistake(frames: Frames) -> None:
    links = frames["T_INV_NOM_LINK"].drop_duplicates("LINK_ID")
    flagged = links[links["POSS_DUP_YN"] == "Y"]
    assert 0.005 < len(flagged) / len(links) < 0.03
    assert flagged["NOM_ID"].notna().all()


def test_support_is_discussed_before_most_withdrawals_and_after_some(frames: Frames) -> None:
    links = frames["T_INV_NOM_LINK"].drop_duplicates("LINK_ID")
    ended, discussed = _days(links["SUPP_DT"]), _days(links["SUPP_DISC_DT"])
    both = ended.notna() & discussed.notna()
    assert 0.05 < (discussed > ended)[both].mean() < 0.3
    assert 0.5 < both.sum() / ended.notna().sum() < 0.8


def test_only_decisions_not_to_go_on_are_reviewed_and_afterwards(frames: Frames) -> None:
    requests = frames["T_VRR"]
    assert (
        _days(requests["DEC_DT"]).dropna()
        >= _days(requests["REQ_DT"]).reindex(requests["DEC_DT"].dropna().index)
    ).all()
    assert requests["DEC_TXT"].notna().equals(requests["DEC_DT"].fillna("").ne(""))
