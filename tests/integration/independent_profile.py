"""The problem profile worked out a second time, row by row, from its English."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

Row = Mapping[str, object]
LABELS = (
    ("Same day", 0),
    ("Within 3 days", 3),
    ("Within 7 days", 7),
    ("Within 28 days", 28),
    ("Within a year", 365),
)
BANDS = ((0, 12), (13, 15), (16, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 199))


class Profiled:
    """The crimes and persons of a snapshot, looped over."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.crimes = list(_rows(frames["crimes"]))
        self.persons = list(_rows(frames["persons"]))
        self.by_ref = {crime["crime_ref"]: crime for crime in self.crimes}

    def live(self, scope: Sequence[str], place: Mapping[str, str]) -> list[Row]:
        return [
            crime
            for crime in self.crimes
            if crime["status"] in ("open", "closed")
            and crime["offence_code"] in scope
            and all(crime[key] == value for key, value in place.items())
        ]

    def recorded(self, scope: Sequence[str], place: Mapping[str, str], first: date, last: date) -> list[Row]:
        return [crime for crime in self.live(scope, place) if first <= crime["recorded_on"] <= last]

    @staticmethod
    def hours(crimes: Sequence[Row]) -> tuple[Counter[tuple[int, int]], int, int]:
        """Crimes by weekday and hour; over several days; with no day or hour."""
        grid: Counter[tuple[int, int]] = Counter()
        several = unknown = 0
        for crime in crimes:
            start, end, hour = crime["occurred_from"], crime["occurred_to"], crime["occurred_hour"]
            if start is not None and end is not None and start != end:
                several += 1
            elif start is None or hour is None:
                unknown += 1
            else:
                grid[start.weekday(), int(hour)] += 1
        return grid, several, unknown

    @staticmethod
    def months(crimes: Sequence[Row], years: Sequence[int]) -> tuple[Counter[tuple[int, int]], int, int, int]:
        """Crimes by year and month; over several months; with no day; outside the years."""
        grid: Counter[tuple[int, int]] = Counter()
        several = unknown = outside = 0
        for crime in crimes:
            start, end = crime["occurred_from"], crime["occurred_to"]
            if start is None:
                unknown += 1
            elif end is not None and (start.year, start.month) != (end.year, end.month):
                several += 1
            elif start.year in years:
                grid[start.year, start.month] += 1
            else:
                outside += 1
        return grid, several, unknown, outside

    @staticmethod
    def recency(crimes: Sequence[Row]) -> Counter[str]:
        found: Counter[str] = Counter()
        for crime in crimes:
            happened = crime["occurred_to"] or crime["occurred_from"]
            if happened is None or crime["reported_on"] is None:
                found["Not recorded"] += 1
                continue
            days = (crime["reported_on"] - happened).days
            if days < 0:
                found["Reported before it happened: the record is wrong"] += 1
            else:
                label = next((name for name, most in LABELS if days <= most), "More than a year")
                found[label] += 1
        return found

    @staticmethod
    def by(crimes: Sequence[Row], column: str) -> Counter[object]:
        return Counter(crime[column] for crime in crimes)

    def victims(self, crimes: Sequence[Row]) -> list[Row]:
        wanted = {crime["crime_ref"] for crime in crimes}
        return [
            person for person in self.persons if person["role"] == "victim" and person["crime_ref"] in wanted
        ]

    def times(self, crimes: Sequence[Row]) -> Counter[int]:
        """Identified victims by the number of different crimes, three standing for more."""
        of: dict[object, set[object]] = {}
        for victim in self.victims(crimes):
            if victim["person_ref"] is not None:
                of.setdefault(victim["person_ref"], set()).add(victim["crime_ref"])
        return Counter(min(len(found), 3) for found in of.values())

    def ages(self, crimes: Sequence[Row]) -> Counter[str]:
        """Identified victims with a valid age, by band."""
        found: Counter[str] = Counter()
        for victim in self.victims(crimes):
            if victim["identified"] is True and victim["age_status"] == "valid":
                low, high = next(band for band in BANDS if band[0] <= int(victim["age"]) <= band[1])
                found[f"{low} and over" if high > 100 else f"{low} to {high}"] += 1
        return found


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    names = list(frame.columns)
    for values in zip(*(frame[name] for name in names), strict=True):
        yield {name: _plain(value) for name, value in zip(names, values, strict=True)}


def _plain(value: object) -> object:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value
