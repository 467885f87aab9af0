"""Bail, orders, breaches, biometrics, devices, third-party material and the courts, worked out a second time from their English."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import pandas as pd

from tests.integration.independent import Fact, Independent, Row

A_DAY = timedelta(hours=24)
BAIL_DUTY = date(2022, 10, 28)
CODE_OF_PRACTICE = date(2026, 1, 12)
BEFORE_THE_TRIAL = {"first_hearing", "ptph", "trial_listed"}
ENDED = {"convicted", "acquitted", "discontinued", "discontinued_victim"}
DECIDED_BY_A_COURT = {"granted", "refused", "expired", "discharged"}


@dataclass
class OfSuspectsAndCourts(Independent):
    """The figures of pillars 2 and 6 and of the courts."""

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
            yield Fact(crime, row["reported_at"], above=_within_a_day(start, end))

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
            in_time = decided and _within(28, row["eligible_on"], row["decided_on"])
            yield Fact(crime, row["eligible_on"], above=in_time)

    def biometric_applications(self) -> Iterator[Fact]:
        """Of the eligible cases, those applied for."""
        for row, crime in self.live("biometric_retention"):
            yield Fact(crime, row["eligible_on"], above=row["applied_on"] is not None)

    def biometric_applied_within_28_days(self) -> Iterator[Fact]:
        """Of the applications, those within 28 days of the case becoming eligible."""
        for row, crime in self.live("biometric_retention"):
            if row["applied_on"] is not None:
                in_time = _within(28, row["eligible_on"], row["applied_on"])
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

    # ── devices and third-party material ─────────────────────────────────────────────────────────────────────────────

    def devices_of(self, role: str) -> Iterator[tuple[Row, Row]]:
        """Devices of persons in a role, with the live crime of each."""
        for row, crime in self.live("devices"):
            if self.people[row["person_role_ref"]]["role"] == role:
                yield row, crime

    @cached_property
    def back_in_a_day(self) -> set[str]:
        """Devices returned within 24 hours to the minute."""
        taken = self.moments("devices", "device_ref", "taken_at")
        returned = self.moments("devices", "device_ref", "returned_at")
        return {ref for ref, start in taken.items() if _within_a_day(start, returned[ref])}

    @cached_property
    def first_devices(self) -> dict[str, dict[str, date]]:
        """The first day a device was taken from anybody in each role, by crime."""
        return {
            role: _earliest((row["crime_ref"], row["taken_at"]) for row in self._devices_with_crime(role))
            for role in ("victim", "suspect")
        }

    def _devices_with_crime(self, role: str) -> Iterator[Row]:
        for row, crime in self.devices_of(role):
            yield {"crime_ref": crime["crime_ref"], "taken_at": row["taken_at"]}

    def victim_device_returned_within_24_hours(self) -> Iterator[Fact]:
        """Of the victims' devices, those back within 24 hours."""
        for row, crime in self.devices_of("victim"):
            yield Fact(crime, row["taken_at"], above=row["device_ref"] in self.back_in_a_day)

    def days_victim_without_device(self) -> Iterator[Fact]:
        """Days from a victim's device being taken to its return, by the day of the return."""
        for row, crime in self.devices_of("victim"):
            yield from _ended(crime, row["taken_at"], row["returned_at"])

    def replacement_offered_for_victim_device(self) -> Iterator[Fact]:
        """Of the victims' devices not back within 24 hours, those with a replacement offered."""
        for row, crime in self.devices_of("victim"):
            if row["device_ref"] not in self.back_in_a_day:
                yield Fact(crime, row["taken_at"], above=row["replacement_offered"] is True)

    def victim_device_taken(self) -> Iterator[Fact]:
        """Of the crimes recorded, those with a victim's device taken within 90 days of the report."""
        for ref, crime in self.crimes.items():
            taken = self.first_devices["victim"].get(ref)
            yield Fact(crime, crime["recorded_on"], above=_within(90, crime["reported_on"], taken))

    def victim_device_agreement_recorded(self) -> Iterator[Fact]:
        """Of the victims' devices, those with an agreement and a line of enquiry."""
        for row, crime in self.devices_of("victim"):
            both = row["agreement_on"] is not None and row["reasonable_line_of_enquiry"] is True
            yield Fact(crime, row["taken_at"], above=both)

    def suspect_device_secured(self) -> Iterator[Fact]:
        """Of the crimes recorded on which anybody was named, those with a suspect's device within 90 days of the report."""
        named = {person["crime_ref"] for person in self.people.values() if person["named_on"] is not None}
        for ref, crime in self.crimes.items():
            if ref in named:
                taken = self.first_devices["suspect"].get(ref)
                yield Fact(crime, crime["recorded_on"], above=_within(90, crime["reported_on"], taken))

    def days_suspect_device_to_examination(self) -> Iterator[Fact]:
        """Days from a suspect's device being submitted to its examination, by the day of that."""
        for row, crime in self.devices_of("suspect"):
            yield from _ended(crime, row["submitted_on"], row["examined_on"])

    def digital_strategy_recorded(self) -> Iterator[Fact]:
        """Of the crimes recorded with a device taken, those with a digital strategy within 90 days of the report."""
        strategies = _earliest(
            (row["crime_ref"], row["happened_at"])
            for row in self.rows("investigation_events")
            if row["event"] == "digital_strategy"
        )
        with_device = set(self.first_devices["victim"]) | set(self.first_devices["suspect"])
        for ref, crime in self.crimes.items():
            if ref in with_device:
                in_time = _within(90, crime["reported_on"], strategies.get(ref))
                yield Fact(crime, crime["recorded_on"], above=in_time)

    def third_party_rationale_recorded(self) -> Iterator[Fact]:
        """Of the third-party requests, those with the full rationale."""
        for row, crime in self.live("third_party_requests"):
            yield Fact(crime, row["requested_on"], above=row["rationale_recorded"] is True)

    def victim_notified_of_third_party_request(self) -> Iterator[Fact]:
        """Of the third-party requests since the code of practice, those the victim was told of by that day."""
        for row, crime in self.live("third_party_requests"):
            if row["requested_on"] >= CODE_OF_PRACTICE:
                told = row["victim_notified_on"]
                yield Fact(crime, row["requested_on"], above=told is not None and told <= row["requested_on"])

    def counselling_request_approved(self) -> Iterator[Fact]:
        """Of the requests for counselling records, those approved."""
        for row, crime in self.live("third_party_requests"):
            if row["material"] == "counselling":
                yield Fact(crime, row["requested_on"], above=row["senior_approval"] is True)

    def days_third_party_response(self) -> Iterator[Fact]:
        """Days from a third-party request to the response, by the day of the response."""
        for row, crime in self.live("third_party_requests"):
            yield from _ended(crime, row["requested_on"], row["responded_on"])

    # ── charge and court ─────────────────────────────────────────────────────────────────────────────────────────────

    def suspects(self) -> Iterator[tuple[str, Row]]:
        """Suspects on live crimes: the reference of the link and the crime."""
        for ref, person in self.people.items():
            crime = self.crimes.get(person["crime_ref"])
            if person["role"] == "suspect" and crime is not None:
                yield ref, crime

    @cached_property
    def charges(self) -> dict[str, date]:
        """The first decision to charge each suspect."""
        return _earliest(
            (row["person_role_ref"], row["decided_on"])
            for row in self.rows("cps_submissions")
            if row["decision"] == "charge"
        )

    def reached(self, column: str, *values: str) -> dict[str, date]:
        """The first court stage of each suspect on which a column holds one of some values."""
        return _earliest(
            (row["person_role_ref"], row["reached_on"])
            for row in self.rows("court_stages")
            if row[column] in values
        )

    def suspects_charged(self) -> Iterator[Fact]:
        """Suspects first charged by the prosecutor."""
        for ref, crime in self.suspects():
            if ref in self.charges:
                yield Fact(crime, self.charges[ref])

    def crown_court_receipts(self) -> Iterator[Fact]:
        """Defendants at their first plea and trial preparation hearing."""
        received = self.reached("stage", "ptph")
        for ref, crime in self.suspects():
            if ref in received:
                yield Fact(crime, received[ref])

    def days_charge_to_completion(self) -> Iterator[Fact]:
        """Days from the decision to charge to the end of the prosecution, by the day of the end."""
        ends = self.reached("result", *ENDED)
        for ref, crime in self.suspects():
            yield from _ended(crime, self.charges.get(ref), ends.get(ref))

    def stopped_after_victim_withdrew(self) -> Iterator[Fact]:
        """Of the prosecutions that ended, those stopped because of the victim."""
        return self._of_those_ended("discontinued_victim")

    def conviction_rate(self) -> Iterator[Fact]:
        """Of the prosecutions that ended, those with a conviction."""
        return self._of_those_ended("convicted")

    def _of_those_ended(self, result: str) -> Iterator[Fact]:
        ends, wanted = self.reached("result", *ENDED), self.reached("result", result)
        for ref, crime in self.suspects():
            if ref in ends:
                yield Fact(crime, ends[ref], above=ref in wanted)

    def early_guilty_plea(self) -> Iterator[Fact]:
        """Of the defendants convicted, those who pleaded guilty at a stage before the trial."""
        convicted = self.reached("result", "convicted")
        early = {
            row["person_role_ref"]
            for row in self.rows("court_stages")
            if row["plea"] == "guilty" and row["stage"] in BEFORE_THE_TRIAL
        }
        for ref, crime in self.suspects():
            if ref in convicted:
                yield Fact(crime, convicted[ref], above=ref in early)


def _earliest(pairs: Iterator[tuple[str, date | None]]) -> dict[str, date]:
    found: dict[str, date] = {}
    for key, day in pairs:
        if day is not None:
            found[key] = min(found.get(key, date.max), day)
    return found


def _within(days: int, start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and start <= end <= start + timedelta(days=days)


def _within_a_day(start: datetime | None, end: datetime | None) -> bool:
    return start is not None and end is not None and start <= end <= start + A_DAY


def _ended(crime: Row, start: date | None, end: date | None) -> Iterator[Fact]:
    if start is not None and end is not None and start <= end:
        yield Fact(crime, end, days=(end - start).days)
