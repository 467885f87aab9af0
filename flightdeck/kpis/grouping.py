"""Breakdowns: the same measures, with groups of a column standing where places stood."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.domain.presets import Preset
from flightdeck.kpis.answers import HasPopulations, Job
from flightdeck.kpis.encoding import NOT_RECORDED, Places
from flightdeck.kpis.views import Positions, View


@dataclass(frozen=True, slots=True)
class RowsAsCrimes:
    """One population in which every row is counted as its own crime."""

    population: HasPopulations

    def view(self, name: str) -> View:
        """The population of that name."""
        return self.population.view(name)

    def crime_rows(self, name: str) -> Positions:
        """Each row itself."""
        return np.arange(self.population.view(name).size)

    def under(self, rule: Preset) -> "RowsAsCrimes":
        """Itself: what it stands on is under its preset already."""
        del rule
        return self


def grouped(job: Job, by: str, *, places: Positions) -> Job:
    """The job with the groups of a population column as its places, and only rows of the given places in scope."""
    name = job.definition.population
    view, crime = job.populations.view(name), job.populations.crime_rows(name)
    codes, labels = _groups(view.column(by))
    inside = np.isin(job.encoding.place, places)
    known = crime >= 0
    in_scope = job.encoding.in_scope[:, np.where(known, crime, 0)] & (
        inside[np.where(known, crime, 0)] & known
    )
    empty = ("",) * len(labels)
    encoding = replace(job.encoding, places=Places(empty, empty, labels), place=codes, in_scope=in_scope)
    return replace(job, populations=RowsAsCrimes(job.populations), encoding=encoding)


def _groups(column: pd.Series) -> tuple[npt.NDArray[np.int32], tuple[str, ...]]:
    values = pd.Categorical(column.astype("str") if column.dtype == "boolean" else column)
    labels = tuple(str(value) for value in values.categories)
    codes = np.where(values.codes < 0, len(labels), values.codes).astype(np.int32)
    return codes, (*labels, NOT_RECORDED)
