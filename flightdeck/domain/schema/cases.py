"""Crimes, the people on them and how they end."""

from flightdeck.domain.schema.characteristics import characteristic_columns
from flightdeck.domain.schema.parts import Frame, code, date, flag, label, ref, whole

FRAMES: tuple[Frame, ...] = (
    Frame(
        "crimes",
        "One crime under the Home Office Counting Rules, or one N100 reported incident of rape.",
        "crime_ref",
        (
            ref("crime_ref", "The crime's reference in the record system."),
            label("force", "Police force.", required=True),
            label("area", "Policing area (command, district) the crime is allocated to."),
            label("team", "Investigation team the crime is allocated to."),
            code("offence_code", "offence", "Offence code now.", required=True),
            code("offence_code_first", "offence", "Offence code when first recorded."),
            date("reported_on", "Day the police were told."),
            date("recorded_on", "Day the crime was recorded.", required=True),
            date("occurred_from", "First day the offence may have happened."),
            date("occurred_to", "Last day the offence may have happened."),
            whole("occurred_hour", "Hour of the day at which it happened, 0 to 23; missing where unknown."),
            whole("reported_hour", "Hour of the day of the report, 0 to 23; missing where unknown."),
            ref("officer_ref", "The investigator it is allocated to, as in staff.staff_ref.", required=False),
            code("status", "crime_status", "Where the record stands.", required=True),
            date("status_on", "Day the record came to that status."),
            flag("domestic_abuse", "Flagged as domestic abuse."),
            flag("child_sexual_exploitation", "Flagged as child sexual exploitation."),
            flag("alcohol_or_drugs", "Flagged as involving alcohol or drugs."),
            code("place_type", "place_type", "Kind of place where it happened."),
            code("report_route", "report_route", "How the report came to the police."),
            label("lsoa", "Lower-layer super output area, where the source publishes one."),
        ),
    ),
    Frame(
        "persons",
        "One person in one role (victim or suspect) on one crime.",
        "person_role_ref",
        (
            ref("person_role_ref", "The link of a person to a crime in a role."),
            ref("crime_ref", "The crime.", to="crimes"),
            ref("person_ref", "The person's nominal; missing when not identified.", required=False),
            code("role", "person_role", "Victim or suspect.", required=True),
            flag("identified", "The person is identified."),
            flag(
                "possible_duplicate",
                "The nominal may be a second one of the same person, and nobody has decided yet.",
            ),
            date("named_on", "Day the suspect was first named."),
            code("relationship", "relationship", "The suspect's relationship to the victim."),
            code(
                "supports_investigation",
                "victim_support",
                "Whether the victim supports the investigation.",
            ),
            date("supports_changed_on", "Day that support last changed."),
            date(
                "support_discussed_on",
                "Day what support there is was discussed with the victim, so that a choice to withdraw is an informed one.",
            ),
            code(
                "withdrawal_reason",
                "withdrawal_reason",
                "Why the victim no longer supports the investigation.",
            ),
            *characteristic_columns(),
        ),
    ),
    Frame(
        "outcomes",
        "One outcome assigned to a crime; reversed ones are kept.",
        "outcome_ref",
        (
            ref("outcome_ref", "The outcome record."),
            ref("crime_ref", "The crime.", to="crimes"),
            code("outcome", "outcome", "Outcome type of the Home Office framework.", required=True),
            date("assigned_on", "Day it was assigned.", required=True),
            date("reversed_on", "Day it was reversed, if it was."),
        ),
    ),
)
