"""A real PostgreSQL server for the run, and an empty database for each test."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import sqlalchemy as sa

from tests.postgres import running_postgres
from tests.programs import ProgramMissing


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[sa.URL]:
    """The address of a server that lives as long as this run; a missing PostgreSQL fails, it never skips."""
    try:
        with running_postgres() as url:
            yield url
    except ProgramMissing as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def postgres_engine(postgres_url: sa.URL) -> Iterator[sa.Engine]:
    """An engine on a database that is empty at the start of each test and gone at its end."""
    name = f"test_{uuid4().hex}"
    server = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    engine = sa.create_engine(postgres_url.set(database=name))
    with server.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
        yield engine
        engine.dispose()
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()
