"""Events of an investigation as populations: which frames, the gaps between their dates, and the first of each kind.

Every frame named here becomes a population of its own rows with the columns of their crime; a gap and a first is a
column that a definition may name.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """How a gap between two dates is counted."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Gap:
    """Time from one date of a row to another; negative days where the second came first."""

    name: str
    start: str
    end: str
    unit: Unit
    about: str


@dataclass(frozen=True, slots=True)
class First:
    """The first event of a kind for each row of a population."""

    name: str
    of: str  # crimes, victims or suspects
    frame: str
    day: str
    about: str
    only: tuple[tuple[str, str], ...] = ()  # every one of these holds
    any_of: tuple[tuple[str, str], ...] = ()  # and at least one of these, where there are some
    role: str = ""  # of the person the event belongs to

    @property
    def asks(self) -> tuple[str, ...]:
        """The columns of the frame, other than the day, that the first of a kind is told by."""
        return tuple(dict.fromkeys(column for column, _ in (*self.only, *self.any_of)))


# frame -> what one row is called in a figure
EVENT_FRAMES: dict[str, str] = {
    "arrests": "arrests and attendances",
    "releases": "releases",
    "bail_periods": "bail periods",
    "bail_breaches": "breaches",
    "protection_orders": "orders",
    "order_breaches": "breaches",
    "order_checks": "checks",
    "biometric_retention": "cases",
    "support_referrals": "referrals",
    "victims_right_to_review": "requests",
    "action_plans": "action plans",
    "court_stages": "defendants",
    "devices": "devices",
    "third_party_requests": "requests",
    "investigation_events": "events",
    "reviews": "reviews",
}

GAPS: dict[str, tuple[Gap, ...]] = {
    "reviews": (Gap("days_late", "due_on", "done_on", Unit.DAYS, "Days from the due day to the review; none or fewer is on time."),),
    "victim_contacts": (Gap("days_late", "event_on", "notified_on", Unit.DAYS, "Days from the event, or from the day a contact was due, to telling the victim; none or fewer is on time."),),
    "action_plans": (Gap("days_late", "due_on", "returned_on", Unit.DAYS, "Days from the due day to the answer; none or fewer is on time."),),
    "bail_breaches": (Gap("hours_to_response", "reported_at", "responded_at", Unit.HOURS, "Hours from the report to the first response."),),
    "order_breaches": (Gap("hours_to_response", "reported_at", "responded_at", Unit.HOURS, "Hours from the report to the first response."),),
    "devices": (Gap("hours_held", "taken_at", "returned_at", Unit.HOURS, "Hours the owner was without the device."),),
    "support_referrals": (
        Gap("working_days_to_contact", "offered_on", "contacted_on", Unit.WORKING_DAYS, "Working days from the offer to the first contact."),
    ),
    "bail_periods": (Gap("days_from_views_to_bail", "victim_views_on", "started_on", Unit.DAYS, "Days from seeking the victim's views to the start of bail; none or more is in time."),),
    "third_party_requests": (Gap("days_notice_after_request", "requested_on", "victim_notified_on", Unit.DAYS, "Days from the request to notifying the victim; none or fewer is in time."),),
}  # fmt: skip

STAGES_BEFORE_TRIAL = ("first_hearing", "ptph", "trial_listed")
PROSECUTION_ENDS = ("convicted", "acquitted", "discontinued", "discontinued_victim")

FIRSTS: tuple[First, ...] = (
    First("first_plan_on", "crimes", "investigation_events", "happened_at", "First investigation plan.", (("event", "plan_created"),)),
    First("first_digital_strategy_on", "crimes", "investigation_events", "happened_at", "First digital strategy.", (("event", "digital_strategy"),)),
    First("first_victim_device_on", "crimes", "devices", "taken_at", "First device taken from a victim.", role="victim"),
    First("first_suspect_device_on", "crimes", "devices", "taken_at", "First device taken from a suspect.", role="suspect"),
    First("first_interview_recorded_on", "crimes", "investigation_events", "happened_at", "First recorded interview of the victim.", (("event", "video_interview"),)),
    First("first_sarc_offer_on", "victims", "support_referrals", "offered_on", "First offer of a sexual assault referral centre.", (("service", "sarc"),)),
    First("first_support_offer_on", "victims", "support_referrals", "offered_on", "First offer of any support service."),
    First("first_isva_offer_on", "victims", "support_referrals", "offered_on", "First offer of an independent sexual violence adviser.", (("service", "isva"),)),
    First("first_child_isva_offer_on", "victims", "support_referrals", "offered_on", "First offer of a children's independent sexual violence adviser.", (("service", "chisva"),)),
    First("first_rape_crisis_offer_on", "victims", "support_referrals", "offered_on", "First offer of a rape crisis centre.", (("service", "rape_crisis"),)),
    First("first_personal_statement_offer_on", "victims", "support_referrals", "personal_statement_offered_on", "First offer of a Victim Personal Statement."),
    First("first_needs_assessment_on", "victims", "support_referrals", "needs_assessed_on", "First needs assessment."),
    First("first_crown_court_on", "suspects", "court_stages", "reached_on", "First plea and trial preparation hearing, where the Crown Court has the case.", (("stage", "ptph"),)),
    First("early_guilty_plea_on", "suspects", "court_stages", "reached_on", "First plea of guilty at a stage before the trial.", (("plea", "guilty"),), tuple(("stage", before) for before in STAGES_BEFORE_TRIAL)),
    First("convicted_on", "suspects", "court_stages", "reached_on", "Conviction.", (("result", "convicted"),)),
    First("victim_stopped_on", "suspects", "court_stages", "reached_on", "Prosecution stopped because the victim no longer supports it.", (("result", "discontinued_victim"),)),
    First("prosecution_completed_on", "suspects", "court_stages", "reached_on", "Conviction, acquittal or a stop of the prosecution.", any_of=tuple(("result", ended) for ended in PROSECUTION_ENDS)),
)  # fmt: skip
