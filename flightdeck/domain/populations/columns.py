"""Columns that several populations share: of the crime, its outcome and victim, of a person and of a suspect."""

from flightdeck.domain.populations.parts import PopulationColumn, canonical, derived
from flightdeck.domain.schema import CHARACTERISTICS, Kind, status_column

CRIME = {
    **canonical(
        "crimes", "crime_ref", "force", "area", "team", "offence_code", "status", "reported_on", "recorded_on"
    ),
    **canonical("crimes", "status_on", "occurred_from", "occurred_to", "domestic_abuse", "alcohol_or_drugs"),
    **canonical("crimes", "place_type", "report_route", "officer_ref"),
    **derived(
        "non_recent",
        Kind.FLAG,
        "It happened more than a year (365 days) before the report, by the last day it may have happened, else the first.",
        ("crimes", "occurred_to"),
        ("crimes", "occurred_from"),
        ("crimes", "reported_on"),
    ),
    **derived(
        "recency",
        Kind.LABEL,
        "Non-recent where it happened more than a year before the report, else Recent.",
        ("crimes", "occurred_to"),
        ("crimes", "occurred_from"),
        ("crimes", "reported_on"),
    ),
}
OUTCOME = {
    **derived(
        "outcome", Kind.CODE, "Outcome in force at the snapshot.", ("outcomes", "outcome"), codes="outcome"
    ),
    **derived("outcome_on", Kind.DATE, "Day the outcome in force was assigned.", ("outcomes", "assigned_on")),
}
VICTIM = {
    **derived("victim_sex", Kind.CODE, "Sex of the victim.", ("persons", "sex"), codes="sex"),
    **derived(
        "victim_ethnicity",
        Kind.LABEL,
        "Self-defined ethnicity of the victim, high-level group.",
        ("persons", "ethnicity_self_defined"),
    ),
    **derived("victim_age_band", Kind.LABEL, "Age band of the victim.", ("persons", "age")),
    **derived(
        "victim_disability",
        Kind.CODE,
        "Disability of the victim.",
        ("persons", "disability"),
        codes="disability",
    ),
    **derived(
        "victim_supports",
        Kind.CODE,
        "Whether the victim supports the investigation now.",
        ("persons", "supports_investigation"),
        codes="victim_support",
    ),
    **derived(
        "victim_withdrew_on",
        Kind.DATE,
        "Day the victim's support ended; missing while there is support.",
        ("persons", "supports_investigation"),
        ("persons", "supports_changed_on"),
    ),
    **derived(
        "relationship",
        Kind.CODE,
        "Relationship of suspect to victim.",
        ("persons", "relationship"),
        codes="relationship",
    ),
}
PERSON = {
    **canonical(
        "persons",
        "person_role_ref",
        "person_ref",
        "role",
        "identified",
        "possible_duplicate",
        "named_on",
        "relationship",
        "supports_investigation",
        "supports_changed_on",
        "support_discussed_on",
        "withdrawal_reason",
    ),
    **{
        name: PopulationColumn(
            name, Kind.WHOLE if codes is None else Kind.CODE, title, (("persons", name),), codes
        )
        for name, (title, codes) in CHARACTERISTICS.items()
    },
    **{
        status_column(name): PopulationColumn(
            status_column(name),
            Kind.CODE,
            f"Recording status of {title.lower()}.",
            (("persons", name),),
            "recording_status",
        )
        for name, (title, _) in CHARACTERISTICS.items()
    },
}
SUSPECT = {
    **derived(
        "order_considered_on",
        Kind.DATE,
        "Day a protection order was first considered against the suspect for the crime.",
        ("protection_orders", "considered_on"),
        ("protection_orders", "person_ref"),
        ("protection_orders", "crime_ref"),
    ),
    **derived(
        "first_arrest_on", Kind.DATE, "First arrest of the suspect for the crime.", ("arrests", "arrested_on")
    ),
    **derived(
        "first_interview_on",
        Kind.DATE,
        "First interview under caution for the crime.",
        ("arrests", "interviewed_on"),
    ),
    **derived(
        "first_action_on",
        Kind.DATE,
        "First arrest or interview for the crime, whichever came first.",
        ("arrests", "arrested_on"),
        ("arrests", "interviewed_on"),
    ),
    **derived(
        "first_action_voluntary",
        Kind.FLAG,
        "The first arrest or attendance was voluntary.",
        ("arrests", "voluntary"),
    ),
    **derived(
        "first_charging_submission_on",
        Kind.DATE,
        "First submission for a charging decision.",
        ("cps_submissions", "submitted_on"),
        ("cps_submissions", "submission"),
    ),
    **derived(
        "charge_decision_on",
        Kind.DATE,
        "Day of the first decision to charge.",
        ("cps_submissions", "decided_on"),
        ("cps_submissions", "decision"),
    ),
}
