"""Programs the tests drive that are no Python packages."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


class ProgramMissing(RuntimeError):
    """A program is not on this machine; the words say how to install it."""


def program(name: str) -> Path:
    """Where a program lives, by the same search that `make test` makes.

    Raises:
        ProgramMissing: with the command that installs it.
    """
    found = subprocess.run([ROOT / "scripts/find.sh", name], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise ProgramMissing(
            f"{name} is not installed: run `make test` as root, or sudo apt-get install -y {name}"
        )
    return Path(found.stdout.strip())


def is_root() -> bool:
    """Whether the tests run as root, whom PostgreSQL refuses."""
    return os.geteuid() == 0
