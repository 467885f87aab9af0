"""The populations of `flightdeck.domain.populations`, built from the frames of one snapshot."""

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from flightdeck.domain.codes import CodeList
from flightdeck.domain.events import EVENT_FRAMES
from flightdeck.domain.harm import Weight
from flightdeck.domain.presets import Preset
from flightdeck.domain.staff_populations import PLACED_FRAMES
from flightdeck.kpis.populations import crimes, events, outcomes, people, staff
from flightdeck.kpis.populations.base import Source
from flightdeck.kpis.populations.outcomes import CHARGED
from flightdeck.kpis.populations.victim import AGE_BANDS, age_bands
from flightdeck.kpis.repeat_suspects.harm_population import suspect_harm
from flightdeck.kpis.repeat_suspects.populations import UnderPreset
from flightdeck.kpis.views import Maker, View

__all__ = ["AGE_BANDS", "CHARGED", "Populations", "age_bands"]

_BUILD: dict[str, Callable[[Source], View]] = {
    "crimes": crimes.crimes,
    "outcomes": outcomes.outcomes,
    "open_spells": outcomes.open_spells,
    "persons": people.persons,
    "victims": people.victims,
    "suspects": people.suspects,
    "cps_submissions": events.cps_submissions,
    "victim_contacts": events.victim_contacts,
}


class Populations(Source):
    """Every population of one snapshot; a population is built when first asked for."""

    def __init__(
        self,
        frames: Mapping[str, pd.DataFrame],
        *,
        code_lists: Mapping[str, CodeList],
        as_at: date,
        characteristics: Mapping[str, str] | None = None,
        weights: Mapping[str, Weight] | None = None,
    ) -> None:
        """The populations of the canonical frames, as at a day; a frame that is not there has no rows.

        Args:
            characteristics: why the source cannot give each of the nine characteristics; empty where it can.
            weights: the harm of each offence.
        """
        super().__init__(frames, code_lists=code_lists, as_at=as_at)
        self._characteristics = characteristics or {}
        self.weights = weights or {}
        self._under: dict[Preset, UnderPreset] = {}

    def under(self, rule: Preset | None) -> "Populations | UnderPreset":
        """The populations as a preset has them; without one, as they are."""
        if rule is None:
            return self
        return self._under.setdefault(rule, UnderPreset(self, rule))

    def built(self, name: str) -> View:
        """The population of that name, built anew."""
        if name in EVENT_FRAMES:
            return events.event_view(self, name)
        if name in PLACED_FRAMES:
            return staff.placed_view(self, name)
        if name in _BUILD:
            return _BUILD[name](self)
        if name == "suspect_harm":
            crime, own = suspect_harm(self, self.weights)
            return self.child(name, crime, own)
        return self._source_characteristics()

    def staff_places(self) -> pd.DataFrame:
        """The places (force, area, team) of the rows that belong to no crime, in the order in which they follow the crimes."""
        return staff.places_of(self)

    def _source_characteristics(self) -> View:
        names, causes = list(self._characteristics), list(self._characteristics.values())
        self.placed("source_characteristics", np.full(len(names), -1))
        columns: dict[str, pd.Series] = {
            "characteristic": pd.Series(names, dtype="str"),
            "given": pd.Series([not cause for cause in causes], dtype="boolean"),
            "cause": pd.Series([cause or None for cause in causes], dtype="str"),
            "as_at": pd.Series([pd.Timestamp(self.as_at)] * len(names), dtype="datetime64[s]"),
        }
        return View(len(names), {name: _same(column) for name, column in columns.items()})


def _same(column: pd.Series) -> Maker:
    return lambda: column
