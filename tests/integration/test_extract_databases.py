"""The two ways out of a database: the portable one and PostgreSQL's COPY."""

from datetime import date, datetime

import pandas as pd
import pytest
import sqlalchemy as sa

from flightdeck.data.conform.text import distinct
from flightdeck.data.extract.columns import kind_of
from flightdeck.data.extract.database import Database, open_database
from flightdeck.data.extract.portable import selected
from flightdeck.data.extract.postgres import copied
from flightdeck.data.mapping.model import Source
from flightdeck.domain.condition import EVERYWHERE, parse
from flightdeck.errors import ReaderError

NOTES = sa.Table(
    "crime notes",  # a name that must be quoted
    sa.MetaData(),
    sa.Column("ID", sa.Integer, primary_key=True),
    sa.Column("100% label", sa.Text),
    sa.Column("padded", sa.CHAR(8)),
    sa.Column("recorded", sa.Date),
    sa.Column("at", sa.DateTime),
    sa.Column("zoned", sa.DateTime(timezone=True)),
    sa.Column("flag", sa.Boolean),
    sa.Column("score", sa.Numeric(6, 2)),
    sa.Column("seq", sa.BigInteger),
)
ROWS = [
    {
        "ID": 1,
        "100% label": 'a, "quoted"\nlabel 100%',
        "padded": "CRIME",
        "recorded": date(2026, 1, 2),
        "at": datetime.fromisoformat("2026-01-02T03:04:05.000600"),
        "zoned": datetime.fromisoformat("2026-06-01T23:30:00+00:00"),
        "flag": True,
        "score": 1.25,
        "seq": 9_007_199_254_740_993,
    },
    {
        "ID": 2,
        "100% label": "",
        "padded": "INTEL",
        "recorded": date(1900, 1, 1),
        "at": datetime.fromisoformat("1753-01-01"),
        "zoned": datetime.fromisoformat("2026-01-01T00:30:00+00:00"),
        "flag": False,
        "score": -3,
        "seq": -1,
    },
    dict.fromkeys(("100% label", "padded", "recorded", "at", "zoned", "flag", "score", "seq")) | {"ID": 3},
]
COLUMNS = [column.name for column in NOTES.columns]


@pytest.fixture
def notes(postgres_engine):
    NOTES.metadata.create_all(postgres_engine)
    with postgres_engine.begin() as connection:
        connection.execute(NOTES.insert(), ROWS)
    return postgres_engine.url.render_as_string(hide_password=False)


def opened(url, **options):
    return open_database(url, source=Source(database=url, **options), beside=None)


def both_ways(database: Database, where=EVERYWHERE):
    table = database._table("crime notes")
    picked = {name: database._column(table, name) for name in COLUMNS}
    statement = database._statement(table, picked=picked, where=where)
    kinds = {name: kind_of(column.type) for name, column in picked.items()}
    options = {"table": "crime notes", "kinds": kinds, "rows_per_chunk": 2}
    chunks = [list(read(database.connection, statement, **options)) for read in (selected, copied)]
    return [pd.concat([plain(chunk.frame) for chunk in way], ignore_index=True) for way in chunks]


def plain(frame):
    """Categories as text, so that only values are compared."""
    texts = [name for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    return frame.assign(**{name: pd.Series(frame[name].tolist(), dtype="str") for name in texts})


def test_copy_gives_the_same_rows_as_the_portable_way(notes):
    with opened(notes) as database:
        portable, fast = both_ways(database)
    pd.testing.assert_frame_equal(fast, portable)
    assert len(fast) == 3
    assert fast["100% label"].tolist()[:2] == ['a, "quoted"\nlabel 100%', ""]
    assert fast["seq"].tolist() == [9_007_199_254_740_993, -1, pd.NA]


@pytest.mark.parametrize(
    ("filter_", "ids"),
    [
        ({"padded": "CRIME"}, [1]),
        ({"100% label": 'a, "quoted"\nlabel 100%'}, [1]),
        ({"padded": ["CRIME", "INTEL"], "flag": False}, [2]),
        ({"recorded": {"after": date(1950, 1, 1)}}, [1]),
        ({"seq": {"at_least": 0}}, [1]),
        ({"100% label": {"missing": True}}, [3]),
        ({"100% label": '\'; DROP TABLE "crime notes"; --'}, []),
        ({"100% label": "%(name)s %s %%"}, []),
    ],
)
def test_a_filter_means_the_same_both_ways(notes, filter_, ids):
    with opened(notes) as database:
        assert [frame["ID"].tolist() if len(frame) else [] for frame in _frames(database, filter_)] == [
            ids,
            ids,
        ]
        assert len(both_ways(database)[0]) == 3  # nothing was dropped


def _frames(database, filter_):
    try:
        return both_ways(database, parse(filter_))
    except ValueError as nothing:  # concat of no chunk
        assert "No objects" in str(nothing)
        return [pd.DataFrame(), pd.DataFrame()]


def test_a_time_with_a_zone_comes_out_in_local_time(notes):
    with opened(notes) as database:
        for frame in both_ways(database):
            assert frame["zoned"].tolist()[:2] == [
                pd.Timestamp("2026-06-02 00:30"),
                pd.Timestamp("2026-01-01 00:30"),
            ]


def test_a_day_no_clock_shows_comes_out_as_text_and_spoils_nothing_else(notes, postgres_engine):
    with postgres_engine.begin() as connection:
        connection.execute(sa.text('UPDATE "crime notes" SET recorded = \'infinity\' WHERE "ID" = 2'))
    with opened(notes) as database:
        chunks = list(database.read("crime notes", columns=["ID", "recorded"], where=EVERYWHERE))
    found = distinct(chunks[0].frame.sort_values("ID")["recorded"])
    assert [found.texts[code] if code >= 0 else None for code in found.codes] == [
        "2026-01-02",
        "infinity",
        None,
    ]


def test_a_postgresql_source_cannot_be_written_to(notes):
    with opened(notes) as database, pytest.raises(sa.exc.InternalError, match="read-only"):
        database.connection.execute(NOTES.delete())


def test_a_query_that_takes_too_long_is_stopped(notes, postgres_engine):
    with postgres_engine.begin() as connection:
        connection.execute(sa.text("CREATE VIEW slow AS SELECT 1 AS x FROM pg_sleep(30)"))
    with opened(notes, timeout_seconds=1) as database, pytest.raises(ReaderError) as error:
        list(database.read("slow", columns=["x"], where=EVERYWHERE))
    assert "statement timeout" in error.value.faults[0].what
    assert "timeout_seconds" in error.value.faults[0].remedy


def test_every_table_is_seen_at_the_same_moment(notes, postgres_engine):
    with opened(notes) as database:
        assert len(_ids(database)) == 3
        with postgres_engine.begin() as connection:
            connection.execute(NOTES.insert(), [{"ID": 4}])
        assert len(_ids(database)) == 3


def _ids(database):
    chunks = list(database.read("crime notes", columns=["ID"], where=EVERYWHERE))
    return pd.concat([chunk.frame for chunk in chunks])["ID"].tolist()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"port": 1}, "the database cannot be opened"),
        ({"password": "hush-hush"}, "authentication failed"),
        ({"username": "nobody"}, "authentication failed"),
        ({"database": "nowhere"}, '"nowhere" does not exist'),
    ],
)
def test_a_wrong_address_says_so_and_shows_no_password(postgres_engine, change, says):
    url = postgres_engine.url.set(**change)
    with pytest.raises(ReaderError) as error, opened(url.render_as_string(hide_password=False)):
        pass
    assert says in str(error.value)
    assert str(url.password) not in str(error.value)
    assert error.value.faults[0].remedy


def test_an_address_of_no_database_names_the_kinds_there_are():
    with pytest.raises(ReaderError) as error, opened("postgress://user:hush-hush@host/name"):
        pass
    fault = error.value.faults[0]
    assert (fault.what, fault.where) == ("the database address cannot be read", "postgress://host/name")
    assert "postgresql" in fault.remedy


def test_a_misspelt_table_or_column_names_the_nearest(notes):
    with opened(notes) as database:
        with pytest.raises(ReaderError, match='Did you mean "crime notes"'):
            list(database.read("crime note", columns=["ID"], where=EVERYWHERE))
        with pytest.raises(ReaderError, match='Did you mean "recorded"'):
            list(database.read("crime notes", columns=["recorde"], where=EVERYWHERE))
