"""The navigation: the places of the bar, those of several pages as a menu, and only what the reader may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, may
from flightdeck.web import ids
from flightdeck.web.components.aria import aria
from flightdeck.web.components.links import link
from flightdeck.web.site import Group, Page


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the navigation: its name and address, and whether the reader is there."""

    name: str
    path: str
    here: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the bar: a link where it holds one page, a menu where it holds several."""

    title: str
    entries: tuple[Entry, ...]
    here: bool  # whether the reader is on one of its pages, named in the menu or not


def places(pages: Iterable[Page], actor: Actor, *, here: Page | None, path: str) -> tuple[Place, ...]:
    """The places that hold a page the reader may see, in their order."""
    seen = [page for page in pages if may(actor, page.action)]
    found = (
        Place(
            group.value,
            tuple(entry for page in seen if page.group is group for entry in _entries(page, path)),
            here=here is not None and here.group is group,
        )
        for group in Group
    )
    return tuple(place for place in found if place.entries)


def _entries(page: Page, path: str) -> list[Entry]:
    ways = page.ways or (((page.nav, page.path),) if page.nav else ())
    return [Entry(name, address, here=address == path) for name, address in ways]


def navigation(shown: Sequence[Place], filters: Filters) -> list[Component]:
    """The places as a list of links and menus; on a narrow screen behind one button."""
    return [
        html.Button(
            "Menu",
            id=ids.MENU,
            type="button",
            className="menu-button",
            **aria(expanded="false", controls=ids.NAVIGATION),
        ),
        html.Nav(
            html.Ul([html.Li(_place(place, filters)) for place in shown]),
            id=ids.NAVIGATION,
            className="places",
            **aria(label="Pages"),
        ),
    ]


def _place(place: Place, filters: Filters) -> Component:
    if len(place.entries) == 1:
        (only,) = place.entries
        return _link(Entry(place.title, only.path, here=only.here), filters, place=place)
    mark = html.Span(" (you are here)", className="visually-hidden") if place.here else None
    return html.Details(
        [
            html.Summary([place.title, mark], className="here" if place.here else ""),
            html.Ul([html.Li(_link(entry, filters)) for entry in place.entries]),
        ],
        className="menu",
        key=place.title,
    )


def _link(entry: Entry, filters: Filters, *, place: Place | None = None) -> Component:
    here = entry.here or (place is not None and place.here)
    said = " (this page)" if entry.here else " (you are here)"
    mark = html.Span(said, className="visually-hidden") if here else None
    return link([entry.name, mark], entry.path, filters, look="here" if here else "")
