"""What a measure answers before the suppression gate, and what it must offer the engine."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Basis
from flightdeck.domain.presets import Preset
from flightdeck.kpis.encoding import Counts, Cube, Encoding, Question
from flightdeck.kpis.views import Positions, View

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answer:
    """One number a period of the question, with its interval; numerator is absent for a pure count or duration."""

    denominator: Counts
    value: Floats
    lower: Floats
    upper: Floats
    numerator: Counts | None = None
    extras: tuple["ExtraSeries", ...] = ()


@dataclass(frozen=True, slots=True)
class ExtraSeries:
    """A further figure for each period of the question."""

    name: str
    label: str
    unit: str
    value: Floats


@dataclass(frozen=True, slots=True)
class Cells:
    """The whole numbers behind a measure in one scope, place by month: what suppression looks at."""

    denominator: Cube
    numerator: Cube | None


class Prepared(Protocol):
    """A definition evaluated once over a snapshot: it answers any question by adding up."""

    def answer(self, question: Question) -> Answer:
        """The answer for each period of the question."""

    def cells(self, scope: int) -> Cells:
        """The counts by place and month, for suppression."""

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Rows left out by each exclusion, by period."""


class HasPopulations(Protocol):
    """Where a measure finds its rows: the populations of a snapshot, or the rows of a worked example."""

    def view(self, name: str) -> View:
        """The population of that name."""

    def crime_rows(self, name: str) -> Positions:
        """For each row of a population, the row of its crime."""

    def under(self, rule: Preset) -> "HasPopulations":
        """The populations as a preset of a repeat suspect has them."""


@dataclass(frozen=True, slots=True)
class Job:
    """A definition to be prepared on one basis; one that follows a preset sees the populations under it."""

    definition: Definition
    basis: Basis
    populations: HasPopulations
    encoding: Encoding
    characteristic: str = ""

    def __post_init__(self) -> None:
        """Put the populations under the preset of the definition."""
        if self.definition.parameters is not None:
            object.__setattr__(self, "populations", self.populations.under(self.definition.parameters))
