"""Opening a database read-only, with a time limit, and telling its faults in a reader's words."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from flightdeck.data.mapping.model import Source
from flightdeck.errors import ReaderError

LOCAL_TIME = "Europe/London"  # a day is a day in the force's own time
CONNECT_SECONDS = 15  # a wrong address must be told soon
_INSTRUCTIONS_BETWEEN_LOOKS = 100_000  # SQLite looks at the clock this often: some hundred times a second
_DRIVERS = "Known: sqlite, postgresql, mssql+mssqlpython (SQL Server), oracle+oracledb (Oracle)."


def described(url: sa.URL) -> str:
    """The kind, host and name of a database: never its user or password."""
    name = Path(url.database or "").name if url.get_backend_name() == "sqlite" else url.database
    host = f"{url.host}/" if url.host else ""
    return f"{url.get_backend_name()} {host}{name}"


def address(text: str, *, beside: Path) -> sa.URL:
    """The address of a database; a SQLite file stands beside the mapping when its path is relative.

    Raises:
        ReaderError: when it is no address, or names a SQLite file that is not there.
    """
    try:
        url = sa.make_url(text)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise ReaderError.of(
            "the database address cannot be read",
            where=re.sub(r"//[^/@]*@", "//", text),
            remedy=f"Write it as SQLAlchemy does, e.g. postgresql://user@host/name. {_DRIVERS}",
        ) from error
    if url.get_backend_name() != "sqlite":
        return url
    path = beside / (url.database or "")
    if not path.is_file():
        raise ReaderError.of(
            f"there is no SQLite file {path.name}", where=str(path), remedy="Check the path after sqlite:///."
        )
    return url.set(database=str(path))


@contextmanager
def reading(url: sa.URL, *, source: Source) -> Iterator[sa.Connection]:
    """A connection in one read-only transaction, so that every table is seen at the same moment.

    PostgreSQL and Oracle hold both by themselves, SQLite by its `ro` mode. On SQL Server the account
    given to the flight deck must have the role db_datareader only.
    """
    engine = _engine(url)
    with told("the database cannot be opened", where=described(url)):
        connection = engine.connect()
    try:
        with told("the database cannot be opened", where=described(url)):
            _begin(connection, source)
        yield connection
    finally:
        with suppress(SQLAlchemyError):
            connection.close()
        engine.dispose()


def _engine(url: sa.URL) -> sa.Engine:
    match url.get_backend_name():
        case "sqlite":
            path = f"file:{quote(str(url.database))}"
            read_only = sa.URL.create("sqlite", database=path, query={"mode": "ro", "uri": "true"})
            return sa.create_engine(read_only)
        case "postgresql":
            engine = sa.create_engine(url, connect_args={"connect_timeout": CONNECT_SECONDS})
            return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        case _:
            return sa.create_engine(url)


def _begin(connection: sa.Connection, source: Source) -> None:
    milliseconds = source.timeout_seconds * 1000
    match connection.dialect.name:
        case "sqlite":
            renew_limit(connection, seconds=source.timeout_seconds)
            connection.exec_driver_sql("BEGIN")
        case "postgresql":
            connection.execute(
                sa.select(sa.func.set_config("statement_timeout", str(milliseconds), sa.false()))
            )
            connection.execute(sa.select(sa.func.set_config("timezone", LOCAL_TIME, sa.false())))
            connection.execute(sa.select(sa.func.set_config("datestyle", "ISO", sa.false())))
        case "mssql":
            # Both drivers for SQL Server take the limit of a query here.
            connection.connection.driver_connection.timeout = source.timeout_seconds  # type: ignore[union-attr]
        case "oracle":
            connection.connection.driver_connection.call_timeout = milliseconds  # type: ignore[union-attr]
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def renew_limit(connection: sa.Connection, *, seconds: int) -> None:
    """Give the next fetch its full time; SQLite has no limit of its own, the others renew theirs."""
    if connection.dialect.name != "sqlite":
        return
    end = time.monotonic() + seconds
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 (an open connection has one)
    driver.set_progress_handler(lambda: int(time.monotonic() > end), _INSTRUCTIONS_BETWEEN_LOOKS)


@contextmanager
def told(what: str, *, where: str) -> Iterator[None]:
    """Turn a fault of the database into a reader's fault: the first line of what the driver says."""
    try:
        yield
    except (SQLAlchemyError, psycopg.Error, pa.ArrowInvalid) as error:
        cause = getattr(error, "orig", None) or error
        said = (str(cause).strip().splitlines() or [type(cause).__name__])[0]
        raise ReaderError.of(f"{what}: {said}", where=where, remedy=_remedy(said)) from error


def _remedy(said: str) -> str:
    if re.search(r"malformed|not a database|disk image", said):
        return "The file is cut off or is no SQLite file: fetch it whole again, best by a copy made with .backup."
    if re.search(r"timeout|interrupted|timed out", said):
        return "Raise source.timeout_seconds, or read from a copy that is less busy."
    if re.search(r"password|authentication|login", said, re.IGNORECASE):
        return "Check the user and password in the environment variable the mapping names."
    return "Check the address, the account's right to read, and that the server runs."
