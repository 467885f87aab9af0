"""Naive pandas: each condition read over the columns of its population at every request, as a notebook would."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bench.answers import Answers, Series
from flightdeck.domain.condition import columns
from flightdeck.domain.condition_mask import mask
from flightdeck.domain.definition import Definition, Measure
from flightdeck.services.loaded import LoadedSnapshot

SCOPE = "rasso"


class NaivePeer:
    """Population frames with dates and text, and the definitions."""

    name = "pandas, naive"

    def __init__(
        self, loaded: LoadedSnapshot, definitions: Sequence[Definition], quarter_of: np.ndarray
    ) -> None:
        self.quarter_of = quarter_of
        self.first = loaded.encoding.first_month
        self.definitions = [
            d for d in definitions if d.measure in (Measure.PROPORTION, Measure.COUNT, Measure.DURATION)
        ]
        self.codes = loaded.populations.code_lists["offence"].in_scope(SCOPE)
        self.frames = {name: self._frame(loaded, name) for name in {d.population for d in self.definitions}}

    def _frame(self, loaded: LoadedSnapshot, name: str) -> pd.DataFrame:
        used = {"force", "area", "offence_code"}
        for definition in self.definitions:
            if definition.population == name:
                used |= {column for condition in definition.conditions for column in columns(condition)}
                used |= {definition.period[definition.basis]}
                used |= {definition.duration.start, definition.duration.end} if definition.duration else set()
        frame = loaded.populations.view(name).frame(sorted(used))
        return frame.astype(
            {column: "str" for column in frame if isinstance(frame[column].dtype, pd.CategoricalDtype)}
        )

    def one_area(self, force: str, area: str) -> Answers:
        return {d.id: self._series(d, (force, area), quarters=True) for d in self.definitions}

    def by_month(self) -> Answers:
        return {d.id: self._series(d, None, quarters=False) for d in self.definitions}

    def _series(self, definition: Definition, place: tuple[str, str] | None, *, quarters: bool) -> Series:
        frame = self.frames[definition.population]
        if place is not None:
            frame = frame[(frame["force"] == place[0]) & (frame["area"] == place[1])]
        frame = frame[frame["offence_code"].isin(self.codes)]
        frame = frame[mask(definition.where, frame)]
        for exclusion in definition.exclude:
            frame = frame[~mask(exclusion.where, frame)]
        return self._by_period(definition, frame, quarters=quarters)

    def _by_period(self, definition: Definition, frame: pd.DataFrame, *, quarters: bool) -> Series:
        on = frame[definition.period[definition.basis]]
        month = (on.dt.year - 1970) * 12 + on.dt.month - 1 - self.first
        standing = definition.basis.value == "snapshot"
        table = pd.DataFrame({"month": month, "days": 0, "above": 0})
        if definition.duration is not None:
            start, end = (
                frame[name].dt.normalize() for name in (definition.duration.start, definition.duration.end)
            )  # a moment counts as its day
            table["days"] = (end - start).dt.days
            table = table[table["days"] >= 0]
        if definition.measure is Measure.PROPORTION:
            table["above"] = mask(definition.numerator, frame).astype(int)
        table = table[table["month"].between(0, len(self.quarter_of) - 1)]
        months = table["month"].astype(int).to_numpy()
        ends = np.append(self.quarter_of[1:], -1) != self.quarter_of
        period = self.quarter_of[months] if quarters else months
        period = np.where(ends[months], period, -1) if standing and quarters else period
        found = (
            table.assign(period=period)
            .groupby("period")
            .agg(counted=("month", "size"), above=("above", "sum"), median=("days", "median"))
        )
        every = found.reindex(range(self.quarter_of.max() + 1 if quarters else len(self.quarter_of)))
        return Series(
            tuple(every["counted"].fillna(0).astype(int)),
            tuple(every["above"].fillna(0).astype(int)) if definition.measure is Measure.PROPORTION else (),
            tuple(every["median"].astype(float)) if definition.measure is Measure.DURATION else (),
        )
