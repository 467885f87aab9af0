"""Views: the columns of one population, each worked out when first asked for and then kept."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute

from flightdeck.domain.schema import Kind

Positions = npt.NDArray[np.intp]
Days = npt.NDArray[np.datetime64]
Maker = Callable[[], pd.Series]

_EMPTY: dict[Kind, tuple[str, object]] = {
    Kind.DATE: ("datetime64[s]", pd.NaT),
    Kind.MOMENT: ("datetime64[s]", pd.NaT),
    Kind.WHOLE: ("Int32", pd.NA),
    Kind.NUMBER: ("float64", np.nan),
    Kind.FLAG: ("boolean", pd.NA),
}


class View:
    """The rows of one population and its columns by name."""

    def __init__(self, size: int, makers: Mapping[str, Maker]) -> None:
        """A view of `size` rows whose columns the makers make."""
        self.size = size
        self._makers = dict(makers)
        self._made: dict[str, pd.Series] = {}

    def __contains__(self, name: str) -> bool:
        """Whether the view has a column of that name."""
        return name in self._makers

    def column(self, name: str) -> pd.Series:
        """The column, indexed 0 to size - 1."""
        if name not in self._made:
            self._made[name] = self._makers[name]().reset_index(drop=True).rename(name)
        return self._made[name]

    def days(self, name: str) -> Days:
        """A date column as days; NaT where missing."""
        return self.column(name).to_numpy().astype("M8[D]")

    def frame(self, names: Iterable[str]) -> pd.DataFrame:
        """The named columns side by side."""
        return pd.DataFrame({name: self.column(name) for name in names}, index=pd.RangeIndex(self.size))


def empty_column(size: int, kind: Kind) -> pd.Series:
    """A column of nothing, of the type its kind has."""
    dtype, value = _EMPTY.get(kind, ("str", None))
    return pd.Series([value] * size, dtype=dtype)


def positions(keys: pd.Series, of: pd.Series) -> Positions:
    """For each key, the row of `of` that holds it; -1 where none does, and where there is no key."""
    found = pyarrow.compute.index_in(pa.array(keys), value_set=pa.array(of), skip_nulls=True)
    rows: Positions = found.fill_null(-1).to_numpy().astype(np.intp)
    return rows


def taken(series: pd.Series, rows: Positions) -> pd.Series:
    """The values of a column at the given rows; missing where the row is -1."""
    if len(series) == 0:
        return (
            empty_column(len(rows), Kind.LABEL)
            if series.dtype == "str"
            else pd.Series([pd.NA] * len(rows), dtype=series.dtype)
        )
    picked = series.take(np.where(rows < 0, 0, rows)).reset_index(drop=True)
    lost = rows < 0
    return picked.mask(pd.Series(lost)) if lost.any() else picked


def first_day(size: int, rows: Positions, days: Days) -> pd.Series:
    """For each of `size` parents, the earliest of its children's days; missing where there is none."""
    known = ~np.isnat(days) & (rows >= 0)
    earliest = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(earliest, rows[known], days[known].astype(np.int64))
    return _as_dates(earliest, earliest == np.iinfo(np.int64).max)


def chosen_row(size: int, parents: Positions, rows: Positions, keys: pd.Series) -> Positions:
    """For each of `size` parents, the one of its rows that has the least key; -1 where it has none.

    A source gives its rows in any order, so what stands first in a frame means nothing.
    """
    known = parents >= 0
    parents, rows = parents[known], rows[known]
    chosen = np.full(size, -1)
    chosen[parents] = rows
    several = np.flatnonzero(np.bincount(parents, minlength=size)[parents] > 1)
    order = several[keys.take(rows[several]).reset_index(drop=True).argsort(kind="stable").to_numpy()[::-1]]
    chosen[parents[order]] = rows[order]  # the last written stays, which is the least key
    return chosen


def earlier(one: Days, other: Days) -> pd.Series:
    """The earlier of two days, or the one there is."""
    far = np.datetime64("9999-12-31", "D")
    least = np.minimum(np.where(np.isnat(one), far, one), np.where(np.isnat(other), far, other))
    return as_dates(np.where(least == far, np.datetime64("NaT", "D"), least))


def as_dates(days: Days) -> pd.Series:
    """Days as a date column."""
    return pd.Series(days.astype("M8[s]"))


def _as_dates(ordinals: npt.NDArray[np.int64], missing: npt.NDArray[np.bool_]) -> pd.Series:
    days = np.where(missing, 0, ordinals).astype("M8[D]")
    days[missing] = np.datetime64("NaT")
    return as_dates(days)
