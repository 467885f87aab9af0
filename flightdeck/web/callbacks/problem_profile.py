"""The documents of a problem profile, and its line in the boards' register: both through the server, both audited."""

from datetime import UTC, date, datetime

from dash import Input, Output, State, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Response, request

from flightdeck.domain.filters import Filters
from flightdeck.domain.wording import day_text
from flightdeck.errors import ReaderError
from flightdeck.exports.profile_docx import profile_docx
from flightdeck.exports.profile_html import profile_html
from flightdeck.services.access import Action, Actor
from flightdeck.services.problem_profile_refresh import EXPORTED, detail, document_name, refresh_fields
from flightdeck.web import ids
from flightdeck.web.address import check, query_of
from flightdeck.web.components.faults import fault_list
from flightdeck.web.components.links import link
from flightdeck.web.components.profile_parts import PATH
from flightdeck.web.site import Site, reader, text_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def register(site: Site) -> None:
    """Register the two files and the button that writes the register."""

    @site.callback(
        Output(ids.PROFILE_REGISTERED, "children"),
        Input(ids.PROFILE_REGISTER, "n_clicks"),
        State(ids.PROFILE_DUE, "value"),
        State(ids.LOCATION, "search"),
        action=Action.RECORD_DECISIONS,
        subject="problem profile",
    )
    def registered(actor: Actor, clicks: int | None, due: object, search: object) -> list[Component]:
        if not clicks:
            raise PreventUpdate
        try:
            return _registered(site, actor, due=text_of(due), search=text_of(search))
        except ReaderError as error:
            return [fault_list(error.faults)]

    def word() -> Response:
        return _file(site, "docx")

    def web_page() -> Response:
        return _file(site, "html")

    site.dash.server.add_url_rule(f"{PATH}.docx", "problem_profile_docx", word)
    site.dash.server.add_url_rule(f"{PATH}.html", "problem_profile_html", web_page)


def _registered(site: Site, actor: Actor, *, due: str, search: str) -> list[Component]:
    filters = Filters.from_query(query_of(search))
    profile = site.deck.problem_profile(filters, actor)
    today = datetime.now(UTC).date()
    next_due = _day(due)
    fields = refresh_fields(profile, on=today, next_due_on=next_due)
    site.deck.record("profile", fields, actor, audit=site.audit)
    told = (
        f"Registered: {document_name(profile, 'docx')}, {day_text(today)}, next due on {day_text(next_due)}. "
    )
    return [html.P([told, link("The boards’ registers", "/boards", filters)], className="said")]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ReaderError.of(
            f'"{text[:20]}" is no day', where="Next due on", remedy="Write it as 2027-11-25."
        ) from error


def _file(site: Site, kind: str) -> Response:
    """The document of what the reader may see, as a file; the guard puts what goes wrong into words."""
    actor, query = reader(), query_of(request.query_string.decode())
    site.admit(actor, Action.SEE_FIGURES, subject=f"{PATH}.{kind}", detail=query)
    filters = Filters.from_query(query)
    check(filters, site.deck.options(actor, filters))
    profile, today = site.deck.problem_profile(filters, actor), datetime.now(UTC).date()
    name = document_name(profile, kind)
    site.audit.record(actor, EXPORTED, name, detail(profile), 0)
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "docx":
        return Response(profile_docx(profile, made_on=today), mimetype=WORD, headers=head)
    return Response(profile_html(profile, made_on=today), mimetype="text/html", headers=head)
