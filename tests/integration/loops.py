"""What every second calculation is made of: plain rows, the facts a KPI counts, and figures of them."""

import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import holidays
import pandas as pd
import yaml

Row = dict[str, object]
BANK_HOLIDAYS = set(holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2031)))


@dataclass(frozen=True)
class Fact:
    """One row that a KPI counts: the crime it belongs to, the day that places it, and what is asked of it."""

    crime: Row
    day: date
    above: bool = False
    days: int = 0
    over: bool = True  # the wait has ended; an open case is still waiting


def offence_scopes(code_lists: Path) -> dict[str, set[str]]:
    """Scope to offence codes, read straight from the file."""
    scopes = defaultdict(set)
    for code in yaml.safe_load((code_lists / "offence.yaml").read_text(encoding="utf-8"))["codes"]:
        for scope in code.get("scopes", []):
            scopes[scope].add(code["code"])
    return scopes


def plain_rows(frame: pd.DataFrame) -> list[Row]:
    """Rows as dictionaries: missing is None, a day is a date."""
    columns = {
        name: [_plain(value) for value in column.astype(object).tolist()] for name, column in frame.items()
    }
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain(value: object) -> object:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def wait(crime: Row, start: date | None, end: date | None) -> Iterator[Fact]:
    """The wait of a crime, by the day it ended; nothing where it has not, or ended before it began."""
    if start is not None and end is not None and end >= start:
        yield Fact(crime, end, days=(end - start).days)


def working_days(event: date, told: date) -> int:
    """The working days after an event until somebody was told; -1 where that came first."""
    if told < event:
        return -1
    after = (event + timedelta(days=count + 1) for count in range((told - event).days))
    return sum(day.weekday() < 5 and day not in BANK_HOLIDAYS for day in after)


def firsts(dated: Iterator[tuple[str, date | None]]) -> dict[str, date]:
    """The earliest day of each key; a key with no day is not there."""
    first: dict[str, date] = {}
    for key, day in dated:
        if day is not None:
            first[key] = min(first.get(key, date.max), day)
    return first


def soon(start: date | None, end: date | None, days: int) -> bool:
    """Whether it ended no more than so many days after it began, and not before."""
    return start is not None and end is not None and 0 <= (end - start).days <= days


def share(facts: list[Fact]) -> tuple[int | None, int, float | None]:
    """Numerator, denominator and share."""
    above = sum(fact.above for fact in facts)
    return above, len(facts), above / len(facts) if facts else None


def count(facts: list[Fact]) -> tuple[int | None, int, float | None]:
    """A count is its own value."""
    return None, len(facts), float(len(facts))


def median(facts: list[Fact]) -> tuple[int | None, int, float | None]:
    """The median wait."""
    return None, len(facts), float(statistics.median([fact.days for fact in facts])) if facts else None


def median_with_the_open(facts: list[Fact]) -> tuple[int | None, int, float | None]:
    """The Kaplan–Meier median in exact fractions: the first day on which no more than half still wait."""
    waiting, surviving = len(facts), Fraction(1)
    for day in sorted({fact.days for fact in facts}):
        today = [fact for fact in facts if fact.days == day]
        surviving *= 1 - Fraction(sum(fact.over for fact in today), waiting)
        if surviving <= Fraction(1, 2):
            return None, len(facts), float(day)
        waiting -= len(today)
    return None, len(facts), None


FIGURE: dict[str, Callable[[list[Fact]], tuple[int | None, int, float | None]]] = {
    "proportion": share,
    "completeness": share,
    "count": count,
    "duration": median,
    "time_to_outcome": median_with_the_open,
}
