"""Writing into the boards' registers: one button a kind of record, through the server and into the audit trail."""

from collections.abc import Callable

from dash import Input, NoUpdate, Output, State, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from flightdeck.domain.filters import Filters
from flightdeck.errors import ReaderError
from flightdeck.services.access import Action, Actor
from flightdeck.web import ids
from flightdeck.web.address import query_of
from flightdeck.web.components.event_parts import titles
from flightdeck.web.components.faults import fault_list
from flightdeck.web.components.register_forms import FORMS, Form
from flightdeck.web.components.register_parts import said
from flightdeck.web.pages import adoption, barriers, boards, events, recommendation
from flightdeck.web.router import find
from flightdeck.web.site import Children, Page, Site, View, text_of

_SHOWN: dict[Page, Callable[..., Children]] = {
    recommendation.PAGE: recommendation.shown,
    barriers.PAGE: barriers.shown,
    boards.PAGE: boards.shown,
    events.PAGE: events.shown,
    adoption.PAGE: adoption.shown,
}


def register(site: Site) -> None:
    """Register the button of every form."""
    for form in FORMS.values():
        _register(site, form)


def _register(site: Site, form: Form) -> None:
    @site.callback(
        [
            Output(ids.register_id(form.kind, "said"), "children"),
            Output(ids.REGISTER_SHOWN, "children", allow_duplicate=True),
        ],
        Input(ids.register_id(form.kind, "save"), "n_clicks"),
        State(ids.LOCATION, "pathname"),
        State(ids.LOCATION, "search"),
        *(State(ids.register_id(form.kind, name), "value") for name in form.names),
        action=Action.RECORD_DECISIONS,
        subject=f"register: {form.kind}",
    )
    def write(
        actor: Actor, clicks: object, path: object, search: object, *values: object
    ) -> tuple[list[Component], Children | NoUpdate]:
        if not clicks:
            raise PreventUpdate
        try:
            return _written(site, form, actor, path=text_of(path), search=text_of(search), values=values)
        except ReaderError as error:
            return [fault_list(error.faults)], no_update


def _written(
    site: Site, form: Form, actor: Actor, *, path: str, search: str, values: tuple[object, ...]
) -> tuple[list[Component], Children]:
    page, parts = find(tuple(_SHOWN), path)
    given = {name: _given(value) for name, value in zip(form.names, values, strict=True)}
    if "number" in parts:
        given["recommendation"] = parts["number"]
    entry = site.deck.record(form.kind, given, actor, audit=site.audit)
    view = View(site.deck, actor, Filters.from_query(query_of(search)), path, site.audit)
    names = titles(site.deck.definitions())
    told = html.P([html.Strong("Recorded. "), f"{said(entry.record, names)}."], className="said")
    return [told], _SHOWN[page](view, **parts)


def _given(value: object) -> str:
    """What a control holds, as text; of boxes that are ticked, their names with commas between."""
    return ", ".join(text_of(one) for one in value) if isinstance(value, list) else text_of(value)
