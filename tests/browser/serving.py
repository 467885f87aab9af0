"""A WSGI application served on a free port while a browser looks at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from wsgiref.types import WSGIApplication

from werkzeug.serving import make_server


@contextmanager
def served(application: WSGIApplication) -> Iterator[str]:
    """Yield the address (`http://127.0.0.1:PORT`) where a thread serves the application."""
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
