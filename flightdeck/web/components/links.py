"""Links that keep the reader's filters."""

from typing import Any

from dash import dcc, html

from flightdeck.domain.filters import Filters
from flightdeck.web.address import href

WHOLE_LOADS = ("/cases",)  # pages whose scripts the others do not carry are opened afresh


def link(children: Any, path: str, filters: Filters, *, look: str = "", **more: str) -> dcc.Link | html.A:
    """A link to a page of ours with the filters and any further query pairs."""
    address = href(path, filters, **more)
    if path.startswith(WHOLE_LOADS):
        return html.A(children, href=address, className=look)
    return dcc.Link(children, href=address, className=look)
