"""Small tables that a board may see: cells and totals protected together, or closed where the reader narrows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.condition import Mask
from flightdeck.services.action_lists_reach import Reach, ShownCount
from flightdeck.statistics.suppression import (
    RULES,
    Audience,
    Marks,
    Shown,
    is_hidden,
    is_small,
    protect,
    protect_table,
    protect_total,
    rounded,
)

Counts = NDArray[np.int64]
Cells = list[int | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its code, its name, and its counts; none where suppressed."""

    code: str
    label: str
    counts: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by columns, with the totals of both; `hides` says whether anything in it is suppressed."""

    columns: tuple[tuple[str, str], ...]  # code and name
    rows: tuple[Row, ...]
    totals: tuple[int | None, ...]
    total: int | None
    hides: bool

    def column(self, code: str) -> tuple[int | None, ...]:
        """The counts of one column, row by row."""
        place = [name for name, _ in self.columns].index(code)
        return tuple(row.counts[place] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of counts."""

    code: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Waits:
    """How long something took: over how many, half and nine in ten of them; none where too few to say."""

    label: str
    count: int | None
    median: float | None
    nine_in_ten: float | None
    late: int | None = None
    timed: bool = False  # whether there is a time it should have been done within


def crossed(row: NDArray[np.intp], column: NDArray[np.intp], *, rows: int, columns: int) -> Counts:
    """Pairs of places counted; a pair with -1 counts nowhere."""
    keep = (row >= 0) & (column >= 0)
    cells = np.bincount(row[keep] * columns + column[keep], minlength=rows * columns)
    return cells.reshape(rows, columns).astype(np.int64)


def table(
    counts: Counts,
    *,
    rows: Sequence[tuple[str, str]],
    columns: Sequence[tuple[str, str]],
    audience: Audience,
) -> Table:
    """A table of counts with its totals; rows of nothing are left out."""
    shown = protect_table(counts, audience=audience)
    cells = [_cells(line, marks, audience) for line, marks in zip(counts, shown.cells, strict=True)]
    row_totals = _cells(counts.sum(axis=1), shown.rows, audience)
    totals = _cells(counts.sum(axis=0), shown.columns, audience)
    grand = _cells(counts.sum()[None], np.atleast_1d(shown.grand), audience)
    kept = [place for place in range(len(rows)) if counts[place].any()]
    return Table(
        tuple(columns),
        tuple(Row(*rows[place], tuple(cells[place]), row_totals[place]) for place in kept),
        tuple(totals),
        grand[0],
        bool(is_hidden(shown.cells).any() or is_hidden(shown.rows).any() or is_hidden(shown.columns).any()),
    )


def parts(counts: Counts, names: Sequence[tuple[str, str]], *, audience: Audience) -> tuple[Listed, ...]:
    """The parts of a whole that is shown too: small ones hidden, with as many others as the whole needs."""
    shown = _cells(counts, protect(counts, audience=audience), audience)
    return tuple(Listed(code, label, count) for (code, label), count in zip(names, shown, strict=True))


def states_beside(
    counts: Counts, names: Sequence[tuple[str, str]], first: ShownCount, seen: Reach
) -> tuple[Listed, ...] | None:
    """States of which the first is shown elsewhere by the gate: the others are protected as parts of what it leaves.

    Closed where the reader narrows, or where the first is not shown as it is.
    """
    if seen.audience is Audience.ANALYST:
        return parts(counts, names, audience=seen.audience)
    if seen.narrowed or first.value is None or first.at_least:
        return None
    told = Listed(names[0][0], names[0][1], first.value)
    return (told, *parts(counts[1:], names[1:], audience=seen.audience))


def steps(
    counts: Counts, reached: Mapping[str, tuple[str, ...]], states: tuple[Listed, ...], *, audience: Audience
) -> tuple[Listed, ...]:
    """How many have come to each step, from the states of those who have.

    Hidden states are only ever added up all together: their sum is no secret, each of them is.
    """
    by_state = dict(zip((one.code for one in states), counts.tolist(), strict=True))
    hidden = {one.code for one in states if one.count is None}
    together = protect_total(counts[1:], audience=audience) in (Shown.AS_IS, Shown.ROUNDED)
    return tuple(
        Listed(
            step,
            step,
            sum(by_state[code] for code in codes)
            if not (hidden & set(codes)) or (together and hidden <= set(codes))
            else None,
        )
        for step, codes in reached.items()
    )


def apart(counts: Counts, names: Sequence[tuple[str, str]], *, audience: Audience) -> tuple[Listed, ...]:
    """Counts that add up to nothing that is shown, the largest first: only the small ones are hidden."""
    small = is_small(counts, audience=audience)
    order = np.argsort(-counts, kind="stable")
    values = rounded(counts, audience=audience)
    return tuple(
        Listed(names[place][0], names[place][1], None if small[place] else int(values[place]))
        for place in order
        if counts[place]
    )


def waits(label: str, values: Counts, *, audience: Audience, late: Mask | None = None) -> Waits:
    """The median and the ninth tenth of some waits, where there are enough to show them."""
    count, rules = len(values), RULES[audience]
    known = (
        None if is_small(count, audience=audience) else int(rounded(np.array([count]), audience=audience)[0])
    )
    past = None if late is None else int(late.sum())
    if known is None or (past is not None and is_small([past, count - past], audience=audience).any()):
        past = None
    if count < max(rules.fewest_for_rate, 1):
        return Waits(label, known, None, None, past, late is not None)
    ordered = np.sort(values)
    ninth = float(ordered[int(np.ceil(0.9 * count)) - 1])
    return Waits(label, known, float(np.median(ordered)), ninth, past, late is not None)


def _cells(counts: Counts, marks: Marks, audience: Audience) -> Cells:
    hidden = is_hidden(marks)
    values = rounded(counts, audience=audience)
    return [None if gone else int(value) for value, gone in zip(values, hidden, strict=True)]
