"""The populations of crimes and people, whose columns are worked out one by one."""

from flightdeck.domain.populations.columns import CRIME, OUTCOME, PERSON, SUSPECT, VICTIM
from flightdeck.domain.populations.parts import Population, canonical, derived
from flightdeck.domain.schema import Kind

MAIN: tuple[Population, ...] = (
    Population(
        "crimes",
        "crimes",
        "Recorded crimes.",
        {
            **CRIME,
            **OUTCOME,
            **VICTIM,
            **canonical("crimes", "occurred_hour", "reported_hour"),
            **derived(
                "date_order_conflict",
                Kind.FLAG,
                "Two of its days stand in an order that cannot be, or it is recorded after the day of the snapshot.",
                ("crimes", "occurred_from"),
                ("crimes", "occurred_to"),
                ("crimes", "reported_on"),
                ("crimes", "recorded_on"),
                ("outcomes", "assigned_on"),
            ),
            **derived(
                "outcome_conflict",
                Kind.FLAG,
                "Closed with no outcome in force, or open with one.",
                ("crimes", "status"),
                ("outcomes", "assigned_on"),
            ),
            **derived(
                "charged_on",
                Kind.DATE,
                "Day of the first charge outcome in force.",
                ("outcomes", "outcome"),
                ("outcomes", "assigned_on"),
            ),
            **derived("first_named_on", Kind.DATE, "Day a suspect was first named.", ("persons", "named_on")),
            **derived(
                "first_early_advice_on",
                Kind.DATE,
                "First submission for early advice.",
                ("cps_submissions", "submitted_on"),
                ("cps_submissions", "submission"),
            ),
            **derived(
                "first_charging_submission_on",
                Kind.DATE,
                "First submission for a charging decision.",
                ("cps_submissions", "submitted_on"),
                ("cps_submissions", "submission"),
            ),
            **derived(
                "finalised_on",
                Kind.DATE,
                "Day the outcome in force was assigned; missing while open.",
                ("outcomes", "assigned_on"),
            ),
        },
    ),
    Population(
        "outcomes",
        "crimes",
        "Crimes with an outcome in force, one row a crime, placed by the day it was assigned.",
        {**CRIME, **OUTCOME, **VICTIM},
    ),
    Population(
        "suspects",
        "suspects",
        "Suspects, one row for each crime they are named on.",
        {**CRIME, **PERSON, **SUSPECT, **OUTCOME},
    ),
    Population(
        "victims",
        "victims",
        "Victims, one row for each crime against them.",
        {**CRIME, **PERSON, **OUTCOME},
    ),
    Population(
        "persons",
        "persons",
        "Victims and suspects together, one row for each crime and role.",
        {**CRIME, **PERSON, **OUTCOME},
    ),
    Population(
        "source_characteristics",
        "characteristics",
        "The nine characteristics of the Equality Act 2010, and whether the record system can give each.",
        {
            **derived(
                "characteristic",
                Kind.LABEL,
                "The characteristic; race stands once for both recordings of it.",
            ),
            **derived("given", Kind.FLAG, "The source gives it."),
            **derived(
                "cause",
                Kind.LABEL,
                "Why not: source_has_no_field or not_extractable, as the mapping declares.",
            ),
            **derived("as_at", Kind.DATE, "The day the source describes."),
        },
    ),
    Population(
        "cps_submissions",
        "suspects",
        "Submissions to the Crown Prosecution Service, one row a submission.",
        {
            **CRIME,
            **VICTIM,
            **canonical(
                "cps_submissions",
                "submission_ref",
                "person_role_ref",
                "submission",
                "submitted_on",
                "in_custody",
                "decision",
                "decided_on",
                "consultations",
            ),
        },
    ),
    Population(
        "victim_contacts",
        "key events",
        "Things a victim had to be told.",
        {
            **CRIME,
            **VICTIM,
            **canonical(
                "victim_contacts",
                "contact_ref",
                "person_role_ref",
                "key_event",
                "event_on",
                "notified_on",
            ),
            **derived(
                "working_days_to_notify",
                Kind.WHOLE,
                "Working days (England and Wales) from the event to telling the victim; missing when not told.",
                ("victim_contacts", "event_on"),
                ("victim_contacts", "notified_on"),
            ),
        },
    ),
    Population(
        "open_spells",
        "crimes",
        "Times a crime was open: from recording, or from the reversal of an outcome, to the next outcome.",
        {
            **CRIME,
            **VICTIM,
            **derived(
                "staff_ref",
                Kind.REFERENCE,
                "The investigator the crime is allocated to now, as in staff.",
                ("crimes", "officer_ref"),
            ),
            **derived(
                "opened_on",
                Kind.DATE,
                "First day of the spell.",
                ("crimes", "recorded_on"),
                ("outcomes", "reversed_on"),
            ),
            **derived(
                "closed_on",
                Kind.DATE,
                "Day of the outcome that ended it; missing while open.",
                ("outcomes", "assigned_on"),
            ),
        },
    ),
)
