"""The rules that records are checked by, declared as data where they can be."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flightdeck.data.joins import Joined
from flightdeck.domain.schema import FRAMES

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Finding:
    """For each row, whether the rule could be asked of it, and whether it breaks it."""

    asked: Mask
    broken: Mask


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
class InOrder:
    """Finds the rows whose second day lies before their first."""

    frame: str
    earlier: str
    later: str

    def __call__(self, joined: Joined) -> Finding:
        """Ask it of the rows that have both days."""
        first, second = joined.days(self.frame, self.earlier), joined.days(self.frame, self.later)
        return Finding(asked=~(np.isnat(first) | np.isnat(second)), broken=second < first)

    def also(self) -> tuple[str, ...]:
        """The frames its pointers lead to."""
        found = []
        for path in (self.earlier, self.later):
            frame = self.frame
            for pointer in path.split(".")[:-1]:
                frame = FRAMES[frame].column(pointer).points_to or frame
                found.append(frame)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class InRole:
    """Finds the rows that point to a person in the wrong role."""

    frame: str
    role: str

    def __call__(self, joined: Joined) -> Finding:
        """Ask it of the rows whose person is there."""
        roles = joined.column(self.frame, "person_role_ref.role")
        asked = roles.notna().to_numpy(dtype=bool)
        return Finding(asked=asked, broken=asked & (roles != self.role).to_numpy(dtype=bool))


@dataclass(frozen=True, slots=True)
class Filled:
    """Finds the rows where a column that breakdowns need is empty."""

    frame: str
    column: str

    def __call__(self, joined: Joined) -> Finding:
        """Ask it of every row."""
        values = joined.column(self.frame, self.column)
        everyone = np.ones(len(values), dtype=bool)
        # A column without one value is one the source does not give; that is told elsewhere, not counted as a fault.
        empty = values.isna().to_numpy(dtype=bool)
        return Finding(asked=everyone, broken=empty if not empty.all() else ~everyone)


def _in_force(joined: Joined) -> Mask:
    return joined.column("outcomes", "reversed_on").isna().to_numpy(dtype=bool)


def _outcomes_in_force(joined: Joined) -> npt.NDArray[np.int64]:
    return joined.counts("outcomes", "crime_ref", "crimes", where=_in_force(joined))


def two_outcomes_in_force(joined: Joined) -> Finding:
    """More than one outcome on a crime that was not reversed."""
    outcomes = _outcomes_in_force(joined)
    return Finding(asked=outcomes > 0, broken=outcomes > 1)


def closed_without_outcome(joined: Joined) -> Finding:
    """A closed crime with no outcome in force."""
    closed = joined.is_one_of("crimes", "status", "closed")
    return Finding(asked=closed, broken=closed & (_outcomes_in_force(joined) == 0))


def open_with_outcome(joined: Joined) -> Finding:
    """An open crime with an outcome in force."""
    is_open = joined.is_one_of("crimes", "status", "open")
    return Finding(asked=is_open, broken=is_open & (_outcomes_in_force(joined) > 0))


def cancelled_with_outcome(joined: Joined) -> Finding:
    """A cancelled crime with an outcome in force."""
    cancelled = joined.is_one_of("crimes", "status", "cancelled")
    return Finding(asked=cancelled, broken=cancelled & (_outcomes_in_force(joined) > 0))


def charged_without_suspect(joined: Joined) -> Finding:
    """A charge on a crime that has no suspect."""
    suspects = joined.counts(
        "persons", "crime_ref", "crimes", where=joined.is_one_of("persons", "role", "suspect")
    )
    places = joined.places("outcomes", "crime_ref", "crimes")
    charged = joined.is_one_of("outcomes", "outcome", "charged") & _in_force(joined) & (places >= 0)
    return Finding(asked=charged, broken=charged & (np.append(suspects, 0)[places] == 0))


def crime_without_victim(joined: Joined) -> Finding:
    """A crime on which no victim is recorded."""
    victims = joined.counts(
        "persons", "crime_ref", "crimes", where=joined.is_one_of("persons", "role", "victim")
    )
    counted = ~joined.is_one_of("crimes", "status", "cancelled", "transferred_out")
    return Finding(asked=counted, broken=counted & (victims == 0))


def person_twice(joined: Joined) -> Finding:
    """One nominal more than once in the same role on one crime."""
    persons = joined.frames["persons"]
    known = persons["person_ref"].notna().to_numpy(dtype=bool)
    again = persons.duplicated(["crime_ref", "person_ref", "role"]).to_numpy(dtype=bool)
    return Finding(asked=known, broken=known & again)


def victim_and_suspect(joined: Joined) -> Finding:
    """One nominal as victim and as suspect on one crime."""
    persons = joined.frames["persons"]
    known = persons["person_ref"].notna().to_numpy(dtype=bool)
    once = persons.loc[known, ["crime_ref", "person_ref", "role"]].drop_duplicates()
    both = once.duplicated(["crime_ref", "person_ref"], keep=False).reindex(persons.index, fill_value=False)
    return Finding(asked=known, broken=both.to_numpy(dtype=bool))


def nominal_of_two_sexes(joined: Joined) -> Finding:
    """One nominal recorded with more than one sex: two people under one nominal, or a mistyped record."""
    persons = joined.frames["persons"]
    stated = (persons["person_ref"].notna() & (persons["sex_status"] == "valid")).to_numpy(dtype=bool)
    pairs = persons.loc[stated, ["person_ref", "sex"]].drop_duplicates()
    doubled = pairs.loc[pairs["person_ref"].duplicated(), "person_ref"]
    return Finding(asked=stated, broken=stated & persons["person_ref"].isin(doubled).to_numpy(dtype=bool))


def identified_without_nominal(joined: Joined) -> Finding:
    """A person said to be identified who has no nominal."""
    persons = joined.frames["persons"]
    identified = persons["identified"].fillna(value=False).to_numpy(dtype=bool)
    return Finding(asked=identified, broken=identified & persons["person_ref"].isna().to_numpy(dtype=bool))


def unknown_team(joined: Joined) -> Finding:
    """A crime allocated to a team that no post-holder belongs to."""
    teams = joined.column("crimes", "team").astype("str")
    known = joined.column("staff", "team").astype("str").dropna().unique()
    allocated = teams.notna().to_numpy(dtype=bool)
    return Finding(asked=allocated, broken=allocated & ~teams.isin(known).to_numpy(dtype=bool))


def two_bail_periods_at_once(joined: Joined) -> Finding:
    """A bail period that begins before the same suspect's last one ended."""
    bail = joined.frames["bail_periods"][["person_role_ref", "started_on", "ended_on"]]
    ordered = bail.sort_values(["person_role_ref", "started_on"], kind="stable")
    same = ordered["person_role_ref"].eq(ordered["person_role_ref"].shift())
    overlaps = same & (ordered["started_on"] < ordered["ended_on"].shift())
    everyone = np.ones(len(bail), dtype=bool)
    return Finding(asked=everyone, broken=overlaps.reindex(bail.index).to_numpy(dtype=bool))


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
    _Order("crimes", "recorded_on", "status_on", "The status is older than the record."),
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
        "The arrest is older than the offence.",
        "high",
    ),
    _Order(
        "arrests",
        "arrested_on",
        "interviewed_on",
        "The interview is older than the arrest it followed.",
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
        "bail_breaches", "reported_at", "responded_at", "The response is older than the report of the breach."
    ),
    _Order("protection_orders", "applied_on", "granted_on", "The order was made before it was applied for."),
    _Order("protection_orders", "granted_on", "expires_on", "The order expired before it was made."),
    _Order(
        "order_breaches",
        "reported_at",
        "responded_at",
        "The response is older than the report of the breach.",
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
        "cps_submissions", "submitted_on", "decided_on", "The decision is older than the submission.", "high"
    ),
    _Order(
        "action_plans",
        "submission_ref.submitted_on",
        "returned_on",
        "The plan was answered before the submission.",
    ),
    _Order("devices", "taken_at", "returned_at", "The device was returned before it was taken."),
    _Order("third_party_requests", "requested_on", "responded_on", "The response is older than the request."),
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
        two_outcomes_in_force,
        ("outcomes",),
    ),
    CheckRule(
        "closed_without_outcome",
        "The crime is closed and has no outcome.",
        "high",
        "crimes",
        closed_without_outcome,
        ("outcomes",),
    ),
    CheckRule(
        "open_with_outcome",
        "The crime is open and has an outcome in force.",
        "high",
        "crimes",
        open_with_outcome,
        ("outcomes",),
    ),
    CheckRule(
        "cancelled_with_outcome",
        "The crime is cancelled and has an outcome in force.",
        "medium",
        "crimes",
        cancelled_with_outcome,
        ("outcomes",),
    ),
    CheckRule(
        "charged_without_suspect",
        "The charge is on a crime without a suspect.",
        "high",
        "outcomes",
        charged_without_suspect,
        ("crimes", "persons"),
    ),
    CheckRule(
        "crime_without_victim",
        "No victim is recorded on the crime.",
        "medium",
        "crimes",
        crime_without_victim,
        ("persons",),
    ),
    CheckRule(
        "person_twice_on_a_crime",
        "The same nominal stands twice in one role on one crime.",
        "medium",
        "persons",
        person_twice,
    ),
    CheckRule(
        "victim_and_suspect_on_a_crime",
        "The same nominal is victim and suspect on one crime.",
        "medium",
        "persons",
        victim_and_suspect,
    ),
    CheckRule(
        "nominal_of_two_sexes",
        "The same nominal is recorded with two sexes.",
        "medium",
        "persons",
        nominal_of_two_sexes,
    ),
    CheckRule(
        "identified_without_nominal",
        "The person is identified and has no nominal.",
        "low",
        "persons",
        identified_without_nominal,
    ),
    CheckRule(
        "unknown_team", "The crime's team has no post-holder.", "medium", "crimes", unknown_team, ("staff",)
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
        two_bail_periods_at_once,
    ),
)
