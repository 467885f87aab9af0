"""serve: build what is missing, then serve the deck."""

import logging
import os
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from flightdeck.cli.apps import StoreOption, app
from flightdeck.cli.data_commands import run_refresh, write_seed
from flightdeck.cli.output import faults_told
from flightdeck.cli.wiring import audit_of, deck_of, end_of_last_month, settings_for, synthetic_source, today
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.errors import ReaderError
from flightdeck.settings import Settings

if TYPE_CHECKING:
    from dash import Dash


@app.command()
def serve(
    *,
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "",
    port: Annotated[int | None, typer.Option(help="Port to serve on.", min=0, max=65535)] = None,
) -> None:
    """Serve the flight deck; the first start builds the synthetic demonstration."""
    with faults_told(as_json=False):
        settings = settings_for(store)
        changes = {name: value for name, value in (("host", host), ("port", port)) if value not in ("", None)}
        run_server(settings.model_copy(update=changes))


def run_server(settings: Settings) -> None:
    """Make a snapshot where there is none, then serve until stopped; what forbids serving is told before."""
    from werkzeug.serving import make_server

    from flightdeck.web.sign_on import check_host

    check_host(settings.host)
    with taken(settings.host, settings.port) as place:
        ensure_snapshot(settings)
        application = build(settings)
        port = place.getsockname()[1]
        server = make_server(settings.host, port, application.server, threaded=True, fd=place.fileno())
    server.server_activate()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    sys.stdout.write(f"The flight deck is at http://{settings.host}:{server.port}\n")
    sys.stdout.flush()
    server.serve_forever()  # until Ctrl-C, which werkzeug takes for the end
    sys.stdout.write("Stopped.\n")


def taken(host: str, port: int) -> socket.socket:
    """The address to serve on, held from now on so that nobody takes it while the deck is prepared.

    Raises:
        ReaderError: when it is another program's, or none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    place = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let two programs hold one port
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((host, port))
    except OSError as error:
        place.close()
        raise ReaderError.of(
            f"port {port} of {host} cannot be served: {error.strerror}",
            where="FLIGHTDECK_PORT",
            remedy="Stop the program that holds it, or choose another with --port; 0 takes any free one.",
        ) from error
    return place


def ensure_snapshot(settings: Settings) -> None:
    """Refresh the first snapshot; for the demonstration, write its record system first."""
    if SnapshotStore(settings.store).latest() is not None:
        return
    from flightdeck.data.mapping import load_mapping  # what only a first start needs waits until then

    if load_mapping(settings.mapping).synthetic and not synthetic_source(settings).exists():
        write_seed(settings, until=end_of_last_month(today()))
    run_refresh(settings, settings.mapping)


def build(settings: Settings) -> "Dash":
    """The web application over the settings' store, its measures prepared."""
    from flightdeck.web import create_app

    deck = deck_of(settings)
    deck.warm()
    return create_app(deck=deck, settings=settings, audit=audit_of(settings))
