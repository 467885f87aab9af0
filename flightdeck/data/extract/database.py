"""A database as a source: typed selects over reflected tables, in one read-only transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import sqlalchemy as sa

from flightdeck.data.clause import clause
from flightdeck.data.extract.chunks import RawChunk, TableShape
from flightdeck.data.extract.columns import RawKind, kind_of
from flightdeck.data.extract.connect import LOCAL_TIME, address, described, reading, renew_limit, told
from flightdeck.data.extract.portable import selected
from flightdeck.data.extract.postgres import copied
from flightdeck.data.mapping.model import Source
from flightdeck.domain.codes import nearest
from flightdeck.domain.condition import EVERYWHERE, AtLeast, AtMost, Condition, OneOf, Within, leaves
from flightdeck.domain.condition import columns as columns_of
from flightdeck.errors import ReaderError


@contextmanager
def open_database(text: str, *, source: Source, beside: Path) -> Iterator["Database"]:
    """The database at an address, open for reading.

    Raises:
        ReaderError: when the address is wrong or the database does not answer.
    """
    url = address(text, beside=beside)
    with reading(url, source=source) as connection:
        yield Database(connection=connection, source=source, description=described(url))


@dataclass(frozen=True)
class Database:
    """An open database."""

    connection: sa.Connection
    source: Source
    description: str
    metadata: sa.MetaData = field(default_factory=sa.MetaData)

    def describe(self) -> str:
        """The kind, host and name of the database."""
        return self.description

    def tables(self) -> tuple[str, ...]:
        """Every table and view of the schema."""
        return self._names

    @cached_property
    def _names(self) -> tuple[str, ...]:
        with told("the tables cannot be listed", where=self.description):
            inspector = sa.inspect(self.connection)
            schema = self.source.schema_name
            return tuple(sorted({*inspector.get_table_names(schema), *inspector.get_view_names(schema)}))

    def shapes(self, table: str) -> tuple[TableShape, ...]:
        """The columns of a table or view; empty when there is none of that name."""
        if table not in self.tables():
            return ()
        kinds = {column.name: str(kind_of(column.type)) for column in self._table(table).columns}
        return (TableShape(name=table, columns=kinds),)

    def read(self, table: str, *, columns: Sequence[str], where: Condition) -> Iterator[RawChunk]:
        """The rows of a table in chunks: one statement, one pass."""
        reflected = self._table(table)
        picked = {name: self._column(reflected, name) for name in columns}
        read = copied if self.connection.engine.driver == "psycopg" else selected
        with told(f"{table} cannot be read", where=self.description):
            chunks = read(
                self.connection,
                self._statement(reflected, picked=picked, where=where),
                table=table,
                kinds={name: self._kind(column) for name, column in picked.items()},
                rows_per_chunk=self.source.rows_per_chunk,
            )
            for chunk in chunks:
                yield chunk
                renew_limit(self.connection, seconds=self.source.timeout_seconds)

    def _statement(
        self, table: sa.Table, *, picked: dict[str, sa.Column[object]], where: Condition
    ) -> sa.Select[*tuple[object, ...]]:
        statement = sa.select(*(self._fetched(column) for column in picked.values()))
        if where == EVERYWHERE or not self._can_compare(where):
            return statement
        return statement.where(clause(where, {name: self._column(table, name) for name in columns_of(where)}))

    def _can_compare(self, where: Condition) -> bool:
        """Whether the database compares as the filter means; SQLite compares a date written as text by its letters."""
        return self.connection.dialect.name != "sqlite" or not any(map(_looks_at_days, leaves(where)))

    def _kind(self, column: sa.Column[object]) -> RawKind:
        return RawKind.ANY if self.connection.dialect.name == "sqlite" else kind_of(column.type)

    def _fetched(self, column: sa.Column[object]) -> sa.ColumnElement[object]:
        if self.connection.dialect.name == "sqlite":
            # SQLite keeps any text in a date column, so values are fetched as they stand.
            return sa.type_coerce(column, sa.types.NullType())
        if self.connection.dialect.name == "postgresql" and getattr(column.type, "timezone", False):
            return sa.func.timezone(LOCAL_TIME, column, type_=sa.DateTime())
        return column

    def _table(self, name: str) -> sa.Table:
        if name not in self.tables():
            raise ReaderError.of(
                f'there is no table "{name}"', where=self.description, remedy=nearest(name, self.tables())
            )
        with told(f"the columns of {name} cannot be read", where=self.description):
            return sa.Table(
                name, self.metadata, schema=self.source.schema_name, autoload_with=self.connection
            )

    def _column(self, table: sa.Table, name: str) -> sa.Column[object]:
        if name not in table.columns:
            raise ReaderError.of(
                f'{table.name} has no column "{name}"',
                where=self.description,
                remedy=nearest(name, table.columns.keys()),
            )
        return table.columns[name]


def _looks_at_days(leaf: Condition) -> bool:
    match leaf:
        case OneOf(_, values):
            return any(isinstance(value, date) for value in values)
        case AtLeast(_, value) | AtMost(_, value):
            return isinstance(value, date)
        case _:
            return isinstance(leaf, Within)
