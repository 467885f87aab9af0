"""The synthetic record system: the same for the same seed, whole or not at all, and bounded in size."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from flightdeck.data.synthetic import SeedReport, last_month_end, seed, seed_database, tables
from flightdeck.data.synthetic.seed import plans
from flightdeck.data.synthetic.settings import stories
from flightdeck.errors import ReaderError

UNTIL = date(2026, 10, 31)
CRIMES = 3_000
PLANNED = {"ABP_END", "EXP_DT", "DUE_DT"}  # days that may lie after the extract
ALMOST_ALL = 0.995  # the rest are mistyped

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def frames() -> Frames:
    return next(tables(crimes=CRIMES, until=UNTIL))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> SeedReport:
    return seed(tmp_path_factory.mktemp("seed") / "rms.sqlite", crimes=CRIMES, until=UNTIL)


@pytest.fixture
def database(report: SeedReport) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(report.target)) as connection:
        yield connection


def test_the_same_seed_gives_the_same_tables(frames: Frames) -> None:
    again = next(tables(crimes=CRIMES, until=UNTIL))
    assert list(again) == list(frames)
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(again[name], frame)


def test_another_seed_gives_other_tables(frames: Frames) -> None:
    other = next(tables(crimes=CRIMES, until=UNTIL, seed=1))
    assert not other["T_INVESTIGATION"]["REC_DT"].equals(frames["T_INVESTIGATION"]["REC_DT"])


def test_the_database_holds_what_the_frames_hold(database: sqlite3.Connection, frames: Frames) -> None:
    for name, frame in frames.items():
        written = pd.read_sql(f'SELECT * FROM "{name}"', database)
        assert list(written) == list(frame)
        assert written.astype("str").fillna("").equals(frame.astype("str").fillna("")), name


def test_the_report_counts_the_rows_written(report: SeedReport, frames: Frames) -> None:
    assert report.rows == {name: len(frame) for name, frame in frames.items()}
    assert report.forces == ("Synthetic Constabulary",)
    assert report.stories == tuple(stories().all())


def test_the_database_says_that_it_is_synthetic(database: sqlite3.Connection) -> None:
    [(extracted, whole_from, system, notice)] = database.execute('SELECT * FROM "SYS_EXTRACT"').fetchall()
    assert (extracted, whole_from, system) == ("2026-10-31", "2018-11-01", "SYNTHETIC RMS")
    assert notice.startswith("SYNTHETIC:")


def test_as_many_crimes_as_asked_for_and_incidents_beside_them(frames: Frames) -> None:
    kept = frames["T_INVESTIGATION"].drop_duplicates("INV_URN")
    kept = kept[kept["DEL_FLAG"].isna()]
    backlog = kept["INV_URN"].str.contains("/E")
    assert kept[~backlog]["REC_TYPE"].value_counts().to_dict() == {"CRIME": CRIMES, "N100": 120}


def test_the_backlog_was_still_open_when_the_window_begins(frames: Frames) -> None:
    kept = frames["T_INVESTIGATION"].drop_duplicates("INV_URN")
    backlog = kept[kept["INV_URN"].str.contains("/E") & kept["DEL_FLAG"].isna()]
    recorded = pd.to_datetime(backlog["REC_DT"], format="%d/%m/%Y", errors="coerce")
    sane = recorded[recorded.dt.year.between(2005, 2026)]
    assert len(sane) > 0.98 * len(backlog)
    assert (sane < "2018-11-01").mean() > 0.99  # all but swapped days and months
    outcomes = frames["T_OFF_OUTCOME"].merge(backlog[["INV_URN"]], on="INV_URN")
    final = outcomes.loc[outcomes["REV_DT"].isin(["", None]) | outcomes["REV_DT"].isna(), "OUT_DT"]
    british = pd.to_datetime(final, format="%d/%m/%Y", errors="coerce")
    ended = british.fillna(pd.to_datetime(final, format="%Y-%m-%d", errors="coerce")).dropna()
    assert len(ended) > 100
    assert (ended >= "2018-11-01").mean() > 0.98  # all but planted faults


def test_three_areas_of_two_teams_each(frames: Frames) -> None:
    teams = frames["T_INVESTIGATION"].dropna(subset="UNIT_TXT").groupby("BCU_TXT")["UNIT_TXT"].unique()
    assert {area: sorted(names) for area, names in teams.items()} == {
        "East": ["East 1", "East 2"],
        "South": ["South 1", "South 2"],
        "West": ["West 1", "West 2"],
    }


def test_a_killed_seed_leaves_the_last_database(tmp_path: Path) -> None:
    target = tmp_path / "rms.sqlite"
    target.write_bytes(b"the last good one")

    def kill(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seed(target, crimes=200, until=UNTIL, progress=kill)
    assert target.read_bytes() == b"the last good one"


def test_progress_is_told_after_each_force(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    seed(
        tmp_path / "rms.sqlite",
        crimes=300,
        forces=3,
        until=UNTIL,
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_all_that_is_wrong_with_the_numbers_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReaderError) as caught:
        seed(tmp_path / "rms.sqlite", crimes=10, forces=99, years=0, until=UNTIL)
    assert [fault.remedy for fault in caught.value.faults] == [
        "Ask for 1 to 43 forces.",
        "Ask for 1 to 20 years.",
        "Ask for at least 100 crimes a force.",
    ]


def test_forces_share_out_the_crimes_under_invented_names() -> None:
    its_plans = list(plans(crimes=2_000_000, forces=43, until=UNTIL))
    sizes = [plan.crimes for plan in its_plans]
    assert sum(sizes) == 2_000_000
    assert len({plan.force_name for plan in its_plans}) == 43
    assert max(sizes) < 150_000  # one force is in memory at a time
    assert [plan.stories is not None for plan in its_plans] == [True] + [False] * 42


def test_forces_come_one_at_a_time_with_keys_of_their_own() -> None:
    first, second = tables(crimes=600, forces=2, until=UNTIL)
    assert set(second) == set(first) - {"SYS_EXTRACT"}
    for table in ("T_INVESTIGATION", "T_INV_NOM_LINK", "T_OFF_OUTCOME", "T_STAFF", "T_SURVEY", "T_INV_EVENT"):
        key = first[table].columns[0]
        assert set(first[table][key]).isdisjoint(second[table][key]), table


def test_nothing_but_what_is_planned_is_dated_after_the_extract(frames: Frames) -> None:
    for name, frame in frames.items():
        for column in frame.columns[frame.columns.str.endswith(("_DT", "_DTTM"))].difference(list(PLANNED)):
            text = frame[column].dropna().astype("str")
            iso = text[text.str.match(r"\d{4}-\d{2}-\d{2}")].str[:10]
            assert iso.empty or (iso <= "2026-10-31").mean() > ALMOST_ALL, f"{name}.{column}"


def test_no_table_has_a_place_for_a_name_or_a_birth_date(frames: Frames) -> None:
    columns = {column for frame in frames.values() for column in frame}
    personal = ("SURNAME", "FORENAME", "DOB", "BIRTH", "ADDR", "POSTCODE", "NOTES", "PHONE")
    assert not {column for column in columns if any(part in column for part in personal)}


def test_another_database_gets_the_same_rows(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    written = seed_database(engine, crimes=300, forces=2, until=UNTIL)
    report = seed(tmp_path / "rms.sqlite", crimes=300, forces=2, until=UNTIL)
    with engine.connect() as connection:
        links = connection.scalar(sa.text('SELECT count(*) FROM "T_INV_NOM_LINK"'))
    engine.dispose()
    assert written == report.rows
    assert links == report.rows["T_INV_NOM_LINK"]


def test_the_last_day_of_the_month_before() -> None:
    assert last_month_end(date(2026, 1, 5)) == date(2025, 12, 31)
