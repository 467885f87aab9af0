"""Gaps between two dates of one row, in hours, days or working days."""

import numpy as np
import pandas as pd

from flightdeck.domain.events import Gap, Unit
from flightdeck.kpis.views import Maker, View
from flightdeck.kpis.working_days import working_days_between

SECONDS_AN_HOUR = 3_600


def gap_maker(view: View, gap: Gap) -> Maker:
    """The maker of a gap's column."""
    return lambda: _gap(view, gap)


def _gap(view: View, gap: Gap) -> pd.Series:
    if gap.unit is Unit.WORKING_DAYS:
        return working_days_between(view.days(gap.start), view.days(gap.end))
    if gap.unit is Unit.DAYS:
        start, end = view.days(gap.start), view.days(gap.end)
        return _whole((end - start).astype(np.float64), np.isnat(start) | np.isnat(end))
    begun, over = (view.column(name).to_numpy().astype("M8[s]") for name in (gap.start, gap.end))
    missing = np.isnat(begun) | np.isnat(over)
    # Hours are rounded up: a device back after 24 hours and a minute was not back within 24.
    hours = np.ceil((over - begun).astype(np.float64) / SECONDS_AN_HOUR)
    return _whole(hours, missing | (over < begun))


def _whole(
    values: np.ndarray[tuple[int], np.dtype[np.float64]], missing: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> pd.Series:
    return pd.Series(np.where(missing, np.nan, values)).astype("Int32")
