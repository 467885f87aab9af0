"""The day a source describes."""

from datetime import date

import numpy as np

from flightdeck.data.conform.dates import moments
from flightdeck.data.extract.chunks import RecordSource
from flightdeck.data.mapping.model import Latest, Mapping
from flightdeck.domain.condition import EVERYWHERE
from flightdeck.errors import ReaderError


def as_at_date(mapping: Mapping, source: RecordSource, *, today: date) -> date:
    """The as-at date: told by the mapping, or the latest day of the column it names.

    Raises:
        ReaderError: when that column holds no date.
    """
    said = mapping.as_at
    if said.day is not None:
        return said.day
    place = said.place()
    return today if place is None else _latest(place, source, today=today)


def _latest(place: Latest, source: RecordSource, *, today: date) -> date:
    latest = np.datetime64("NaT", "D")
    for chunk in source.read(place.table, columns=[place.column], where=EVERYWHERE):
        days, _ = moments(chunk.frame[place.column], formats=place.formats)
        # A mistyped year ahead of today must not become the day the source describes.
        days = days[days.astype("M8[D]") <= np.datetime64(today)]
        latest = np.fmax(latest, days.astype("M8[D]").max(initial=np.datetime64("0001-01-01")))
    if np.isnat(latest) or latest < np.datetime64("1930-01-01"):
        raise ReaderError.of(
            f"{place.table}.{place.column} holds no date to know the source by",
            where="as_at",
            remedy="Name another column, its date formats, or write as_at: {date: 2024-04-30}.",
        )
    day: date = _end(latest, place).astype(object)
    return min(day, today)


def _end(day: np.datetime64, place: Latest) -> np.datetime64:
    if place.precision == "day":
        return day
    return (day.astype("M8[M]") + 1).astype("M8[D]") - 1
