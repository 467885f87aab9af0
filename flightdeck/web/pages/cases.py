"""The cases behind a figure: for those who may see them and say what for; every look is in the audit trail."""

from dash import html

from flightdeck.domain.result import Status
from flightdeck.services.access import Action
from flightdeck.services.drill import PARTS, PURPOSES
from flightdeck.web.components.case_parts import PART_WORDS, count_sentence, grid, purpose_form
from flightdeck.web.components.links import link
from flightdeck.web.site import Children, Group, Page, View

ASKED = (
    "A case list shows single crimes, under references that only your record system can resolve. Your name, your purpose and "
    "how many rows you were shown are written to the audit trail."
)
NO_CASES = "Not computable, so there are no cases to show."


def layout(view: View, **query: str) -> Children:
    """The question of purpose, and with an answer to it the rows."""
    definition = view.deck.definition(query["kpi"])
    part = query.get("part") or PARTS[0]
    back = html.P(
        link(f"Back to {definition.title}", f"/kpi/{definition.id}", view.filters), className="eyebrow"
    )
    heading = html.H1(f"{definition.title}: the {definition.unit} {PART_WORDS.get(part, '')}")
    result = view.deck.result(definition.id, view.filters, view.actor)
    if result.status is Status.NOT_COMPUTABLE:
        return [
            back,
            heading,
            html.P(f"{NO_CASES} {result.reason}", className="lead-sentence", role="status"),
        ]
    purpose = query.get("purpose", "")
    if not purpose:
        return [
            back,
            heading,
            html.P(ASKED, className="lead-sentence"),
            purpose_form(definition, view.filters, part=part),
        ]
    cases = view.deck.cases(definition.id, view.filters, view.actor, part=part, purpose=purpose)
    detail = {**view.filters.to_pairs(), "part": part, "purpose": purpose}
    view.audit.record(view.actor, "show_cases", definition.id, detail, cases.count)
    return [
        back,
        heading,
        html.P(count_sentence(cases, result, part=part), className="lead-sentence", role="status"),
        html.P(f"Purpose: {PURPOSES[purpose].lower()}. Recorded in the audit trail."),
        grid(cases),
    ]


PAGE = Page("/cases/<kpi>", "Cases", Action.SEE_CASES, layout, group=Group.PILLARS, grouped=False)
