"""The KPIs of suspect-focused investigation and recording, worked out a second time from their English."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from tests.integration.independent import CHARGED, Independent
from tests.integration.loops import Fact, Row, firsts, soon, wait

LEGAL_DECISIONS = ("charge", "no_further_action")


class OfSuspects(Independent):
    """The second calculation of each KPI, by its id."""

    # ── crimes ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def reported_rape_incidents(self) -> Iterator[Fact]:
        """Reported incidents, which are no crimes."""
        for row in self.rows("crimes"):
            if row["status"] == "incident":
                yield Fact(row, row["recorded_on"])

    def cancelled_or_transferred_rape(self) -> Iterator[Fact]:
        """Of all that was ever recorded as a crime, what was cancelled or transferred within 90 days."""
        for row in self.rows("crimes"):
            if row["status"] != "incident":
                gone = row["status"] in ("cancelled", "transferred_out")
                yield Fact(
                    row, row["recorded_on"], above=gone and soon(row["recorded_on"], row["status_on"], 90)
                )

    @cached_property
    def namings(self) -> dict[str, date]:
        """The first day a suspect was named on each crime."""
        return firsts((row["crime_ref"], row["named_on"]) for row in self.rows("persons"))

    def suspect_named_within_28_days(self) -> Iterator[Fact]:
        """Of the crimes recorded, those with a suspect named within 28 days of the report."""
        for ref, crime in self.crimes.items():
            named = soon(crime["reported_on"], self.namings.get(ref), 28)
            yield Fact(crime, crime["recorded_on"], above=named)

    def investigation_plan_within_72_hours(self) -> Iterator[Fact]:
        """Of the crimes recorded, those with a plan within three days of the report."""
        plans = self._first_events("plan_created")
        for ref, crime in self.crimes.items():
            planned = soon(crime["reported_on"], plans.get(ref), 3)
            yield Fact(crime, crime["recorded_on"], above=planned)

    def days_report_to_video_interview(self) -> Iterator[Fact]:
        """Days from the report to the first recorded interview of the victim."""
        interviews = self._first_events("video_interview")
        for ref, crime in self.crimes.items():
            yield from wait(crime, crime["reported_on"], interviews.get(ref))

    def _first_events(self, kind: str) -> dict[str, date]:
        return firsts(
            (row["crime_ref"], row["happened_at"])
            for row in self.rows("investigation_events")
            if row["event"] == kind
        )

    @cached_property
    def early_advice(self) -> dict[str, date]:
        """The first submission for early advice on each crime."""
        return firsts(
            (self.people[row["person_role_ref"]]["crime_ref"], row["submitted_on"])
            for row in self.rows("cps_submissions")
            if row["submission"] == "early_advice"
        )

    def early_advice_used(self) -> Iterator[Fact]:
        """Of the crimes with a named suspect, those with early advice within 180 days of recording."""
        for ref, crime in self.crimes.items():
            if ref in self.namings:
                sought = soon(crime["recorded_on"], self.early_advice.get(ref), 180)
                yield Fact(crime, crime["recorded_on"], above=sought)

    def days_report_to_early_advice(self) -> Iterator[Fact]:
        """Days from the report to the first submission for early advice."""
        for ref, crime in self.crimes.items():
            yield from wait(crime, crime["reported_on"], self.early_advice.get(ref))

    def days_report_to_recording(self) -> Iterator[Fact]:
        """Days from the report to the recording of the crime."""
        for crime in self.crimes.values():
            yield from wait(crime, crime["reported_on"], crime["recorded_on"])

    def location_recorded(self) -> Iterator[Fact]:
        """Of the crimes recorded, those with a kind of place."""
        return self._filled_in("place_type")

    def domestic_abuse_flag_recorded(self) -> Iterator[Fact]:
        """Of the crimes recorded, those that say whether it was domestic abuse."""
        return self._filled_in("domestic_abuse")

    def alcohol_or_drugs_flag_recorded(self) -> Iterator[Fact]:
        """Of the crimes recorded, those that say whether alcohol or drugs were involved."""
        return self._filled_in("alcohol_or_drugs")

    def _filled_in(self, column: str) -> Iterator[Fact]:
        for crime in self.crimes.values():
            yield Fact(crime, crime["recorded_on"], above=crime[column] is not None)

    # ── outcomes ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def evidential_difficulty_victim_supports(self, *, recorded: bool = False) -> Iterator[Fact]:
        """Outcome 15 among the outcomes in force, bar transfers."""
        return self._share_of_outcomes(("evidential_victim_supports",), recorded=recorded)

    def no_suspect_identified(self, *, recorded: bool = False) -> Iterator[Fact]:
        """Outcome 18 among the outcomes in force, bar transfers."""
        return self._share_of_outcomes(("no_suspect_identified",), recorded=recorded)

    def suspect_identified_victim_does_not_support(self, *, recorded: bool = False) -> Iterator[Fact]:
        """Outcome 16 among the outcomes in force, bar transfers."""
        return self._share_of_outcomes(("evidential_victim_does_not_support",), recorded=recorded)

    def alternate_offence_charges(self, *, recorded: bool = False) -> Iterator[Fact]:
        """Outcome 1A among the charges in force."""
        for ref, crime in self.crimes.items():
            outcome = self.in_force(ref)
            if outcome is not None and outcome["outcome"] in CHARGED:
                day = crime["recorded_on"] if recorded else outcome["assigned_on"]
                yield Fact(crime, day, above=outcome["outcome"] == "charged_alternate_offence")

    # ── suspects ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of(self, role: str) -> Iterator[tuple[str, Row, Row]]:
        """Each person in a role on a live crime: reference, person and crime."""
        for ref, person in self.people.items():
            crime = self.crimes.get(person["crime_ref"])
            if person["role"] == role and crime is not None:
                yield ref, person, crime

    def named_suspects_arrested_within_90_days(self) -> Iterator[Fact]:
        """Of the suspects named, those arrested no more than 90 days before or after."""
        arrests = firsts((row["person_role_ref"], row["arrested_on"]) for row in self.rows("arrests"))
        for ref, person, crime in self._of("suspect"):
            if person["named_on"] is not None:
                arrested = arrests.get(ref)
                near = arrested is not None and abs((arrested - person["named_on"]).days) <= 90
                yield Fact(crime, person["named_on"], above=near)

    def voluntary_attendance_share(self) -> Iterator[Fact]:
        """Of the suspects interviewed, those whose first arrest or attendance was voluntary."""
        of_suspect = defaultdict(list)
        for row in self.rows("arrests"):
            of_suspect[row["person_role_ref"]].append(row)
        for ref, _, crime in self._of("suspect"):
            interviews = [
                row["interviewed_on"] for row in of_suspect[ref] if row["interviewed_on"] is not None
            ]
            if interviews:
                first = min(
                    of_suspect[ref],
                    key=lambda row: min(row["arrested_on"] or date.max, row["interviewed_on"] or date.max),
                )
                yield Fact(crime, min(interviews), above=first["voluntary"] is True)

    # ── the Crown Prosecution Service ────────────────────────────────────────────────────────────────────────────────

    def _submissions(self, *decisions: str) -> Iterator[tuple[Row, Row]]:
        """Each submission about a live crime, with the decisions given or with any."""
        for row in self.rows("cps_submissions"):
            crime = self.crime_of(row["person_role_ref"])
            if crime is not None and (not decisions or row["decision"] in decisions):
                yield row, crime

    def adult_rape_referrals(self) -> Iterator[Fact]:
        """Submissions for early advice or for a charging decision."""
        for row, crime in self._submissions():
            if row["submission"] in ("early_advice", "charging"):
                yield Fact(crime, row["submitted_on"])

    def cps_decisions_within_28_days(self) -> Iterator[Fact]:
        """Of the charging decisions about suspects known not to be in custody, those within 28 days."""
        for row, crime in self._submissions(*LEGAL_DECISIONS):
            if (
                row["submission"] == "charging"
                and row["in_custody"] is False
                and row["decided_on"] is not None
            ):
                yield Fact(crime, row["decided_on"], above=soon(row["submitted_on"], row["decided_on"], 28))

    def admin_finalised_at_cps(self) -> Iterator[Fact]:
        """Of the submissions finalised, those finalised administratively."""
        for row, crime in self._submissions(*LEGAL_DECISIONS, "admin_finalised"):
            if row["decided_on"] is not None:
                yield Fact(crime, row["decided_on"], above=row["decision"] == "admin_finalised")

    def cps_charge_proportion(self) -> Iterator[Fact]:
        """Of the charging decisions, those to charge."""
        for row, crime in self._submissions(*LEGAL_DECISIONS):
            if row["submission"] == "charging" and row["decided_on"] is not None:
                yield Fact(crime, row["decided_on"], above=row["decision"] == "charge")

    def action_plans_on_time(self) -> Iterator[Fact]:
        """Of the action plans due, those answered by their due day."""
        suspect_of = {row["submission_ref"]: row["person_role_ref"] for row in self.rows("cps_submissions")}
        for row in self.rows("action_plans"):
            crime = self.crime_of(suspect_of[row["submission_ref"]])
            if crime is not None:
                yield Fact(crime, row["due_on"], above=done_by(row["returned_on"], row["due_on"]))

    def supervisory_reviews_on_time(self) -> Iterator[Fact]:
        """Of the reviews due, those done by their due day."""
        for row in self.rows("reviews"):
            crime = self.crimes.get(row["crime_ref"])
            if crime is not None:
                yield Fact(crime, row["due_on"], above=done_by(row["done_on"], row["due_on"]))


def done_by(done: date | None, due: date) -> bool:
    """Whether something was done by the day it was due."""
    return done is not None and done <= due
