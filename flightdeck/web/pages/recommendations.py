"""The recommendations of the inspection: five rows for the chair, and nine of which nothing was seen."""

from dash import html

from flightdeck.domain.register_wording import as_recorded
from flightdeck.services.access import Action
from flightdeck.web.components.parts import section
from flightdeck.web.components.recommendation_parts import PATH, national_list, row
from flightdeck.web.site import Children, Group, Page, View

NATIONAL = "Nine are addressed to national bodies. Their text was not seen, so nothing is said of them here."


def layout(view: View, **_query: str) -> Children:
    """Where the force stands on each, the state worked out from what was recorded, the deadline and the day."""
    register = view.deck.recommendations(view.filters, view.actor)
    return [
        html.P(register.about.title, className="eyebrow"),
        html.H1("Recommendations"),
        html.P(register.sentence, className="lead-sentence"),
        html.Ul([row(one, view.filters) for one in register.force], className="recommendations"),
        section("The other nine", NATIONAL, national_list(register.national), id="national"),
        html.P(
            f"{as_recorded(register.on)} {register.about.wording} Source: {register.about.source}.",
            className="quiet",
        ),
    ]


PAGE = Page(
    PATH,
    "Recommendations",
    Action.SEE_FIGURES,
    layout,
    nav="Recommendations",
    group=Group.BOARDS,
    filtered=False,
)
