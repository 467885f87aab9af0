"""The values of one source column as a pandas column, by the type the database declares."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd
import pyarrow as pa
import sqlalchemy as sa
from pandas.api.types import infer_dtype


class RawKind(StrEnum):
    """How a source column is fetched."""

    WHOLE = "whole number"
    NUMBER = "number"
    MOMENT = "date or time"
    FLAG = "true or false"
    TEXT = "text"
    ANY = "anything"  # SQLite lets each row hold what it likes


def kind_of(declared: sa.types.TypeEngine[object]) -> RawKind:
    """The kind of a declared column type; what is none of the others is text."""
    if isinstance(declared, sa.Boolean):
        return RawKind.FLAG
    if isinstance(declared, sa.Integer):
        return RawKind.WHOLE
    if isinstance(declared, sa.Numeric):
        return RawKind.WHOLE if declared.scale == 0 else RawKind.NUMBER
    if isinstance(declared, sa.Date | sa.DateTime):
        return RawKind.MOMENT
    return RawKind.TEXT


def series(values: Sequence[object], *, kind: RawKind) -> pd.Series:
    """One fetched column; a missing value is missing, a whole number stays whole beside missing ones."""
    match kind:
        case RawKind.WHOLE:
            return pd.Series(
                pd.array([None if value is None else int(str(value)) for value in values], dtype="Int64")
            )
        case RawKind.NUMBER:
            return pd.Series(np.array(values, dtype=np.float64))  # None becomes NaN
        case RawKind.MOMENT:
            return pd.Series(np.array(values, dtype="M8[us]"))
        case RawKind.FLAG:
            return pd.Series(list(values), dtype="boolean")
        case RawKind.TEXT:
            return _string_column(_texts(values))
        case RawKind.ANY:
            return _as_found(values)


def _as_found(values: Sequence[object]) -> pd.Series:
    found = infer_dtype(values, skipna=True)
    if found == "string":
        return _string_column(values)
    if found == "integer":
        return series(values, kind=RawKind.WHOLE)
    if found in ("floating", "mixed-integer-float"):
        return series(values, kind=RawKind.NUMBER)
    return series(values, kind=RawKind.TEXT)


def _string_column(texts: Sequence[object]) -> pd.Series:
    """Text and None as a column; pandas would look at each value again."""
    return pd.Series(pa.array(texts, type=pa.large_string()).to_pandas(), dtype="str")


def _texts(values: Sequence[object]) -> list[str | None]:
    return [value if isinstance(value, str) else _text(value) for value in values]


def _text(value: object) -> str | None:
    if value is None:
        return None
    return value.hex() if isinstance(value, bytes | memoryview) else str(value)
