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
    only: tuple[tuple[str, str], ...] = ()
    role: str = ""  # of the person the event belongs to


# frame -> what one row is called in a figure
EVENT_FRAMES: dict[str, str] = {
    "arrests": "arrests and attendances",
    "releases": "releases",
    "bail_periods": "bail periods",
    "bail_breaches": "breaches",
    "protection_orders": "orders",
    "order_breaches": "breaches",
    "biometric_retention": "cases",
    "support_referrals": "referrals",
    "action_plans": "action plans",
    "court_stages": "defendants",
    "devices": "devices",
    "third_party_requests": "requests",
    "investigation_events": "events",
    "reviews": "reviews",
}

GAPS: dict[str, tuple[Gap, ...]] = {
    "reviews": (Gap("days_late", "due_on", "done_on", Unit.DAYS, "Days from the due day to the review; none or fewer is on time."),),
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

FIRSTS: tuple[First, ...] = (
    First("first_plan_on", "crimes", "investigation_events", "happened_at", "First investigation plan.", (("event", "plan_created"),)),
    First("first_digital_strategy_on", "crimes", "investigation_events", "happened_at", "First digital strategy.", (("event", "digital_strategy"),)),
    First("first_victim_device_on", "crimes", "devices", "taken_at", "First device taken from a victim.", role="victim"),
    First("first_suspect_device_on", "crimes", "devices", "taken_at", "First device taken from a suspect.", role="suspect"),
    First("first_interview_recorded_on", "crimes", "investigation_events", "happened_at", "First recorded interview of the victim.", (("event", "video_interview"),)),
    First("first_sarc_offer_on", "victims", "support_referrals", "offered_on", "First offer of a sexual assault referral centre.", (("service", "sarc"),)),
    First("first_support_offer_on", "victims", "support_referrals", "offered_on", "First offer of any support service."),
    First("first_isva_offer_on", "victims", "support_referrals", "offered_on", "First offer of an independent sexual violence adviser.", (("service", "isva"),)),
    First("first_needs_assessment_on", "victims", "support_referrals", "needs_assessed_on", "First needs assessment."),
)  # fmt: skip
