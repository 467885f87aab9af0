"""Dates and times as record systems write them."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.data.conform.rules import Rule
from flightdeck.data.conform.text import distinct

Moments = npt.NDArray[np.datetime64]
Faults = npt.NDArray[np.uint8]

# Read when a mapping names none. Day before month throughout: this is a British product.
FORMATS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d-%m-%Y",
    "%d-%b-%Y",
    "%Y%m%d",
)
EARLIEST = date(1930, 1, 1)  # no living victim's offence is older; systems write 1900 or 1753 for nothing

# Days that are promises, and so may lie after the day the source describes.
MAY_LIE_AHEAD = frozenset({"due_on", "expires_on", "applicable_period_ends_on"})

NOTHING = np.datetime64("NaT", "s")


def moments(raw: pd.Series, *, formats: Sequence[str]) -> tuple[Moments, Faults]:
    """The column as seconds, with `Rule.NOT_A_DATE` or `Rule.MISSING_REQUIRED` where there is no date."""
    if pd.api.types.is_datetime64_any_dtype(raw.dtype):
        values = _without_zone(raw).to_numpy().astype("M8[s]")
        return values, np.where(np.isnat(values), np.uint8(Rule.MISSING_REQUIRED), np.uint8(Rule.KEPT))
    found = distinct(raw)
    read = _read(found.texts, formats=formats or FORMATS)
    values = found.spread(read, missing=NOTHING).astype("M8[s]")
    faults = np.where(np.isnat(values), np.uint8(Rule.NOT_A_DATE), np.uint8(Rule.KEPT))
    faults[found.codes < 0] = Rule.MISSING_REQUIRED
    return values, faults


def plausible(values: Moments, faults: Faults, *, column: str, as_at: date) -> tuple[Moments, Faults]:
    """The dates without those no record of this source can hold."""
    early = values < np.datetime64(EARLIEST, "s")
    faults = np.where(early, np.uint8(Rule.IMPLAUSIBLE_DATE), faults)
    if column not in MAY_LIE_AHEAD:
        late = values >= np.datetime64(as_at, "D") + np.timedelta64(1, "D")
        faults = np.where(late, np.uint8(Rule.FUTURE_DATE), faults)
    return np.where(faults == Rule.KEPT, values, NOTHING), faults


def years_between(earlier: Moments, later: Moments) -> npt.NDArray[np.float64]:
    """Whole years from one day to the other, as an age is counted; NaN where either is missing."""
    first, second = earlier.astype("M8[D]"), later.astype("M8[D]")
    months = (second.astype("M8[M]") - first.astype("M8[M]")).astype(np.float64)
    birthday_to_come = (second - second.astype("M8[M]")) < (first - first.astype("M8[M]"))
    years = np.floor((months - birthday_to_come) / 12)
    return np.where(np.isnat(first) | np.isnat(second), np.nan, years)


def _read(values: Sequence[str], *, formats: Sequence[str]) -> Moments:
    texts = pd.Series(list(values), dtype="str")
    read = pd.Series(np.full(len(texts), NOTHING), dtype="M8[s]")
    for layout in formats:
        open_still = read.isna()
        if not open_still.any():
            break
        found = pd.to_datetime(texts[open_still], format=layout, errors="coerce")
        read[open_still] = found.dt.floor("s").astype("M8[s]")
    return read.to_numpy().astype("M8[s]")


def _without_zone(raw: pd.Series) -> pd.Series:
    if raw.dt.tz is None:
        return raw
    return pd.Series(raw.dt.tz_convert("Europe/London").dt.tz_localize(None))
