"""Prosecution, court, digital material and the work of an investigation."""

from flightdeck.domain.schema.parts import Frame, code, date, flag, moment, ref, whole

FRAMES: tuple[Frame, ...] = (
    Frame(
        "cps_submissions",
        "One submission to the Crown Prosecution Service about a suspect.",
        "submission_ref",
        (
            ref("submission_ref", "The submission."),
            ref("person_role_ref", "The suspect on the crime.", to="persons"),
            code(
                "submission",
                "cps_submission",
                "Early advice, charging decision or review.",
                required=True,
            ),
            date("submitted_on", "Day of submission.", required=True),
            flag("in_custody", "The suspect was in custody."),
            code("decision", "cps_decision", "Decision."),
            date("decided_on", "Day of the decision."),
            whole("consultations", "Consultations so far."),
        ),
    ),
    Frame(
        "action_plans",
        "One action plan set by the Crown Prosecution Service.",
        "plan_ref",
        (
            ref("plan_ref", "The plan."),
            ref("submission_ref", "The submission.", to="cps_submissions"),
            date("due_on", "Day it is due.", required=True),
            date("returned_on", "Day it was answered."),
        ),
    ),
    Frame(
        "court_stages",
        "One stage of the court case of a charged suspect.",
        "stage_ref",
        (
            ref("stage_ref", "The stage."),
            ref("person_role_ref", "The suspect on the crime.", to="persons"),
            code("stage", "court_stage", "Stage.", required=True),
            date("reached_on", "Day it was reached.", required=True),
            code("plea", "plea", "Plea."),
            code("result", "court_result", "Result."),
        ),
    ),
    Frame(
        "devices",
        "One device taken from a victim or a suspect.",
        "device_ref",
        (
            ref("device_ref", "The device."),
            ref("person_role_ref", "Whose it is.", to="persons"),
            moment("taken_at", "When it was taken.", required=True),
            date("agreement_on", "Day of the victim's written agreement."),
            flag("reasonable_line_of_enquiry", "The reason for taking it is recorded."),
            date("submitted_on", "Day it was submitted for examination."),
            date("examined_on", "Day examination was complete."),
            moment("returned_at", "When it was returned."),
            flag("replacement_offered", "A replacement was offered."),
        ),
    ),
    Frame(
        "third_party_requests",
        "One request for third-party material about a victim.",
        "request_ref",
        (
            ref("request_ref", "The request."),
            ref("person_role_ref", "The victim on the crime.", to="persons"),
            code("material", "third_party_material", "Kind of material.", required=True),
            date("requested_on", "Day of the request.", required=True),
            flag("rationale_recorded", "The full rationale is recorded."),
            date("victim_notified_on", "Day the victim was notified."),
            flag("senior_approval", "Approved at the required level."),
            date("responded_on", "Day of the response."),
        ),
    ),
    Frame(
        "investigation_events",
        "One dated event of an investigation.",
        "event_ref",
        (
            ref("event_ref", "The event."),
            ref("crime_ref", "The crime.", to="crimes"),
            code("event", "investigation_event", "What happened.", required=True),
            moment("happened_at", "When.", required=True),
        ),
    ),
    Frame(
        "reviews",
        "One supervisory review that fell due.",
        "review_ref",
        (
            ref("review_ref", "The review."),
            ref("crime_ref", "The crime.", to="crimes"),
            date("due_on", "Day it was due.", required=True),
            date("done_on", "Day it was done."),
        ),
    ),
)
