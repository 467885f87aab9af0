"""The planted stories bend what they say they bend, and nothing else."""

from datetime import date

import pandas as pd
import pytest

from flightdeck.data.synthetic import tables

UNTIL = date(2026, 10, 31)
Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def told() -> Frames:
    return next(tables(crimes=6_000, until=UNTIL))


@pytest.fixture(scope="module")
def untold() -> Frames:
    return next(tables(crimes=6_000, until=UNTIL, stories=False))


def _recorded(frames: Frames) -> pd.DataFrame:
    crimes = frames["T_INVESTIGATION"].drop_duplicates("INV_URN").set_index("INV_URN")
    british = pd.to_datetime(crimes["REC_DT"], format="%d/%m/%Y", errors="coerce")
    iso = pd.to_datetime(crimes["REC_DT"], format="%Y-%m-%d", errors="coerce")
    return crimes.assign(recorded=iso.fillna(british))


def _changed(told: pd.DataFrame, untold: pd.DataFrame, *, key: str) -> pd.Index:
    """Keys whose rows differ, or are on one side only."""
    one, other = (
        frame.drop_duplicates(key).set_index(key).fillna("").astype(str) for frame in (told, untold)
    )
    shared = one.index.intersection(other.index)
    differ = shared[(one.loc[shared] != other.loc[shared]).any(axis=1)]
    return differ.append(one.index.symmetric_difference(other.index))


def test_crimes_are_the_same_but_for_how_they_stand(told: Frames, untold: Frames) -> None:
    same = [
        column for column in told["T_INVESTIGATION"] if column not in {"STAT_TXT", "STAT_DT", "OFFICER_ID"}
    ]
    pd.testing.assert_frame_equal(told["T_INVESTIGATION"][same], untold["T_INVESTIGATION"][same])


@pytest.mark.parametrize(
    "table",
    [
        "T_NOMINAL",
        "T_SURVEY",
        "T_STAFF",
        "T_STAFF_MEET",
        "T_STAFF_SURVEY",
        "T_ABSENCE",
        "T_ORDER",
        "T_ORDER_CHK",
    ],
)
def test_tables_no_story_touches_are_the_same(table: str, told: Frames, untold: Frames) -> None:
    pd.testing.assert_frame_equal(told[table], untold[table])


def test_outcomes_change_only_for_the_slow_team_and_after_the_change_of_process(
    told: Frames, untold: Frames
) -> None:
    crimes = _recorded(told)
    outcomes = _changed(told["T_OFF_OUTCOME"], untold["T_OFF_OUTCOME"], key="OUT_ID")
    both = (
        pd.concat([told["T_OFF_OUTCOME"], untold["T_OFF_OUTCOME"]])
        .drop_duplicates("OUT_ID")
        .set_index("OUT_ID")
    )
    its = crimes.reindex(both.loc[outcomes, "INV_URN"].to_numpy())
    dated = its.dropna(subset="recorded")
    of_team = dated["UNIT_TXT"].fillna("South 2").eq("South 2")  # a few crimes hide their team
    assert len(dated) > 100
    assert (of_team | (dated["recorded"] >= "2024-07-01")).all()


def test_ethnicity_goes_blank_in_one_team_from_the_month_on(told: Frames, untold: Frames) -> None:
    links = told["T_INV_NOM_LINK"].drop_duplicates("LINK_ID").set_index("LINK_ID")
    other = untold["T_INV_NOM_LINK"].drop_duplicates("LINK_ID").set_index("LINK_ID")
    lost = links.index[links["ETH_SD"].fillna("") != other["ETH_SD"].fillna("")]
    its = _recorded(told).reindex(links.loc[lost, "INV_URN"].to_numpy()).dropna(subset="recorded")
    assert links.loc[lost, "ETH_SD"].fillna("").eq("").all()
    assert its["UNIT_TXT"].dropna().unique().tolist() == ["West 1"]
    assert (its["recorded"] >= "2025-03-01").mean() > 0.97  # mistyped dates are planted too
    assert len(its) > 50


def test_victims_are_told_late_in_one_area_in_one_quarter(told: Frames, untold: Frames) -> None:
    contacts, other = (frames["T_VIC_CONTACT"].set_index("CON_ID") for frames in (told, untold))
    shared = contacts.index.intersection(other.index)
    one, two = contacts.loc[shared], other.loc[shared]
    late = one[(one["EV_DT"] == two["EV_DT"]) & (one["TOLD_DT"].fillna("") != two["TOLD_DT"].fillna(""))]
    late = late[late["TOLD_DT"].fillna("").ne("")]  # what is never told is another story
    links = told["T_INV_NOM_LINK"].drop_duplicates("LINK_ID").set_index("LINK_ID")
    crimes = _recorded(told).reindex(links["INV_URN"].reindex(late["LINK_ID"].abs()).to_numpy())
    assert len(late) > 15
    assert late["EV_DT"].between("2025-10-01", "2025-12-31").mean() > 0.95  # mistyped dates are planted too
    assert crimes["BCU_TXT"].dropna().unique().tolist() == ["East"]


def test_reviews_of_one_team_stop_from_the_month_on(told: Frames, untold: Frames) -> None:
    done, other = (frames["T_INV_REVIEW"].set_index("REV_ID") for frames in (told, untold))
    shared = done.index.intersection(other.index)
    one, two = done.loc[shared], other.loc[shared]
    stopped = one[
        one["DONE_DT"].fillna("").eq("") & two["DONE_DT"].fillna("").ne("") & (one["DUE_DT"] == two["DUE_DT"])
    ]
    teams = _recorded(told).reindex(stopped["INV_URN"].to_numpy())["UNIT_TXT"]
    assert len(stopped) > 20
    assert teams.dropna().unique().tolist() == ["East 2"]
    assert stopped["DUE_DT"].min() >= "2026-08-01"


def test_one_course_runs_out_in_one_area(told: Frames, untold: Frames) -> None:
    one, two = (frames["T_STAFF_CRS"].set_index("TRN_ID") for frames in (told, untold))
    changed = one[one["EXP_DT"].fillna("") != two["EXP_DT"].fillna("")]
    areas = told["T_STAFF"].set_index("STF_ID")["BCU_TXT"].reindex(changed["STF_ID"])
    assert len(changed) > 10
    assert changed["CRS_CD"].unique().tolist() == ["WoW"]
    assert areas.unique().tolist() == ["West"]
    assert changed["EXP_DT"].max() <= "2026-09-30"
    assert one.drop(columns="EXP_DT").equals(two.drop(columns="EXP_DT"))


def test_half_of_the_contacts_of_one_area_do_not_happen(told: Frames, untold: Frames) -> None:
    one, two = (frames["T_VIC_CONTACT"].set_index("CON_ID") for frames in (told, untold))
    shared = one.index.intersection(two.index)
    one, two = one.loc[shared], two.loc[shared]
    due = one["EV_TYP"].eq("CONTACT PLAN") & (one["EV_DT"] == two["EV_DT"])
    lost = one[due & one["TOLD_DT"].fillna("").eq("") & two["TOLD_DT"].fillna("").ne("")]
    links = told["T_INV_NOM_LINK"].drop_duplicates("LINK_ID").set_index("LINK_ID")
    areas = _recorded(told).reindex(links["INV_URN"].reindex(lost["LINK_ID"]).to_numpy())["BCU_TXT"]
    assert len(lost) > 100
    assert areas.dropna().unique().tolist() == ["South"]
    assert lost["EV_DT"].min() >= "2026-05-01"


def test_a_window_before_the_stories_tells_none() -> None:
    early = date(2022, 12, 31)
    told, untold = (next(tables(crimes=500, until=early, stories=stories)) for stories in (True, False))
    for name, frame in untold.items():
        pd.testing.assert_frame_equal(told[name], frame)
