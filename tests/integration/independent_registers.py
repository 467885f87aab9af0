"""The figures of the boards' registers, worked out a second time from the pages of the SYNTHETIC history as they are written."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import yaml

FORCE = (3, 5, 7, 9, 11)
PUBLISHED = date(2024, 8, 22)
MONTH_IN_DAYS = Fraction(36525, 1200)  # a twelfth of a year of 365.25 days
Figure = tuple[int | None, int, float | None]  # counted, out of, value


def written(path: Path) -> list[dict[str, object]]:
    """What the history says, record by record, in its order."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["entries"]
    records = [entry["record"] for entry in sorted(entries, key=lambda entry: entry["at"])]
    # YAML 1.1 takes the key `on` for true.
    return [{"on" if key is True else key: value for key, value in record.items()} for record in records]


@dataclass
class OfRegisters:
    """The figures at the end of a month, or in it."""

    records: list[dict[str, object]]
    loads: list[datetime]

    def of_kind(self, kind: str) -> Iterator[dict[str, object]]:
        """The records of one kind."""
        return (record for record in self.records if record["kind"] == kind)

    def recommendations_complete_with_evidence(self, month: date) -> Figure:
        """Of the five, once they were published, those said to be complete with evidence that counts that day."""
        day = end_of(month)
        if day < PUBLISHED:
            return 0, 0, None
        complete = 0
        for number in FORCE:
            said = [p for p in self.of_kind("position") if p["recommendation"] == number and p["on"] <= day]
            proofs = [e for e in self.of_kind("evidence") if e["recommendation"] == number]
            proven = any(e["dated_on"] <= day <= e["review_on"] for e in proofs)
            said.sort(key=lambda p: p["on"])
            complete += bool(said) and said[-1]["claim"] == "complete" and proven
        return complete, 5, complete / 5

    def nom_products_embedded(self, month: date) -> Figure:
        """Of the products with a state by that day, those whose latest state is embedded."""
        day, latest = end_of(month), {}
        for step in sorted(self.of_kind("product"), key=lambda step: step["on"]):
            if step["on"] <= day:
                latest[step["product"]] = step["state"]
        above = sum(state == "embedded" for state in latest.values())
        return above, len(latest), above / len(latest) if latest else None

    def flight_deck_reviewed_by_board(self, month: date) -> Figure:
        """Of the meetings scheduled in the month, those at which the flight deck was reviewed."""
        latest = {(m["board"], m["scheduled_on"]): m for m in self.of_kind("meeting")}
        inside = [m for (_, day), m in latest.items() if month <= day <= end_of(month)]
        above = sum(m.get("reviewed", False) for m in inside)
        return above, len(inside), above / len(inside) if inside else None

    def months_since_problem_profile(self, month: date) -> Figure:
        """Months from the latest refresh until midnight at the end of the month."""
        day = end_of(month)
        known = [one["refreshed_on"] for one in self.of_kind("profile") if one["refreshed_on"] <= day]
        age = (day + timedelta(days=1) - max(known)).days if known else None
        return None, len(known), None if age is None else float(age / MONTH_IN_DAYS)

    def hours_since_data_load(self, month: date) -> Figure:
        """Hours from the latest load until midnight at the end of the month."""
        midnight = datetime.combine(end_of(month) + timedelta(days=1), datetime.min.time())
        known = [moment for moment in self.loads if moment <= midnight]
        return None, len(known), (midnight - max(known)).total_seconds() / 3600 if known else None


def end_of(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])
