"""Age: how long ago, at the end of each period, the latest of some moments was; a profile's refresh, a load of data."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flightdeck.kpis.answers import Answer, Cells, Job
from flightdeck.kpis.encoding import Counts, Cube, Encoding, Question
from flightdeck.kpis.selection import selection

Moments = npt.NDArray[np.datetime64]
_SECONDS = {"hours": 3_600.0, "days": 86_400.0, "months": 365.25 / 12 * 86_400.0}


@dataclass(frozen=True, slots=True)
class PreparedAge:
    """Moments in order; they describe the force as a whole, so a place has no part in them."""

    moments: Moments  # to the second, sorted
    value_unit: str
    encoding: Encoding
    nothing: Cube

    def answer(self, question: Question) -> Answer:
        """The age at the end of each period, of how many moments; it is known exactly, so it has no interval."""
        ends = self._ends(question)
        known = np.searchsorted(self.moments, ends, side="right")
        padded = np.concatenate([np.array(["NaT"], dtype="M8[s]"), self.moments])
        age = (ends - padded[known]).astype("m8[s]").astype(np.float64) / _SECONDS[self.value_unit]
        value = np.where(known > 0, age, np.nan)
        blank = np.full_like(value, np.nan)
        return Answer(known.astype(np.int64), value, blank, blank)

    def _ends(self, question: Question) -> Moments:
        """The end of each period, but never later than the moment that is asked from."""
        months = question.last + self.encoding.first_month + 1
        ends: Moments = np.minimum(months.astype("M8[M]").astype("M8[s]"), self.encoding.asked_at())
        return ends

    def cells(self, scope: int) -> Cells:
        """No persons stand behind it."""
        return Cells(self.nothing[scope], None)

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Nothing is left out."""
        del question
        return {}


def prepare(job: Job) -> PreparedAge:
    """The moments of the rows that count."""
    asked = job.definition.age
    assert asked is not None  # noqa: S101 (the model demands it)
    rows, encoding = selection(job), job.encoding
    moments = rows.view.column(asked.since).to_numpy().astype("M8[s]")[rows.counted]
    nothing = np.zeros((len(encoding.scopes), len(encoding.places), encoding.months), dtype=np.int32)
    return PreparedAge(np.sort(moments[~np.isnat(moments)]), asked.value_unit, encoding, nothing)
