"""Which statuses of a characteristic may be opened to an audience, at every place and span, in whole blocks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.codes import RecordingStatus
from flightdeck.kpis.encoding import SCOPES
from flightdeck.kpis.recording import StatusCube, in_scope, total
from flightdeck.statistics.cells import QUARTER, YEAR, Calendar, Tree
from flightdeck.statistics.lattice import Pattern
from flightdeck.statistics.suppression import RULES, Audience

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]
# The scope that the pages open with is opened first; those around and within it only where no difference is a few.
FIRST = "rasso"
WITHIN_OR_AROUND = ("all_sexual_offences", "rape_all", "rape_adult")
_VALID = (RecordingStatus.VALID,)
_EXPLAINED = (RecordingStatus.DECLINED, RecordingStatus.NOT_ASKED)
_GAP = (RecordingStatus.UNKNOWN, RecordingStatus.MISSING, RecordingStatus.INVALID)
_REST = tuple(
    status
    for status in RecordingStatus
    if status not in (RecordingStatus.VALID, RecordingStatus.NOT_APPLICABLE)
)
# What each step takes apart; a step is safe where each of its parts is zero or large enough.
_STEPS: tuple[tuple[tuple[RecordingStatus, ...], ...], ...] = (
    (_VALID, _REST),
    (_VALID, _EXPLAINED, (RecordingStatus.AMBIGUOUS,), _GAP),
    tuple((status,) for status in RecordingStatus if status is not RecordingStatus.NOT_APPLICABLE),
)


@dataclass(frozen=True, slots=True)
class Levels:
    """Counts of status x node x column, and what is hidden: the whole, the value, the four figures, the statuses, not applicable."""

    counts: Counts
    hidden: tuple[Mask, Mask, Mask, Mask, Mask]


@dataclass(frozen=True, slots=True)
class Parts:
    """The counts of a role, the others that must be safe beside them, and the deck's own pattern of whole and value."""

    counts: Counts
    beside: tuple[Counts, ...]
    base: Pattern

    @classmethod
    def of(cls, counts: Counts, beside: Sequence[Counts], *, base: Pattern) -> "Parts":
        """Parts from lists."""
        return cls(counts, tuple(beside), base)


def opened(parts: Parts, *, tree: Tree, calendar: Calendar, audience: Audience, inner: bool) -> Levels:
    """What an audience may see at each step.

    Args:
        inner: the persons are part of a larger role whose pattern `base` is, so that even the first step goes by blocks.
    """
    base = parts.base
    safe = ~base.hidden_part & ~base.hidden_whole
    masks = []
    for step in _STEPS:
        safe = _blocks(safe & _safe(parts, step, audience=audience), tree=tree, calendar=calendar)
        masks.append(~safe)
    hidden_whole, hidden_value = (masks[0], masks[0]) if inner else (base.hidden_whole, base.hidden_part)
    not_applicable = _large(parts.counts, (RecordingStatus.NOT_APPLICABLE,), audience=audience)
    return Levels(
        parts.counts,
        (
            hidden_whole,
            hidden_value,
            masks[1],
            masks[2],
            ~_blocks(not_applicable & ~hidden_whole, tree=tree, calendar=calendar),
        ),
    )


def _safe(parts: Parts, step: Sequence[Sequence[RecordingStatus]], *, audience: Audience) -> Mask:
    found = np.ones(parts.counts.shape[1:], dtype=bool)
    for counts in parts.beside or (parts.counts,):
        for statuses in step:
            found &= _large(counts, statuses, audience=audience)
    whole = in_scope(parts.counts)
    enough: Mask = (whole == 0) | (whole >= RULES[audience].fewest_for_rate)
    return found & enough


def _large(counts: Counts, statuses: Sequence[RecordingStatus], *, audience: Audience) -> Mask:
    amount = total(counts, statuses) if statuses else np.zeros(counts.shape[1:], dtype=np.int64)
    large: Mask = (amount == 0) | (amount >= RULES[audience].fewest)
    return large


def scopes_beside(cube: StatusCube, scope: int) -> list[StatusCube]:
    """The counts of a scope, and for one around or within the first the others and their differences too."""
    if SCOPES[scope] not in WITHIN_OR_AROUND:
        return [cube[:, scope]]
    first, *others = (cube[:, SCOPES.index(name)] for name in (FIRST, *WITHIN_OR_AROUND))
    around, within, inmost = others
    return [*others, around - first, first - within, within - inmost]


def _blocks(safe: Mask, *, tree: Tree, calendar: Calendar) -> Mask:
    """The cells that may be shown: with all children of their place, in all parts of their span, beneath shown cells only."""
    shown = safe.copy()
    shown[-1] = _spans(shown[-1:], calendar)[0]
    for level in reversed(tree.levels):
        together = np.logical_and.reduceat(shown[level.children], level.starts, axis=0)
        together = _spans(together & shown[level.parents], calendar)
        shown[level.children] = together[level.parent_of]
    return shown


def _spans(shown: Mask, calendar: Calendar) -> Mask:
    """The same in time: the quarters of a year all together and under it, the months of a quarter likewise."""
    rows, months, quarters = len(shown), calendar.months, calendar.quarters
    whole = shown.copy()
    first, count = calendar.first_year, calendar.years
    year = whole[:, months + quarters :]
    inside = whole[:, months + first : months + first + YEAR * count].reshape(rows, count, YEAR)
    whole[:, months + first : months + first + YEAR * count] = np.repeat(
        inside.all(axis=2) & year, YEAR, axis=1
    )
    quarter = whole[:, months : months + quarters]
    start = calendar.first_quarter
    within = whole[:, start : start + QUARTER * quarters].reshape(rows, quarters, QUARTER)
    whole[:, start : start + QUARTER * quarters] = np.repeat(within.all(axis=2) & quarter, QUARTER, axis=1)
    return whole
