"""What became of the crimes: those still open by day, the outcomes that compete, and each year's crimes beside the others."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.filters import Basis
from flightdeck.domain.period import Grain, Period, periods
from flightdeck.kpis.journey import NEVER, JourneyUnit
from flightdeck.kpis.views import Positions
from flightdeck.services.asked import narrowed
from flightdeck.services.journey_kept import OUTCOMES
from flightdeck.services.journey_lens import JourneyLens
from flightdeck.services.survival import (
    GROUP_LABELS,
    SurvivalAnswer,
    cohort_of,
    curves,
    finest,
    stepped,
)
from flightdeck.statistics.competing import competing, reached_by
from flightdeck.statistics.maturity import is_mature
from flightdeck.statistics.suppression import is_hidden, protect, rate_may_be_shown

Counts = NDArray[np.int64]
CRIMES = JourneyUnit.CRIMES
HORIZONS = (365, 730, 1095)  # one, two and three years
OUTCOME_LABELS = {name: GROUP_LABELS[name] for name in OUTCOMES}
STILL_OPEN = "Still open"


@dataclass(frozen=True, slots=True)
class YearOfCrimes:
    """The crimes of one police year: the share with each outcome by the horizon, and of each day for drawing.

    A share is None where hidden, and all are where the year has not been watched so long.
    """

    label: str
    crimes: int | None
    mature: bool
    shares: tuple[float | None, ...]  # in the order of `OUTCOMES`, and still open last
    days: tuple[int, ...]
    by_day: dict[str, tuple[float, ...]]


def outcomes(lens: JourneyLens) -> SurvivalAnswer:
    """The curves of the cohort: those recorded in the months asked for, or those finalised in them."""
    recorded = lens.basis is Basis.RECORDED
    window = cohort_of(lens.filters, lens.loaded) if recorded else lens.window
    if window is None:
        return SurvivalAnswer((), (), (), (), (), {}, "")
    events, censored = _histograms(lens, lens.here(CRIMES, window))
    answer = curves(dict(zip(OUTCOMES, events, strict=True)), censored, lens.audience, cohort=window.label)
    # Counts of a part of a reader's places or months could be subtracted from those of the whole.
    return replace(answer, at_risk=()) if lens.coarse and narrowed(lens.filters) else answer


def years(lens: JourneyLens, *, horizon: int) -> tuple[YearOfCrimes, ...]:
    """Each whole police year among the months asked for."""
    encoding, filters = lens.loaded.encoding, lens.filters
    first = max(encoding.first_month, encoding.first_month if filters.first is None else filters.first)
    last = min(encoding.last_month(), encoding.last_month() if filters.last is None else filters.last)
    return tuple(_year(lens, year, horizon) for year in periods(first, last, by=Grain.POLICE_YEAR))


def _year(lens: JourneyLens, year: Period, horizon: int) -> YearOfCrimes:
    here = lens.here(CRIMES, year)
    n = len(here)
    ends = np.array([year.ends_on()], dtype="M8[D]")
    as_at = np.datetime64(lens.loaded.as_at, "D")
    recorded = lens.basis is Basis.RECORDED
    mature = not recorded or bool(is_mature(ends, as_at, matures_after_days=horizon)[0])
    unknown = (None,) * (len(OUTCOMES) + 1)
    if not n or not rate_may_be_shown(n, audience=lens.audience):
        return YearOfCrimes(year.label, None if n else 0, mature, unknown, (), {})
    events, censored = _histograms(lens, here)
    shown = curves(dict(zip(OUTCOMES, events, strict=True)), censored, lens.audience, cohort=year.label)
    # A young year is drawn as far as all of it has been watched, no further.
    watched = int((as_at - ends[0]).astype(np.int64)) if recorded else max(shown.days, default=0)
    days = tuple(day for day in shown.days if day <= watched)
    by_day = {name: values[: len(days)] for name, values in shown.incidence.items()}
    shares = _by(lens, events, censored, horizon if recorded else events.shape[1]) if mature else unknown
    crimes = n if not lens.coarse else None if narrowed(lens.filters) else 5 * round(n / 5)
    return YearOfCrimes(year.label, crimes, mature, shares, days, by_day)


def _by(lens: JourneyLens, events: Counts, censored: Counts, horizon: int) -> tuple[float | None, ...]:
    """The share with each outcome by a day, and without one; few of a kind are hidden, and what would tell of them."""
    came = reached_by(competing(events, censored), [horizon])[:, 0]
    n = int(events.sum() + censored.sum())
    whole = np.append(events[:, : horizon + 1].sum(axis=1), 0)
    whole[-1] = n - whole.sum()
    hidden = is_hidden(protect(whole, audience=lens.audience))
    step = finest(n, lens.audience)
    return tuple(
        None if gone else stepped(float(share), step)
        for share, gone in zip((*came, max(1 - float(came.sum()), 0.0)), hidden, strict=True)
    )


def _histograms(lens: JourneyLens, here: Positions) -> tuple[Counts, Counts]:
    """Days to each outcome (outcome x day), and days watched without one."""
    rows = lens.kept.rows(CRIMES)
    start, end = rows.days[0][here], rows.finalised[here]
    done = end != NEVER
    gap = (np.where(done, end, lens.as_at) - start).astype(np.int64)
    real = (start != NEVER) & (gap >= 0)
    width = int(gap[real].max(initial=0)) + 1
    outcome = lens.kept.outcomes()[here].astype(np.int64)
    ended, still = real & done, real & ~done
    events = np.bincount(outcome[ended] * width + gap[ended], minlength=len(OUTCOMES) * width)
    censored = np.bincount(gap[still], minlength=width)
    return events.reshape(len(OUTCOMES), width).astype(np.int64), censored.astype(np.int64)
