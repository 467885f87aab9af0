"""Training, caseload, tenure and wellbeing worked out a second time from the English of each definition, in plain loops."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from tests.integration.independent_orders import OfOrders, lately
from tests.integration.loops import Row

Figure = tuple[int | None, int, float | None]  # above the line, how many behind it, the figure
RASSO = ("investigator", "supervisor", "manager", "specially_trained_officer")
INVESTIGATOR = ("investigator",)
RELEVANT = (*RASSO, "custody_officer", "offender_manager")
A_YEAR = timedelta(days=365)
FLOOR = 10
SHARES = {
    "word_on_word_training_current": RASSO,
    "skills_programme_completed": RASSO,
    "named_products_delivered": INVESTIGATOR,
    "specialist_qualified": INVESTIGATOR,
    "specialist_in_training": INVESTIGATOR,
    "specialist_not_started": INVESTIGATOR,
    "orders_training_current": RELEVANT,
    "first_responders_trained": ("first_responder",),
    "investigators_over_caseload": INVESTIGATOR,
    "tenure_under_a_year": INVESTIGATOR,
    "supervision_within_60_days": RASSO,
}
COURSES = {
    "word_on_word_training_current": ("word_on_word",),
    "skills_programme_completed": ("risdp",),
    "named_products_delivered": ("full_code_test", "threshold_test", "consent_guidance_7"),
    "specialist_qualified": ("ssaidp",),
    "orders_training_current": ("orders",),
    "first_responders_trained": ("first_response",),
}
TOTALS = {  # what is added up, over what
    "days_abstracted": ("days_abstracted", "days_contracted"),
    "sickness_absence": ("days_lost", "days_contracted"),
    "psychological_sickness_absence": ("days_lost_psychological", "days_contracted"),
    "wellbeing_screening_offered": ("screening_offered", "headcount"),
    "wellbeing_screening_taken": ("screening_taken", "headcount"),
}


@dataclass
class OfPeople(OfOrders):
    """Every figure about the people who work here, for one place and one stretch of days."""

    def figure(
        self, kpi: str, first: date, last: date, *, place: dict[str, str], offences: set[str]
    ) -> Figure:
        """One KPI over the days from `first` to `last`."""
        if kpi in SHARES:
            return self.share(kpi, last, place)
        if kpi == "investigators_who_left":
            return self.left(last, place)
        if kpi == "open_cases_per_investigator":
            return self.caseload(last, place, offences)
        if kpi == "burnout_index":
            return self.burnout(last, place)
        return self.totals(kpi, first, last, place)

    # ── people in post ───────────────────────────────────────────────────────────────────────────────────────────────

    def people_in(self, roles: tuple[str, ...], place: dict[str, str]) -> list[Row]:
        """Post-holders of some roles in a place, whenever they were there."""
        return [
            row
            for row in self.rows("staff")
            if row["staff_role"] in roles and all(row[key] == value for key, value in place.items())
        ]

    def in_post(self, row: Row, day: date) -> bool:
        """Whether somebody is in post on a day, their last day included."""
        return row["started_on"] <= day and (row["ended_on"] is None or row["ended_on"] >= day)

    def share(self, kpi: str, day: date, place: dict[str, str]) -> Figure:
        """Of those in post on a day, how many the question is true of."""
        here = [row for row in self.people_in(SHARES[kpi], place) if self.in_post(row, day)]
        return _share(sum(self.is_true(kpi, row, day) for row in here), len(here))

    def is_true(self, kpi: str, row: Row, day: date) -> bool:
        """Whether what a KPI asks is true of one post-holder on a day."""
        ref = row["staff_ref"]
        if kpi in COURSES:
            return all(self.is_current(ref, course, day) for course in COURSES[kpi])
        if kpi == "specialist_in_training":
            return self.has_begun(ref, day, still=True) and not self.is_current(ref, "ssaidp", day)
        if kpi == "specialist_not_started":
            return not self.has_begun(ref, day, still=False)
        if kpi == "tenure_under_a_year":
            return day - row["started_on"] < A_YEAR
        if kpi == "supervision_within_60_days":
            return lately([one["held_on"] for one in self.contacts_with[ref]], day, 60)
        return self.caseloads[day].get(ref, 0) > 15

    @cached_property
    def courses(self) -> dict[tuple[str, str], list[Row]]:
        """The records of each course of each post-holder."""
        found = defaultdict(list)
        for row in self.rows("staff_training"):
            found[row["staff_ref"], row["course"]].append(row)
        return found

    def is_current(self, ref: str, course: str, day: date) -> bool:
        """Whether a course was completed by a day and has not lapsed by it."""
        return any(
            one["state"] in ("complete", "lapsed")
            and one["completed_on"] is not None
            and one["completed_on"] <= day
            and (one["expires_on"] is None or one["expires_on"] > day)
            for one in self.courses[ref, course]
        )

    def has_begun(self, ref: str, day: date, *, still: bool) -> bool:
        """Whether the specialist programme was begun by a day; `still` asks that it is not completed by then."""
        for one in self.courses[ref, "ssaidp"]:
            begun = one["state"] != "planned" and one["started_on"] is not None and one["started_on"] <= day
            done = one["completed_on"] is not None and one["completed_on"] <= day
            if (begun and not done) or (
                not still and (begun or (done and one["state"] in ("complete", "lapsed")))
            ):
                return True
        return False

    @cached_property
    def contacts_with(self) -> dict[str, list[Row]]:
        """Supervision and peer support of each post-holder."""
        found = defaultdict(list)
        for row in self.rows("staff_contacts"):
            found[row["staff_ref"]].append(row)
        return found

    @cached_property
    def caseloads(self) -> dict[date, dict[str, int]]:
        """At each month end, the open crimes of each investigator."""
        found = {}
        for day in self.month_ends:
            found[day] = defaultdict(int)
            for crime in self.open_on(day):
                if crime["officer_ref"] is not None:
                    found[day][crime["officer_ref"]] += 1
        return found

    def left(self, day: date, place: dict[str, str]) -> Figure:
        """Of the investigators in post 365 days before a day, how many are no longer."""
        then = [row for row in self.people_in(INVESTIGATOR, place) if self.in_post(row, day - A_YEAR)]
        return _share(sum(not self.in_post(row, day) for row in then), len(then))

    def caseload(self, day: date, place: dict[str, str], offences: set[str]) -> Figure:
        """Open crimes for each full-time equivalent of investigators; none over fewer than ten."""
        crimes = sum(
            crime["offence_code"] in offences and all(crime[key] == value for key, value in place.items())
            for crime in self.open_on(day)
        )
        parts = [
            _exact(row["full_time_equivalent"])
            for row in self.people_in(INVESTIGATOR, place)
            if row["started_on"] <= day and (row["ended_on"] is None or row["ended_on"] > day)
        ]
        return None, crimes, float(crimes / sum(parts)) if sum(parts) >= FLOOR else None

    # ── totals of teams ──────────────────────────────────────────────────────────────────────────────────────────────

    def of_months(self, frame: str, first: date, last: date, place: dict[str, str]) -> list[Row]:
        """The totals of some months and a place."""
        return [
            row
            for row in self.rows(frame)
            if first <= row["month"] <= last and all(row[key] == value for key, value in place.items())
        ]

    def totals(self, kpi: str, first: date, last: date, place: dict[str, str]) -> Figure:
        """Days or people added up over others; behind it are the people of the last month."""
        part: Fraction | int = 0
        whole: Fraction | int = 0
        people = 0
        start = last.replace(day=1) if kpi == "posts_vacant" else first
        for row in self.of_months("absence_totals", start, last, place):
            above, below = _pair(kpi, row)
            if above is not None and below is not None:
                part, whole = part + above, whole + below
                people += row["headcount"] if row["month"] == last.replace(day=1) else 0
        return None, people, float(part / whole) if whole and people >= FLOOR else None

    def burnout(self, last: date, place: dict[str, str]) -> Figure:
        """Scores added up over the answers of the latest survey by a day; none over fewer than ten."""
        held = [row["month"] for row in self.rows("staff_survey_totals") if row["answers"]]
        latest = max(
            (month for month in held if self.month_ends[0].replace(day=1) <= month <= last), default=last
        )
        found = self.of_months("staff_survey_totals", latest, latest, place)
        answers = sum(row["answers"] for row in found)
        scores = sum(_exact(row["score_sum"]) for row in found)
        return None, answers, float(scores / answers) if answers >= FLOOR else None


def _pair(kpi: str, row: Row) -> tuple[Fraction | None, Fraction | None]:
    if kpi == "posts_vacant":
        should, filled = (
            _exact(row[name])
            for name in ("establishment_full_time_equivalent", "in_post_full_time_equivalent")
        )
        return (None if should is None or filled is None else should - filled), should
    above, below = TOTALS[kpi]
    return _exact(row[above]), _exact(row[below])


def _exact(number: object) -> Fraction | None:
    return None if number is None else Fraction(Decimal(str(number)))


def _share(part: int, whole: int) -> Figure:
    return part, whole, part / whole if whole else None
