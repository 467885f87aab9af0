"""A real PostgreSQL server on a free port, for as long as it is needed."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

import psycopg
import sqlalchemy as sa

from tests.programs import is_root, program

SERVER_USER = "postgres"  # whom Debian's package creates
PATIENCE = 60  # seconds; a start takes one, more on a machine busy with other work
ATTEMPTS = 5  # another program may take the free port before the server does
# The data lives for minutes, so nothing waits for the disk; and no socket file, whose path may be too long.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "unix_socket_directories=")


class _Process(TypedDict, total=False):
    cwd: Path
    env: dict[str, str]
    user: str
    group: str
    extra_groups: list[str]


class ServerStopped(RuntimeError):
    """The server ended before it answered; the words are its log."""


@contextmanager
def running_postgres() -> Iterator[sa.URL]:
    """Yield the URL of a new, empty server that listens on loopback only and is removed afterwards.

    Raises:
        ProgramMissing: PostgreSQL is not installed.
        ServerStopped: it could not be started on any of several ports.
    """
    binaries = program("postgresql")
    folder = Path(tempfile.mkdtemp(prefix="flightdeck-postgres-", dir="/tmp" if is_root() else None))
    try:
        password = _initialise(folder, binaries=binaries)
        server, port = _started(folder, binaries=binaries, password=password)
        try:
            yield _url(port=port, password=password)
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder)


def _initialise(folder: Path, *, binaries: Path) -> str:
    password = secrets.token_hex(16)
    password_file = folder / "password"
    password_file.write_text(password)
    if is_root():
        owner = pwd.getpwnam(SERVER_USER)
        for path in (folder, password_file):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    done = subprocess.run(
        [
            binaries / "initdb", "--pgdata", folder / "data", "--username", SERVER_USER, "--encoding", "UTF8",
            "--locale", "C", "--auth", "scram-sha-256", "--pwfile", password_file, "--no-sync",
        ],
        **_as_server_user(folder), check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        raise ServerStopped(done.stderr)
    return password


def _started(folder: Path, *, binaries: Path, password: str) -> tuple[subprocess.Popen[bytes], int]:
    log = folder / "log"
    for _ in range(ATTEMPTS):
        port = _free_port()
        options = [word for setting in SPEED for word in ("-c", setting)]
        with log.open("wb") as written:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", folder / "data", "-h", "127.0.0.1", "-p", str(port), *options],
                **_as_server_user(folder), stdout=written, stderr=written, stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C stops the tests first, then the server
            )  # fmt: skip
        if _answers(server, url=_url(port=port, password=password)):
            return server, port
        _stop(server)
    raise ServerStopped(log.read_text())


def _answers(server: subprocess.Popen[bytes], *, url: sa.URL) -> bool:
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(address, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return True
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: open connections are closed
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _url(*, port: int, password: str) -> sa.URL:
    return sa.URL.create(
        "postgresql+psycopg",
        username=SERVER_USER,
        password=password,
        host="127.0.0.1",
        port=port,
        database="postgres",
    )


def _as_server_user(folder: Path) -> _Process:
    process: _Process = {"cwd": folder, "env": {"HOME": str(folder), "LC_ALL": "C", "PATH": os.defpath}}
    if is_root():
        return {**process, "user": SERVER_USER, "group": SERVER_USER, "extra_groups": []}
    return process
