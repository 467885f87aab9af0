"""Where limits may be set anew: only where enough points follow."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from flightdeck.statistics.spc import FEWEST_POINTS


def starts_kept(known: ArrayLike, starts: Iterable[int], *, fewest: int = FEWEST_POINTS) -> tuple[int, ...]:
    """The starts of new limits that have enough known points before the next start, or the end.

    Read from the latest: of two starts too close together, the later stays, since it tells of the process as it is.

    >>> starts_kept([True] * 30, [4, 12, 25])
    (12,)
    """
    points = np.asarray(known, dtype=bool)
    kept: list[int] = []
    end = len(points)
    for start in sorted({start for start in starts if 0 < start < len(points)}, reverse=True):
        if int(points[start:end].sum()) >= fewest:
            kept.append(start)
            end = start
    return tuple(reversed(kept))
