"""The rules that records are checked by, declared as tables."""

from collections.abc import Callable
from dataclasses import dataclass

from flightdeck.data import check_finders as find
from flightdeck.data.check_finders import Filled, Finding, InOrder, InRole
from flightdeck.data.joins import Joined


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One rule on one frame; `also` names the other frames it looks at."""

    id: str
    title: str
    severity: str
    frame: str
    finds: Callable[[Joined], Finding]
    also: tuple[str, ...] = ()

    def frames(self) -> tuple[str, ...]:
        """Every frame it needs."""
        return (self.frame, *self.also)


@dataclass(frozen=True, slots=True)
class _Order:
    """A line of the table of dates in order."""

    frame: str
    earlier: str
    later: str
    says: str
    severity: str = "medium"


_ORDERS = (
    _Order("crimes", "occurred_from", "occurred_to", "The offence ends before it begins."),
    _Order("crimes", "occurred_from", "reported_on", "The crime was reported before it happened.", "high"),
    _Order("crimes", "reported_on", "recorded_on", "The crime was recorded before it was reported.", "high"),
    _Order("crimes", "recorded_on", "status_on", "The status is dated before the record."),
    _Order("persons", "crime_ref.occurred_from", "named_on", "The suspect was named before the offence."),
    _Order(
        "outcomes",
        "crime_ref.recorded_on",
        "assigned_on",
        "The outcome was assigned before the crime was recorded.",
        "high",
    ),
    _Order(
        "outcomes", "assigned_on", "reversed_on", "The outcome was reversed before it was assigned.", "high"
    ),
    _Order(
        "arrests",
        "person_role_ref.crime_ref.occurred_from",
        "arrested_on",
        "The arrest is dated before the offence.",
        "high",
    ),
    _Order(
        "arrests",
        "arrested_on",
        "interviewed_on",
        "The interview is dated before the arrest it followed.",
        "high",
    ),
    _Order("releases", "released_on", "ended_on", "The release ended before it began."),
    _Order(
        "bail_periods", "started_on", "applicable_period_ends_on", "The bail period ends before it begins."
    ),
    _Order("bail_periods", "started_on", "ended_on", "Bail ended before it began."),
    _Order(
        "bail_periods", "release_ref.released_on", "started_on", "Bail began before the release it follows."
    ),
    _Order(
        "bail_breaches",
        "reported_at",
        "responded_at",
        "The response is dated before the report of the breach.",
    ),
    _Order("protection_orders", "applied_on", "granted_on", "The order was made before it was applied for."),
    _Order("protection_orders", "granted_on", "expires_on", "The order expired before it was made."),
    _Order(
        "order_breaches",
        "reported_at",
        "responded_at",
        "The response is dated before the report of the breach.",
    ),
    _Order(
        "biometric_retention",
        "eligible_on",
        "decided_on",
        "Retention was decided before the case was eligible.",
    ),
    _Order("victim_contacts", "event_on", "notified_on", "The victim was told before it happened."),
    _Order(
        "support_referrals", "offered_on", "contacted_on", "The service made contact before it was offered."
    ),
    _Order(
        "cps_submissions",
        "submitted_on",
        "decided_on",
        "The decision is dated before the submission.",
        "high",
    ),
    _Order(
        "action_plans",
        "submission_ref.submitted_on",
        "returned_on",
        "The plan was answered before the submission.",
    ),
    _Order("devices", "taken_at", "returned_at", "The device was returned before it was taken."),
    _Order(
        "third_party_requests", "requested_on", "responded_on", "The response is dated before the request."
    ),
    _Order("staff", "started_on", "ended_on", "The post ended before it began.", "low"),
    _Order(
        "staff_training", "completed_on", "expires_on", "The training lapsed before it was completed.", "low"
    ),
)


def _order_rule(line: _Order) -> CheckRule:
    finds = InOrder(line.frame, line.earlier, line.later)
    name = f"{line.frame}_{line.later}_before_{line.earlier.rpartition('.')[2]}"
    return CheckRule(name, line.says, line.severity, line.frame, finds, finds.also())


_ROLES = {
    "arrests": "suspect",
    "releases": "suspect",
    "bail_periods": "suspect",
    "cps_submissions": "suspect",
    "court_stages": "suspect",
    "biometric_retention": "suspect",
    "victim_contacts": "victim",
    "support_referrals": "victim",
    "third_party_requests": "victim",
}

RULES: tuple[CheckRule, ...] = (
    *(_order_rule(line) for line in _ORDERS),
    *(
        CheckRule(
            f"{frame}_of_wrong_role",
            f"The person is not a {role} on the crime.",
            "high",
            frame,
            InRole(frame, role),
            ("persons",),
        )
        for frame, role in _ROLES.items()
    ),
    CheckRule(
        "two_outcomes_in_force",
        "The crime has more than one outcome in force.",
        "high",
        "crimes",
        find.two_outcomes_in_force,
        ("outcomes",),
    ),
    CheckRule(
        "closed_without_outcome",
        "The crime is closed and has no outcome.",
        "high",
        "crimes",
        find.closed_without_outcome,
        ("outcomes",),
    ),
    CheckRule(
        "open_with_outcome",
        "The crime is open and has an outcome in force.",
        "high",
        "crimes",
        find.open_with_outcome,
        ("outcomes",),
    ),
    CheckRule(
        "cancelled_with_outcome",
        "The crime is cancelled and has an outcome in force.",
        "medium",
        "crimes",
        find.cancelled_with_outcome,
        ("outcomes",),
    ),
    CheckRule(
        "charged_without_suspect",
        "The charge is on a crime without a suspect.",
        "high",
        "outcomes",
        find.charged_without_suspect,
        ("crimes", "persons"),
    ),
    CheckRule(
        "crime_without_victim",
        "No victim is recorded on the crime.",
        "medium",
        "crimes",
        find.crime_without_victim,
        ("persons",),
    ),
    CheckRule(
        "person_twice_on_a_crime",
        "The same nominal stands twice in one role on one crime.",
        "medium",
        "persons",
        find.person_twice,
    ),
    CheckRule(
        "victim_and_suspect_on_a_crime",
        "The same nominal is victim and suspect on one crime.",
        "medium",
        "persons",
        find.victim_and_suspect,
    ),
    CheckRule(
        "nominal_of_two_sexes",
        "The same nominal is recorded with two sexes.",
        "medium",
        "persons",
        find.nominal_of_two_sexes,
    ),
    CheckRule(
        "identified_without_nominal",
        "The person is identified and has no nominal.",
        "low",
        "persons",
        find.identified_without_nominal,
    ),
    CheckRule(
        "unknown_team",
        "The crime's team has no post-holder.",
        "medium",
        "crimes",
        find.unknown_team,
        ("staff",),
    ),
    CheckRule(
        "crime_without_area",
        "The crime is allocated to no area.",
        "medium",
        "crimes",
        Filled("crimes", "area"),
    ),
    CheckRule(
        "crime_without_team",
        "The crime is allocated to no team.",
        "medium",
        "crimes",
        Filled("crimes", "team"),
    ),
    CheckRule(
        "bail_periods_overlap",
        "A bail period begins before the suspect's last one ended.",
        "medium",
        "bail_periods",
        find.two_bail_periods_at_once,
    ),
)
