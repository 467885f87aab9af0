"""Crimes, with what their outcomes, people and events say of them."""

import numpy as np

from flightdeck.domain.schema import FRAMES
from flightdeck.kpis.populations.base import Source, own_makers
from flightdeck.kpis.populations.conflicts import date_order_conflict, non_recent, outcome_conflict, recency
from flightdeck.kpis.populations.firsts import first_makers, first_submission
from flightdeck.kpis.populations.outcomes import charged_on, of_outcome_in_force
from flightdeck.kpis.populations.victim import victim_makers
from flightdeck.kpis.views import Maker, View, first_day


def crimes(source: Source) -> View:
    """Recorded crimes."""
    raw = source.raw("crimes")
    source.placed("crimes", np.arange(raw.size))
    own = own_makers(raw, FRAMES["crimes"].names())
    return View(raw.size, {**own, **_derived(source), **victim_makers(source)})


def _derived(source: Source) -> dict[str, Maker]:
    return {
        "outcome": lambda: of_outcome_in_force(source, "outcome"),
        "outcome_on": lambda: of_outcome_in_force(source, "assigned_on"),
        "finalised_on": lambda: of_outcome_in_force(source, "assigned_on"),
        "charged_on": lambda: charged_on(source),
        "non_recent": lambda: non_recent(source),
        "recency": lambda: recency(source),
        "date_order_conflict": lambda: date_order_conflict(source),
        "outcome_conflict": lambda: outcome_conflict(source),
        **first_makers(source, "crimes"),
        "first_named_on": lambda: first_day(
            source.raw("crimes").size, source.crime_of("persons"), source.raw("persons").days("named_on")
        ),
        "first_early_advice_on": lambda: first_submission(source, "early_advice"),
        "first_charging_submission_on": lambda: first_submission(source, "charging"),
    }
