"""The population of a police force area by ethnic group, from a published table."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flightdeck.domain.codes import nearest
from flightdeck.errors import ReaderError

_AREA = "PFA16NM"
_HEADING = "Ethnic Group: {}; measures: Value"
_EVERYBODY = _HEADING.format("All categories: Ethnic group")
GROUPS = ("White", "Mixed", "Asian", "Black", "Other")


@dataclass(frozen=True, slots=True)
class AreaPopulation:
    """Usual residents of one police force area by high-level ethnic group."""

    area: str
    everybody: int
    groups: Mapping[str, int]

    def share(self, group: str) -> float | None:
        """The share of residents in a group; None for a group the table does not have."""
        count = self.groups.get(group)
        return None if count is None or not self.everybody else count / self.everybody


def area_population(path: Path, area: str) -> AreaPopulation | None:
    """The population of a force area, by its name with or without Constabulary or Police; None when it is not there.

    Raises:
        ReaderError: when the table cannot be read or lacks a heading.
    """
    wanted = _plain(area)
    for row in _rows(path):
        if wanted and _plain(row[_AREA]) == wanted:
            groups = {group: int(row[_HEADING.format(group)]) for group in GROUPS}
            return AreaPopulation(row[_AREA], int(row[_EVERYBODY]), groups)
    return None


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            headings = list(reader.fieldnames or ())
            for name in (_AREA, _EVERYBODY, *(_HEADING.format(group) for group in GROUPS)):
                if name not in headings:
                    raise ReaderError.of(
                        f'there is no column "{name}"', where=str(path), remedy=nearest(name, headings)
                    )
            return list(reader)
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError.of(
            "the population table cannot be read", where=str(path), remedy="Set FLIGHTDECK_POPULATION_TABLE."
        ) from error


def _plain(name: str) -> str:
    words = name.casefold().replace("&", "and").split()
    return " ".join(word for word in words if word not in ("constabulary", "police", "service"))
