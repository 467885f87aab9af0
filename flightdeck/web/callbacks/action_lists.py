"""The file of an action list: the same rows under the same guard, with a line of its own in the audit trail."""

from http import HTTPStatus

from flask import Response, request

from flightdeck.domain.filters import Filters
from flightdeck.errors import NotAllowedError, NotFoundError
from flightdeck.services.access import Action
from flightdeck.services.action_lists_file import csv_text, file_name
from flightdeck.web.components.action_list_parts import DOWNLOAD
from flightdeck.web.site import Site, reader


def register(site: Site) -> None:
    """Register the address of the file."""

    def download() -> Response:
        return _file(site, request.args.get("list", ""))

    site.dash.server.add_url_rule(DOWNLOAD, "action_list_csv", download)


def _file(site: Site, name: str) -> Response:
    actor, filters = reader(), Filters.from_query(request.args)
    detail = {**filters.to_pairs(), "list": name}
    try:
        site.admit(actor, Action.SEE_ACTION_LISTS, subject=DOWNLOAD, detail=detail)
        rows = site.deck.action_list(name, filters, actor)
    except NotAllowedError as error:
        return _refused(str(error), HTTPStatus.FORBIDDEN)
    except NotFoundError as error:
        return _refused(str(error), HTTPStatus.NOT_FOUND)
    site.audit.record(actor, "download_action_list", rows.list.name, filters.to_pairs(), len(rows.rows))
    head = {"Content-Disposition": f'attachment; filename="{file_name(rows)}"'}
    return Response(csv_text(rows), mimetype="text/csv", headers=head)


def _refused(words: str, status: HTTPStatus) -> Response:
    return Response(words, status=status, mimetype="text/plain")
