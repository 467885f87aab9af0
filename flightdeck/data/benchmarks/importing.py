"""Importing a Home Office outcomes table that a reader has downloaded: all of it, or a list of what is wrong."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from flightdeck.data.benchmarks.columns import KEY
from flightdeck.data.benchmarks.conform import Conformed, conformed
from flightdeck.data.benchmarks.tables import limited, read_tables
from flightdeck.errors import Fault, ReaderError

QUARTERS = ("1", "2", "3", "4")


@dataclass(frozen=True, slots=True)
class ImportedBenchmark:
    """A table read whole, in canonical form, with what a reader should know of it."""

    frame: pd.DataFrame
    file: str
    checksum: str
    years: tuple[str, ...]
    notices: tuple[Fault, ...] = ()

    def to_json(self) -> dict[str, object]:
        """What was read, for a report; the rows themselves stay out."""
        return {
            "file": self.file,
            "checksum": self.checksum,
            "years": list(self.years),
            "rows": len(self.frame),
            "notices": [notice.to_json() for notice in self.notices],
        }


def import_outcomes(path: Path) -> ImportedBenchmark:
    """Read a *Police recorded crime and outcomes open data* table of any year (.csv, .csv.gz, .ods or .xlsx).

    Raises:
        ReaderError: Anything is wrong with the file; it carries every fault, each with its row and remedy.
    """
    tables = [conformed(table) for table in read_tables(path)]
    faults = [fault for table in tables for fault in table.faults]
    if faults:
        raise ReaderError(faults)
    frame = pd.concat([table.frame for table in tables])
    faults = _repeated_between_sheets(frame, path) + _nothing_sexual(frame, path)
    if faults:
        raise ReaderError(faults)
    return ImportedBenchmark(
        frame=frame.reset_index(drop=True),
        file=path.name,
        checksum=_checksum(path),
        years=tuple(sorted(frame["financial_year"].unique())),
        notices=(*_distinct_notices(tables), *_incomplete_years(frame, path)),
    )


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _repeated_between_sheets(frame: pd.DataFrame, path: Path) -> list[Fault]:
    """Within a sheet repeats are already refused, so any left are on two sheets."""
    repeated = frame.loc[frame.duplicated(list(KEY)), list(KEY)]
    faults = [
        Fault(f"Two sheets hold {', '.join(key)}.", path.name, "Keep one of the sheets.")
        for key in repeated.itertuples(index=False)
    ]
    return limited(faults, place=path.name)


def _nothing_sexual(frame: pd.DataFrame, path: Path) -> list[Fault]:
    if frame["offence_group"].str.casefold().eq("sexual offences").any():
        return []
    return [Fault("No row is a sexual offence.", path.name, "Import the table that holds sexual offences.")]


def _distinct_notices(tables: list[Conformed]) -> list[Fault]:
    return list(dict.fromkeys(notice for table in tables for notice in table.notices))


def _incomplete_years(frame: pd.DataFrame, path: Path) -> list[Fault]:
    notices = []
    for year, quarters in frame.groupby("financial_year")["financial_quarter"]:
        missing = sorted(set(QUARTERS) - set(quarters))
        if missing:
            notices.append(
                Fault(
                    what=f"{year} has no quarter {', '.join(missing)}, so its figures are for part of the year.",
                    where=path.name,
                    remedy="Import the table again when the year is complete.",
                )
            )
    return notices
