"""Where imported tables are kept, and the one frame of all published outcomes: what ships and what was imported."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from flightdeck.data.benchmarks.columns import COUNTS, REQUIRED
from flightdeck.data.benchmarks.importing import ImportedBenchmark, import_outcomes
from flightdeck.data.benchmarks.lookups import SHIPPED, offence_codes, outcome_types, population
from flightdeck.errors import Fault, ReaderError

SHIPPED_TABLE = SHIPPED / "home_office_outcomes_sexual_2017-19.csv.gz"
SHIPPED_SOURCE = "shipped with the flight deck"
TEXT = [name for name in REQUIRED if name not in COUNTS] + ["source"]
LOCK_SECONDS = 30  # an import writes in well under this; a longer wait means another one hangs


@dataclass(frozen=True, slots=True)
class KeptBenchmark:
    """One imported financial year in the store."""

    year: str
    table: str
    file: str
    checksum: str
    rows: int
    imported_at: str
    replaced: str = ""  # the file whose figures for the year this one took the place of


def keep_benchmark(
    imported: ImportedBenchmark, *, store: Path, imported_at: datetime, replace: bool = False
) -> tuple[KeptBenchmark, ...]:
    """Keep each financial year of an imported table under the store; all of them or none.

    A table is written beside its place and moved there, and counts only once the manifest names it, so a
    killed import changes nothing. Replaced tables stay in the folder for whoever is reading them.

    Raises:
        ReaderError: A year has been imported before and `replace` is not set, or another import is running.
    """
    directory = store / "benchmarks"
    directory.mkdir(parents=True, exist_ok=True)
    with _alone(directory):
        before = {kept.year: kept for kept in imported_years(store)}
        overlap = [year for year in imported.years if year in before]
        if overlap and not replace:
            raise ReaderError(_already_imported(before[year]) for year in overlap)
        kept = tuple(
            _keep_year(imported, year, directory=directory, imported_at=imported_at, before=before.get(year))
            for year in imported.years
        )
        _write_manifest(directory, before | {year.year: year for year in kept})
    return kept


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    try:
        lock = FileLock(directory / ".lock").acquire(timeout=LOCK_SECONDS)
    except Timeout as error:
        raise ReaderError.of(
            "Another import is running.", where=str(directory), remedy="Try again when it has ended."
        ) from error
    with lock:
        yield


def _already_imported(kept: KeptBenchmark) -> Fault:
    return Fault(
        what=f"{kept.year} was already imported from {kept.file} on {kept.imported_at[:10]}.",
        where=kept.year,
        remedy="Import with replace to put the new figures in its place.",
    )


def _keep_year(
    imported: ImportedBenchmark,
    year: str,
    *,
    directory: Path,
    imported_at: datetime,
    before: KeptBenchmark | None,
) -> KeptBenchmark:
    rows = imported.frame[imported.frame["financial_year"] == year]
    table = f"{year.replace('/', '-')}-{imported.checksum[:12]}.parquet"
    part = directory / f".{table}.part"
    rows.to_parquet(part, index=False)
    _move(part, directory / table)
    return KeptBenchmark(
        year=year,
        table=table,
        file=imported.file,
        checksum=imported.checksum,
        rows=len(rows),
        imported_at=imported_at.isoformat(timespec="seconds"),
        replaced=before.file if before else "",
    )


def _write_manifest(directory: Path, years: dict[str, KeptBenchmark]) -> None:
    part = directory / ".manifest.json.part"
    listed = [asdict(years[year]) for year in sorted(years)]
    part.write_text(json.dumps({"years": listed}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    _move(part, directory / "manifest.json")


def _move(part: Path, place: Path) -> None:
    """Put a finished file in its place in one step, its bytes on disk first."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(place)


def imported_years(store: Path) -> tuple[KeptBenchmark, ...]:
    """The imported financial years in the store, in order.

    Raises:
        ReaderError: The manifest cannot be read.
    """
    manifest = store / "benchmarks" / "manifest.json"
    if not manifest.is_file():
        return ()
    try:
        listed = json.loads(manifest.read_text(encoding="utf-8"))["years"]
        return tuple(KeptBenchmark(**year) for year in listed)
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderError.of(
            f"The list of imported benchmarks is damaged ({error}).",
            where=str(manifest),
            remedy="Remove the benchmarks folder of the store and import the tables again.",
        ) from error


def load_benchmarks(store: Path | None) -> pd.DataFrame:
    """All published outcomes: what ships, and in place of its financial year whatever was imported.

    One row for each year, quarter, force, offence code and outcome type. Counts are `for_offences_recorded`
    (a cohort) and `recorded_in_quarter` (a flow, missing where none is published). `of_which` rows are inside
    another outcome type and must not be added. `is_rape` and `is_rasso` come from the shipped list, and for a
    code it does not have from the row's own group. `population` and `mid_year` are missing for a force without
    an area. `source` says where each year comes from.

    Raises:
        ReaderError: The store's manifest or one of its tables cannot be read.
    """
    kept = imported_years(store) if store is not None else ()
    shipped = _shipped()
    frames = [shipped[~shipped["financial_year"].isin([year.year for year in kept])]]
    frames += [_imported(year, store / "benchmarks") for year in kept if store is not None]
    return _described(pd.concat(frames, ignore_index=True))


@cache
def _shipped() -> pd.DataFrame:
    return import_outcomes(SHIPPED_TABLE).frame.assign(source=SHIPPED_SOURCE)


def _imported(kept: KeptBenchmark, directory: Path) -> pd.DataFrame:
    source = f"imported from {kept.file} on {kept.imported_at[:10]}"
    try:
        return pd.read_parquet(directory / kept.table).assign(source=source)
    except (OSError, ValueError) as error:
        raise ReaderError.of(
            f"The imported table of {kept.year} cannot be read ({error}).",
            where=str(directory / kept.table),
            remedy=f"Import {kept.file} again with replace.",
        ) from error


def _described(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with what the shipped lists know of each row; repeated text held once."""
    codes = offence_codes()
    listed = frame["offence_code"].isin(codes.index)
    sexual = frame["offence_group"].str.casefold().eq("sexual offences")
    rape = frame["offence_subgroup"].str.casefold().eq("rape")
    described = frame.assign(
        on_list=listed,
        is_rape=frame["offence_code"].isin(codes.index[codes["is_rape"]]) | ~listed & rape,
        is_rasso=frame["offence_code"].isin(codes.index[codes["is_rasso"]]) | ~listed & sexual,
        is_sexual=sexual,
        of_which=frame["outcome_type"].isin(outcome_types()["of_which"].dropna().index),
    ).merge(_populations(frame), on=["financial_year", "force_name"], how="left")
    return described.astype(dict.fromkeys(TEXT, "category"))


def _populations(frame: pd.DataFrame) -> pd.DataFrame:
    pairs = frame[["financial_year", "force_name"]].drop_duplicates()
    residents = [population(force, financial_year=year) for year, force in pairs.itertuples(index=False)]
    return pairs.assign(
        population=pd.array([each.residents if each else None for each in residents], dtype="Int64"),
        mid_year=pd.array([each.mid_year if each else None for each in residents], dtype="Int64"),
    )
