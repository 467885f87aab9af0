"""An imported year is kept whole or not at all, takes the place of the shipped one, and says so."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock

from flightdeck.data.benchmarks import import_outcomes, imported_years, keep_benchmark, load_benchmarks
from flightdeck.data.benchmarks import store as benchmark_store
from flightdeck.errors import ReaderError
from tests.unit.data.benchmarks.published import row, write_csv, year_of_rows

WHEN = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SHIPPED = "shipped with the flight deck"


def keep(path: Path, store: Path, *, replace: bool = False) -> list[str]:
    kept = keep_benchmark(import_outcomes(path), store=store, imported_at=WHEN, replace=replace)
    return [year.year for year in kept]


def sources(store: Path | None) -> dict[str, list[str]]:
    frame = load_benchmarks(store)
    return {
        str(year): list(each["source"].unique())
        for year, each in frame.groupby("financial_year", observed=True)
    }


@pytest.mark.parametrize("store_exists", [True, False])
def test_without_imports_only_what_ships_is_there(store_exists: bool, tmp_path: Path) -> None:
    assert sources(tmp_path if store_exists else None) == {"2017/18": [SHIPPED], "2018/19": [SHIPPED]}


def test_the_shipped_table_keeps_its_348_revisions_below_zero() -> None:
    frame = load_benchmarks(None)
    assert len(frame) == 44_738
    assert int(frame["for_offences_recorded"].lt(0).sum()) == 348
    assert frame.loc[frame["outcome_type"] == "0", "recorded_in_quarter"].isna().all()


def test_an_imported_year_stands_beside_the_shipped_ones(tmp_path: Path) -> None:
    assert keep(write_csv(tmp_path / "new.csv", year_of_rows()), tmp_path / "store") == ["2023/24"]
    imported = "imported from new.csv on 2026-11-24"
    assert sources(tmp_path / "store") == {"2017/18": [SHIPPED], "2018/19": [SHIPPED], "2023/24": [imported]}


def test_an_imported_year_takes_the_place_of_the_shipped_one_whole(tmp_path: Path) -> None:
    keep(write_csv(tmp_path / "new.csv", year_of_rows("2018/19")), tmp_path / "store")
    frame = load_benchmarks(tmp_path / "store")
    assert int(frame["financial_year"].eq("2018/19").sum()) == 8
    assert sources(tmp_path / "store")["2018/19"] == ["imported from new.csv on 2026-11-24"]


def test_a_year_imported_before_is_replaced_only_when_asked(tmp_path: Path) -> None:
    store = tmp_path / "store"
    keep(write_csv(tmp_path / "old.csv", year_of_rows()), store)
    newer = write_csv(tmp_path / "newer.csv", [*year_of_rows(), row(code="19F")])
    with pytest.raises(ReaderError) as error:
        keep(newer, store)
    assert str(error.value) == (
        "2023/24: 2023/24 was already imported from old.csv on 2026-11-24. "
        "Remedy: Import with replace to put the new figures in its place."
    )
    assert [(kept.file, kept.rows) for kept in imported_years(store)] == [("old.csv", 8)]

    keep(newer, store, replace=True)
    assert [(kept.file, kept.rows, kept.replaced) for kept in imported_years(store)] == [
        ("newer.csv", 9, "old.csv")
    ]


def test_a_table_with_one_year_too_many_keeps_none_of_them(tmp_path: Path) -> None:
    store = tmp_path / "store"
    keep(write_csv(tmp_path / "old.csv", year_of_rows("2023/24")), store)
    both = write_csv(tmp_path / "both.csv", [*year_of_rows("2023/24"), *year_of_rows("2024/25")])
    with pytest.raises(ReaderError):
        keep(both, store)
    assert [kept.year for kept in imported_years(store)] == ["2023/24"]


def test_an_import_killed_before_its_manifest_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    keep(write_csv(tmp_path / "old.csv", year_of_rows()), store)
    before = load_benchmarks(store)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(benchmark_store, "_write_manifest", killed)
    newer = import_outcomes(write_csv(tmp_path / "newer.csv", [row()]))
    with pytest.raises(KeyboardInterrupt):
        keep_benchmark(newer, store=store, imported_at=WHEN, replace=True)
    pd.testing.assert_frame_equal(load_benchmarks(store), before)


def test_of_which_types_are_kept_apart_and_unknown_codes_follow_their_own_group(tmp_path: Path) -> None:
    rows = [row(), row(kind="1A"), row(code="19Z")]
    keep(write_csv(tmp_path / "new.csv", rows), tmp_path / "store")
    frame = load_benchmarks(tmp_path / "store").query("financial_year == '2023/24'")
    marks = frame[["offence_code", "outcome_type", "of_which", "on_list", "is_rape", "is_rasso"]]
    assert marks.to_numpy().tolist() == [
        ["19C", "1", False, True, True, True],
        ["19C", "1A", True, True, True, True],
        ["19Z", "1", False, False, True, True],
    ]


def test_a_year_without_an_estimate_divides_by_the_last_one_and_a_force_without_an_area_by_none(
    tmp_path: Path,
) -> None:
    rows = [row(), row(force="British Transport Police")]
    keep(write_csv(tmp_path / "new.csv", rows), tmp_path / "store")
    frame = load_benchmarks(tmp_path / "store").query("financial_year == '2023/24'")
    assert frame[["population", "mid_year"]].to_numpy().tolist() == [[761_246, 2020], [pd.NA, pd.NA]]


def test_two_imports_do_not_write_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark_store, "LOCK_SECONDS", 0)
    (tmp_path / "benchmarks").mkdir()
    table = write_csv(tmp_path / "new.csv", year_of_rows())
    with (
        FileLock(tmp_path / "benchmarks" / ".lock"),
        pytest.raises(ReaderError, match="Another import is running"),
    ):
        keep(table, tmp_path)
    assert keep(table, tmp_path) == ["2023/24"]


@pytest.mark.parametrize("manifest", ["{", "[]", json.dumps({"years": [{"year": "2023/24"}]})])
def test_a_damaged_manifest_is_named_with_its_remedy(manifest: str, tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(ReaderError, match="The list of imported benchmarks is damaged"):
        load_benchmarks(tmp_path)


def test_a_lost_table_is_named_with_its_remedy(tmp_path: Path) -> None:
    keep(write_csv(tmp_path / "new.csv", year_of_rows()), tmp_path)
    next((tmp_path / "benchmarks").glob("*.parquet")).unlink()
    with pytest.raises(ReaderError, match=r"Import new\.csv again with replace"):
        load_benchmarks(tmp_path)
