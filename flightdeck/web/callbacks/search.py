"""What the search field suggests while somebody types: a few findings, and never what the reader may not see."""

from flask import Response, jsonify, request

from flightdeck.domain.filters import Filters
from flightdeck.errors import ReaderError
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.search import LONGEST_QUERY, Findable
from flightdeck.web.components.search import SUGGESTIONS, address_of, page_entries
from flightdeck.web.components.words import counted
from flightdeck.web.site import Site, reader

MOST = 8  # as many as are read at a glance


def register(site: Site) -> None:
    """Register the address that suggests.

    The audit trail has the page a reader opens and what was asked of the page of results; it does not have every letter
    that was typed.
    """

    def suggested() -> Response:
        actor = reader()
        require(actor, Action.SEE_FIGURES)
        query = request.args.get("q", "")[:LONGEST_QUERY]
        return jsonify(suggestions(site, actor, query, _filters(request.args.to_dict())))

    site.dash.server.add_url_rule(SUGGESTIONS, "search_suggestions", suggested)


def suggestions(site: Site, actor: Actor, query: str, filters: Filters) -> dict[str, object]:
    """The findings with their addresses, and how many there are in words."""
    found = site.deck.found(query, filters, actor, pages=page_entries(site.pages), most=MOST)
    said = counted(len(found), "suggestion") if found else "Nothing found"
    return {"said": said, "found": [_suggestion(one, filters) for one in found]}


def _suggestion(one: Findable, filters: Filters) -> dict[str, str]:
    return {
        "kind": one.kind.value,
        "title": one.title,
        "ref": one.ref,
        "detail": one.detail,
        "address": address_of(one, filters),
    }


def _filters(query: dict[str, str]) -> Filters:
    """The reader's filters; an address at fault is told on its own page, not while somebody types."""
    try:
        return Filters.from_query(query)
    except ReaderError:
        return Filters()
