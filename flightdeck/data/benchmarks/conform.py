"""A published table made canonical: one name for each column, force, year and code, whole-number counts, every fault."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from flightdeck.data.benchmarks.columns import COUNTS, HEADINGS, KEY, REQUIRED, canonical, nearest_heading
from flightdeck.data.benchmarks.lookups import known_forces, offence_codes, outcome_types
from flightdeck.data.benchmarks.tables import RawTable, limited
from flightdeck.errors import Fault

# What the Home Office and the Government Statistical Service print where a count does not apply.
NOT_PUBLISHED = frozenset({"", "-", "..", ":", "n/a", "na", "[x]", "[z]", "[c]"})
_YEAR = re.compile(r"(\d{4})\s*[/–-]\s*(?:\d{2})?(\d{2})")
_QUARTER = re.compile(r"[Qq]?\s*([1-4])(?:\.0)?")
_WHOLE = re.compile(r"(-?\d+)\.0+")


@dataclass(frozen=True, slots=True)
class Conformed:
    """A canonical frame (indexed by row of the file), the faults that refuse it, and what a reader should know."""

    frame: pd.DataFrame
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]


def conformed(table: RawTable) -> Conformed:
    """The table in canonical form; its frame means nothing when there are faults."""
    faults = [*table.faults, *_heading_faults(table)]
    named = _named(table)
    if any(name not in named for name in REQUIRED):
        return Conformed(named, tuple(faults), ())
    if named.empty and not table.faults:
        faults.append(Fault("There are headings but no rows.", table.place, "Download the file again."))
    frame = named[list(REQUIRED)].apply(lambda column: column.str.strip())
    faults += _blank_keys(frame, table)
    for name, reading, remedy in _READINGS:
        frame[name], found = _read(frame[name], reading, table=table, remedy=remedy)
        faults += found
    for name in COUNTS:
        frame[name], found = _counts(frame[name], table=table)
        faults += found
    faults += _duplicates(frame, table)
    return Conformed(frame, tuple(faults), tuple(_unknowns(frame, table)))


# ── headings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _named(table: RawTable) -> pd.DataFrame:
    """The columns whose headings are known, under their canonical names, the first of each."""
    positions: dict[str, int] = {}
    for position, heading in enumerate(table.headings):
        name = canonical(heading)
        if name is not None:
            positions.setdefault(name, position)
    return pd.DataFrame({name: table.cells[position] for name, position in positions.items()})


def _heading_faults(table: RawTable) -> list[Fault]:
    place = f"{table.place}, headings"
    faults = []
    names = [canonical(heading) for heading in table.headings]
    for position, (heading, name) in enumerate(zip(table.headings, names, strict=True)):
        if name is None and (heading.strip() or table.cells[position].ne("").any()):
            faults.append(_unknown_heading(heading, position, names, place))
        elif name is not None and name in names[:position]:
            faults.append(Fault(f'The column "{heading}" appears twice.', place, "Keep one of them."))
    missing = [HEADINGS[name] for name in REQUIRED if name not in names]
    return faults + [Fault(f'The column "{name}" is missing.', place, f'Add "{name}".') for name in missing]


def _unknown_heading(heading: str, position: int, names: list[str | None], place: str) -> Fault:
    if not heading.strip():
        return Fault(f"Column {position + 1} holds values but has no heading.", place, "Name it or empty it.")
    near = nearest_heading(heading)
    is_free = near and canonical(near) not in names
    remedy = f'Did you mean "{near}"?' if is_free else "Remove the column."
    return Fault(f'The column "{heading.strip()}" is not part of the outcomes table.', place, remedy)


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _financial_year(text: str) -> str | None:
    """The year as printed here, such as 2018/19; None when it is not two years in a row."""
    found = _YEAR.fullmatch(text)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return f"{found[1]}/{found[2]}"


def _quarter(text: str) -> str | None:
    found = _QUARTER.fullmatch(text)
    return found[1] if found else None


def _force(text: str) -> str | None:
    """The name used here; an unknown name stays as printed."""
    plain = re.sub(r"\s+", " ", text.replace("&", "and"))
    return known_forces().get(plain.lower(), plain)


def _code(text: str) -> str | None:
    """A code without the decimal point a spreadsheet adds, its letter a capital."""
    return _WHOLE.sub(r"\1", text).upper()


_READINGS: tuple[tuple[str, Callable[[str], str | None], str], ...] = (
    ("financial_year", _financial_year, 'Write a financial year as "2018/19".'),
    ("financial_quarter", _quarter, "Write a quarter as 1, 2, 3 or 4."),
    ("force_name", _force, ""),
    ("offence_code", _code, ""),
    ("outcome_type", _code, ""),
)


def _read(
    column: pd.Series, reading: Callable[[str], str | None], *, table: RawTable, remedy: str
) -> tuple[pd.Series, list[Fault]]:
    """The column read value by value (each distinct value once), and a fault for each row that cannot be."""
    read = column.map({text: reading(text) for text in column.unique()})
    heading = HEADINGS[str(column.name)]
    bad = column[read.isna() & column.ne("")]
    faults = [
        Fault(f'"{text}" is not a {heading.lower()}.', table.at(row), remedy)
        for row, text in zip(bad.index.tolist(), bad, strict=True)
    ]
    return read, limited(faults, place=table.place)


def _counts(column: pd.Series, *, table: RawTable) -> tuple[pd.Series, list[Fault]]:
    """Whole numbers, missing where none is published; text and fractions are faults, and so is a missing cohort."""
    blank = column.str.lower().isin(NOT_PUBLISHED)
    numbers = pd.to_numeric(column.str.replace(",", "").mask(blank), errors="coerce")
    bad = numbers.mod(1).ne(0) & ~blank  # text, infinity and fractions alike
    if column.name == "for_offences_recorded":
        bad |= blank
    heading = HEADINGS[str(column.name)]
    remedy = "Give the count as published."
    faults = [
        Fault(f'"{text}" is not a whole number in "{heading}".', table.at(row), remedy)
        for row, text in zip(column.index[bad].tolist(), column[bad], strict=True)
    ]
    return numbers.mask(bad).astype("Int64"), limited(faults, place=table.place)


def _blank_keys(frame: pd.DataFrame, table: RawTable) -> list[Fault]:
    """Faults of a frame not yet read: a key cell without any text."""
    blanks = [
        Fault(f'"{HEADINGS[name]}" is empty.', table.at(row), "Fill it in, or remove the row.")
        for name in KEY
        for row in frame.index[frame[name] == ""].tolist()
    ]
    return limited(blanks, place=table.place)


def _duplicates(frame: pd.DataFrame, table: RawTable) -> list[Fault]:
    keys = frame[list(KEY)]
    repeated = keys[keys.duplicated() & keys.notna().all(axis="columns")]
    faults = [
        Fault(
            f"The row repeats {', '.join(map(str, key))}.",
            table.at(row),
            "Keep one row for each year, quarter, force, offence code and outcome type.",
        )
        for row, *key in repeated.itertuples()
    ]
    return limited(faults, place=table.place)


# ── what is kept but should be known ─────────────────────────────────────────────────────────────────────────────────


def _unknowns(frame: pd.DataFrame, table: RawTable) -> Iterable[Fault]:
    """One notice for each code or force that the shipped lists do not have; the rows are kept."""
    lists = (
        (
            "offence_code",
            offence_codes().index,
            "Its own group and subgroup say whether it is rape or RASSO.",
        ),
        ("outcome_type", outcome_types().index, "It counts as an outcome, but in no named outcome group."),
        ("force_name", list(known_forces().values()), "It is kept but not compared."),
    )
    for name, known, consequence in lists:
        rows = frame.loc[~frame[name].isin(known) & frame[name].notna(), name]
        for value, count in rows.value_counts(sort=False).items():
            yield Fault(
                what=f'{HEADINGS[name]} "{value}" is not on the shipped list ({count:,} rows). {consequence}',
                where=table.place,
                remedy="Check it against the Home Office list for that year.",
            )
