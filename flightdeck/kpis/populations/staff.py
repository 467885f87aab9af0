"""Populations whose rows belong to no crime but to a place of their own."""

import numpy as np
import pandas as pd

from flightdeck.domain.schema import FRAMES
from flightdeck.domain.staff_populations import FROM_STAFF, PLACED_FRAMES
from flightdeck.kpis.encoding import NOT_RECORDED
from flightdeck.kpis.populations.base import Source, own_makers, taken_maker
from flightdeck.kpis.views import View

_PLACE = ["force", "area", "team"]


def placed_view(source: Source, frame: str) -> View:
    """A frame of the force itself as a population, with the place and role of the post-holder it points to."""
    raw = source.raw(frame)
    own = own_makers(raw, FRAMES[frame].names())
    if frame != "staff" and "staff_ref" in own:
        rows = source.parents(frame, "staff_ref", "staff")
        own |= {name: taken_maker(source.raw("staff"), name, rows) for name in FROM_STAFF}
    if frame == "absence_totals":
        own["unfilled_full_time_equivalent"] = lambda: _unfilled(raw)
    view = View(raw.size, own)
    places = pd.MultiIndex.from_frame(places_of(source))
    found = places.get_indexer(pd.MultiIndex.from_frame(_place(view)))
    source.placed(frame, np.where(found < 0, -1, found + source.raw("crimes").size))
    return view


def _unfilled(totals: View) -> pd.Series:
    """Posts that should be there less those filled."""
    names = ("establishment_full_time_equivalent", "in_post_full_time_equivalent")
    should, filled = (totals.column(name).astype("float64") for name in names)
    return should - filled


def places_of(source: Source) -> pd.DataFrame:
    """The places (force, area, team) of every row that belongs to no crime: each once, in order."""
    own = [name for name in PLACED_FRAMES if "force" in FRAMES[name].names()]
    together = pd.concat([_place(source.raw(name)) for name in own], ignore_index=True)
    return together.drop_duplicates().sort_values(_PLACE, ignore_index=True)


def _place(view: View) -> pd.DataFrame:
    known = {
        name: view.column(name).astype("str") if name in view else pd.Series([None] * view.size, dtype="str")
        for name in _PLACE
    }
    return pd.DataFrame(known).fillna(NOT_RECORDED)
