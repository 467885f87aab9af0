"""How many characteristics the record system cannot give: what the source declares of itself, not a count of rows."""

from dataclasses import dataclass

import numpy as np

from flightdeck.kpis.answers import Answer, Cells, Job
from flightdeck.kpis.counting import count_answer
from flightdeck.kpis.encoding import Counts, Cube, Question
from flightdeck.kpis.selection import holds


@dataclass(frozen=True, slots=True)
class PreparedSourceGaps:
    """One number, the same in every place and period: it describes the system, no person."""

    count: int
    nothing: Cube

    def answer(self, question: Question) -> Answer:
        """The number; it is known exactly, so it has no interval."""
        counted = count_answer(np.full(len(question.last), self.count, dtype=np.int64))
        return Answer(counted.denominator, counted.value, counted.value, counted.value)

    def cells(self, scope: int) -> Cells:
        """No persons stand behind it."""
        return Cells(self.nothing[scope], None)

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Nothing is left out."""
        del question
        return {}


def prepare(job: Job) -> PreparedSourceGaps:
    """The characteristics of the source that the condition describes."""
    view = job.populations.view(job.definition.population)
    encoding = job.encoding
    nothing = np.zeros((len(encoding.scopes), len(encoding.places), encoding.months), dtype=np.int32)
    return PreparedSourceGaps(int(holds(job.definition.where, view).sum()), nothing)
