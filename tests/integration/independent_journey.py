"""The journey worked out a second time from its English: plain loops over plain rows, days as dates, shares as fractions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from tests.integration.independent import CHARGED, Independent
from tests.integration.loops import Row

ENDS = {"convicted", "acquitted", "discontinued", "discontinued_victim"}
GROUPS = {
    "charged": "charged",
    "charged_alternate_offence": "charged",
    "evidential_victim_supports": "evidential",
    "no_suspect_identified": "no_suspect",
    "evidential_victim_does_not_support": "victim_does_not_support",
    "evidential_suspect_not_identified_victim_does_not_support": "victim_does_not_support",
}
BEFORE = {
    "named": "recorded",
    "spoken_to": "named",
    "early_advice": "named",
    "referred": "spoken_to",
    "decided": "referred",
    "charged": "decided",
    "crown_court": "charged",
    "completed": "crown_court",
    "outcome": "recorded",
}
OPEN_STAGES = (
    "recorded",
    "named",
    "spoken_to",
    "early_advice",
    "referred",
    "decided",
    "charged",
    "crown_court",
    "completed",
)


@dataclass(frozen=True)
class Walk:
    """One crime or suspect: its crime, and the day of each stage it reached."""

    crime: Row
    days: dict[str, date]
    finalised: date | None

    def over(self, stage: str) -> date | None:
        """The day on which the wait for a stage ended without it."""
        if stage == "crown_court":
            return self.days.get("completed")
        return None if stage == "completed" else self.finalised


@dataclass
class OfTheJourney(Independent):
    """Crimes and suspects from stage to stage."""

    @cached_property
    def of_person(self) -> dict[str, dict[str, date]]:
        """The first day of each stage that is told of a person in a role."""
        found: dict[str, dict[str, date]] = {}
        for person, stage, day in self._told():
            if day is not None and day <= self.as_at:
                stages = found.setdefault(person, {})
                stages[stage] = min(day, stages.get(stage, day))
        return found

    def _told(self) -> Iterator[tuple[str, str, date | None]]:
        for row in self.rows("arrests"):
            yield row["person_role_ref"], "spoken_to", row["arrested_on"]
            yield row["person_role_ref"], "spoken_to", row["interviewed_on"]
        for row in self.rows("court_stages"):
            if row["stage"] == "ptph":
                yield row["person_role_ref"], "crown_court", row["reached_on"]
            if row["result"] in ENDS:
                yield row["person_role_ref"], "completed", row["reached_on"]
        yield from self._told_by_prosecutors()

    def _told_by_prosecutors(self) -> Iterator[tuple[str, str, date | None]]:
        for row in self.rows("cps_submissions"):
            person, asked, decision = row["person_role_ref"], row["submission"], row["decision"]
            if asked == "early_advice":
                yield person, "early_advice", row["submitted_on"]
            if asked == "charging":
                yield person, "referred", row["submitted_on"]
            if asked == "charging" and decision in ("charge", "no_further_action"):
                yield person, "decided", row["decided_on"]
            if decision == "charge":
                yield person, "decision to charge", row["decided_on"]

    def walks(self, unit: str) -> list[Walk]:
        """Every live crime, or every suspect on one."""
        return list(self._crimes() if unit == "crimes" else self._suspects())

    def _crimes(self) -> Iterator[Walk]:
        people: dict[str, list[Row]] = {}
        for person in self.rows("persons"):
            people.setdefault(person["crime_ref"], []).append(person)
        for ref, crime in self.crimes.items():
            days: dict[str, date] = {"recorded": crime["recorded_on"]}
            for person in people.get(ref, []):
                told = {**self.of_person.get(person["person_role_ref"], {})}
                told.pop("decision to charge", None)
                if person["named_on"] is not None:
                    told["named"] = person["named_on"]
                for stage, day in told.items():
                    days[stage] = min(day, days.get(stage, day))
            outcome = self.in_force(ref)
            if outcome is not None:
                days["outcome"] = outcome["assigned_on"]
                if outcome["outcome"] in CHARGED:
                    days["charged"] = outcome["assigned_on"]
            yield Walk(crime, days, None if outcome is None else outcome["assigned_on"])

    def _suspects(self) -> Iterator[Walk]:
        for person in self.rows("persons"):
            crime = self.crimes.get(person["crime_ref"])
            if crime is None or person["role"] != "suspect":
                continue
            days = {"recorded": crime["recorded_on"], **self.of_person.get(person["person_role_ref"], {})}
            if person["named_on"] is not None:
                days["named"] = person["named_on"]
            if "decision to charge" in days:
                days["charged"] = days.pop("decision to charge")
            outcome = self.in_force(crime["crime_ref"])
            yield Walk(crime, days, None if outcome is None else outcome["assigned_on"])

    def open_at(self, end: date) -> Iterator[tuple[Row, dict[str, date]]]:
        """Crimes with no outcome in force at the end of a day, with the stages reached by then."""
        stages = {walk.crime["crime_ref"]: walk.days for walk in self.walks("crimes")}
        for ref, crime in self.crimes.items():
            spells, opened = [], crime["recorded_on"]
            for outcome in sorted(self.outcomes.get(ref, []), key=lambda row: row["assigned_on"]):
                if opened is not None and opened < outcome["assigned_on"]:
                    spells.append((opened, outcome["assigned_on"]))
                opened = outcome["reversed_on"]
            if opened is not None:
                spells.append((opened, date.max))
            if any(start <= end < stop for start, stop in spells):
                yield crime, {name: day for name, day in stages[ref].items() if day <= end}


def kaplan_meier_half(cases: list[tuple[int, bool]]) -> int | None:
    """The first day by which half have ended, in exact fractions; None where that is not reached."""
    left = Fraction(1)
    for day in sorted({day for day, ended in cases if ended}):
        at_risk = sum(one >= day for one, _ in cases)
        left *= 1 - Fraction(sum(one == day and ended for one, ended in cases), at_risk)
        if left <= Fraction(1, 2):
            return day
    return None


def days_between(start: date, end: date) -> int:
    """Whole days, none where the second came first."""
    return max((end - start) / timedelta(days=1), 0)
