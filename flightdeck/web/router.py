"""The router: one address in, one page out, through the one door."""

from collections.abc import Mapping, Sequence

import orjson
from dash import ClientsideFunction, Input, Output
from dash.development.base_component import Component

from flightdeck.domain.definition import PILLAR_TITLES, Pillar
from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.errors import NotAllowedError, NotFoundError, ReaderError
from flightdeck.services.access import Action, Actor
from flightdeck.web import ids
from flightdeck.web.address import check, query_of
from flightdeck.web.components.faults import fault_page
from flightdeck.web.shell import bare, frame
from flightdeck.web.site import Children, Page, Site, View, reader, text_of

PRODUCT = "RASSO flight deck"
REFUSED = "You may not see this"
_ABOUT = (  # what Dash keeps in a component of its kind, beside its properties
    "_prop_names",
    "_valid_wildcard_attributes",
    "available_properties",
    "available_wildcard_properties",
)


def register(site: Site) -> None:
    """Register the router: the only callback that puts a page on the screen."""

    def routed(path: object, search: object) -> tuple[orjson.Fragment, str]:
        page, title = answer(site, reader(), path=text_of(path) or "/", search=text_of(search))
        return written(page), title

    address = (Input(ids.LOCATION, "pathname"), Input(ids.LOCATION, "search"))
    site.enrol(
        [Output(ids.PAGE, "children"), Output(ids.TITLE, "data")], *address, action=Action.SEE_FIGURES
    )(routed)
    site.dash.clientside_callback(  # type: ignore[no-untyped-call] # Dash has no annotation here
        ClientsideFunction("flightdeck", "arrived"),
        Output(ids.ANNOUNCED, "children"),
        Input(ids.TITLE, "data"),
    )


def written(page: Children) -> orjson.Fragment:
    """A page as JSON, written once; Dash would first search every part of it for arrays and frames."""
    return orjson.Fragment(orjson.dumps(page, default=_told))


def _told(component: Component) -> dict[str, object]:
    """A component as Dash writes it (`Component.to_plotly_json`), from what it holds instead of from all it might hold."""
    props = {name: value for name, value in vars(component).items() if name not in _ABOUT}
    return {"props": props, "type": component._type, "namespace": component._namespace}  # noqa: SLF001 (Dash has no other name)


def answer(site: Site, actor: Actor, *, path: str, search: str | None) -> tuple[Children, str]:
    """The page for an address and its title; what the reader can put right becomes a page that says how."""
    try:
        return _page(site, actor, path=path, search=search)
    except NotAllowedError as error:
        heading, faults = REFUSED, error.faults
    except NotFoundError as error:
        heading, faults = "This cannot be found", error.faults
    except ReaderError as error:
        heading, faults = "This address cannot be shown", error.faults
    again = heading != REFUSED or any(
        fault.where for fault in faults
    )  # what a role may not see, no filter opens
    return bare(site, actor, fault_page(heading, faults, path=path, again=again)), f"{heading} – {PRODUCT}"


def _page(site: Site, actor: Actor, *, path: str, search: str | None) -> tuple[Children, str]:
    query = query_of(search)
    page, parts = find(site.pages, path)
    site.admit(actor, page.action, subject=path, detail=query)
    filters = Filters.from_query(query)
    view = View(site.deck, actor, filters, path, site.audit, site.pages)
    options = site.deck.options(actor, filters)
    check(filters, options)
    query.pop("view", None)  # the name under which a layout gets its view
    content = page.layout(view, **{**query, **parts})
    return frame(site, view, page=page, options=options, content=content), " – ".join(
        [*_about(site, parts), page.title, PRODUCT]
    )


def _about(site: Site, parts: Mapping[str, str]) -> list[str]:
    """What a page is about, for the tab: tabs of several KPIs must be told apart."""
    known = {
        "kpi": lambda name: site.deck.definition(name).title,
        "pillar": lambda name: PILLAR_TITLES[Pillar(name)],
        "characteristic": lambda name: CHARACTERISTICS[name][0],
    }
    return [known[kind](name) for kind, name in parts.items() if kind in known]


def find(pages: Sequence[Page], path: str) -> tuple[Page, dict[str, str]]:
    """The page of a path and the parts of the path it names.

    Raises:
        NotFoundError: when no page lives there.
    """
    for page in pages:
        parts = _match(page.path, path)
        if parts is not None:
            return page, parts
    raise NotFoundError.of(
        f'no page lives at "{path[:80]}"', where="address", remedy="Choose a page from the bar above."
    )


def _match(template: str, path: str) -> dict[str, str] | None:
    wanted, given = template.strip("/").split("/"), path.strip("/").split("/")
    if len(wanted) != len(given):
        return None
    parts: dict[str, str] = {}
    for want, have in zip(wanted, given, strict=True):
        if want.startswith("<") and have:
            parts[want.strip("<>")] = have
        elif want != have:
            return None
    return parts
