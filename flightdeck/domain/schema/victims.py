"""What victims are told, offered and asked."""

from flightdeck.domain.schema.parts import Frame, code, date, flag, label, ref, whole

FRAMES: tuple[Frame, ...] = (
    Frame(
        "victim_contacts",
        "One thing a victim must be told, or one contact that was due.",
        "contact_ref",
        (
            ref("contact_ref", "The contact."),
            ref("person_role_ref", "The victim on the crime.", to="persons"),
            code("key_event", "key_event", "What happened that the victim must be told of.", required=True),
            date("event_on", "Day it happened (or the contact was due).", required=True),
            date("notified_on", "Day the victim was told."),
        ),
    ),
    Frame(
        "support_referrals",
        "One offer of a support service to a victim.",
        "referral_ref",
        (
            ref("referral_ref", "The referral."),
            ref("person_role_ref", "The victim on the crime.", to="persons"),
            code("service", "support_service", "Service offered.", required=True),
            date("offered_on", "Day it was offered.", required=True),
            flag("accepted", "The victim accepted."),
            date("contacted_on", "Day the service made contact."),
            date("needs_assessed_on", "Day of the needs assessment."),
            date("personal_statement_offered_on", "Day a Victim Personal Statement was offered."),
        ),
    ),
    Frame(
        "victims_right_to_review",
        "One request of a victim for review of a decision not to go on.",
        "request_ref",
        (
            ref("request_ref", "The request."),
            ref("person_role_ref", "The victim on the crime.", to="persons"),
            date("requested_on", "Day of the request.", required=True),
            date("decided_on", "Day of the decision on it."),
            code("decision", "review_decision", "Upheld or not."),
        ),
    ),
    Frame(
        "survey_answers",
        "One answer to one item of a victim survey; never linked to a case.",
        "answer_ref",
        (
            ref("answer_ref", "The answer."),
            label("force", "Police force.", required=True),
            date("answered_on", "Day of the answer.", required=True),
            code("item", "survey_item", "Item.", required=True),
            whole("score", "Answer, 1 (least) to 5 (most)."),
        ),
    ),
)
