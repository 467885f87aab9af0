"""Support, review and surveys of victims, conflicts, duplicates, orders and consultations, worked out from their English."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.integration.independent import CHARGED, Independent
from tests.integration.loops import Fact, Row

NO_FURTHER_ACTION = {
    "evidential_victim_supports",
    "evidential_victim_does_not_support",
    "not_in_public_interest_cps",
    "not_in_public_interest_police",
    "further_action_not_in_public_interest",
}
FAVOURABLE = 4


@dataclass
class OfTheExtendedSource(Independent):
    """The figures that the fields added last can feed."""

    def _of(self, role: str) -> Iterator[tuple[Row, Row]]:
        for person in self.people.values():
            crime = self.crimes.get(person["crime_ref"])
            if person["role"] == role and crime is not None:
                yield person, crime

    # ── victims ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def support_discussed_before_withdrawal(self) -> Iterator[Fact]:
        """Of the victims whose support ended, those with whom support was discussed in the year up to that day."""
        for person, crime in self._of("victim"):
            ended, discussed = person["supports_changed_on"], person["support_discussed_on"]
            if person["supports_investigation"] == "no" and ended is not None:
                before = discussed is not None and 0 <= (ended - discussed).days <= 365
                yield Fact(crime, ended, above=before)

    def _requests(self) -> Iterator[tuple[Row, Row]]:
        for row in self.rows("victims_right_to_review"):
            crime = self.crime_of(row["person_role_ref"])
            if crime is not None:
                yield row, crime

    def right_to_review_requested(self) -> Iterator[Fact]:
        """Requests by the day they were made."""
        for row, crime in self._requests():
            yield Fact(crime, row["requested_on"])

    def right_to_review_upheld(self) -> Iterator[Fact]:
        """Of the requests decided, those upheld."""
        for row, crime in self._requests():
            if row["decision"] is not None and row["decided_on"] is not None:
                yield Fact(crime, row["decided_on"], above=row["decision"] == "upheld")

    def survey(self, item: str) -> Iterator[Fact]:
        """Of the answers to a question, those of 4 or 5; they belong to the force and to no crime."""
        for row in self.rows("survey_answers"):
            if row["item"] == item and row["score"] is not None:
                place = {"force": row["force"], "area": None, "team": None}
                yield Fact(place, row["answered_on"], above=row["score"] >= FAVOURABLE)

    # ── recording ────────────────────────────────────────────────────────────────────────────────────────────────────

    def dates_or_outcome_in_conflict(self) -> Iterator[Fact]:
        """Of the crimes recorded, those with dates that cannot be or a status that contradicts the outcome."""
        for ref, crime in self.crimes.items():
            outcome = self.in_force(ref)
            assigned = None if outcome is None else outcome["assigned_on"]
            in_order = (
                (crime["occurred_from"], crime["occurred_to"]),
                (crime["occurred_from"], crime["reported_on"]),
                (crime["reported_on"], crime["recorded_on"]),
                (crime["recorded_on"], self.as_at),
                (crime["recorded_on"], assigned),
            )
            disordered = any(one is not None and other is not None and one > other for one, other in in_order)
            contradicted = (crime["status"] == "closed") != (assigned is not None)
            yield Fact(crime, crime["recorded_on"], above=disordered or contradicted)

    def possible_duplicate_suspects(self) -> Iterator[Fact]:
        """Of the identified suspects, those on the list of possible duplicates."""
        for person, crime in self._of("suspect"):
            if person["identified"] is True:
                yield Fact(crime, crime["recorded_on"], above=person["possible_duplicate"] is True)

    # ── suspects ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def order_considered_where_no_further_action(self, *, recorded: bool = False) -> Iterator[Fact]:
        """Of the identified suspects where no further action is taken, those against whom an order was considered."""
        considered = {
            (row["person_ref"], row["crime_ref"])
            for row in self.rows("protection_orders")
            if row["considered_on"] is not None
        }
        for person, crime in self._of("suspect"):
            outcome = self.in_force(crime["crime_ref"]) or {"outcome": None}
            if person["identified"] is True and outcome["outcome"] in NO_FURTHER_ACTION:
                day = crime["recorded_on"] if recorded else outcome["assigned_on"]
                pair = (person["person_ref"], crime["crime_ref"])
                yield Fact(crime, day, above=pair in considered)

    def consultations_per_charged_suspect(self) -> Iterator[Fact]:
        """Consultations on each submission that ended in a decision to charge, by the day of the decision."""
        for row in self.rows("cps_submissions"):
            crime = self.crime_of(row["person_role_ref"])
            charged = row["submission"] == "charging" and row["decision"] == "charge"
            if crime is not None and charged and None not in (row["decided_on"], row["consultations"]):
                yield Fact(crime, row["decided_on"], days=row["consultations"])

    def non_recent_parity(self) -> Iterator[Fact]:
        """Crimes recorded, charged within 365 days or not; `over` says that the crime is non-recent. Without days, no row."""
        for ref, crime in self.crimes.items():
            happened, reported = crime["occurred_to"] or crime["occurred_from"], crime["reported_on"]
            if happened is None or reported is None:
                continue
            charged = self._charged_in_a_year(ref, crime["recorded_on"])
            yield Fact(crime, crime["recorded_on"], above=charged, over=(reported - happened).days > 365)

    def _charged_in_a_year(self, ref: str, recorded: date) -> bool:
        outcome = self.in_force(ref)
        if outcome is None or outcome["outcome"] not in CHARGED:
            return False
        return 0 <= (outcome["assigned_on"] - recorded).days <= 365
