"""What stands at each month end (bail, orders, reviews, contacts, risk assessments), worked out a second time in plain loops.

The action lists are worked out here too, from the same loops on the day of the snapshot: a list and its KPI count the
same rows.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tests.integration.independent import Independent
from tests.integration.loops import Fact, Row


def runs(start: date | None, end: date | None, day: date) -> bool:
    """Whether something has begun by a day and is not over on it."""
    return start is not None and start <= day and (end is None or (end > day and end > start))


def lately(days: list[date], day: date, within: int) -> bool:
    """Whether one of some days lies no more than so many days before a day, or on it."""
    return any(timedelta(0) <= day - one <= timedelta(days=within) for one in days)


@dataclass
class OfOrders(Independent):
    """The standing figures of bail, orders and the forward look."""

    def by(self, frame: str, key: str, **only: str) -> dict[str, list[Row]]:
        """Rows of a frame by one of its references, those alone that hold some codes."""
        found = defaultdict(list)
        for row in self.rows(frame):
            if all(row[column] == code for column, code in only.items()):
                found[row[key]].append(row)
        return found

    # ── bail ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def bails_ending(self, day: date, within: int) -> Iterator[tuple[str, Row]]:
        """Bail that runs on a day and whose applicable period ends within so many days of it."""
        for row in self.rows("bail_periods"):
            crime = self.crime_of(row["person_role_ref"])
            left = (row["applicable_period_ends_on"] - day).days
            if crime is not None and runs(row["started_on"], row["ended_on"], day) and 0 <= left <= within:
                yield row["bail_ref"], crime

    def bail_ending_within_14_days(self) -> Iterator[Fact]:
        """At each month end, bail that ends within 14 days."""
        for day in self.month_ends:
            yield from (Fact(crime, day) for _, crime in self.bails_ending(day, 14))

    def bail_ending_within_28_days(self) -> Iterator[Fact]:
        """At each month end, bail that ends within 28 days."""
        for day in self.month_ends:
            yield from (Fact(crime, day) for _, crime in self.bails_ending(day, 28))

    # ── open crimes ──────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def open_times(self) -> list[tuple[Row, date, date | None]]:
        """Each time a live crime was open: from recording or the reversal of an outcome, to the outcome that followed."""
        found = []
        for ref, crime in self.crimes.items():
            starts = [crime["recorded_on"]]
            for outcome in sorted(
                self.outcomes.get(ref, []), key=lambda one: (one["assigned_on"], one["outcome_ref"])
            ):
                if starts[-1] is not None:
                    found.append((crime, starts[-1], outcome["assigned_on"]))
                starts.append(outcome["reversed_on"])
            if starts[-1] is not None:
                found.append((crime, starts[-1], None))
        return found

    def open_on(self, day: date) -> Iterator[Row]:
        """The crimes open on a day."""
        yield from (crime for crime, start, end in self.open_times if runs(start, end, day))

    @cached_property
    def reviews(self) -> dict[str, list[Row]]:
        """The reviews of each crime."""
        return self.by("reviews", "crime_ref")

    def is_review_overdue(self, crime: Row, day: date) -> bool:
        """Whether a review of the crime was due before a day and is not done by it."""
        return any(
            one["due_on"] < day and (one["done_on"] is None or one["done_on"] > day)
            for one in self.reviews.get(crime["crime_ref"], [])
            if one["due_on"] is not None
        )

    def overdue_supervisory_reviews(self) -> Iterator[Fact]:
        """Of the crimes open at each month end, those with a review overdue."""
        for day in self.month_ends:
            for crime in self.open_on(day):
                yield Fact(crime, day, above=self.is_review_overdue(crime, day))

    @cached_property
    def assessments(self) -> dict[str, list[date]]:
        """The days on which each crime's victim was assessed for risk."""
        return self.event_days("risk_assessed")

    def event_days(self, event: str) -> dict[str, list[date]]:
        """The days of one kind of event, by crime."""
        return {
            ref: [row["happened_at"] for row in rows]
            for ref, rows in self.by("investigation_events", "crime_ref", event=event).items()
        }

    def victim_risk_assessment_current(self) -> Iterator[Fact]:
        """Of the crimes open at each month end, those assessed in the 90 days before."""
        for day in self.month_ends:
            for crime in self.open_on(day):
                assessed = self.assessments.get(crime["crime_ref"], [])
                yield Fact(crime, day, above=lately(assessed, day, 90))

    # ── orders and contacts ──────────────────────────────────────────────────────────────────────────────────────────

    def orders_in_force(self, day: date) -> Iterator[tuple[Row, Row]]:
        """Orders made by a day, neither discharged by it nor past their last day, with the live crime of each."""
        for row in self.rows("protection_orders"):
            crime = self.crimes.get(row["crime_ref"])
            past = row["expires_on"] is not None and row["expires_on"] < day
            if crime is not None and runs(row["granted_on"], row["ended_on"], day) and not past:
                yield row, crime

    @cached_property
    def checks(self) -> dict[str, list[Row]]:
        """The checks and reviews of each order."""
        return self.by("order_checks", "order_ref")

    def is_checked(self, order: Row, day: date) -> bool:
        """Whether an order has a named owner and was checked in the 90 days before."""
        days = [one["checked_on"] for one in self.checks.get(order["order_ref"], [])]
        return order["owned"] is True and lately(days, day, 90)

    def live_orders_checked(self) -> Iterator[Fact]:
        """Of the orders in force at each month end, those owned and checked."""
        for day in self.month_ends:
            for order, crime in self.orders_in_force(day):
                yield Fact(crime, day, above=self.is_checked(order, day))

    def orders_about_to_end(self, day: date) -> Iterator[tuple[Row, Row, bool]]:
        """Orders in force that end within 90 days, with their crime, and whether they lack a review in the 90 days before."""
        for order, crime in self.orders_in_force(day):
            if order["expires_on"] is not None and (order["expires_on"] - day).days <= 90:
                own = self.checks.get(order["order_ref"], [])
                reviews = [one["checked_on"] for one in own if one["kind"] == "review"]
                yield order, crime, not lately(reviews, day, 90)

    def orders_expiring_without_review(self) -> Iterator[Fact]:
        """Of the orders that end within 90 days of each month end, those without a review."""
        for day in self.month_ends:
            for _, crime, without in self.orders_about_to_end(day):
                yield Fact(crime, day, above=without)

    @cached_property
    def contacts(self) -> dict[str, list[date]]:
        """The days on which a victim of each crime was told something or contacted."""
        found = defaultdict(
            list, {ref: list(days) for ref, days in self.event_days("victim_contacted").items()}
        )
        for row in self.rows("victim_contacts"):
            if row["notified_on"] is not None:
                found[self.people[row["person_role_ref"]]["crime_ref"]].append(row["notified_on"])
        return found

    @cached_property
    def supporters(self) -> set[str]:
        """The crimes with a victim who supports the investigation."""
        return {
            row["crime_ref"]
            for row in self.rows("persons")
            if row["role"] == "victim" and row["supports_investigation"] == "yes"
        }

    def is_out_of_contact(self, crime: Row, day: date) -> bool:
        """Whether a crime is older than 28 days and nobody was in contact in the 28 days before."""
        own = [crime["recorded_on"], *self.contacts.get(crime["crime_ref"], [])]
        return not lately(own, day, 28)

    def no_contact_for_28_days(self) -> Iterator[Fact]:
        """Of the open crimes with a supporting victim at each month end, those without a contact."""
        for day in self.month_ends:
            for crime in self.open_on(day):
                if crime["crime_ref"] in self.supporters:
                    yield Fact(crime, day, above=self.is_out_of_contact(crime, day))
