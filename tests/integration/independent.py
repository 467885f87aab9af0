"""Every KPI worked out a second time from the English of its definition: plain loops over plain rows, none of the engine."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from tests.integration.loops import Fact, Row, firsts, month_end, plain_rows, wait, working_days

LIVE = ("open", "closed")
CHARGED = ("charged", "charged_alternate_offence")
NOT_SUPPORTED = (
    "evidential_suspect_not_identified_victim_does_not_support",
    "evidential_victim_does_not_support",
)
YEAR = 365


@dataclass
class Independent:
    """The frames of one snapshot as plain rows, and every KPI over them."""

    frames: Mapping[str, pd.DataFrame]
    as_at: date
    scopes: Mapping[str, set[str]]
    _rows: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, frame: str) -> list[Row]:
        """The rows of a frame."""
        if frame not in self._rows:
            self._rows[frame] = plain_rows(self.frames[frame])
        return self._rows[frame]

    @cached_property
    def crimes(self) -> dict[str, Row]:
        """Crimes that are neither cancelled nor transferred out nor incidents, by reference."""
        return {row["crime_ref"]: row for row in self.rows("crimes") if row["status"] in LIVE}

    @cached_property
    def outcomes(self) -> dict[str, list[Row]]:
        """Every outcome of each crime."""
        found = defaultdict(list)
        for row in self.rows("outcomes"):
            found[row["crime_ref"]].append(row)
        return found

    @cached_property
    def people(self) -> dict[str, Row]:
        """Persons in a role, by the reference of that link."""
        return {row["person_role_ref"]: row for row in self.rows("persons")}

    @cached_property
    def month_ends(self) -> list[date]:
        """The last day of every whole month since the first crime."""
        day, found = min(row["recorded_on"] for row in self.rows("crimes")).replace(day=1), []
        while (end := month_end(day)) <= self.as_at:
            found.append(end)
            day = end + timedelta(days=1)
        return found

    def in_force(self, crime: str) -> Row | None:
        """The outcome in force: the latest that has not been reversed."""
        standing = [row for row in self.outcomes.get(crime, []) if row["reversed_on"] is None]
        return max(standing, key=lambda row: row["assigned_on"], default=None)

    def crime_of(self, person_role: str) -> Row | None:
        """The live crime of a person in a role."""
        return self.crimes.get(self.people[person_role]["crime_ref"])

    # ── the fifteen ──────────────────────────────────────────────────────────────────────────────────────────────────

    def rasso_crimes_recorded(self) -> Iterator[Fact]:
        """Crimes recorded in the period."""
        for crime in self.crimes.values():
            yield Fact(crime, crime["recorded_on"])

    def charged_within_12_months(self) -> Iterator[Fact]:
        """Of the crimes recorded, those whose outcome in force is a charge within 365 days."""
        for ref, crime in self.crimes.items():
            outcome = self.in_force(ref)
            charged = outcome is not None and outcome["outcome"] in CHARGED
            yield Fact(
                crime,
                crime["recorded_on"],
                above=charged and _within_a_year(crime["recorded_on"], outcome["assigned_on"]),
            )

    def charged_share_of_outcomes(self, *, recorded: bool = False) -> Iterator[Fact]:
        """Of the crimes with an outcome in force, bar transfers, those charged or summonsed."""
        return self._share_of_outcomes(CHARGED, recorded=recorded)

    def victim_does_not_support(self, *, recorded: bool = False) -> Iterator[Fact]:
        """Of the crimes with an outcome in force, bar transfers, outcomes 14 and 16."""
        return self._share_of_outcomes(NOT_SUPPORTED, recorded=recorded)

    def _share_of_outcomes(self, wanted: tuple[str, ...], *, recorded: bool) -> Iterator[Fact]:
        for ref, crime in self.crimes.items():
            outcome = self.in_force(ref)
            if outcome is None or outcome["outcome"] == "transferred":
                continue
            day = crime["recorded_on"] if recorded else outcome["assigned_on"]
            yield Fact(crime, day, above=outcome["outcome"] in wanted)

    @cached_property
    def referrals(self) -> dict[str, date]:
        """The first day any suspect on a crime was submitted for a charging decision."""
        return firsts(
            (self.people[row["person_role_ref"]]["crime_ref"], row["submitted_on"])
            for row in self.rows("cps_submissions")
            if row["submission"] == "charging"
        )

    def referred_for_charging_decision(self) -> Iterator[Fact]:
        """Of the crimes recorded, those first submitted for a charging decision within 365 days."""
        for ref, crime in self.crimes.items():
            referred = self.referrals.get(ref)
            yield Fact(
                crime,
                crime["recorded_on"],
                above=referred is not None and _within_a_year(crime["recorded_on"], referred),
            )

    def days_report_to_referral(self) -> Iterator[Fact]:
        """Days from the report to the first submission for a charging decision, by the day of the submission."""
        for ref, crime in self.crimes.items():
            yield from wait(crime, crime["reported_on"], self.referrals.get(ref))

    def days_report_to_charge(self) -> Iterator[Fact]:
        """Days from the report to the charge in force, by the day of the charge."""
        for ref, crime in self.crimes.items():
            outcome = self.in_force(ref)
            charged = outcome is not None and outcome["outcome"] in CHARGED
            yield from wait(crime, crime["reported_on"], outcome["assigned_on"] if charged else None)

    def days_report_to_first_arrest_or_interview(self) -> Iterator[Fact]:
        """Days from the report to a suspect's first arrest or interview, a suspect on two crimes twice."""
        first = firsts(
            (row["person_role_ref"], day)
            for row in self.rows("arrests")
            for day in (row["arrested_on"], row["interviewed_on"])
        )
        for ref, person in self.people.items():
            crime = self.crimes.get(person["crime_ref"])
            if person["role"] == "suspect" and crime is not None:
                yield from wait(crime, crime["reported_on"], first.get(ref))

    def days_referral_to_cps_decision(self) -> Iterator[Fact]:
        """Days from a submission for a charging decision to a decision that is one, by the day of the decision."""
        for row in self.rows("cps_submissions"):
            crime = self.crime_of(row["person_role_ref"])
            decided = row["decision"] in ("charge", "no_further_action")
            if crime is not None and row["submission"] == "charging" and decided:
                yield from wait(crime, row["submitted_on"], row["decided_on"])

    def open_caseload(self) -> Iterator[Fact]:
        """Crimes open at each month end: recorded by then, and no outcome in force that day."""
        for end in self.month_ends:
            for ref, crime in self.crimes.items():
                if crime["recorded_on"] <= end and not self._decided(ref, end):
                    yield Fact(crime, end, above=(end - crime["recorded_on"]).days > YEAR)

    open_longer_than_12_months = open_caseload

    def _decided(self, crime: str, day: date) -> bool:
        return any(
            row["assigned_on"] <= day and (row["reversed_on"] is None or row["reversed_on"] > day)
            for row in self.outcomes.get(crime, [])
        )

    def time_to_outcome(self) -> Iterator[Fact]:
        """Days from recording to the outcome in force; an open crime is watched until the snapshot."""
        for ref, crime in self.crimes.items():
            outcome = self.in_force(ref)
            end = self.as_at if outcome is None else outcome["assigned_on"]
            if end >= crime["recorded_on"]:
                days = (end - crime["recorded_on"]).days
                yield Fact(crime, crime["recorded_on"], days=days, over=outcome is not None)

    def right_6_on_time(self) -> Iterator[Fact]:
        """Of the key events, those told of within one working day."""
        for row in self.rows("victim_contacts"):
            crime = self.crime_of(row["person_role_ref"])
            if crime is not None and row["key_event"] != "contact_due":
                told = row["notified_on"]
                on_time = told is not None and 0 <= working_days(row["event_on"], told) <= 1
                yield Fact(crime, row["event_on"], above=on_time)

    def victim_characteristics_substantive(self, characteristic: str) -> Iterator[Fact]:
        """Of the identified victims to whom the characteristic applies, those with a valid value."""
        for person in self.people.values():
            crime = self.crimes.get(person["crime_ref"])
            if person["role"] != "victim" or crime is None or person["identified"] is not True:
                continue
            status = person[f"{characteristic}_status"]
            if status != "not_applicable":
                yield Fact(crime, crime["recorded_on"], above=status == "valid")

    @cached_property
    def restrictions(self) -> dict[str, list[tuple[date, date]]]:
        """First and last day of every restriction of each person."""
        found = defaultdict(list)
        for row in self.rows("bail_periods"):
            if row["conditional"] is True:
                last = row["ended_on"] or row["applicable_period_ends_on"]
                found[self.people[row["person_role_ref"]]["person_ref"]].append((row["started_on"], last))
        for row in self.rows("protection_orders"):
            if row["granted_on"] is not None:
                last = row["ended_on"] or row["expires_on"] or date.max
                found[row["person_ref"]].append((row["granted_on"], last))
        for row in self.rows("releases"):
            if row["release"] == "charged_remanded":
                last = row["ended_on"] or date.max
                found[self.people[row["person_role_ref"]]["person_ref"]].append((row["released_on"], last))
        return found

    def restricted(self, person: str, day: date) -> bool:
        return any(first <= day <= last for first, last in self.restrictions.get(person, []))


def _within_a_year(start: date, end: date) -> bool:
    return 0 <= (end - start).days <= YEAR
