"""The glossary: every term the flight deck uses, what it means and where that comes from."""

from itertools import groupby

from dash import html

from flightdeck.services.access import Action
from flightdeck.services.glossary import Term, terms
from flightdeck.web.components.aria import aria
from flightdeck.web.components.terms import PATH, meaning
from flightdeck.web.components.words import counted
from flightdeck.web.site import Children, Group, Page, View

LEAD = (
    "One word for one idea, on every page and in every document. Where a meaning is marked unverified, nobody has compared it "
    "with the official text: do not quote it as national policy."
)


def layout(_view: View, **_query: str) -> Children:
    """Every term under its letter."""
    letters = [(letter, list(found)) for letter, found in groupby(terms(), key=_letter)]
    return [
        html.H1("Glossary"),
        html.P(LEAD, className="lead-sentence"),
        html.P(f"{counted(len(terms()), 'term')}. The search field finds each of them."),
        html.Nav(
            html.Ul([html.Li(html.A(letter, href=f"#letter-{letter}")) for letter, _ in letters]),
            className="letters",
            **aria(label="Letters"),
        ),
        *(_under(letter, found) for letter, found in letters),
    ]


def _letter(term: Term) -> str:
    return term.name[0].upper()


def _under(letter: str, found: list[Term]) -> html.Section:
    heading = f"letter-{letter}"
    return html.Section(
        [
            html.H2(letter, id=heading),
            *(
                html.Article([html.H3(term.name, id=term.anchor), *meaning(term)], className="glossary-term")
                for term in found
            ),
        ],
        className="inner-section",
        **aria(labelledby=heading),
    )


PAGE = Page(
    PATH,
    "Glossary",
    Action.SEE_DEFINITIONS,
    layout,
    nav="Glossary",
    group=Group.DATA,
    filtered=False,
    of_snapshot=False,
)
