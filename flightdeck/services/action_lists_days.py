"""Days as the action lists count them: what stands on a day, the latest and earliest of several, and how long ago."""

import numpy as np

from flightdeck.kpis.views import Days, Positions, View

DAY = np.timedelta64(1, "D")
_NEVER = np.datetime64("NaT", "D")


def standing(view: View, start: str, end: str, on: np.datetime64) -> Positions:
    """Rows that have begun by a day and are not over on it."""
    begun, over = view.days(start), view.days(end)
    return np.flatnonzero((begun <= on) & ~(over <= on) & ~(over <= begun))


def latest(size: int, rows: Positions, days: Days) -> Days:
    """For each of `size` parents, the latest of its children's days."""
    known = (rows >= 0) & ~np.isnat(days)
    found = np.full(size, np.iinfo(np.int64).min)
    np.maximum.at(found, rows[known], days[known].astype(np.int64))
    return np.where(found == np.iinfo(np.int64).min, _NEVER, found.astype("M8[D]"))


def earliest(size: int, rows: Positions, days: Days) -> Days:
    """For each of `size` parents, the earliest of its children's days."""
    known = (rows >= 0) & ~np.isnat(days)
    found = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(found, rows[known], days[known].astype(np.int64))
    return np.where(found == np.iinfo(np.int64).max, _NEVER, found.astype("M8[D]"))


def ago(on: np.datetime64, day: np.datetime64) -> str:
    """How long before a day another was."""
    days = int((on - day) / DAY)
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days:,} days ago"


def lower(text: str) -> str:
    """A text with its first letter small."""
    return text[:1].lower() + text[1:]


def upper(text: str) -> str:
    """A text with its first letter large."""
    return text[:1].upper() + text[1:]
