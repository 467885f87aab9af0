"""Each awkwardness a real extract has is there, so that the door is tried on it."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from flightdeck.data.synthetic import tables

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def frames() -> Frames:
    return next(tables(crimes=20_000, until=date(2026, 10, 31)))


def _live(frames: Frames) -> pd.DataFrame:
    return frames["T_INVESTIGATION"].query("DEL_FLAG.isna()").drop_duplicates("INV_URN")


def _per_crime(frames: Frames, roles: list[str]) -> pd.Series:
    links = frames["T_INV_NOM_LINK"].drop_duplicates("LINK_ID")
    return links[links["ROLE_TXT"].isin(roles)].groupby("INV_URN").size()


PRESENT: dict[str, Callable[[Frames], object]] = {
    "dates of 1900": lambda f: f["T_INVESTIGATION"]["REC_DT"].isin(["01/01/1900", "1900-01-01"]).any(),
    "the 31st of February": lambda f: f["T_INVESTIGATION"]["REC_DT"].isin(["31/02/2020", "2023-02-31"]).any(),
    "dates in the future": lambda f: f["T_INVESTIGATION"]["OCC_FROM"].str.contains("2066").any(),
    "day and month swapped": lambda f: (
        f["T_INVESTIGATION"]["REC_DT"]
        .str.match(r"^(\d\d/(1[3-9]|2\d|3[01])/)|(\d{4}-(1[3-9]|2\d|3[01])-)")
        .any()
    ),
    "two ways of writing dates": lambda f: f["T_INVESTIGATION"]["REC_DT"].str.contains("/").nunique() == 2,
    "two labels for one status": lambda f: (
        {"Filed", "Filed - Finalised"} <= set(f["T_INVESTIGATION"]["STAT_TXT"])
    ),
    "the 16+1 code for Chinese": lambda f: f["T_INV_NOM_LINK"]["ETH_SD"].eq("O1").any(),
    "an 18+1 label": lambda f: f["T_INV_NOM_LINK"]["ETH_SD"].eq("White - Gypsy or Irish Traveller").any(),
    "a bare not stated": lambda f: f["T_INV_NOM_LINK"]["ETH_SD"].eq("NS").any(),
    "every reason for not asking": lambda f: {"N1", "N2", "N3", "N4"} <= set(f["T_INV_NOM_LINK"]["ETH_SD"]),
    "a code in no list": lambda f: f["T_INV_NOM_LINK"]["ETH_SD"].eq("WB").any(),
    "blank as empty text": lambda f: f["T_INV_NOM_LINK"]["ETH_SD"].eq("").any(),
    "blank as nothing": lambda f: f["T_INV_NOM_LINK"]["ETH_SD"].isna().any(),
    "unreadable ages": lambda f: {"UNK", "999", "-1"} <= set(f["T_INV_NOM_LINK"]["AGE_TXT"]),
    "reclassified crimes": lambda f: _live(f).eval("OFF_CD != OFF_CD_ORIG").any(),
    "cancelled crimes": lambda f: _live(f)["STAT_TXT"].isin(["No Crime", "Cancelled - AVI"]).any(),
    "transferred crimes": lambda f: _live(f)["STAT_TXT"].eq("Transferred To Other Force").any(),
    "incidents": lambda f: (
        set(_live(f).query("REC_TYPE == 'N100'")["OFF_CD"]) == {"N100/1", "N100/2", "N100/3"}
    ),
    "deleted test records": lambda f: f["T_INVESTIGATION"]["DEL_FLAG"].eq("Y").any(),
    "two victims": lambda f: _per_crime(f, ["AGG", "VICTIM"]).max() == 2,
    "three suspects": lambda f: _per_crime(f, ["OFF", "SUSPECT"]).max() == 3,
    "suspects with no nominal": lambda f: f["T_INV_NOM_LINK"].query("IDENT_YN == 'N'")["NOM_ID"].isna().all(),
    "merged nominals": lambda f: f["T_NOMINAL"]["MERGED_INTO"].notna().any(),
    "reversed outcomes": lambda f: (f["T_OFF_OUTCOME"]["REV_DT"].fillna("") != "").any(),
    "an outcome label no list knows": lambda f: f["T_OFF_OUTCOME"]["OUT_TXT"].eq("Detected - See Memo").any(),
    "charges for an alternate offence": lambda f: (
        f["T_OFF_OUTCOME"]["OUT_TXT"].eq("Charge/Summonsed With Alternate Offence").any()
    ),
    "crimes kept twice": lambda f: f["T_INVESTIGATION"]["INV_URN"].duplicated().any(),
    "links kept twice": lambda f: f["T_INV_NOM_LINK"]["LINK_ID"].duplicated().any(),
    "links to no crime": lambda f: (
        not set(f["T_INV_NOM_LINK"]["INV_URN"]) <= set(f["T_INVESTIGATION"]["INV_URN"])
    ),
    "outcomes of no crime": lambda f: (
        not set(f["T_OFF_OUTCOME"]["INV_URN"]) <= set(f["T_INVESTIGATION"]["INV_URN"])
    ),
    "contacts with nobody": lambda f: (
        not set(f["T_VIC_CONTACT"]["LINK_ID"]) <= set(f["T_INV_NOM_LINK"]["LINK_ID"])
    ),
    "crimes with no team": lambda f: _live(f)["UNIT_TXT"].isna().any(),
    "crimes open since the first year": lambda f: (
        _live(f).query("STAT_TXT == 'Live'")["REC_DT"].str.endswith("2019").any()
    ),
}


@pytest.mark.parametrize("awkwardness", PRESENT)
def test_there_are(awkwardness: str, frames: Frames) -> None:
    assert PRESENT[awkwardness](frames)


@pytest.mark.parametrize(
    ("table", "column", "points_to", "key"),
    [
        ("T_CUSTODY", "LINK_ID", "T_INV_NOM_LINK", "LINK_ID"),
        ("T_BAIL", "CUST_ID", "T_CUSTODY", "CUST_ID"),
        ("T_BAIL_COND", "BAIL_ID", "T_BAIL", "BAIL_ID"),
        ("T_CPS", "LINK_ID", "T_INV_NOM_LINK", "LINK_ID"),
        ("T_CPS_AP", "SUB_ID", "T_CPS", "SUB_ID"),
        ("T_COURT", "LINK_ID", "T_INV_NOM_LINK", "LINK_ID"),
        ("T_ORDER", "NOM_ID", "T_NOMINAL", "NOM_ID"),
        ("T_INV_EVENT", "INV_URN", "T_INVESTIGATION", "INV_URN"),
        ("T_INV_REVIEW", "INV_URN", "T_INVESTIGATION", "INV_URN"),
        ("T_STAFF_CRS", "STF_ID", "T_STAFF", "STF_ID"),
    ],
)
def test_what_is_not_spoilt_points_at_what_is_there(
    table: str, column: str, points_to: str, key: str, frames: Frames
) -> None:
    assert set(frames[table][column]) <= set(frames[points_to][key])


def test_every_key_that_is_not_spoilt_is_kept_once(frames: Frames) -> None:
    spoilt = {"T_INVESTIGATION", "T_INV_NOM_LINK", "T_OFF_OUTCOME"}
    twice = {name for name, frame in frames.items() if frame.iloc[:, 0].duplicated().any()}
    assert twice == spoilt
