"""The canonical model: every frame, its grain and its columns, declared once.

A force's data engineer reads this as `docs/reference/canonical-model.md`, the pandera contracts are
built from it, and a mapping's names are checked against it. It holds no names, dates of birth,
addresses or free text, and has no place to put them.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds, and so how it is read, checked and stored."""

    REFERENCE = "reference"  # becomes a keyed hash at the door
    CODE = "code"  # a value of a code list
    LABEL = "label"  # a short name from the force's own structure (an area, a team, a course)
    DATE = "date"
    MOMENT = "moment"  # date and time
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"  # true, false or missing


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a canonical frame."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    codes: str | None = None  # the code list of a CODE column
    points_to: str | None = None  # the frame whose key a REFERENCE holds


@dataclass(frozen=True, slots=True)
class Frame:
    """One canonical frame: a table with a grain, a key and columns."""

    name: str
    grain: str
    key: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        return {column.name: column for column in self.columns}[name]

    def names(self) -> tuple[str, ...]:
        """Every column name, in order."""
        return tuple(column.name for column in self.columns)


# The nine of the Equality Act 2010, race as two separately kept recordings, and nationality.
# name -> (title, code list). Age is in whole years and has no list.
CHARACTERISTICS: dict[str, tuple[str, str | None]] = {
    "age": ("Age", None),
    "disability": ("Disability", "disability"),
    "gender_reassignment": ("Gender reassignment", "gender_reassignment"),
    "marriage_civil_partnership": ("Marriage and civil partnership", "marriage_civil_partnership"),
    "pregnancy_maternity": ("Pregnancy and maternity", "pregnancy_maternity"),
    "ethnicity_self_defined": ("Race: self-defined ethnicity", "ethnicity_self_defined"),
    "ethnicity_officer_defined": ("Race: officer-defined ethnicity", "ethnicity_officer_defined"),
    "religion_belief": ("Religion or belief", "religion_belief"),
    "sex": ("Sex", "sex"),
    "sexual_orientation": ("Sexual orientation", "sexual_orientation"),
    "nationality": ("Nationality", "nationality"),
}


def status_column(characteristic: str) -> str:
    """The persons column that holds the recording status of a characteristic."""
    return f"{characteristic}_status"


def _ref(name: str, about: str, *, to: str | None = None, required: bool = True) -> Column:
    return Column(name, Kind.REFERENCE, about, required=required, points_to=to)


def _code(name: str, codes: str, about: str, *, required: bool = False) -> Column:
    return Column(name, Kind.CODE, about, required=required, codes=codes)


def _date(name: str, about: str, *, required: bool = False) -> Column:
    return Column(name, Kind.DATE, about, required=required)


def _moment(name: str, about: str, *, required: bool = False) -> Column:
    return Column(name, Kind.MOMENT, about, required=required)


def _label(name: str, about: str, *, required: bool = False) -> Column:
    return Column(name, Kind.LABEL, about, required=required)


def _flag(name: str, about: str) -> Column:
    return Column(name, Kind.FLAG, about)


def _whole(name: str, about: str, *, required: bool = False) -> Column:
    return Column(name, Kind.WHOLE, about, required=required)


def _number(name: str, about: str, *, required: bool = False) -> Column:
    return Column(name, Kind.NUMBER, about, required=required)


def _characteristic_columns() -> tuple[Column, ...]:
    columns: list[Column] = []
    for name, (title, codes) in CHARACTERISTICS.items():
        value = (
            _whole("age", "Age in whole years when the crime was recorded.")
            if codes is None
            else _code(name, codes, f"{title}, as a code of the list in force.")
        )
        columns += [
            value,
            _code(status_column(name), "recording_status", f"What the record says of {title.lower()}."),
        ]
    return tuple(columns)


FRAMES: dict[str, Frame] = {
    frame.name: frame
    for frame in (
        Frame(
            "crimes",
            "One crime under the Home Office Counting Rules, or one N100 reported incident of rape.",
            "crime_ref",
            (
                _ref("crime_ref", "The crime's reference in the record system."),
                _label("force", "Police force.", required=True),
                _label("area", "Policing area (command, district) the crime is allocated to."),
                _label("team", "Investigation team the crime is allocated to."),
                _code("offence_code", "offence", "Offence code now.", required=True),
                _code("offence_code_first", "offence", "Offence code when first recorded."),
                _date("reported_on", "Day the police were told."),
                _date("recorded_on", "Day the crime was recorded.", required=True),
                _date("occurred_from", "First day the offence may have happened."),
                _date("occurred_to", "Last day the offence may have happened."),
                _code("status", "crime_status", "Where the record stands.", required=True),
                _date("status_on", "Day the record came to that status."),
                _flag("domestic_abuse", "Flagged as domestic abuse."),
                _flag("child_sexual_exploitation", "Flagged as child sexual exploitation."),
                _flag("alcohol_or_drugs", "Flagged as involving alcohol or drugs."),
                _code("place_type", "place_type", "Kind of place where it happened."),
                _code("report_route", "report_route", "How the report came to the police."),
                _label("lsoa", "Lower-layer super output area, where the source publishes one."),
            ),
        ),
        Frame(
            "persons",
            "One person in one role (victim or suspect) on one crime.",
            "person_role_ref",
            (
                _ref("person_role_ref", "The link of a person to a crime in a role."),
                _ref("crime_ref", "The crime.", to="crimes"),
                _ref("person_ref", "The person's nominal; missing when not identified.", required=False),
                _code("role", "person_role", "Victim or suspect.", required=True),
                _flag("identified", "The person is identified."),
                _date("named_on", "Day the suspect was first named."),
                _code("relationship", "relationship", "The suspect's relationship to the victim."),
                _code(
                    "supports_investigation",
                    "victim_support",
                    "Whether the victim supports the investigation.",
                ),
                _date("supports_changed_on", "Day that support last changed."),
                _code(
                    "withdrawal_reason",
                    "withdrawal_reason",
                    "Why the victim no longer supports the investigation.",
                ),
                *_characteristic_columns(),
            ),
        ),
        Frame(
            "outcomes",
            "One outcome assigned to a crime; reversed ones are kept.",
            "outcome_ref",
            (
                _ref("outcome_ref", "The outcome record."),
                _ref("crime_ref", "The crime.", to="crimes"),
                _code("outcome", "outcome", "Outcome type of the Home Office framework.", required=True),
                _date("assigned_on", "Day it was assigned.", required=True),
                _date("reversed_on", "Day it was reversed, if it was."),
            ),
        ),
        Frame(
            "arrests",
            "One arrest or voluntary attendance of a suspect for a crime.",
            "arrest_ref",
            (
                _ref("arrest_ref", "The arrest or attendance."),
                _ref("person_role_ref", "The suspect on the crime.", to="persons"),
                _flag("voluntary", "Voluntary attendance rather than arrest."),
                _date("arrested_on", "Day of arrest; missing for a voluntary attendance."),
                _date("interviewed_on", "Day of the first interview under caution that followed."),
            ),
        ),
        Frame(
            "releases",
            "One release of a suspect from custody or attendance.",
            "release_ref",
            (
                _ref("release_ref", "The release."),
                _ref("person_role_ref", "The suspect on the crime.", to="persons"),
                _code(
                    "release",
                    "release",
                    "Bail, under investigation, charged and remanded, charged and bailed, no further action.",
                    required=True,
                ),
                _date("released_on", "Day of release (or of remand).", required=True),
                _date("ended_on", "Day a remand or a release came to an end."),
            ),
        ),
        Frame(
            "bail_periods",
            "One period of pre-charge bail.",
            "bail_ref",
            (
                _ref("bail_ref", "The bail period."),
                _ref("release_ref", "The release it follows.", to="releases"),
                _ref("person_role_ref", "The suspect on the crime.", to="persons"),
                _date("started_on", "First day.", required=True),
                _date(
                    "applicable_period_ends_on", "End of the applicable bail period in force.", required=True
                ),
                _code("extended_by", "bail_authority", "Highest authority that extended it."),
                _flag("conditional", "Conditions were imposed."),
                _date("victim_views_on", "Day the victim's views on conditions were sought."),
                _date("ended_on", "Day bail ended."),
                _code("ended_by", "bail_end", "How bail ended."),
            ),
        ),
        Frame(
            "bail_conditions",
            "One condition of a bail period.",
            "condition_ref",
            (
                _ref("condition_ref", "The condition."),
                _ref("bail_ref", "The bail period.", to="bail_periods"),
                _code("condition", "bail_condition", "Kind of condition.", required=True),
            ),
        ),
        Frame(
            "bail_breaches",
            "One reported breach of bail.",
            "breach_ref",
            (
                _ref("breach_ref", "The breach."),
                _ref("bail_ref", "The bail period.", to="bail_periods"),
                _moment("reported_at", "When it was reported.", required=True),
                _moment("responded_at", "When the police first responded."),
                _date("arrested_on", "Day of arrest for the breach."),
            ),
        ),
        Frame(
            "protection_orders",
            "One protection order considered, applied for or made against a person.",
            "order_ref",
            (
                _ref("order_ref", "The order."),
                _ref("person_ref", "The person's nominal."),
                _ref("crime_ref", "The crime it arose from.", to="crimes", required=False),
                _code("order_type", "order_type", "Kind of order.", required=True),
                _code("state", "order_state", "Where it stands.", required=True),
                _date("considered_on", "Day it was considered."),
                _date("applied_on", "Day of application."),
                _date("granted_on", "Day it was made (interim or full)."),
                _date("expires_on", "Last day in force; missing for no end."),
                _date("ended_on", "Day it was discharged."),
                _date("last_checked_on", "Day of the last check on the subject."),
                _flag("owned", "A named owner is recorded."),
            ),
        ),
        Frame(
            "order_breaches",
            "One recorded breach of a protection order.",
            "breach_ref",
            (
                _ref("breach_ref", "The breach."),
                _ref("order_ref", "The order.", to="protection_orders"),
                _moment("reported_at", "When it was reported.", required=True),
                _moment("responded_at", "When the police first responded."),
                _date("arrested_on", "Day of arrest."),
                _date("charged_on", "Day of charge."),
            ),
        ),
        Frame(
            "biometric_retention",
            "One case considered for retention of biometrics under section 63G of PACE 1984.",
            "retention_ref",
            (
                _ref("retention_ref", "The record."),
                _ref("person_role_ref", "The suspect on the crime.", to="persons"),
                _date(
                    "eligible_on", "Day the investigation concluded with the case eligible.", required=True
                ),
                _code("decision", "retention_decision", "Decision of the reviewing officer."),
                _date("decided_on", "Day of that decision."),
                _date("applied_on", "Day of the application to the Commissioner."),
                _code("result", "retention_result", "The Commissioner's decision."),
                _date("result_on", "Day of the Commissioner's decision."),
                _date("destroyed_on", "Day the biometrics were destroyed."),
            ),
        ),
        Frame(
            "victim_contacts",
            "One thing a victim must be told, or one contact that was due.",
            "contact_ref",
            (
                _ref("contact_ref", "The contact."),
                _ref("person_role_ref", "The victim on the crime.", to="persons"),
                _code(
                    "key_event", "key_event", "What happened that the victim must be told of.", required=True
                ),
                _date("event_on", "Day it happened (or the contact was due).", required=True),
                _date("notified_on", "Day the victim was told."),
            ),
        ),
        Frame(
            "support_referrals",
            "One offer of a support service to a victim.",
            "referral_ref",
            (
                _ref("referral_ref", "The referral."),
                _ref("person_role_ref", "The victim on the crime.", to="persons"),
                _code("service", "support_service", "Service offered.", required=True),
                _date("offered_on", "Day it was offered.", required=True),
                _flag("accepted", "The victim accepted."),
                _date("contacted_on", "Day the service made contact."),
                _date("needs_assessed_on", "Day of the needs assessment."),
                _date("personal_statement_offered_on", "Day a Victim Personal Statement was offered."),
            ),
        ),
        Frame(
            "survey_answers",
            "One answer to one item of a victim survey; never linked to a case.",
            "answer_ref",
            (
                _ref("answer_ref", "The answer."),
                _label("force", "Police force.", required=True),
                _date("answered_on", "Day of the answer.", required=True),
                _code("item", "survey_item", "Item.", required=True),
                _whole("score", "Answer, 1 (least) to 5 (most)."),
            ),
        ),
        Frame(
            "cps_submissions",
            "One submission to the Crown Prosecution Service about a suspect.",
            "submission_ref",
            (
                _ref("submission_ref", "The submission."),
                _ref("person_role_ref", "The suspect on the crime.", to="persons"),
                _code(
                    "submission",
                    "cps_submission",
                    "Early advice, charging decision or review.",
                    required=True,
                ),
                _date("submitted_on", "Day of submission.", required=True),
                _flag("in_custody", "The suspect was in custody."),
                _code("decision", "cps_decision", "Decision."),
                _date("decided_on", "Day of the decision."),
                _whole("consultations", "Consultations so far."),
            ),
        ),
        Frame(
            "action_plans",
            "One action plan set by the Crown Prosecution Service.",
            "plan_ref",
            (
                _ref("plan_ref", "The plan."),
                _ref("submission_ref", "The submission.", to="cps_submissions"),
                _date("due_on", "Day it is due.", required=True),
                _date("returned_on", "Day it was answered."),
            ),
        ),
        Frame(
            "court_stages",
            "One stage of the court case of a charged suspect.",
            "stage_ref",
            (
                _ref("stage_ref", "The stage."),
                _ref("person_role_ref", "The suspect on the crime.", to="persons"),
                _code("stage", "court_stage", "Stage.", required=True),
                _date("reached_on", "Day it was reached.", required=True),
                _code("plea", "plea", "Plea."),
                _code("result", "court_result", "Result."),
            ),
        ),
        Frame(
            "devices",
            "One device taken from a victim or a suspect.",
            "device_ref",
            (
                _ref("device_ref", "The device."),
                _ref("person_role_ref", "Whose it is.", to="persons"),
                _moment("taken_at", "When it was taken.", required=True),
                _date("agreement_on", "Day of the victim's written agreement."),
                _flag("reasonable_line_of_enquiry", "The reason for taking it is recorded."),
                _date("submitted_on", "Day it was submitted for examination."),
                _date("examined_on", "Day examination was complete."),
                _moment("returned_at", "When it was returned."),
                _flag("replacement_offered", "A replacement was offered."),
            ),
        ),
        Frame(
            "third_party_requests",
            "One request for third-party material about a victim.",
            "request_ref",
            (
                _ref("request_ref", "The request."),
                _ref("person_role_ref", "The victim on the crime.", to="persons"),
                _code("material", "third_party_material", "Kind of material.", required=True),
                _date("requested_on", "Day of the request.", required=True),
                _flag("rationale_recorded", "The full rationale is recorded."),
                _date("victim_notified_on", "Day the victim was notified."),
                _flag("senior_approval", "Approved at the required level."),
                _date("responded_on", "Day of the response."),
            ),
        ),
        Frame(
            "investigation_events",
            "One dated event of an investigation.",
            "event_ref",
            (
                _ref("event_ref", "The event."),
                _ref("crime_ref", "The crime.", to="crimes"),
                _code("event", "investigation_event", "What happened.", required=True),
                _moment("happened_at", "When.", required=True),
            ),
        ),
        Frame(
            "reviews",
            "One supervisory review that fell due.",
            "review_ref",
            (
                _ref("review_ref", "The review."),
                _ref("crime_ref", "The crime.", to="crimes"),
                _date("due_on", "Day it was due.", required=True),
                _date("done_on", "Day it was done."),
            ),
        ),
        Frame(
            "staff",
            "One post-holder; never named.",
            "staff_ref",
            (
                _ref("staff_ref", "The post-holder."),
                _label("force", "Police force.", required=True),
                _label("area", "Policing area."),
                _label("team", "Team."),
                _code("staff_role", "staff_role", "Role.", required=True),
                _number("full_time_equivalent", "Full-time equivalent, 0 to 1.", required=True),
                _date("started_on", "First day in the role.", required=True),
                _date("ended_on", "Last day in the role."),
            ),
        ),
        Frame(
            "staff_training",
            "One course of one post-holder.",
            "training_ref",
            (
                _ref("training_ref", "The training record."),
                _ref("staff_ref", "The post-holder.", to="staff"),
                _code("course", "training_course", "Course.", required=True),
                _code("state", "training_state", "Where it stands.", required=True),
                _date("completed_on", "Day of completion."),
                _date("expires_on", "Day it lapses."),
            ),
        ),
        Frame(
            "absence_totals",
            "Absence of one team in one month: an aggregate, never a person.",
            "absence_ref",
            (
                _ref("absence_ref", "The aggregate."),
                _label("force", "Police force.", required=True),
                _label("team", "Team.", required=True),
                _date("month", "First day of the month.", required=True),
                _whole("headcount", "People in the team.", required=True),
                _number("days_lost", "Days lost."),
                _number("days_lost_psychological", "Days lost for psychological reasons."),
                _number("days_contracted", "Contracted days."),
            ),
        ),
    )
}
