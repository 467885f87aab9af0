"""Dates and outcomes of a crime beside each other: how long ago it happened, and what cannot be so."""

import numpy as np
import pandas as pd

from flightdeck.domain.condition import Mask
from flightdeck.kpis.populations.base import Source
from flightdeck.kpis.populations.outcomes import of_outcome_in_force
from flightdeck.kpis.views import Days, Positions, View

NON_RECENT_DAYS = 365
RECENCY = ["Non-recent", "Recent"]


def non_recent(source: Source) -> pd.Series:
    """Whether each crime happened more than a year before the report; missing where either day is."""
    raw = source.raw("crimes")
    last, first, reported = (raw.days(name) for name in ("occurred_to", "occurred_from", "reported_on"))
    happened = np.where(np.isnat(last), first, last)
    unknown = np.isnat(happened) | np.isnat(reported)
    ago = reported - happened > np.timedelta64(NON_RECENT_DAYS, "D")
    return pd.Series(ago, dtype="boolean").mask(pd.Series(unknown))


def recency(source: Source) -> pd.Series:
    """The same in words."""
    return non_recent(source).map({True: RECENCY[0], False: RECENCY[1]}).astype(pd.CategoricalDtype(RECENCY))


def date_order_conflict(source: Source) -> pd.Series:
    """Whether any two days of a crime stand in an order that cannot be, or one lies after the snapshot."""
    raw = source.raw("crimes")
    names = ("occurred_from", "occurred_to", "reported_on", "recorded_on")
    since, until, reported, recorded = (raw.days(name) for name in names)
    assigned = of_outcome_in_force(source, "assigned_on").to_numpy().astype("M8[D]")
    as_at = np.full(raw.size, np.datetime64(source.as_at, "D"))
    conflict = np.zeros(raw.size, dtype=bool)
    for earlier, later in (
        (since, until),
        (since, reported),
        (reported, recorded),
        (recorded, as_at),
        (recorded, assigned),
    ):
        conflict |= _after(earlier, later)
    return pd.Series(conflict, dtype="boolean")


def _after(one: Days, other: Days) -> Mask:
    late: Mask = one > other  # never so where either is missing
    return late


def outcome_conflict(source: Source) -> pd.Series:
    """Whether a crime is closed with no outcome in force, or open with one."""
    status = source.raw("crimes").column("status")
    has = of_outcome_in_force(source, "assigned_on").notna().to_numpy()
    closed, open_ = (_is(status, code) for code in ("closed", "open"))
    return pd.Series((closed & ~has) | (open_ & has), dtype="boolean")


def _is(column: pd.Series, code: str) -> Mask:
    same: Mask = (column == code).to_numpy(dtype=bool, na_value=False)
    return same


def in_force_until(orders: View) -> pd.Series:
    """The first day on which each order is no longer in force: discharged, or the day after its last."""
    ended, last = orders.days("ended_on"), orders.days("expires_on")
    over = last + np.timedelta64(1, "D")
    return pd.Series(np.fmin(ended, over).astype("M8[s]"))


def order_considered_on(source: Source, rows: Positions) -> pd.Series:
    """For some rows of persons, the day a protection order was first considered against them for that crime."""
    persons, orders = source.raw("persons"), source.raw("protection_orders")
    pairs = pd.MultiIndex.from_arrays(
        [persons.column("person_ref").take(rows), persons.column("crime_ref").take(rows)]
    )
    considered = pd.DataFrame(
        {
            "person_ref": orders.column("person_ref"),
            "crime_ref": orders.column("crime_ref"),
            "day": orders.days("considered_on"),
        }
    ).dropna()
    first = considered.groupby(["person_ref", "crime_ref"])["day"].min()
    return first.reindex(pairs).reset_index(drop=True).astype("datetime64[s]")
