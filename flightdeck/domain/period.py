"""Periods: months since January 1970 as whole numbers, and the ways a reader groups them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

MONTHS_A_YEAR = 12
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_POLICE_YEAR_STARTS = 4  # April


class Grain(StrEnum):
    """How months are grouped into periods."""

    MONTH = "month"
    QUARTER = "quarter"
    POLICE_YEAR = "police_year"
    ROLLING_YEAR = "rolling_year"


GRAIN_LABELS = {
    Grain.MONTH: "Month",
    Grain.QUARTER: "Quarter",
    Grain.POLICE_YEAR: "Police year (from April)",
    Grain.ROLLING_YEAR: "Rolling twelve months",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole months, first and last included."""

    first: int
    last: int
    label: str

    def starts_on(self) -> date:
        """First day of the period."""
        return first_day(self.first)

    def ends_on(self) -> date:
        """Last day of the period."""
        return last_day(self.last)


def month_of(day: date) -> int:
    """The month a day falls in."""
    return (day.year - 1970) * MONTHS_A_YEAR + day.month - 1


@lru_cache(maxsize=4096)
def first_day(month: int) -> date:
    """First day of a month."""
    return date(1970 + month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)


@lru_cache(maxsize=4096)
def last_day(month: int) -> date:
    """Last day of a month."""
    return first_day(month + 1) - timedelta(days=1)


def parse_month(text: str) -> int:
    """The month that ``2024-01`` says.

    >>> month_text(parse_month("2024-01"))
    '2024-01'

    Raises:
        ValueError: when the text is not a month.
    """
    if not _MONTH.fullmatch(text):
        raise ValueError(text)
    return month_of(date(int(text[:4]), int(text[5:]), 1))


def month_text(month: int) -> str:
    """The month as ``2024-01``."""
    day = first_day(month)
    return f"{day.year:04d}-{day.month:02d}"


def month_label(month: int) -> str:
    """The month as a reader sees it.

    >>> month_label(parse_month("2024-01"))
    'Jan 2024'
    """
    day = first_day(month)
    return f"{_MONTH_NAMES[day.month - 1]} {day.year}"


def police_year(month: int) -> int:
    """The calendar year in which the police year of a month began."""
    day = first_day(month)
    return day.year if day.month >= _POLICE_YEAR_STARTS else day.year - 1


def _police_year_label(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


@lru_cache(maxsize=256)
def periods(first: int, last: int, *, by: Grain) -> tuple[Period, ...]:
    """The whole periods of a grain inside the months first to last; a part of a period is left out.

    Quarters are those of the police year. A rolling year ends with every month.
    """
    if by is Grain.MONTH:
        return tuple(Period(month, month, month_label(month)) for month in range(first, last + 1))
    if by is Grain.ROLLING_YEAR:
        ends = range(first + MONTHS_A_YEAR - 1, last + 1)
        return tuple(Period(end - MONTHS_A_YEAR + 1, end, f"Year to {month_label(end)}") for end in ends)
    length = 3 if by is Grain.QUARTER else MONTHS_A_YEAR
    start = first + (-(first - (_POLICE_YEAR_STARTS - 1))) % length
    return tuple(
        Period(month, month + length - 1, _label(month, by))
        for month in range(start, last - length + 2, length)
    )


def _label(month: int, by: Grain) -> str:
    year = _police_year_label(police_year(month))
    if by is Grain.POLICE_YEAR:
        return year
    quarter = (first_day(month).month - _POLICE_YEAR_STARTS) % MONTHS_A_YEAR // 3 + 1
    return f"Q{quarter} {year}"


def labels(of: Sequence[Period]) -> list[str]:
    """The labels of periods."""
    return [period.label for period in of]
