"""Frames whose rows belong to a place of their own and to no crime: the people who work here, and the survey of victims."""

# frame -> what one row is called in a figure; rows about the people who work here
STAFF_FRAMES: dict[str, str] = {
    "staff": "people in post",
    "staff_training": "courses",
    "staff_contacts": "contacts",
    "staff_survey_totals": "team months",
    "absence_totals": "team months",
}
PLACED_FRAMES: dict[str, str] = {**STAFF_FRAMES, "survey_answers": "answers"}
FROM_STAFF = ("force", "area", "team", "staff_role")  # what a row that points to a post-holder has from them
