"""The product served as `python app.py` serves it, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from flightdeck.settings import PRODUCT

PATIENCE = 300  # seconds


@contextmanager
def served(store: Path) -> Iterator[tuple[str, float]]:
    """The address of a server over a store, and the seconds from its start to its first page."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    began = perf_counter()
    server = subprocess.Popen(
        [sys.executable, "app.py"],
        env=_environment(store, port),
        cwd=PRODUCT, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _first_page(server, address)
        yield address, perf_counter() - began
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _environment(store: Path, port: int) -> dict[str, str]:
    """The environment of a plain installation: Python keeps the bytecode of what it has imported once."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "FLIGHTDECK_STORE": str(store), "FLIGHTDECK_PORT": str(port)}


def _first_page(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/sign-in", timeout=PATIENCE) as answer:
                answer.read()
                return
        except urllib.error.URLError:
            time.sleep(0.01)
    raise RuntimeError("the server did not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
