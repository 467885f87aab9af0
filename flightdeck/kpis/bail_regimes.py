"""The two regimes of pre-charge bail, told apart by the day of arrest, and what each authority may allow.

From 28 October 2022 (Police, Crime, Sentencing and Courts Act 2022, Schedule 4) the applicable bail period is three months,
six on an inspector's authority, nine on a superintendent's, then the magistrates' court. Before, it was 28 days, and three
months on a superintendent's authority. The summaries of the Act that were seen agree; the Act itself was not read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.condition import Mask
from flightdeck.kpis.views import Days, Positions

FROM = np.datetime64("2022-10-28", "D")
_DAY = np.timedelta64(1, "D")


class Regime(StrEnum):
    """Which law a bail period stands under."""

    OLD = "old"
    NEW = "new"


REGIME_LABELS = {
    Regime.OLD: "Arrested before 28 October 2022",
    Regime.NEW: "Arrested from 28 October 2022",
}
AUTHORITIES = ("custody_officer", "inspector", "superintendent", "court")


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long bail may run on an authority: in words, and the most days that can be; none where only a court sets it."""

    words: str
    days: int | None


# Months are given as the most days that so many calendar months can have, so that no period is called too long by a day.
ALLOWED = {
    Regime.OLD: {
        "custody_officer": Allowance("28 days", 28),
        "inspector": Allowance("28 days", 28),
        "superintendent": Allowance("3 months", 92),
        "court": Allowance("as the court says", None),
    },
    Regime.NEW: {
        "custody_officer": Allowance("3 months", 92),
        "inspector": Allowance("6 months", 184),
        "superintendent": Allowance("9 months", 276),
        "court": Allowance("as the court says", None),
    },
}


def is_new(arrested: Days, begun: Days) -> Mask:
    """Whether each bail stands under the regime of 28 October 2022; without an arrest day its own first day decides.

    >>> is_new(np.array(["2022-10-27", "NaT"], dtype="M8[D]"), np.array(["2022-11-02", "2022-11-02"], dtype="M8[D]")).tolist()
    [False, True]
    """
    deciding = np.where(np.isnat(arrested), begun, arrested)
    new: Mask = deciding >= FROM
    return new


def longer_than_allowed(begun: Days, ends: Days, authority: NDArray[np.str_], new: Mask) -> Mask:
    """Whether each applicable period is longer than its authority allows in a standard case; a court's never is."""
    length = (ends - begun) / _DAY
    too_long = np.zeros(len(begun), dtype=bool)
    for name in AUTHORITIES:
        for regime, under in ((Regime.OLD, ~new), (Regime.NEW, new)):
            most = ALLOWED[regime][name].days
            if most is not None:
                too_long |= (authority == name) & under & (length > most)
    return too_long


def arrest_before(person: Positions, begun: Days, arrested_person: Positions, arrested: Days) -> Days:
    """For each bail, the latest arrest of the same suspect on the crime that is no later than its first day."""
    found = np.full(len(person), np.datetime64("NaT", "D"))
    known = ~np.isnat(arrested) & (arrested_person >= 0)
    order = np.lexsort((arrested[known].astype(np.int64), arrested_person[known]))
    people, days = arrested_person[known][order], arrested[known][order]
    far = np.int64(10**7)  # more days than any date has: keeps persons apart in one sorted key
    keys = people.astype(np.int64) * far + days.astype(np.int64)
    place = np.searchsorted(keys, person.astype(np.int64) * far + begun.astype(np.int64), side="right") - 1
    same = (place >= 0) & (person >= 0)
    same[same] = people[place[same]] == person[same]
    found[same] = days[place[same]]
    return found


def with_pauses(
    begun: np.datetime64,
    ends: np.datetime64,
    spans: Iterable[tuple[np.datetime64, np.datetime64]],
) -> np.datetime64:
    """The end of a bail period if its clock stops while papers are with the prosecutor (not verified).

    `spans` are the days papers left and came back; two that overlap stop the clock once.

    >>> day = lambda text: np.datetime64(text, "D")
    >>> with_pauses(day("2026-01-01"), day("2026-03-31"), [(day("2026-02-01"), day("2026-02-11"))])
    np.datetime64('2026-04-10')
    """
    stopped_until = begun
    for left, back in sorted(spans):
        start = max(left, stopped_until)
        if start <= ends and back > start:
            ends += back - start
            stopped_until = back
    return ends
