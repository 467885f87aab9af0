"""The SQL reading of a condition: the same rows as the mask, found inside a database.

A missing value satisfies nothing but `missing`, so every comparison also asks that there is a value: SQL's third
truth value never arises, and `not` means the same as in the mask.
"""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from flightdeck.domain.condition import All, AnyOf, AtLeast, AtMost, Condition, Missing, Not, OneOf, Within

Columns = Mapping[str, sa.ColumnElement[object]]


class days_between(FunctionElement[int]):  # noqa: N801 (it reads as a function of SQL)
    """Whole days from one date to another; each database counts them in its own way."""

    inherit_cache = True
    type = sa.Integer()
    name = "days_between"


def clause(condition: Condition, columns: Columns) -> sa.ColumnElement[bool]:  # noqa: C901, PLR0911 (one case a node of the tree)
    """The condition over the named columns of a select."""
    match condition:
        case All(parts):
            return sa.and_(sa.true(), *(clause(part, columns) for part in parts))
        case AnyOf(parts):
            return sa.or_(sa.false(), *(clause(part, columns) for part in parts))
        case Not(part):
            return sa.not_(clause(part, columns))
        case Missing(column):
            return columns[column].is_(None)
        case Within(earlier, later, days):
            gap = days_between(columns[earlier], columns[later])
            return sa.and_(_known(columns[earlier]), _known(columns[later]), gap >= 0, gap <= days)
        case OneOf(column, values):
            return sa.and_(_known(columns[column]), columns[column].in_(values))
        case AtLeast(column, value):
            return sa.and_(_known(columns[column]), columns[column] >= value)
        case AtMost(column, value):
            return sa.and_(_known(columns[column]), columns[column] <= value)


def _known(column: sa.ColumnElement[object]) -> sa.ColumnElement[bool]:
    return column.is_not(None)


def _parts(element: days_between, compiler: SQLCompiler) -> tuple[str, str]:
    earlier, later = list(element.clauses)
    return compiler.process(earlier), compiler.process(later)


@compiles(days_between, "sqlite")
def _sqlite(element: days_between, compiler: SQLCompiler, **_: object) -> str:
    earlier, later = _parts(element, compiler)
    return f"CAST(julianday(date({later})) - julianday(date({earlier})) AS INTEGER)"


@compiles(days_between, "postgresql")
def _postgresql(element: days_between, compiler: SQLCompiler, **_: object) -> str:
    earlier, later = _parts(element, compiler)
    return f"(CAST({later} AS DATE) - CAST({earlier} AS DATE))"


@compiles(days_between, "mssql")
def _mssql(element: days_between, compiler: SQLCompiler, **_: object) -> str:
    earlier, later = _parts(element, compiler)
    return f"DATEDIFF(day, {earlier}, {later})"


@compiles(days_between, "oracle")
def _oracle(element: days_between, compiler: SQLCompiler, **_: object) -> str:
    earlier, later = _parts(element, compiler)
    return f"(TRUNC({later}) - TRUNC({earlier}))"
