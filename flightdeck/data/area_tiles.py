"""Where each area's tile stands beside the others: a small table that a force can replace, and an order where it says nothing."""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flightdeck.errors import ReaderError

HEADINGS = ("area", "row", "column")


@dataclass(frozen=True, slots=True)
class TilePlaces:
    """The row and column (from 1) of each area."""

    at: dict[str, tuple[int, int]]
    placed: bool  # whether the table places every one of them


def area_tiles(path: Path, areas: Sequence[str]) -> TilePlaces:
    """Where the tiles of some areas stand: as the table says where it knows them all, else in the order of their names.

    Raises:
        ReaderError: when the table cannot be read.
    """
    names = sorted(set(areas))
    known = _read(path)
    if names and all(name in known for name in names):
        return TilePlaces({name: known[name] for name in names}, placed=True)
    width = max(math.ceil(math.sqrt(len(names))), 1)
    return TilePlaces(
        {name: (place // width + 1, place % width + 1) for place, name in enumerate(names)}, placed=False
    )


def _read(path: Path) -> dict[str, tuple[int, int]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["area"]: (int(row["row"]), int(row["column"])) for row in csv.DictReader(file)}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ReaderError.of(
            "the table of area tiles cannot be read",
            where=str(path),
            remedy="Give it the headings "
            + ", ".join(HEADINGS)
            + ", rows and columns as whole numbers from 1.",
        ) from error
