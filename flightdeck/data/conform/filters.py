"""Which raw rows a row filter lets through, whatever type the source keeps its columns in."""

from datetime import date

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from flightdeck.data.conform.dates import moments
from flightdeck.data.conform.text import distinct
from flightdeck.domain.condition import (
    AtLeast,
    AtMost,
    Condition,
    Mask,
    OneOf,
    Value,
    Within,
    columns,
    leaves,
)
from flightdeck.domain.condition_mask import mask


def rows_of(frame: pd.DataFrame, condition: Condition) -> Mask:
    """One boolean a row of a raw frame.

    A file holds text only and SQLite what it likes, so a column is compared as what the filter compares
    it with: a date in any usual format, a number, or text without the spaces that pad a fixed-width column.
    """
    values = _compared_with(condition)
    view = {name: _as_compared(frame[name], values.get(name, [])) for name in columns(condition)}
    return mask(condition, pd.DataFrame(view, index=frame.index))


def _compared_with(condition: Condition) -> dict[str, list[Value]]:
    values: dict[str, list[Value]] = {}
    for leaf in leaves(condition):
        match leaf:
            case OneOf(column, listed):
                values.setdefault(column, []).extend(listed)
            case AtLeast(column, value) | AtMost(column, value):
                values.setdefault(column, []).append(value)
            case Within(earlier, later, _):
                values.setdefault(earlier, []).append(date.min)
                values.setdefault(later, []).append(date.min)
            case _:
                pass
    return values


def _as_compared(raw: pd.Series, values: list[Value]) -> pd.Series:
    if any(isinstance(value, date) for value in values):
        return (
            raw
            if is_datetime64_any_dtype(raw.dtype)
            else pd.Series(moments(raw, formats=())[0], index=raw.index)
        )
    if any(isinstance(value, int | float) for value in values):
        return raw if is_numeric_dtype(raw.dtype) else pd.to_numeric(raw.astype("str"), errors="coerce")
    if values:
        return _as_text(raw)
    return raw


def _as_text(raw: pd.Series) -> pd.Series:
    found = distinct(raw)
    texts = np.array([*found.texts, None], dtype=object)
    return pd.Series(texts[found.codes], index=raw.index, dtype="str")
