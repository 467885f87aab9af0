"""Post-holders, their training and absence: never a named person."""

from flightdeck.domain.schema.parts import Frame, code, date, label, number, ref, whole

FRAMES: tuple[Frame, ...] = (
    Frame(
        "staff",
        "One post-holder; never named.",
        "staff_ref",
        (
            ref("staff_ref", "The post-holder."),
            label("force", "Police force.", required=True),
            label("area", "Policing area."),
            label("team", "Team."),
            code("staff_role", "staff_role", "Role.", required=True),
            number("full_time_equivalent", "Full-time equivalent, 0 to 1.", required=True),
            date("started_on", "First day in the role.", required=True),
            date("ended_on", "Last day in the role."),
        ),
    ),
    Frame(
        "staff_training",
        "One course of one post-holder.",
        "training_ref",
        (
            ref("training_ref", "The training record."),
            ref("staff_ref", "The post-holder.", to="staff"),
            code("course", "training_course", "Course.", required=True),
            code("state", "training_state", "Where it stands.", required=True),
            date("started_on", "Day it was begun."),
            date("completed_on", "Day of completion."),
            date("expires_on", "Day it lapses."),
        ),
    ),
    Frame(
        "staff_contacts",
        "One supervision or peer support contact of one post-holder; never what was said.",
        "contact_ref",
        (
            ref("contact_ref", "The contact."),
            ref("staff_ref", "The post-holder.", to="staff"),
            date("held_on", "Day it was held.", required=True),
        ),
    ),
    Frame(
        "staff_survey_totals",
        "Answers of one team to a wellbeing survey in one month: an aggregate, never a person.",
        "survey_ref",
        (
            ref("survey_ref", "The aggregate."),
            label("force", "Police force.", required=True),
            label("area", "Policing area."),
            label("team", "Team.", required=True),
            date("month", "First day of the month.", required=True),
            whole("answers", "Answers given.", required=True),
            number(
                "score_sum",
                "Scores of the burnout items added up, each 1 (least) to 5 (most).",
                required=True,
            ),
        ),
    ),
    Frame(
        "absence_totals",
        "Posts and absence of one team in one month: an aggregate, never a person.",
        "absence_ref",
        (
            ref("absence_ref", "The aggregate."),
            label("force", "Police force.", required=True),
            label("area", "Policing area."),
            label("team", "Team.", required=True),
            date("month", "First day of the month.", required=True),
            whole("headcount", "People in the team.", required=True),
            number("days_lost", "Days lost."),
            number("days_lost_psychological", "Days lost for psychological reasons."),
            number("days_contracted", "Contracted days."),
            number("establishment_full_time_equivalent", "Posts the team should have, full-time equivalent."),
            number(
                "in_post_full_time_equivalent", "Posts filled at the end of the month, full-time equivalent."
            ),
            number("days_abstracted", "Days lent to other duties."),
            whole("screening_offered", "People offered wellbeing screening that month."),
            whole("screening_taken", "People who took it."),
        ),
    ),
)
