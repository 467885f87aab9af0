"""The file of the list of repeat suspects: the same people under the same guard, with a line of its own in the audit trail."""

from http import HTTPStatus

from flask import Response, request

from flightdeck.domain.filters import Filters
from flightdeck.errors import NotAllowedError, ReaderError
from flightdeck.services.access import Action
from flightdeck.web.components.suspect_list_parts import DOWNLOAD
from flightdeck.web.site import Site, reader


def register(site: Site) -> None:
    """Register the address of the file."""

    def download() -> Response:
        return _file(site, request.args.get("preset", ""), request.args.get("purpose", ""))

    site.dash.server.add_url_rule(DOWNLOAD, "suspect_list_csv", download)


def _file(site: Site, preset: str, purpose: str) -> Response:
    actor = reader()
    asked = {"preset": preset, "purpose": purpose}
    try:
        site.admit(actor, Action.SEE_SUSPECTS, subject=DOWNLOAD, detail=asked)
        filters = Filters.from_query(request.args)
        found = site.deck.repeat_list(preset, filters, actor, purpose=purpose)
    except NotAllowedError as error:
        return _refused(str(error), HTTPStatus.FORBIDDEN)
    except ReaderError as error:
        return _refused(str(error), HTTPStatus.BAD_REQUEST)
    detail = {**filters.to_pairs(), "preset": found.preset.named, "purpose": purpose}
    site.audit.record(actor, "download_repeat_suspects", found.preset.id, detail, len(found.rows))
    head = {"Content-Disposition": f'attachment; filename="repeat-suspects-{found.preset.id}.csv"'}
    return Response(found.csv, mimetype="text/csv", headers=head)


def _refused(words: str, status: HTTPStatus) -> Response:
    return Response(words, status=status, mimetype="text/plain")
