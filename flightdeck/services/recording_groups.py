"""A characteristic by the groups of anything: the four figures of each group over the window, for one audience.

To anybody but an analyst counts are given to the nearest five and shares to a whole per cent, so that two windows or two
places cannot be subtracted to reveal a few; and a table is opened only as far as each of its numbers is zero or large.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.codes import RecordingStatus
from flightdeck.domain.condition import Mask
from flightdeck.kpis.recording import ROLES, STATUSES, RoleRows, core_codes, in_scope, role_rows, total
from flightdeck.services.characteristics import Lens
from flightdeck.services.recordings import CORE, CORE_FOUR, EXPLAINED, GAP
from flightdeck.statistics.intervals import wilson
from flightdeck.statistics.suppression import RULES, TOTAL_BASE, Audience, is_hidden, protect_series

Counts = NDArray[np.int64]
Codes = NDArray[np.intp]
_VALID = (RecordingStatus.VALID,)
_AMBIGUOUS = (RecordingStatus.AMBIGUOUS,)


@dataclass(frozen=True, slots=True)
class RecordedGroup:
    """One group: persons in scope and the four figures; None where hidden or where there is nobody."""

    code: str
    label: str
    in_scope: int | None
    valid: int | None
    substantive: float | None
    lower: float | None
    upper: float | None
    explained: float | None
    ambiguous: float | None
    gap: float | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """The rows of a role that a lens looks at: in its scope, places and window."""

    rows: RoleRows
    here: Mask
    window_first: int
    window_last: int

    def statuses(self, characteristic: str) -> Codes:
        """The status of each row looked at."""
        codes = (
            core_codes(self.rows, CORE_FOUR) if characteristic == CORE else self.rows.statuses(characteristic)
        )
        return codes[self.here]


def looked_at(seen: Lens, role: str) -> Looked:
    """The rows of a role through a lens; none where there is no whole month in the dates."""
    loaded = seen.deck.loaded(seen.filters)
    rows = role_rows(loaded.populations, loaded.encoding, ROLES[role])
    if seen.span is None:
        return Looked(rows, np.zeros(rows.view.size, dtype=bool), 0, -1)
    encoding, window = loaded.encoding, seen.span.window
    crime = np.where(rows.crime >= 0, rows.crime, 0)
    month = rows.month + encoding.first_month
    here = (
        rows.counted & encoding.in_scope[seen.offences][crime] & np.isin(encoding.place[crime], seen.places)
    )
    here &= (month >= window.first) & (month <= window.last)
    return Looked(rows, here, window.first, window.last)


def by_group(groups: Codes, statuses: Codes, *, size: int) -> Counts:
    """Persons by status and group (status x group); a group of -1 counts nowhere."""
    known = groups >= 0
    counts = np.bincount(statuses[known] * size + groups[known], minlength=len(STATUSES) * size)
    table: Counts = counts.reshape(len(STATUSES), size)
    return table


def shown_groups(
    counts: Counts, *, codes: Sequence[str], labels: Sequence[str], audience: Audience, closed: bool = False
) -> tuple[RecordedGroup, ...]:
    """The groups as an audience may see them, none of them where they are `closed`; one with nobody in scope is left out."""
    whole, valid = in_scope(counts), total(counts, _VALID)
    rest = [total(counts, of) for of in (EXPLAINED, _AMBIGUOUS, GAP)]
    coarse = RULES[audience].fewest > 1
    hidden = _hidden(valid, whole, audience) if coarse else np.zeros(len(whole), dtype=bool)
    hidden |= closed
    four = not coarse or all(_large(part, audience).all() for part in (valid, *rest))
    interval = wilson(valid, whole)
    return tuple(
        _group(
            codes[row], labels[row], int(whole[row]), int(valid[row]),
            bounds=(float(interval.lower[row]), float(interval.upper[row])),
            others=[int(part[row]) for part in rest] if four else None,
            hidden=bool(hidden[row]), coarse=coarse,
        )
        for row in range(len(codes))
        if whole[row]
    )  # fmt: skip


def _hidden(valid: Counts, whole: Counts, audience: Audience) -> Mask:
    marks = protect_series(valid, whole, audience=audience)
    thin = whole < RULES[audience].fewest_for_rate
    return is_hidden(marks.rates) | is_hidden(marks.numerators) | is_hidden(marks.denominators) | thin


def _large(counts: Counts, audience: Audience) -> Mask:
    large: Mask = (counts == 0) | (counts >= RULES[audience].fewest)
    return large


def _group(
    code: str,
    label: str,
    whole: int,
    valid: int,
    *,
    bounds: tuple[float, float],
    others: Sequence[int] | None,
    hidden: bool,
    coarse: bool,
) -> RecordedGroup:
    if hidden:
        return RecordedGroup(code, label, None, None, None, None, None, None, None, None, hidden=True)
    shares: Sequence[float | None] = (
        (None,) * 3 if others is None else [near_share(part / whole, coarse=coarse) for part in others]
    )
    return RecordedGroup(
        code, label, near(whole, coarse=coarse), near(valid, coarse=coarse), near_share(valid / whole, coarse=coarse),
        near_share(bounds[0], coarse=coarse), near_share(bounds[1], coarse=coarse),
        shares[0], shares[1], shares[2], hidden=False,
    )  # fmt: skip


def near(count: int, *, coarse: bool) -> int:
    """A count, to the nearest five where the audience sees no finer."""
    return TOTAL_BASE * round(count / TOTAL_BASE) if coarse else count


def near_share(share: float, *, coarse: bool) -> float:
    """A share, to a whole per cent where the audience sees no finer."""
    return round(share, 2) if coarse else share
