"""A definition read as masks over a snapshot and as clauses in a database counts the same rows, whatever it says."""

from uuid import uuid4

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flightdeck.data.clause import clause
from flightdeck.domain.condition import All, AnyOf, AtLeast, AtMost, Missing, Not, OneOf, Within, columns
from flightdeck.domain.definition import Exclusion
from flightdeck.domain.filters import Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.schema import Kind
from flightdeck.kpis.selection import holds
from tests.synthetic_store import REGISTRY

DATABASES = ("sqlite", "postgresql")
TYPES = {
    Kind.DATE: sa.Date,
    Kind.MOMENT: sa.DateTime,
    Kind.WHOLE: sa.BigInteger,
    Kind.NUMBER: sa.Float,
    Kind.FLAG: sa.Boolean,
}
SHIPPED = [
    one for one in REGISTRY.versions if not POPULATIONS[one.population].register and one.parameters is None
]
POPULATIONS_READ = sorted({one.population for one in SHIPPED})
DRAWN = ("crimes", "victims", "suspects", "cps_submissions")  # each with codes, dates and missing values
LISTED = 6  # values of a column to draw from
NO_CHECK = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]


def counts(definition, view):
    """Rows counted, rows of the numerator, and rows each exclusion takes out, by masks."""
    whole, out = holds(definition.where, view), []
    for exclusion in definition.exclude:
        left = whole & holds(exclusion.where, view)
        out.append(int(left.sum()))
        whole = whole & ~left
    above = whole if definition.numerator is None else whole & holds(definition.numerator, view)
    return [int(whole.sum()), int(above.sum()), *out]


def counts_in(connection, definition, table):
    """The same, each by one question to a database."""
    held, asked = clause(definition.where, table.c), []
    for exclusion in definition.exclude:
        asked.append(sa.and_(held, clause(exclusion.where, table.c)))
        held = sa.and_(held, sa.not_(clause(exclusion.where, table.c)))
    above = held if definition.numerator is None else sa.and_(held, clause(definition.numerator, table.c))
    return [
        connection.scalar(sa.select(sa.func.count()).select_from(table).where(one))
        for one in (held, above, *asked)
    ]


def named(population):
    """Every column of a population that a definition that ships looks at."""
    found = {
        name
        for one in SHIPPED
        if one.population == population
        for condition in one.conditions
        for name in columns(condition)
    }
    drawable = {
        name
        for name, column in POPULATIONS[population].columns.items()
        if column.kind in TYPES or column.codes
    }
    return sorted(found | (drawable if population in DRAWN else set()))


def plain(value):
    """A cell as a database takes it."""
    if pd.isna(value):
        return None
    return (
        value.to_pydatetime() if isinstance(value, pd.Timestamp) else getattr(value, "item", lambda: value)()
    )


@pytest.fixture(scope="module")
def views(deck):
    populations = deck.loaded(Filters()).populations
    return {name: populations.view(name) for name in POPULATIONS_READ}


@pytest.fixture(scope="module")
def tables(views):
    meta = sa.MetaData()
    return {
        name: sa.Table(
            name,
            meta,
            sa.Column("row_of_it", sa.Integer, primary_key=True),
            *(sa.Column(one, TYPES.get(POPULATIONS[name].columns[one].kind, sa.Text)) for one in named(name)),
        )
        for name in views
    }


@pytest.fixture(scope="module")
def both(views, tables, connections):
    """What a definition counts, by masks and in a database."""

    def read_twice(definition, database):
        name = definition.population
        return counts(definition, views[name]), counts_in(connections[database], definition, tables[name])

    return read_twice


@pytest.fixture(scope="module")
def connections(postgres_url, views, tables):
    """A connection to each database, filled with the populations of the synthetic force."""
    name = f"test_{uuid4().hex}"
    server = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engines = {
        "sqlite": sa.create_engine("sqlite://"),
        "postgresql": sa.create_engine(postgres_url.set(database=name)),
    }
    for engine in engines.values():
        fill(engine, views, tables)
    opened = {kind: engine.connect() for kind, engine in engines.items()}
    yield opened
    for kind, connection in opened.items():
        connection.close()
        engines[kind].dispose()
    with server.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def fill(engine, views, tables):
    with engine.begin() as connection:
        for name, table in tables.items():
            table.create(connection)
            frame = views[name].frame([column for column in table.c.keys() if column != "row_of_it"])  # noqa: SIM118  a column collection is no dict
            cells = {column: [plain(value) for value in frame[column].astype("object")] for column in frame}
            rows = (
                [
                    {"row_of_it": place, **dict(zip(cells, row, strict=True))}
                    for place, row in enumerate(zip(*cells.values(), strict=True))
                ]
                if cells
                else [{"row_of_it": place} for place in range(len(frame))]
            )
            if rows:
                connection.execute(sa.insert(table), rows)


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("definition", SHIPPED, ids=lambda one: one.id)
def test_a_definition_that_ships_counts_the_same_rows_in_a_database(definition, database, both):
    masked, asked = both(definition, database)
    assert masked == asked


def test_the_definitions_that_ship_do_not_agree_by_counting_nothing(views):
    found = [counts(one, views[one.population]) for one in SHIPPED]
    assert sum(whole > 0 for whole, *_ in found) >= 0.9 * len(found)
    assert sum(0 < above < whole for whole, above, *_ in found) >= 40


def leaf(view, population):
    """One comparison on a column of a population, with values that are there and some that are not."""
    known = {name: POPULATIONS[population].columns[name].kind for name in named(population)}
    dates = [name for name, kind in known.items() if kind is Kind.DATE]
    return st.one_of(
        st.sampled_from(sorted(known)).map(Missing),
        st.sampled_from(sorted(known)).flatmap(lambda name: values(view, name, known[name])),
        st.tuples(st.sampled_from(dates), st.sampled_from(dates), st.integers(0, 400)).map(
            lambda drawn: Within(*drawn)
        ),
    )


def values(view, name, kind):
    if kind is Kind.FLAG:
        return st.booleans().map(lambda value: OneOf(name, (value,)))
    cells = view.column(name).dropna()
    there = sorted(
        {plain(cells.iloc[place]) for place in np.linspace(0, max(len(cells) - 1, 0), LISTED, dtype=int)}
        if len(cells)
        else ()
    )
    if not there:
        return st.just(Missing(name))
    if kind is Kind.DATE:
        days = st.sampled_from([moment.date() for moment in there])
        return st.one_of(days.map(lambda day: AtLeast(name, day)), days.map(lambda day: AtMost(name, day)))
    drawn = st.sampled_from(there)
    if kind in (Kind.WHOLE, Kind.NUMBER):
        return st.one_of(
            drawn.map(lambda value: AtLeast(name, value)), drawn.map(lambda value: AtMost(name, value))
        )
    return st.lists(drawn, min_size=1, max_size=3, unique=True).map(lambda chosen: OneOf(name, tuple(chosen)))


def conditions(view, population):
    return st.recursive(
        leaf(view, population),
        lambda parts: st.one_of(
            parts.map(Not),
            st.lists(parts, max_size=3).map(lambda held: All(tuple(held))),
            st.lists(parts, max_size=3).map(lambda held: AnyOf(tuple(held))),
        ),
        max_leaves=5,
    )


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("population", DRAWN)
@settings(max_examples=25, suppress_health_check=NO_CHECK)
@given(data=st.data())
def test_a_definition_drawn_at_random_counts_the_same_rows_in_a_database(
    data, population, database, views, both
):
    drawn = conditions(views[population], population)
    left_out = data.draw(st.lists(drawn, max_size=2))
    definition = next(one for one in SHIPPED if one.population == population).model_copy(
        update={
            "where": data.draw(drawn),
            "numerator": data.draw(st.none() | drawn),
            "exclude": tuple(
                Exclusion.model_construct(name="out", where=one, because="") for one in left_out
            ),
        }
    )
    masked, asked = both(definition, database)
    assert masked == asked
