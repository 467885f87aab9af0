"""Writes the hand-made source of 200 persons beside it: 120 victims and 80 suspects with every status planted.

Run it after changing a plan: `python tests/data/characteristics_200/build.py`. What must come out of it stands in
`tests/integration/test_characteristics.py`, counted by hand from the plans below.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
OLD, NEW = "2010-06-15", "2026-05-10"  # before and after 18+1 replaced 16+1 on 1 April 2011
Plan = list[tuple[str, int]]  # what is written, and for how many persons in a row

# Victims 1 to 20 are of crimes of 2010, 21 to 120 of 2026; 115 to 120 are not identified.
VICTIM_ETHNICITY: Plan = [
    ("W1", 6), ("O1", 4),  # 16+1 in its day: O1 is carried forward to A4
    ("O2", 3), ("W3", 2),  # 18+1 before its day: invalid
    ("", 3), ("NS", 2),
    ("W1", 30), ("Black: Caribbean", 5), ("A4", 5),
    ("O1", 5),  # 16+1 after its day: invalid
    ("NS", 10), ("N1", 4), ("N2", 3), ("N3", 2), ("N4", 6), ("Prefer not to say", 2),
    ("U", 5), ("", 12), ("   ", 1), ("ZZ", 4),
    ("W1", 6),  # not identified: not applicable, whatever is written
]  # fmt: skip
VICTIM_SEX: Plan = [("Woman", 3), ("F", 97), ("", 10), ("U", 4), ("F", 6)]
VICTIM_AGE: Plan = [("30", 90), ("", 5), ("999", 3), ("abc", 2), ("17", 14), ("30", 6)]
VICTIM_DISABILITY: Plan = [("Y", 20), ("N", 40), ("Prefer not to say", 10), ("", 44), ("", 6)]
VICTIM_OFFICER: Plan = [("1", 40), ("0", 10), ("", 64), ("1", 6)]

# Suspects are of crimes 21 to 100; 71 to 80 are not identified; 1 to 40 were arrested, 41 to 50 came of their own accord.
SUSPECT_ETHNICITY: Plan = [("W1", 30), ("NS", 10), ("N4", 5), ("", 5), ("", 10), ("B1", 10), ("", 10)]
SUSPECT_OFFICER: Plan = [("1", 50), ("", 30)]
IDENTIFIED_VICTIMS, IDENTIFIED_SUSPECTS = 114, 70
ARRESTED, SPOKEN_TO = 40, 50


def spread(plan: Plan) -> list[str]:
    """What is written for each person in turn."""
    return [text for text, count in plan for _ in range(count)]


def crimes() -> Iterable[dict[str, str]]:
    for number in range(1, 121):
        area = "East" if number % 2 else "West"
        yield {
            "CRIME": f"C{number}", "AREA": area, "TEAM": f"{area} {1 + number % 4 // 2}", "OFF": "19C", "STATUS": "Live",
            "RECORDED": OLD if number <= 20 else NEW,
        }  # fmt: skip


def persons() -> Iterable[dict[str, str]]:
    columns = [
        spread(plan) for plan in (VICTIM_ETHNICITY, VICTIM_SEX, VICTIM_AGE, VICTIM_DISABILITY, VICTIM_OFFICER)
    ]
    for number, values in enumerate(zip(*columns, strict=True), start=1):
        yield _person(f"V{number}", f"C{number}", "V", number <= IDENTIFIED_VICTIMS, values)
    for number, (ethnicity, officer) in enumerate(
        zip(spread(SUSPECT_ETHNICITY), spread(SUSPECT_OFFICER), strict=True), start=1
    ):
        yield _person(
            f"S{number}",
            f"C{number + 20}",
            "S",
            number <= IDENTIFIED_SUSPECTS,
            (ethnicity, "M", "40", "", officer),
        )


def _person(ref: str, crime: str, role: str, identified: bool, values: tuple[str, ...]) -> dict[str, str]:
    ethnicity, sex, age, disability, officer = values
    return {
        "LINK": ref, "CRIME": crime, "NOMINAL": f"N-{ref}" if identified else "", "ROLE": role, "IDENTIFIED": "Y" if identified else "N",
        "ETHNICITY": ethnicity, "SEX": sex, "AGE": age, "DISABILITY": disability, "OFFICER": officer,
    }  # fmt: skip


def arrests() -> Iterable[dict[str, str]]:
    for number in range(1, SPOKEN_TO + 1):
        arrested = number <= ARRESTED
        yield {
            "ARREST": f"A{number}", "LINK": f"S{number}", "VOLUNTARY": "N" if arrested else "Y",
            "ARRESTED": "2026-05-20" if arrested else "", "INTERVIEWED": "" if arrested else "2026-06-01",
        }  # fmt: skip


def write(folder: Path) -> None:
    """Write the three files."""
    for name, made in (("crimes", crimes()), ("persons", persons()), ("arrests", arrests())):
        rows = list(made)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    write(HERE)
