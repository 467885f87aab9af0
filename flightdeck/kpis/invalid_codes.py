"""Invalid codes among all values that anybody filled in, over several characteristics together."""

from collections.abc import Sequence

import numpy as np

from flightdeck.domain.codes import RecordingStatus
from flightdeck.domain.condition import Mask
from flightdeck.kpis.answers import Job
from flightdeck.kpis.counting import PreparedCounts
from flightdeck.kpis.encoding import Cube
from flightdeck.kpis.recording import STATUSES, RoleRows, counter, status_codes
from flightdeck.kpis.selection import exclusion_cubes, selection
from flightdeck.kpis.views import View

_NOBODY_FILLED_IN = (RecordingStatus.MISSING, RecordingStatus.NOT_APPLICABLE)
_FILLED_IN = [number for number, status in enumerate(STATUSES) if status not in _NOBODY_FILLED_IN]
_INVALID = STATUSES.index(RecordingStatus.INVALID)


def prepare(job: Job) -> PreparedCounts:
    """Values of every characteristic of the definition counted together: a person counts once for each."""
    rows = selection(job)
    counted = rows.counted & (rows.crime >= 0) & (rows.month >= 0)
    count = counter(
        RoleRows(rows.view, rows.crime, rows.month, counted, np.ones(rows.view.size, dtype=bool)),
        job.encoding,
    )
    shape = (len(job.encoding.scopes), len(job.encoding.places), job.encoding.months)
    filled_in: Cube = np.zeros(shape, dtype=np.int32)
    invalid: Cube = np.zeros(shape, dtype=np.int32)
    for name in job.definition.characteristics:
        cube = count(status_codes(rows.view, name))
        filled_in += cube[_FILLED_IN].sum(axis=0, dtype=np.int32)
        invalid += cube[_INVALID]
    return PreparedCounts(filled_in, invalid, exclusion_cubes(job, rows), standing=False)


def any_code(view: View, characteristics: Sequence[str], *, invalid: bool) -> Mask:
    """The rows with any value filled in, or any that is invalid."""
    found = np.zeros(view.size, dtype=bool)
    for name in characteristics:
        codes = status_codes(view, name)
        found |= codes == _INVALID if invalid else np.isin(codes, _FILLED_IN)
    return found
