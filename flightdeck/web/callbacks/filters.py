"""Apply: the controls write the address, once; the router does the rest."""

from dash import ClientsideFunction, Input, Output, State

from flightdeck.web import ids
from flightdeck.web.components.filter_bar import FILTER_KEYS
from flightdeck.web.site import Site


def register(site: Site) -> None:
    """Register Apply in the browser: no request is needed to write an address."""
    site.dash.clientside_callback(  # type: ignore[no-untyped-call] # Dash has no annotation here
        ClientsideFunction("flightdeck", "apply"),
        Output(ids.LOCATION, "search"),
        Input(ids.APPLY, "n_clicks"),
        *(State(ids.filter_id(key), "value") for key in FILTER_KEYS),
        prevent_initial_call=True,
    )
