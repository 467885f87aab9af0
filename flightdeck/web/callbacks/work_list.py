"""Making a work list, and downloading one: both through the server, both in the audit trail."""

from dataclasses import replace
from http import HTTPStatus

from dash import Input, Output, State, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Response, request

from flightdeck.domain.filters import Filters
from flightdeck.errors import NotAllowedError, NotFoundError, ReaderError
from flightdeck.services.access import Action, Actor
from flightdeck.web import ids
from flightdeck.web.address import query_of
from flightdeck.web.components.characteristic_work import DOWNLOAD, made, selection_of, with_state
from flightdeck.web.components.faults import fault_list
from flightdeck.web.site import Site, reader, text_of


def register(site: Site) -> None:
    """Register the button that makes a list, and the address of its file."""

    @site.callback(
        Output(ids.WORK_LIST_MADE, "children"),
        Input(ids.WORK_LIST_MAKE, "n_clicks"),
        State(ids.WORK_LIST_PURPOSE, "value"),
        State(ids.LOCATION, "search"),
        action=Action.SEE_CASES,
        subject="work list",
    )
    def make(actor: Actor, clicks: int | None, purpose: object, search: object) -> list[Component]:
        if not clicks:
            raise PreventUpdate
        if not purpose:
            return [html.P("Choose a purpose first.", className="fault")]
        try:
            return _made(site, actor, text_of(purpose), text_of(search))
        except ReaderError as error:
            return [fault_list(error.faults)]

    def download() -> Response:
        return _file(site, request.args.get("list", ""))

    site.dash.server.add_url_rule(DOWNLOAD, "work_list_csv", download)


def _made(site: Site, actor: Actor, purpose: str, search: str) -> list[Component]:
    query = query_of(search)
    filters = Filters.from_query(query)
    asked = filters.but(characteristic="")
    kept = site.deck.make_work_list(
        selection_of(query, filters), asked, actor, purpose=purpose, audit=site.audit
    )
    return made(kept, filters)


def _file(site: Site, name: str) -> Response:
    actor = reader()
    try:
        site.admit(actor, Action.SEE_CASES, subject=DOWNLOAD, detail={"list": name})
        kept, checked = site.deck.open_work_list(name, actor, audit=site.audit)
    except NotAllowedError as error:
        return _refused(str(error), HTTPStatus.FORBIDDEN)
    except NotFoundError as error:
        return _refused(str(error), HTTPStatus.NOT_FOUND)
    listed = replace(kept, rows=with_state(kept, checked))
    site.audit.record(actor, "download_work_list", name, {"snapshot": checked.snapshot}, len(listed.rows))
    head = {"Content-Disposition": f'attachment; filename="work-list-{kept.id}.csv"'}
    return Response(listed.csv, mimetype="text/csv", headers=head)


def _refused(words: str, status: HTTPStatus) -> Response:
    return Response(words, status=status, mimetype="text/plain")
