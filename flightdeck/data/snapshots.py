"""Snapshots: what was known on a day, kept as Parquet and never changed."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import pandas as pd
from filelock import FileLock, Timeout

from flightdeck.data import durable
from flightdeck.data.conform.result import QUARANTINE_COLUMNS, RAW_LABEL_COLUMNS, empty_table
from flightdeck.data.parquet import frame_bytes, frame_from
from flightdeck.domain.codes import nearest
from flightdeck.errors import BrokenInvariantError, Fault, FlightDeckError, NotFoundError, ReaderError

Manifest = dict[str, object]

QUARANTINE = "quarantine"
RAW_LABELS = "raw_labels"
_MANIFEST = "manifest.json"
_SHORT_HASH = 6  # digits of the content hash in the id: one in 16 million for two contents of one day
_BUILDING = ".building-"
_LOCK_SECONDS = 1  # the server looks at the lock now and then, and lets go at once


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """A snapshot without its rows."""

    id: str
    as_at: date
    manifest: Manifest
    new: bool = False


@dataclass(frozen=True, slots=True)
class StoredFrames(Mapping[str, pd.DataFrame]):
    """The frames of a snapshot, each read and verified when it is asked for."""

    folder: Path
    hashes: Mapping[str, str]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The frame of that name; KeyError when the snapshot has none."""
        stored = _verified(self.folder / f"{name}.parquet", self.hashes[name])
        return frame_from(stored)

    def __iter__(self) -> Iterator[str]:
        return iter(self.hashes)

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot with its frames; the source gave no rows for a frame that is not among them."""

    id: str
    manifest: Manifest
    frames: Mapping[str, pd.DataFrame]
    quarantined: pd.DataFrame
    raw_labels: pd.DataFrame


class SnapshotStore:
    """The snapshots under a store folder, and which one is the latest."""

    def __init__(self, folder: Path) -> None:
        """Use the store at `folder`, the one `--store` names; it is made when first written to."""
        self.store = folder
        self.folder = folder / "snapshots"
        self._latest = self.folder / "latest"
        self._failure = folder / "failure.json"
        self._lock = folder / "refresh.lock"
        self._manifests: dict[str, Manifest] = {}

    def write(
        self,
        frames: Mapping[str, pd.DataFrame],
        manifest: Mapping[str, object],
        *,
        quarantined: pd.DataFrame | None = None,
        raw_labels: pd.DataFrame | None = None,
    ) -> SnapshotInfo:
        """Write a snapshot whole or not at all and make it the latest.

        The same content gives the same id and is not written again. The manifest needs `as_at` (ISO date).
        """
        self.clear_unfinished()
        building = self.folder / f"{_BUILDING}{uuid4().hex}"
        durable.private_store(self.store)
        building.mkdir(parents=True)
        aside = {
            QUARANTINE: empty_table(QUARANTINE_COLUMNS) if quarantined is None else quarantined,
            RAW_LABELS: empty_table(RAW_LABEL_COLUMNS) if raw_labels is None else raw_labels,
        }
        tables = {**frames, **aside}
        hashes = {
            name: durable.write(building / f"{name}.parquet", frame_bytes(table))
            for name, table in tables.items()
        }
        content_hash = _content_hash(hashes, manifest)
        name = f"{manifest['as_at']}.{content_hash[:_SHORT_HASH]}"
        new = not (self.folder / name).exists()
        if new:
            whole = {"snapshot": name, **manifest, "content_hash": content_hash, "files": hashes}
            durable.write(building / _MANIFEST, json.dumps(whole, indent=1, default=str).encode())
            durable.seal(building)
            building.rename(self.folder / name)
            durable.sync(self.folder)
        self.clear_unfinished()
        self._point_to(name)
        return self._info(name, new=new)

    def list(self) -> "tuple[SnapshotInfo, ...]":
        """Every snapshot, oldest first."""
        if not self.folder.is_dir():
            return ()
        found = [
            path.name
            for path in self.folder.iterdir()
            if (path / _MANIFEST).is_file() and path.name[0] != "."
        ]
        infos = [self._info(name) for name in found]
        return tuple(sorted(infos, key=lambda info: (info.as_at, str(info.manifest.get("created_at")))))

    def latest(self) -> SnapshotInfo | None:
        """The snapshot to serve; None before the first refresh."""
        try:
            name = self._latest.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self._info(name)

    def load(self, snapshot: str) -> Snapshot:
        """A snapshot by id.

        Raises:
            NotFoundError: when there is none of that id.
            BrokenInvariantError: when a file is not what was written, seen when the frame is read.
        """
        folder = self.folder / snapshot
        names = [info.id for info in self.list()]
        if snapshot not in names:
            raise NotFoundError.of(f'there is no snapshot "{snapshot}"', remedy=nearest(snapshot, names))
        manifest = self._info(snapshot).manifest
        hashes = _hashes(manifest)
        kept = {name: value for name, value in hashes.items() if name not in (QUARANTINE, RAW_LABELS)}
        aside = StoredFrames(folder, hashes)
        return Snapshot(
            id=snapshot,
            manifest=manifest,
            frames=StoredFrames(folder, kept),
            quarantined=aside[QUARANTINE],
            raw_labels=aside[RAW_LABELS],
        )

    def failure(self) -> dict[str, object] | None:
        """What the last refresh failed of, for the banner; None when it did not fail or is still at work."""
        try:
            told: dict[str, object] = json.loads(self._failure.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return None if told.get("running") and self._is_locked() else told

    @contextmanager
    def refreshing(self, *, started_at: datetime) -> Iterator[None]:
        """Hold the store for one refresh; a refresh that ends in any other way than well leaves its failure.

        Raises:
            ReaderError: when another refresh is at work.
        """
        durable.private_store(self.store)
        self.folder.mkdir(exist_ok=True)
        lock = FileLock(self._lock, timeout=_LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise ReaderError.of(
                "another refresh is at work",
                where=str(self.store),
                remedy="Wait until it is done, then run again.",
            ) from error
        try:
            stopped = "The refresh was stopped before it was done."
            self._record({"at": started_at, "running": True, "faults": [Fault(stopped).to_json()]})
            yield
        except FlightDeckError as error:
            faults = error.faults if isinstance(error, ReaderError) else (Fault(str(error)),)
            self._record(
                {"at": started_at, "running": False, "faults": [fault.to_json() for fault in faults]}
            )
            raise
        else:
            self._failure.unlink()
        finally:
            lock.release()

    def _record(self, told: Mapping[str, object]) -> None:
        durable.replace(self._failure, json.dumps(told, indent=1, default=str).encode())

    def _is_locked(self) -> bool:
        try:
            FileLock(self._lock, timeout=0).acquire().lock.release()
        except Timeout:
            return True
        return False

    def clear_unfinished(self) -> None:
        """Remove what a killed refresh left behind; only whoever holds the refresh lock may call it."""
        for left in self.folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(left)

    def _point_to(self, name: str) -> None:
        durable.replace(self._latest, f"{name}\n".encode())

    def _info(self, name: str, *, new: bool = False) -> SnapshotInfo:
        """A snapshot never changes, so its manifest is read once."""
        if name not in self._manifests:
            self._manifests[name] = self._manifest(name)
        manifest = self._manifests[name]
        return SnapshotInfo(
            id=name, as_at=date.fromisoformat(str(manifest["as_at"])), manifest=manifest, new=new
        )

    def _manifest(self, name: str) -> Manifest:
        try:
            manifest: Manifest = json.loads((self.folder / name / _MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ReaderError.of(
                f'the manifest of snapshot "{name}" cannot be read',
                where=str(self.folder / name),
                remedy="Restore it from a backup, or refresh.",
            ) from error
        return manifest


def _hashes(manifest: Manifest) -> dict[str, str]:
    files = manifest["files"]
    assert isinstance(files, dict)  # noqa: S101 (written by us)
    return {str(name): str(value) for name, value in files.items()}


def _content_hash(files: Mapping[str, str], manifest: Mapping[str, object]) -> str:
    """What makes two snapshots the same: rows, as-at date, mapping and code lists; not when or how long."""
    said = {
        name: manifest.get(name)
        for name in ("as_at", "whole_from", "mapping", "code_lists", "absent", "synthetic")
    }
    text = json.dumps({"files": dict(files), **said}, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _verified(path: Path, expected: str) -> bytes:
    stored = path.read_bytes()
    if hashlib.sha256(stored).hexdigest() != expected:
        raise BrokenInvariantError(f"{path} is not what was written: restore it from a backup, or refresh")
    return stored
