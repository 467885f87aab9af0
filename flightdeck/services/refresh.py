"""Refresh: extract, conform, check and keep as a snapshot, all or nothing."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from flightdeck.data.as_at import as_at_date, whole_from_date
from flightdeck.data.checks import Check, door_checks, run_checks
from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.conform.result import Conformed
from flightdeck.data.conform.tables import conform_tables
from flightdeck.data.contracts import checked
from flightdeck.data.extract import open_source
from flightdeck.data.mapping import Mapping as SourceMapping
from flightdeck.data.mapping import check_mapping, load_mapping
from flightdeck.data.mapping.load import read_mapping
from flightdeck.data.snapshots import SnapshotInfo, SnapshotStore
from flightdeck.domain.codes import CodeLists
from flightdeck.errors import BrokenInvariantError, ReaderError

Progress = Callable[[str, float], None]

SHARE_OF_READING = 0.7  # of the whole time, so that the bar moves evenly


@dataclass(frozen=True, slots=True)
class FrameCount:
    """Rows of one frame: those that came in are those kept and those quarantined."""

    rows_in: int
    kept: int
    quarantined: int

    def to_json(self) -> dict[str, int]:
        """The counts as they stand in a manifest."""
        return {"rows_in": self.rows_in, "kept": self.kept, "quarantined": self.quarantined}


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did."""

    snapshot: str
    new: bool
    as_at: date
    source: str
    synthetic: bool
    frames: dict[str, FrameCount]
    quarantined: dict[str, dict[str, int]]  # frame -> rule -> rows
    checks: tuple[Check, ...]
    seconds: float

    def to_json(self) -> dict[str, object]:
        """The report for a machine."""
        return {
            "snapshot": self.snapshot,
            "new": self.new,
            "as_at": self.as_at.isoformat(),
            "source": self.source,
            "synthetic": self.synthetic,
            "frames": {name: count.to_json() for name, count in self.frames.items()},
            "quarantined": self.quarantined,
            "checks": [check.to_json() for check in self.checks],
            "seconds": round(self.seconds, 1),
        }


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Everything a snapshot is made of, before it is written."""

    as_at: date
    whole_from: date | None
    source: str
    conformed: dict[str, Conformed]
    checks: tuple[Check, ...]


def refresh(
    mapping_path: Path, *, store: Path, code_lists_folder: Path, hash_key: bytes, progress: Progress
) -> RefreshReport:
    """Read the source whole and make it the latest snapshot; on any fault the last good one keeps serving.

    Args:
        hash_key: the secret that references are hashed with; another key makes every reference another.
        progress: called with what is being done and the share done, 0 to 1.

    Raises:
        ReaderError: with every fault of the mapping, the code lists or the source.
    """
    began = time.monotonic()
    now = datetime.now(UTC)
    snapshots = SnapshotStore(store)
    read_mapping(mapping_path)  # a name mistyped here is no failure for every reader to be told of
    with snapshots.refreshing(started_at=now):
        code_lists = load_code_lists(code_lists_folder)
        faults = check_mapping(mapping_path, code_lists=code_lists, store=store, look_at_source=True)
        if faults:
            raise ReaderError(faults)
        mapping = load_mapping(mapping_path)
        gathered = _gather(
            mapping,
            code_lists=code_lists,
            store=store,
            hash_key=hash_key,
            today=now.date(),
            progress=progress,
        )
        progress("Writing the snapshot", 0.9)
        info = _write(gathered, mapping, code_lists=code_lists, snapshots=snapshots, now=now)
    progress("Done", 1.0)
    return _report(gathered, info, mapping, seconds=time.monotonic() - began)


def _gather(
    mapping: SourceMapping,
    *,
    code_lists: CodeLists,
    store: Path,
    hash_key: bytes,
    today: date,
    progress: Progress,
) -> _Gathered:
    with open_source(mapping, store=store) as source:
        as_at = as_at_date(mapping, source, today=today)
        whole_from = whole_from_date(mapping, source, today=today)
        frames = conform_tables(
            source,
            mapping,
            code_lists=code_lists,
            hash_key=hash_key,
            as_at=as_at,
            store=store,
            progress=lambda what, share: progress(what, share * SHARE_OF_READING),
        )
        conformed = {frame.name: _accounted(frame, code_lists) for frame in frames}
        description = source.describe()
    if not conformed["crimes"].kept:
        raise _nothing_kept(conformed["crimes"], mapping)
    progress("Checking across frames", 0.8)
    found = run_checks({name: frame.frame for name, frame in conformed.items()}, code_lists, as_at)
    return _Gathered(
        as_at, whole_from, description, conformed, checks=(*door_checks(conformed.values()), *found)
    )


def _accounted(frame: Conformed, code_lists: CodeLists) -> Conformed:
    """The frame, once it keeps its contract and every row is accounted for."""
    checked(frame.frame, name=frame.name, code_lists=code_lists)
    if frame.rows_in != frame.kept + len(frame.quarantined):
        raise BrokenInvariantError(
            f"{frame.name}: {frame.rows_in} rows in, {frame.kept} kept, {len(frame.quarantined)} quarantined"
        )
    return frame


def _nothing_kept(crimes: Conformed, mapping: SourceMapping) -> ReaderError:
    rules = ", ".join(f"{rule}: {count}" for rule, count in crimes.quarantined["rule"].value_counts().items())
    return ReaderError.of(
        f"no crime could be kept of {crimes.rows_in} rows" + (f" ({rules})" if rules else ""),
        where=str(mapping.path),
        remedy="Check the row filter, the labels and the date formats of crimes; the last good snapshot still serves.",
    )


def _write(
    gathered: _Gathered,
    mapping: SourceMapping,
    *,
    code_lists: CodeLists,
    snapshots: SnapshotStore,
    now: datetime,
) -> SnapshotInfo:
    frames = gathered.conformed
    return snapshots.write(
        {name: frame.frame for name, frame in frames.items()},
        _manifest(gathered, mapping, code_lists=code_lists, now=now),
        quarantined=pd.concat([frame.quarantined for frame in frames.values()], ignore_index=True),
        raw_labels=pd.concat([frame.raw_labels for frame in frames.values()], ignore_index=True),
    )


def _manifest(
    gathered: _Gathered, mapping: SourceMapping, *, code_lists: CodeLists, now: datetime
) -> Mapping[str, object]:
    return {
        "as_at": gathered.as_at.isoformat(),
        "whole_from": None if gathered.whole_from is None else gathered.whole_from.isoformat(),
        "created_at": now.isoformat(timespec="seconds"),
        "title": mapping.title,
        "mapping": {"id": mapping.mapping, "version": mapping.version, "hash": mapping.content_hash},
        "system": mapping.system,
        "synthetic": mapping.synthetic,
        "source": gathered.source,
        "code_lists": {name: code_list.version for name, code_list in sorted(code_lists.items())},
        "frames": {name: count.to_json() for name, count in _counts(gathered).items()},
        "absent": mapping.absent(),
        "precision": mapping.precision(),
        "caveats": list(mapping.caveats),
        "population_of": mapping.population_of or "",
        "issues": {name: frame.issues for name, frame in gathered.conformed.items() if frame.issues},
        "checks": [check.to_json() for check in gathered.checks],
    }


def _counts(gathered: _Gathered) -> dict[str, FrameCount]:
    return {
        name: FrameCount(rows_in=frame.rows_in, kept=frame.kept, quarantined=len(frame.quarantined))
        for name, frame in gathered.conformed.items()
    }


def _report(
    gathered: _Gathered, info: SnapshotInfo, mapping: SourceMapping, *, seconds: float
) -> RefreshReport:
    rules = {
        name: {str(rule): int(rows) for rule, rows in frame.quarantined["rule"].value_counts().items()}
        for name, frame in gathered.conformed.items()
    }
    return RefreshReport(
        snapshot=info.id,
        new=info.new,
        as_at=gathered.as_at,
        source=gathered.source,
        synthetic=mapping.synthetic,
        frames=_counts(gathered),
        quarantined={name: found for name, found in rules.items() if found},
        checks=gathered.checks,
        seconds=seconds,
    )
