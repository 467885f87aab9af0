"""A real PostgreSQL server with an empty database for each test, and the hand-made source of 200 persons."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from tests.integration.two_hundred import SOURCE, refreshed
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


@pytest.fixture(scope="session")
def two_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the 200 persons."""
    path = tmp_path_factory.mktemp("two_hundred")
    refreshed(SOURCE / "mapping.yaml", path)
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the 200 persons that a test may edit."""
    return Path(shutil.copytree(SOURCE, tmp_path / "source"))
