"""Harm: what the crimes somebody is named on weigh, and how much of it the few carry.

A weight is the days of imprisonment at the starting point of the sentencing guideline, as the Cambridge Crime Harm Index
has it (Sherman, Neyroud and Neyroud, 2016). No weight that ships has been verified; the table says so for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.domain.condition import Mask
from flightdeck.domain.harm import Weight
from flightdeck.kpis.repeat_suspects.accusations import Accusations, Whole, once
from flightdeck.kpis.repeat_suspects.month_ends import ends_of, last_whole_month
from flightdeck.kpis.views import Positions

LOOK_BACK = 365  # days of harm that a month end looks back on, as V100 does
TOP_IN_100 = 5  # the share of suspects whose part of the harm is told
_FAR = 10**7


@dataclass(frozen=True, slots=True)
class Harm:
    """Harm of each person at month ends, by person and month."""

    person: Positions
    day: Whole
    days: Whole


def weight_of(offences: pd.Series, weights: Mapping[str, Weight]) -> Whole:
    """The weight of each offence code in days; none for a code that has no weight."""
    known = {code: weight.days for code, weight in weights.items()}
    return np.asarray(offences.astype("str").map(known).fillna(0).to_numpy(), dtype=np.int64)


def harm_at_month_ends(rows: Accusations, weights: Whole, *, as_at: date) -> Harm:
    """The harm of the crimes each person is named on that were recorded in the year to each month end.

    Args:
        weights: of each crime of the snapshot.
    """
    pair = once(rows)
    first = _month(rows.known[pair])
    last = np.minimum(_month(rows.recorded[pair] + LOOK_BACK) - 1, last_whole_month(as_at))
    count = np.maximum(last - first + 1, 0)
    of = np.repeat(np.arange(len(count)), count)
    month = first[of] + np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    key, cell = np.unique(rows.person[pair][of].astype(np.int64) * _FAR + month, return_inverse=True)
    summed = np.zeros(len(key), dtype=np.int64)
    np.add.at(summed, cell, weights[rows.crime[pair][of]])
    return Harm((key // _FAR).astype(np.intp), ends_of(key % _FAR), summed)


def top(group: npt.NDArray[np.int64], days: Whole, order: Whole) -> Mask:
    """Whether each row is among the first five in a hundred of its group by harm, the last of them rounded up.

    Args:
        order: what decides between rows of equal harm: the lower goes first.
    """
    rank = np.lexsort((order, -days, group))
    sizes = np.bincount(group)
    begin = np.cumsum(sizes) - sizes
    place = np.empty(len(group), dtype=np.int64)
    place[rank] = np.arange(len(group)) - begin[group[rank]]
    few: Mask = place < -(-sizes * TOP_IN_100 // 100)[group]
    return few


@dataclass(frozen=True, slots=True)
class Curve:
    """How harm is spread: the share of all harm that each share of suspects carries, the most harmful first."""

    suspects: tuple[float, ...]
    harm: tuple[float, ...]


def concentration(days: Whole) -> Curve:
    """The curve of some people's harm, from nobody to everybody."""
    falling = np.sort(days)[::-1]
    total = falling.sum()
    if not len(falling) or not total:
        return Curve((), ())
    reached = np.concatenate(([0], np.cumsum(falling)))
    share = np.arange(len(reached)) / len(falling)
    return Curve(tuple(share.tolist()), tuple((reached / total).tolist()))


def carried_by(days: Whole, *, in_100: int) -> Whole:
    """The harm of so many in a hundred of some people, the last of them rounded up."""
    falling = np.sort(days)[::-1]
    return np.asarray(falling[: -(-len(falling) * in_100 // 100)].sum())


def _month(days: Whole) -> Whole:
    months: Whole = days.astype("M8[D]").astype("M8[M]").astype(np.int64)
    return months
