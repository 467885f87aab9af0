"""The KPIs of victim engagement, worked out a second time from their English."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tests.integration.independent import CHARGED
from tests.integration.independent_suspects import OfSuspects, done_by
from tests.integration.loops import Fact, Row, firsts, soon, wait, working_days

SPECIALIST = ("isva", "chisva", "rape_crisis")


class OfVictims(OfSuspects):
    """The second calculation of each KPI, by its id; those of suspects and recording come with it."""

    def early_withdrawal(self) -> Iterator[Fact]:
        """Of the victims, those who no longer supported it within 28 days of the report."""
        for _, person, crime in self._of("victim"):
            withdrew = person["supports_investigation"] == "no"
            early = soon(crime["reported_on"], person["supports_changed_on"], 28)
            yield Fact(crime, crime["recorded_on"], above=withdrew and early)

    def _withdrawals(self) -> Iterator[tuple[Row, Row]]:
        for _, person, crime in self._of("victim"):
            if person["supports_investigation"] == "no" and person["supports_changed_on"] is not None:
                yield person, crime

    def days_report_to_withdrawal(self) -> Iterator[Fact]:
        """Days from the report to the day the victim stopped supporting it."""
        for person, crime in self._withdrawals():
            yield from wait(crime, crime["reported_on"], person["supports_changed_on"])

    def withdrawal_reason_recorded(self) -> Iterator[Fact]:
        """Of the victims who withdrew, those with a reason other than not known."""
        for person, crime in self._withdrawals():
            reason = person["withdrawal_reason"]
            yield Fact(crime, person["supports_changed_on"], above=reason not in (None, "not_known"))

    def _first_offers(self, *services: str, day: str = "offered_on") -> dict[str, date]:
        """The first day of an offer to each victim: of some services, or of any."""
        return firsts(
            (row["person_role_ref"], row[day])
            for row in self.rows("support_referrals")
            if not services or row["service"] in services
        )

    def specialist_support_offered_within_7_days(self) -> Iterator[Fact]:
        """Of the identified victims, those offered a specialist service within 7 days of the report."""
        offers = defaultdict(list)
        for row in self.rows("support_referrals"):
            if row["service"] in SPECIALIST:
                offers[row["person_role_ref"]].append(row["offered_on"])
        for ref, person, crime in self._of("victim"):
            if person["identified"] is True:
                in_time = any(soon(crime["reported_on"], day, 7) for day in offers[ref])
                yield Fact(crime, crime["recorded_on"], above=in_time)

    def needs_assessed_within_28_days(self) -> Iterator[Fact]:
        """Of the identified victims, those whose needs were assessed within 28 days of the report."""
        assessed = self._first_offers(day="needs_assessed_on")
        for ref, person, crime in self._of("victim"):
            if person["identified"] is True:
                in_time = soon(crime["reported_on"], assessed.get(ref), 28)
                yield Fact(crime, crime["recorded_on"], above=in_time)

    def referral_centre_offered_within_7_days(self) -> Iterator[Fact]:
        """Of the victims who reported within 7 days, those offered a referral centre within 7 more."""
        offers = self._first_offers("sarc")
        for ref, _, crime in self._of("victim"):
            if soon(crime["occurred_to"], crime["reported_on"], 7):
                in_time = soon(crime["reported_on"], offers.get(ref), 7)
                yield Fact(crime, crime["recorded_on"], above=in_time)

    def personal_statement_offered(self) -> Iterator[Fact]:
        """Of the victims of crimes charged, those ever offered a Victim Personal Statement."""
        offers = self._first_offers(day="personal_statement_offered_on")
        for ref, person, crime in self._of("victim"):
            outcome = self.in_force(person["crime_ref"])
            if outcome is not None and outcome["outcome"] in CHARGED:
                yield Fact(crime, outcome["assigned_on"], above=ref in offers)

    def support_taken_up(self) -> Iterator[Fact]:
        """Of the offers, those accepted."""
        for row, crime in self._referrals():
            yield Fact(crime, row["offered_on"], above=row["accepted"] is True)

    def support_contact_within_2_working_days(self) -> Iterator[Fact]:
        """Of the offers accepted, those that led to contact within two working days."""
        for row, crime in self._referrals():
            if row["accepted"] is True:
                contacted = row["contacted_on"]
                soon = contacted is not None and 0 <= working_days(row["offered_on"], contacted) <= 2
                yield Fact(crime, row["offered_on"], above=soon)

    def _referrals(self) -> Iterator[tuple[Row, Row]]:
        for row in self.rows("support_referrals"):
            crime = self.crime_of(row["person_role_ref"])
            if crime is not None:
                yield row, crime

    def contact_plan_kept(self) -> Iterator[Fact]:
        """Of the contacts due, those made by that day."""
        for row, crime in self._contacts("contact_due"):
            yield Fact(crime, row["event_on"], above=done_by(row["notified_on"], row["event_on"]))

    def no_further_action_told_on_time(self) -> Iterator[Fact]:
        """Of the decisions of no further action, those told within one working day."""
        for row, crime in self._contacts("no_further_action"):
            told = row["notified_on"]
            on_time = told is not None and 0 <= working_days(row["event_on"], told) <= 1
            yield Fact(crime, row["event_on"], above=on_time)

    def _contacts(self, key_event: str) -> Iterator[tuple[Row, Row]]:
        for row in self.rows("victim_contacts"):
            crime = self.crime_of(row["person_role_ref"])
            if crime is not None and row["key_event"] == key_event:
                yield row, crime
