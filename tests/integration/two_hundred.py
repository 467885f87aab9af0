"""The hand-made source of 200 persons: taken through the real door, edited, and what must come out of it."""

import csv
from pathlib import Path

from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, Role
from flightdeck.services.refresh import refresh
from tests.synthetic_store import HASH_KEY, ROOT, deck_over

SOURCE = ROOT / "tests" / "data" / "characteristics_200"
ANALYST = Actor("analyst", Role.ANALYST)
RESTRICTED = Actor("restricted", Role.RESTRICTED_ANALYST)
BOARD = Actor("board", Role.BOARD_MEMBER)
ALL_MONTHS = Filters.from_text("from=2010-06&to=2026-10")
COUNTS = (
    "in_scope",
    "valid",
    "declined",
    "not_asked",
    "ambiguous",
    "unknown",
    "missing",
    "invalid",
    "not_applicable",
)
EXPECTED = {
    # role, characteristic: in scope, valid, declined, not asked, ambiguous, unknown, missing, invalid, not applicable
    ("victim", "age"): (114, 104, 0, 0, 0, 0, 5, 5, 6),
    ("victim", "disability"): (114, 60, 10, 0, 0, 0, 44, 0, 6),
    ("victim", "ethnicity_self_defined"): (114, 50, 8, 9, 12, 5, 16, 14, 6),
    ("victim", "ethnicity_officer_defined"): (114, 40, 0, 0, 0, 10, 64, 0, 6),
    ("victim", "sex"): (114, 100, 0, 0, 0, 4, 10, 0, 6),
    ("suspect_identified", "age"): (70, 70, 0, 0, 0, 0, 0, 0, 10),
    ("suspect_identified", "disability"): (70, 0, 0, 0, 0, 0, 70, 0, 10),
    ("suspect_identified", "ethnicity_self_defined"): (70, 40, 5, 0, 10, 0, 15, 0, 10),
    ("suspect_identified", "ethnicity_officer_defined"): (70, 50, 0, 0, 0, 0, 20, 0, 10),
    ("suspect_identified", "sex"): (70, 70, 0, 0, 0, 0, 0, 0, 10),
    ("suspect_spoken_to", "age"): (50, 50, 0, 0, 0, 0, 0, 0, 0),
    ("suspect_spoken_to", "disability"): (50, 0, 0, 0, 0, 0, 50, 0, 0),
    ("suspect_spoken_to", "ethnicity_self_defined"): (50, 30, 5, 0, 10, 0, 5, 0, 0),
    ("suspect_spoken_to", "ethnicity_officer_defined"): (50, 50, 0, 0, 0, 0, 0, 0, 0),
    ("suspect_spoken_to", "sex"): (50, 50, 0, 0, 0, 0, 0, 0, 0),
}


def refreshed(mapping: Path, store: Path):
    refresh(
        mapping, store=store, code_lists_folder=ROOT / "data" / "code_lists", hash_key=HASH_KEY.encode(),
        progress=lambda _what, _share: None,
    )  # fmt: skip
    return deck_over(store)


def edited(source: Path, column: str, changes: dict[str, str]) -> None:
    """Write values of one column of the persons, by link."""
    path = source / "persons.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row[column] = changes.get(row["LINK"], row[column])
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
