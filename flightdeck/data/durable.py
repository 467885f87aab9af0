"""Files that are whole on the disk or not there at all."""

import hashlib
import os
import stat
from pathlib import Path
from uuid import uuid4


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
