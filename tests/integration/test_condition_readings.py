"""A condition read as a mask over a frame and as a clause in a database finds the same rows."""

import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flightdeck.data.clause import clause
from flightdeck.domain.condition_mask import mask
from tests.conditions import CONDITIONS, ROWS, frame_of

cases = sa.Table(
    "cases",
    sa.MetaData(),
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("code", sa.Text),
    sa.Column("whole", sa.Integer),
    sa.Column("flag", sa.Boolean),
    sa.Column("start_on", sa.Date),
    sa.Column("end_on", sa.Date),
)


@pytest.fixture
def sqlite_engine():
    engine = sa.create_engine("sqlite://")
    yield engine
    engine.dispose()


def found(engine, rows, conditions):
    """Rows of each condition, found by the database; nothing is kept."""
    with engine.connect() as connection:
        connection.execute(sa.delete(cases))
        if rows:
            connection.execute(sa.insert(cases), [{"row": place, **row} for place, row in enumerate(rows)])
        answers = [
            connection.scalars(sa.select(cases.c.row).where(clause(condition, cases.c)).order_by(cases.c.row))
            for condition in conditions
        ]
        return [list(answer) for answer in answers]


def masked(rows, condition, *, categories):
    return pd.Series(mask(condition, frame_of(rows, categories=categories))).pipe(
        lambda held: held[held].index.tolist()
    )


@pytest.mark.parametrize("database", ["sqlite_engine", "postgres_engine"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, conditions=st.lists(CONDITIONS, min_size=1, max_size=4))
def test_a_database_finds_the_rows_that_the_mask_finds(request, database, rows, conditions):
    engine = request.getfixturevalue(database)
    cases.create(engine, checkfirst=True)
    plain = [{**row, "code": None if row["code"] == "true" else row["code"]} for row in rows]
    expected = [masked(rows, condition, categories=False) for condition in conditions]
    assert found(engine, rows, conditions) == expected
    assert found(engine, plain, conditions) == [
        masked(plain, condition, categories=True) for condition in conditions
    ]
