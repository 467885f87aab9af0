"""The part that peers share: one grouped query a fact table, made into answers."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
import pandas as pd

from bench.answers import Answers, Crossings, at_quarter_ends, columns_of, grouped_by, running, series
from bench.facts import Facts


class ByTable(ABC):
    """A peer that asks each fact table one question."""

    name: str

    def __init__(self, tables: Sequence[Facts], quarter_of: np.ndarray) -> None:
        self.tables = tuple(tables)
        self.quarter_of = quarter_of

    @abstractmethod
    def sums(self, facts: Facts, by: str, place: tuple[str, str] | None) -> pd.DataFrame:
        """Sums of the counts (and the median of the days) indexed by period."""

    @abstractmethod
    def crossed(self, facts: Facts) -> Crossings:
        """Checksums of every count by month, force, area and each characteristic."""

    def one_area(self, force: str, area: str) -> Answers:
        return self._answers((force, area), quarters=True)

    def by_month(self) -> Answers:
        return self._answers(None, quarters=False)

    def crossings(self) -> Crossings:
        return {
            name: found
            for facts in self.tables
            if facts.counting is not None
            for name, found in self.crossed(facts).items()
        }

    def _answers(self, place: tuple[str, str] | None, *, quarters: bool) -> Answers:
        periods = int(self.quarter_of.max()) + 1 if quarters else len(self.quarter_of)
        found = {}
        for facts in self.tables:
            sums = self.sums(facts, grouped_by(facts, quarters=quarters), place)
            if facts.running:
                sums = running(sums, months=len(self.quarter_of))
            if facts.at_end and quarters:
                sums = at_quarter_ends(sums, self.quarter_of)
            for kpi in facts.kpis:
                found[kpi.id] = series(kpi, sums, periods=periods)
        return found


def aggregated(facts: Facts) -> tuple[tuple[str, ...], bool]:
    """The columns to sum, and whether the days want a median."""
    return columns_of(facts), any(kpi.days for kpi in facts.kpis)
