"""Files that are whole on the disk or not there at all."""

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from flightdeck.errors import ReaderError

_STORE = (
    "snapshots",
    "synthetic",
    "application.sqlite",
    "hash.key",
    "session.key",
)  # any of them marks a store


def write(path: Path, content: bytes) -> str:
    """Write a new file to the disk; the SHA-256 of what was written."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(content).hexdigest()


def replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another, whole or not at all."""
    beside = path.with_name(f".{path.name}-{uuid4().hex}")
    write(beside, content)
    beside.replace(path)
    sync(path.parent)


def private_store(folder: Path) -> None:
    """Make the folder of a store, open to its owner alone; another folder that stands already stays as it is.

    Raises:
        ReaderError: when it cannot be made.
    """
    try:
        found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReaderError.of(
            f"the store cannot be opened: {error.strerror}",
            where=str(folder),
            remedy="Name another folder with --store or FLIGHTDECK_STORE.",
        ) from error
    if not found or found.intersection(_STORE):
        _only_owner(folder, stat.S_IRWXU)


def private_file(path: Path) -> None:
    """Make a file, where there is none, that its owner alone may read and write."""
    path.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
    _only_owner(path, stat.S_IRUSR | stat.S_IWUSR)


def _only_owner(path: Path, mode: int) -> None:
    with suppress(PermissionError):  # whoever does not own it cannot close it, and need not
        path.chmod(mode)


def seal(folder: Path) -> None:
    """Let nobody change the files of a folder."""
    for path in folder.iterdir():
        path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    sync(folder)


def sync(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows does that by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
