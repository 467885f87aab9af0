"""Devices, third-party material and the courts, worked out a second time from their English."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tests.integration.independent_disruption import OfDisruption, within_a_day
from tests.integration.loops import Fact, Row, firsts, soon, wait

CODE_OF_PRACTICE = date(2026, 1, 12)
BEFORE_THE_TRIAL = {"first_hearing", "ptph", "trial_listed"}
ENDED = {"convicted", "acquitted", "discontinued", "discontinued_victim"}


@dataclass
class OfSuspectsAndCourts(OfDisruption):
    """The figures of pillar 6 and of the courts; those of pillar 2 come with it."""

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
        return {ref for ref, start in taken.items() if within_a_day(start, returned[ref])}

    @cached_property
    def first_devices(self) -> dict[str, dict[str, date]]:
        """The first day a device was taken from anybody in each role, by crime."""
        return {
            role: firsts((row["crime_ref"], row["taken_at"]) for row in self._devices_with_crime(role))
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
            yield from wait(crime, row["taken_at"], row["returned_at"])

    def replacement_offered_for_victim_device(self) -> Iterator[Fact]:
        """Of the victims' devices not back within 24 hours, those with a replacement offered."""
        for row, crime in self.devices_of("victim"):
            if row["device_ref"] not in self.back_in_a_day:
                yield Fact(crime, row["taken_at"], above=row["replacement_offered"] is True)

    def victim_device_taken(self) -> Iterator[Fact]:
        """Of the crimes recorded, those with a victim's device taken within 90 days of the report."""
        for ref, crime in self.crimes.items():
            taken = self.first_devices["victim"].get(ref)
            yield Fact(crime, crime["recorded_on"], above=soon(crime["reported_on"], taken, 90))

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
                yield Fact(crime, crime["recorded_on"], above=soon(crime["reported_on"], taken, 90))

    def days_suspect_device_to_examination(self) -> Iterator[Fact]:
        """Days from a suspect's device being submitted to its examination, by the day of that."""
        for row, crime in self.devices_of("suspect"):
            yield from wait(crime, row["submitted_on"], row["examined_on"])

    def digital_strategy_recorded(self) -> Iterator[Fact]:
        """Of the crimes recorded with a device taken, those with a digital strategy within 90 days of the report."""
        strategies = firsts(
            (row["crime_ref"], row["happened_at"])
            for row in self.rows("investigation_events")
            if row["event"] == "digital_strategy"
        )
        with_device = set(self.first_devices["victim"]) | set(self.first_devices["suspect"])
        for ref, crime in self.crimes.items():
            if ref in with_device:
                in_time = soon(crime["reported_on"], strategies.get(ref), 90)
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
            yield from wait(crime, row["requested_on"], row["responded_on"])

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
        return firsts(
            (row["person_role_ref"], row["decided_on"])
            for row in self.rows("cps_submissions")
            if row["decision"] == "charge"
        )

    def reached(self, column: str, *values: str) -> dict[str, date]:
        """The first court stage of each suspect on which a column holds one of some values."""
        return firsts(
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
            yield from wait(crime, self.charges.get(ref), ends.get(ref))

    def stopped_after_victim_withdrew(self) -> Iterator[Fact]:
        """Of the prosecutions that ended, those stopped because of the victim."""
        return self._of_thosewait("discontinued_victim")

    def conviction_rate(self) -> Iterator[Fact]:
        """Of the prosecutions that ended, those with a conviction."""
        return self._of_thosewait("convicted")

    def _of_thosewait(self, result: str) -> Iterator[Fact]:
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
