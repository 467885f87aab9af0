"""Outcomes that compete: how many of a cohort have come to each by each day, the cases still running allowed for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flightdeck.statistics.maturity import kaplan_meier

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Incidence:
    """Share ended by each cause by each day (causes x days), other causes ending it first allowed for."""

    days: Counts
    share: Shares
    at_risk: Counts


def competing(events_by_cause: ArrayLike, censored: ArrayLike) -> Incidence:
    """Cumulative incidence of each cause, from events of causes x days.

    On each day the share still running the day before is handed out by that day's events among those at risk. One minus
    Kaplan-Meier per cause would treat a case ended otherwise as one that might still end so, and overstates.
    Source: Aalen and Johansen (1978), Scand. J. Statist. 5:141-150.
    """
    causes = np.atleast_2d(np.asarray(events_by_cause, dtype=np.int64))
    whole = kaplan_meier(causes.sum(axis=0), np.asarray(censored))
    before = np.concatenate([[1.0], whole.survival[:-1]])[: len(whole.days)]
    step = before * causes[:, whole.days] / whole.at_risk
    return Incidence(whole.days, np.cumsum(step, axis=1), whole.at_risk)


def reached_by(incidence: Incidence, days: ArrayLike) -> Shares:
    """The share ended by each cause by each of some days (causes x days); zero before the first event."""
    place = np.searchsorted(incidence.days, np.asarray(days), side="right")
    start = np.zeros((len(incidence.share), 1))
    shares: Shares = np.concatenate((start, incidence.share), axis=1)[:, place]
    return shares
