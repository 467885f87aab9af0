"""The search field of the bar, what can be found of the pages, and what was found as a list."""

from collections.abc import Iterable, Iterator, Sequence

from dash import dcc, html

from flightdeck.domain.filters import Filters
from flightdeck.services.search import LONGEST_QUERY, Findable, Kind
from flightdeck.web import ids
from flightdeck.web.address import href
from flightdeck.web.components.aria import aria
from flightdeck.web.components.links import link
from flightdeck.web.site import Page

PATH = "/search"
SUGGESTIONS = "/search/suggestions"  # what the field asks while somebody types


def search_field(filters: Filters) -> html.Form:
    """The field: a form that asks for the page of results; `assets/search.js` makes it a combobox."""
    kept = [
        dcc.Input(type="hidden", name=name, value=value, id=f"search-{name}")
        for name, value in filters.to_pairs().items()
    ]
    return html.Form(
        [
            html.Label("Search", htmlFor=ids.SEARCH, className="visually-hidden"),
            dcc.Input(
                id=ids.SEARCH,
                type="search",
                name="q",
                maxLength=LONGEST_QUERY,
                placeholder="Search ( / )",
                autoComplete="off",
                className="search-input",
            ),
            html.Ul(id=ids.SEARCH_FOUND, role="listbox", hidden=True, **aria(label="Found")),
            html.P(id=ids.SEARCH_SAID, role="status", className="visually-hidden"),
            *kept,
        ],
        action=PATH,
        method="get",
        role="search",
        className="search-form",
    )


def page_entries(pages: Iterable[Page]) -> Iterator[Findable]:
    """The pages as they can be found: under their names in the navigation."""
    for page in pages:
        for name, path in page.ways or (((page.nav, page.path),) if page.nav else ()):
            also = f"{page.title} {page.group or ''}"
            yield Findable(Kind.PAGE, name, path, also=also, action=page.action)


def address_of(entry: Findable, filters: Filters) -> str:
    """The address of what was found, with the reader's filters before the part of the page."""
    path, _, part = entry.path.partition("#")
    asked = filters.but(area=entry.area) if entry.area else filters
    return href(path, asked) + (f"#{part}" if part else "")


def found_list(found: Sequence[Findable], filters: Filters) -> html.Ol:
    """What was found, best first."""
    return html.Ol([_found(entry, filters) for entry in found], className="found-list")


def _found(entry: Findable, filters: Filters) -> html.Li:
    path, _, part = entry.path.partition("#")
    title = (
        dcc.Link(entry.title, href=address_of(entry, filters))
        if part or entry.area
        else link(entry.title, path, filters)
    )
    return html.Li(
        [
            html.P(
                [html.Span(entry.kind, className="found-kind"), " ", html.Span(entry.ref, className="ref")]
            ),
            html.H2(title),
            html.P(entry.detail, className="quiet") if entry.detail else None,
        ]
    )
