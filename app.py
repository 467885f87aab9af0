"""The composition root: settings, snapshot store, registry, deck, server. `python app.py` or `gunicorn app:server`."""

from flightdeck.cli.serve_command import build, ensure_snapshot, run_server
from flightdeck.settings import get_settings

if __name__ == "__main__":
    run_server(get_settings())
else:
    ensure_snapshot(get_settings())
    application = build(get_settings())
    server = application.server
