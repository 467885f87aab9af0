"""The population of harm: what each named suspect's crimes of the last year weigh at each month end, and who carries most of it."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from flightdeck.domain.harm import Weight
from flightdeck.domain.presets import Preset
from flightdeck.kpis.harm import harm_at_month_ends, top, weight_of
from flightdeck.kpis.repeat_suspects.accusations import accusations, people
from flightdeck.kpis.repeat_suspects.month_ends import latest_crime
from flightdeck.kpis.repeat_suspects.populations import Made, Source
from flightdeck.kpis.views import as_dates

# Harm does not follow the preset in force: everybody named on a live RASSO crime counts, once or more often.
EVERYBODY: Final = Preset(
    id="harm", version=1, title="Named suspects", authority="proposed", scope="rasso", look_back_days=None,
    at_least_crimes=2, at_least_victims=1, outcomes="live_crimes_only", linkage="exact", same_incident_days=0,
    domestic_abuse="included", rank="harm", verified=False, source="This flight deck",
)  # fmt: skip


def suspect_harm(source: Source, weights: Mapping[str, Weight]) -> Made:
    """One row a suspect named on a crime recorded in the year to a month end, and that month end."""
    everybody = people(source)
    rows = accusations(source, EVERYBODY, everybody)
    by_crime = weight_of(source.raw("crimes").column("offence_code"), weights)
    found = harm_at_month_ends(rows, by_crime, as_at=source.as_at)
    crime = latest_crime(rows, found.person, found.day)
    force = pd.factorize(source.raw("crimes").column("force"))[0][crime]
    group = pd.factorize(pd.MultiIndex.from_arrays([force, found.day]))[0].astype(np.int64)
    first = top(group, found.days, found.person.astype(np.int64))
    return crime, {
        "person_ref": lambda: pd.Series(everybody.refs.take(found.person)),
        "month_end": lambda: as_dates(found.day.astype("M8[D]")),
        "harm_days": lambda: pd.Series(found.days, dtype="Int32"),
        "harm_days_of_top": lambda: pd.Series(np.where(first, found.days, 0), dtype="Int32"),
        "in_top": lambda: pd.Series(first).astype("boolean"),
    }
