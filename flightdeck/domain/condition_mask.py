"""A condition as a mask over a frame, beside `flightdeck.domain.condition`."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.domain.condition import (
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Mask,
    Missing,
    Not,
    OneOf,
    Value,
    Within,
)


def mask(condition: Condition, frame: pd.DataFrame) -> Mask:  # noqa: C901, PLR0911 (one case a node of the tree)
    """Which rows of the frame satisfy the condition: one boolean a row."""
    match condition:
        case All(parts):
            holds = np.ones(len(frame), dtype=bool)
            for part in parts:
                holds &= mask(part, frame)
            return holds
        case AnyOf(parts):
            holds = np.zeros(len(frame), dtype=bool)
            for part in parts:
                holds |= mask(part, frame)
            return holds
        case Not(part):
            return ~mask(part, frame)
        case Within(earlier, later, days):
            gap = days_between(frame[earlier], frame[later])
            return (gap >= 0) & (gap <= days)  # NaN compares false
        case Missing(column):
            return frame[column].isna().to_numpy(dtype=bool)
        case OneOf(column, values):
            return frame[column].isin(_comparable(frame[column], values)).to_numpy(dtype=bool)
        case AtLeast(column, value):
            return _compared(frame[column], value, at_least=True)
        case AtMost(column, value):
            return _compared(frame[column], value, at_least=False)


def days_between(earlier: pd.Series, later: pd.Series) -> npt.NDArray[np.float64]:
    """Whole days from one date column to another; NaN where either is missing."""
    first = earlier.to_numpy().astype("M8[D]")
    second = later.to_numpy().astype("M8[D]")
    gap: npt.NDArray[np.float64] = (second - first).astype(np.float64)
    gap[np.isnat(first) | np.isnat(second)] = np.nan
    return gap


def _comparable(series: pd.Series, values: tuple[Value, ...]) -> list[object]:
    if pd.api.types.is_datetime64_any_dtype(series.dtype):
        return [pd.Timestamp(value) for value in values if isinstance(value, date)]
    return list(values)


def _compared(series: pd.Series, value: Value, *, at_least: bool) -> Mask:
    bound: object = pd.Timestamp(value) if isinstance(value, date) else value
    held = series >= bound if at_least else series <= bound
    return held.fillna(False).to_numpy(dtype=bool)  # noqa: FBT003 (pandas takes it by position)
