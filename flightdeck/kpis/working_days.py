"""Working days in England and Wales: Monday to Friday less bank holidays."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

_YEARS = range(2000, 2041)


@lru_cache(maxsize=1)
def bank_holidays() -> npt.NDArray[np.datetime64]:
    """Bank holidays of England and Wales, 2000 to 2040."""
    import holidays  # where it is used: it takes a while to import, and most commands do without

    found = holidays.country_holidays("GB", subdiv="ENG", years=_YEARS)
    return np.array(sorted(found), dtype="M8[D]")


def working_days_between(start: npt.NDArray[np.datetime64], end: npt.NDArray[np.datetime64]) -> pd.Series:
    """Working days after `start` up to and including `end`; missing where either is or where end is before start.

    An event on a Friday told on the Monday is one working day; told the same day, none.
    """
    known = ~(np.isnat(start) | np.isnat(end))
    known[known] &= end[known] >= start[known]
    count = np.busday_count(start[known] + 1, end[known] + 1, holidays=bank_holidays())
    days = np.full(len(start), np.nan)
    days[known] = count
    return pd.Series(days).astype("Int32")
