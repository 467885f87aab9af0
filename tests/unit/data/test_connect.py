"""A database that cannot be read is told with a remedy that fits."""

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from flightdeck.data.extract.connect import told
from flightdeck.errors import ReaderError


def test_a_sqlite_file_cut_off_is_to_be_fetched_again(tmp_path):
    path = tmp_path / "cut.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x TEXT)")
        connection.executemany("INSERT INTO t VALUES (?)", [("a" * 100,)] * 1000)
        connection.commit()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    engine = sa.create_engine(f"sqlite:///{path}")
    with (
        pytest.raises(ReaderError) as raised,
        told("it cannot be read", where=path.name),
        engine.connect() as connection,
    ):
        connection.exec_driver_sql("SELECT * FROM t").fetchall()
    engine.dispose()
    (fault,) = raised.value.faults
    assert fault.what == "it cannot be read: database disk image is malformed"
    assert fault.remedy.startswith("The file is cut off or is no SQLite file: fetch it whole again")
