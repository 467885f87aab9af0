"""A heat grid: a table of counts whose cells are shaded in steps, so that it is its own table; the number stands in each."""

import math
from collections.abc import Iterable, Sequence

STEPS = 5
FILLS = ("#FFFFFF", "#E1EBF4", "#B5CDE3", "#7FA9CE", "#2F6A9F", "#12436D")  # for step 0 (none) to the most
INKS = ("#0B0C0C", "#0B0C0C", "#0B0C0C", "#0B0C0C", "#FFFFFF", "#FFFFFF")  # 4.5 to 1 on each fill, or better


def step(count: int | None, *, most: int) -> int:
    """How dark a count is: 0 for none, up to `STEPS` for the most.

    >>> [step(count, most=50) for count in (0, 1, 25, 50, None)]
    [0, 1, 3, 5, 0]
    """
    return 0 if not count or not most else math.ceil(count / most * STEPS)


def most_of(cells: Iterable[Sequence[int | None]]) -> int:
    """The largest count that is shown."""
    return max((count for row in cells for count in row if count is not None), default=0)


def key_said(most: int) -> str:
    """What the shading means, in words."""
    return f"The darker a cell, the more: each of {STEPS} shades is a fifth of the largest cell, {most:,}."
