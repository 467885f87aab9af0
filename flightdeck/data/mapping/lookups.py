"""Lookup files: a value of the source turned into another."""

import csv
from pathlib import Path

from flightdeck.data.mapping.model import Lookup
from flightdeck.domain.codes import nearest
from flightdeck.errors import ReaderError


def read_lookup(lookup: Lookup, path: Path) -> dict[str, str]:
    """The values of a lookup file by key.

    Raises:
        ReaderError: when the file or one of its columns is not there.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            names = rows.fieldnames or []
            for name in (lookup.key, lookup.value):
                if name not in names:
                    raise ReaderError.of(
                        f'there is no column "{name}"', where=str(path), remedy=nearest(name, names)
                    )
            return {row[lookup.key] or "": (row[lookup.value] or "").strip() for row in rows}
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError.of(
            "the lookup file cannot be read", where=str(path), remedy="Check its name; it must be UTF-8 CSV."
        ) from error
