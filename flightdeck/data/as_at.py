"""The day a source describes."""

from datetime import date

import pandas as pd

from flightdeck.data.conform.dates import EARLIEST, moments
from flightdeck.data.extract.chunks import RecordSource
from flightdeck.data.mapping.model import AsAt, Latest, Mapping
from flightdeck.domain.condition import EVERYWHERE
from flightdeck.errors import ReaderError


def as_at_date(mapping: Mapping, source: RecordSource, *, today: date) -> date:
    """The as-at date: told by the mapping, or the latest day of the column it names.

    Raises:
        ReaderError: when that column holds no date.
    """
    return _day(mapping.as_at, source, today=today, key="as_at")


def whole_from_date(mapping: Mapping, source: RecordSource, *, today: date) -> date | None:
    """The day from which the source holds every crime; None where the mapping names none.

    Raises:
        ReaderError: when the column it names holds no date.
    """
    return (
        None
        if mapping.whole_from is None
        else _day(mapping.whole_from, source, today=today, key="whole_from")
    )


def _day(said: AsAt, source: RecordSource, *, today: date, key: str) -> date:
    if said.day is not None:
        return said.day
    place = said.place()
    return today if place is None else _latest(place, source, today=today, key=key)


def _latest(place: Latest, source: RecordSource, *, today: date, key: str) -> date:
    found = EARLIEST
    for chunk in source.read(place.table, columns=[place.column], where=EVERYWHERE):
        seconds, _ = moments(chunk.frame[place.column], formats=place.formats)
        days = pd.Series(seconds).dropna()
        # A mistyped year ahead of today must not become the day the source describes.
        days = days[days < pd.Timestamp(today) + pd.Timedelta(days=1)]
        if len(days):
            found = max(found, days.max().date())
    if found == EARLIEST:
        raise ReaderError.of(
            f"{place.table}.{place.column} holds no date to know the source by",
            where=key,
            remedy=f"Name another column, its date formats, or write {key}: {{date: 2024-04-30}}.",
        )
    return min(found if place.precision == "day" else _month_end(found), today)


def _month_end(day: date) -> date:
    return (pd.Timestamp(day) + pd.offsets.MonthEnd(0)).date()
