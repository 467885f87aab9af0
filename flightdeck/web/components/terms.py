"""Terms of the glossary: linked where they stand in a text, and their own paragraphs drawn."""

import re
from collections.abc import Iterator

from dash import dcc, html
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.services import glossary
from flightdeck.services.glossary import Term
from flightdeck.web.address import href

PATH = "/glossary"
_MARK = re.compile(
    r"\[(?P<link>[^\]]*)\]\([^)]*\)|\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*|`(?P<code>[^`]+)`"
)
_DRAWN = {"strong": html.Strong, "em": html.Em, "code": html.Code, "link": html.Span}
Drawn = list[Component | str]


def with_terms(text: str, filters: Filters) -> Drawn:
    """A text in which each term of the glossary leads, where it first stands, to what it means."""
    return [
        dcc.Link(part.text, href=f"{href(PATH, filters)}#{part.term.anchor}", className="term")
        if part.term
        else part.text
        for part in glossary.parts(text)
    ]


def meaning(term: Term) -> list[html.P]:
    """The paragraphs of a term; the pages its links lead to are in the documents, not on the screen."""
    return [html.P(list(_drawn(paragraph))) for paragraph in term.paragraphs]


def _drawn(text: str) -> Iterator[Component | str]:
    at = 0
    for mark in _MARK.finditer(text):
        yield text[at : mark.start()]
        kind = str(mark.lastgroup)
        yield _DRAWN[kind](glossary.plain(mark[kind]) if kind == "em" else mark[kind])
        at = mark.end()
    yield text[at:]
