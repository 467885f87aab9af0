"""Where the gap of a characteristic lies: persons without a value by place, stage and cause, and the fewest cells that make up most."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flightdeck.domain.codes import RecordingStatus
from flightdeck.kpis.recording import STATUSES

Codes = npt.NDArray[np.intp]
Counts = npt.NDArray[np.int64]
# A person whose record says "unknown" was given no value by anybody, as one whose record is blank was not.
CAUSE_OF = {
    RecordingStatus.UNKNOWN: "not_filled_in",
    RecordingStatus.MISSING: "not_filled_in",
    RecordingStatus.INVALID: "invalid",
}
CAUSES = tuple(dict.fromkeys(CAUSE_OF.values()))
NO_CAUSE = -1


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of a table, largest first, with the count of each."""

    place: Codes
    stage: Codes
    cause: Codes
    count: Counts


def cause_codes(statuses: Codes) -> Codes:
    """For each status, its cause as a place in `CAUSES`; -1 where there is no gap."""
    causes = [CAUSES.index(CAUSE_OF[status]) if status in CAUSE_OF else NO_CAUSE for status in STATUSES]
    return np.array(causes, dtype=np.intp)[statuses]


def gap_cells(place: Codes, stage: Codes, cause: Codes, *, stages: int) -> Cells:
    """Every cell with anybody in it, largest first; ties by place, stage and cause, so that the order never changes."""
    gap = cause >= 0
    key = (place[gap] * stages + stage[gap]) * len(CAUSES) + cause[gap]
    found, count = np.unique(key, return_counts=True)
    order = np.lexsort((found, -count))
    found, count = found[order], count[order].astype(np.int64)
    return Cells(found // (stages * len(CAUSES)), found // len(CAUSES) % stages, found % len(CAUSES), count)


def fewest(counts: Counts, *, share: float, of: int) -> int:
    """How many of some counts, largest first, make up a share of the whole."""
    if not of:
        return 0
    reached = np.cumsum(counts) >= share * of
    return int(np.argmax(reached)) + 1 if reached.any() else len(counts)
