"""Search: everything a query finds, best first; the page the field of the bar leads to."""

from dash import html

from flightdeck.services.access import Action
from flightdeck.services.search import LONGEST_QUERY
from flightdeck.web.components.search import PATH, found_list, page_entries
from flightdeck.web.components.words import counted
from flightdeck.web.site import Children, Page, View

MOST = 50  # more is not read; a further word narrows it
ASK = "Type into the search field above; the / key leads there from anywhere. KPIs, definitions, pages, recommendations, protected characteristics, areas and terms of the glossary can be found."
NOTHING = "Nothing was found. Every word must be found: try fewer of them, or a reference such as A01."


def layout(view: View, **query: str) -> Children:
    """What was found, or how to ask."""
    asked = query.get("q", "").strip()[:LONGEST_QUERY]
    if not asked:
        return [html.H1("Search"), html.P(ASK, className="lead-sentence")]
    found = view.deck.found(asked, view.filters, view.actor, pages=page_entries(view.pages), most=MOST)
    return [
        html.H1(["Search: ", html.Q(asked)]),
        html.P(_said(len(found)), className="lead-sentence"),
        found_list(found, view.filters) if found else html.P(NOTHING),
    ]


def _said(number: int) -> str:
    return (
        f"The {MOST} best results."
        if number == MOST
        else f"{counted(number, 'result') if number else 'No result'}."
    )


PAGE = Page(PATH, "Search", Action.SEE_FIGURES, layout, filtered=False, of_snapshot=False)
