"""Bail, orders, breaches and biometrics, worked out a second time from their English."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from tests.integration.independent import Independent
from tests.integration.loops import Fact, Row, soon

A_DAY = timedelta(hours=24)
BAIL_DUTY = date(2022, 10, 28)
DECIDED_BY_A_COURT = {"granted", "refused", "expired", "discharged"}


@dataclass
class OfDisruption(Independent):
    """The figures of pillar 2."""

    def live(self, frame: str) -> Iterator[tuple[Row, Row]]:
        """Rows of a frame about a person in a role, with the live crime of each."""
        for row in self.rows(frame):
            crime = self.crime_of(row["person_role_ref"])
            if crime is not None:
                yield row, crime

    def moments(self, frame: str, key: str, column: str) -> dict[str, datetime | None]:
        """The time of day that `rows` drops, by the key of the frame."""
        found = self.frames[frame]
        return {
            ref: None if pd.isna(value) else value.to_pydatetime()
            for ref, value in zip(found[key], found[column], strict=True)
        }

    # ── bail ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def bail_rather_than_release_under_investigation(self) -> Iterator[Fact]:
        """Of the releases on bail or under investigation, those on bail."""
        for row, crime in self.live("releases"):
            if row["release"] == "bail" or row["release"] == "under_investigation":
                yield Fact(crime, row["released_on"], above=row["release"] == "bail")

    def bail_with_conditions(self) -> Iterator[Fact]:
        """Of the bail periods begun, bar those whose record does not say, those with conditions."""
        for row, crime in self.live("bail_periods"):
            if row["conditional"] is not None:
                yield Fact(crime, row["started_on"], above=row["conditional"] is True)

    def victim_views_sought_on_bail(self) -> Iterator[Fact]:
        """Of the bail periods begun since the duty, those with the victim's views sought by the first day."""
        for row, crime in self.live("bail_periods"):
            if row["started_on"] >= BAIL_DUTY:
                asked = row["victim_views_on"]
                yield Fact(crime, row["started_on"], above=asked is not None and asked <= row["started_on"])

    def bail_ended_without_a_decision(self) -> Iterator[Fact]:
        """Of the bail periods that ended, those that ran out."""
        for row, crime in self.live("bail_periods"):
            if row["ended_on"] is not None:
                yield Fact(crime, row["ended_on"], above=row["ended_by"] == "lapsed")

    # ── breaches and orders ──────────────────────────────────────────────────────────────────────────────────────────

    def bail_breaches(self) -> Iterator[tuple[Row, Row]]:
        """Breaches of bail with the live crime of each."""
        bails = {row["bail_ref"]: row for row in self.rows("bail_periods")}
        for row in self.rows("bail_breaches"):
            crime = self.crime_of(bails[row["bail_ref"]]["person_role_ref"])
            if crime is not None:
                yield row, crime

    def order_breaches(self) -> Iterator[tuple[Row, Row]]:
        """Breaches of orders with the live crime of each; an order of no crime has none."""
        orders = {row["order_ref"]: row for row in self.rows("protection_orders")}
        for row in self.rows("order_breaches"):
            crime = self.crimes.get(orders[row["order_ref"]]["crime_ref"])
            if crime is not None:
                yield row, crime

    def bail_breaches_reported(self) -> Iterator[Fact]:
        """Breaches of bail reported."""
        for row, crime in self.bail_breaches():
            yield Fact(crime, row["reported_at"])

    def bail_breach_answered_within_24_hours(self) -> Iterator[Fact]:
        """Of the breaches of bail, those with a first response within 24 hours to the minute."""
        return self._answered("bail_breaches", self.bail_breaches())

    def order_breach_answered_within_24_hours(self) -> Iterator[Fact]:
        """Of the breaches of orders, those with a first response within 24 hours to the minute."""
        return self._answered("order_breaches", self.order_breaches())

    def _answered(self, frame: str, breaches: Iterator[tuple[Row, Row]]) -> Iterator[Fact]:
        reported = self.moments(frame, "breach_ref", "reported_at")
        responded = self.moments(frame, "breach_ref", "responded_at")
        for row, crime in breaches:
            start, end = reported[row["breach_ref"]], responded[row["breach_ref"]]
            yield Fact(crime, row["reported_at"], above=within_a_day(start, end))

    def bail_breach_arrest(self) -> Iterator[Fact]:
        """Of the breaches of bail, those with an arrest."""
        for row, crime in self.bail_breaches():
            yield Fact(crime, row["reported_at"], above=row["arrested_on"] is not None)

    def order_breach_arrest(self) -> Iterator[Fact]:
        """Of the breaches of orders, those with an arrest."""
        for row, crime in self.order_breaches():
            yield Fact(crime, row["reported_at"], above=row["arrested_on"] is not None)

    def order_breach_charge(self) -> Iterator[Fact]:
        """Of the breaches of orders, those with a charge."""
        for row, crime in self.order_breaches():
            yield Fact(crime, row["reported_at"], above=row["charged_on"] is not None)

    def orders_applied_for(self) -> Iterator[tuple[Row, Row]]:
        """Orders with a day of application, with the live crime of each."""
        for row in self.rows("protection_orders"):
            crime = self.crimes.get(row["crime_ref"])
            if crime is not None and row["applied_on"] is not None:
                yield row, crime

    def protection_orders_applied_for(self) -> Iterator[Fact]:
        """Orders applied for."""
        for row, crime in self.orders_applied_for():
            yield Fact(crime, row["applied_on"])

    def protection_orders_granted(self) -> Iterator[Fact]:
        """Of the orders applied for and since decided by a court, those granted."""
        for row, crime in self.orders_applied_for():
            if row["state"] in DECIDED_BY_A_COURT:
                yield Fact(crime, row["applied_on"], above=row["granted_on"] is not None)

    # ── section 63G ──────────────────────────────────────────────────────────────────────────────────────────────────

    def biometric_cases_eligible(self) -> Iterator[Fact]:
        """Cases that became eligible."""
        for row, crime in self.live("biometric_retention"):
            yield Fact(crime, row["eligible_on"])

    def biometric_decision_within_28_days(self) -> Iterator[Fact]:
        """Of the eligible cases, those with a decision either way within 28 days."""
        for row, crime in self.live("biometric_retention"):
            decided = row["decision"] == "apply" or row["decision"] == "not_apply"
            in_time = decided and soon(row["eligible_on"], row["decided_on"], 28)
            yield Fact(crime, row["eligible_on"], above=in_time)

    def biometric_applications(self) -> Iterator[Fact]:
        """Of the eligible cases, those applied for."""
        for row, crime in self.live("biometric_retention"):
            yield Fact(crime, row["eligible_on"], above=row["applied_on"] is not None)

    def biometric_applied_within_28_days(self) -> Iterator[Fact]:
        """Of the applications, those within 28 days of the case becoming eligible."""
        for row, crime in self.live("biometric_retention"):
            if row["applied_on"] is not None:
                in_time = soon(row["eligible_on"], row["applied_on"], 28)
                yield Fact(crime, row["applied_on"], above=in_time)

    def biometric_consented(self) -> Iterator[Fact]:
        """Of the applications consented to or refused, those consented to."""
        for row, crime in self.live("biometric_retention"):
            if row["result"] == "consented" or row["result"] == "refused":
                yield Fact(crime, row["result_on"], above=row["result"] == "consented")

    def biometrics_destroyed_without_decision(self) -> Iterator[Fact]:
        """Cases destroyed of which the record holds no decision, or says that there was none."""
        for row, crime in self.live("biometric_retention"):
            undecided = row["decision"] is None or row["decision"] == "none"
            if undecided and row["destroyed_on"] is not None:
                yield Fact(crime, row["destroyed_on"])


def within_a_day(start: datetime | None, end: datetime | None) -> bool:
    """Whether it ended within 24 hours, to the minute."""
    return start is not None and end is not None and start <= end <= start + A_DAY
