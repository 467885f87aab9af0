"""A reader who knows the rules, every shown number and every published sum, and works out the rest by linear programming."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import linprog


def possible_numbers(
    cells: Sequence[str],
    hidden: Callable[[str], bool],
    value: Callable[[str], int],
    sums: dict[str, list[str]],
) -> dict[str, float]:
    """How many whole numbers each hidden cell could be; `sums` says which cells add up to which."""
    unknown = {cell: place for place, cell in enumerate(cell for cell in cells if hidden(cell))}
    left, right = [], []
    for total, parts in sums.items():
        row, known = np.zeros(len(unknown)), 0
        for cell, sign in [(total, -1), *((part, 1) for part in parts)]:
            if cell in unknown:
                row[unknown[cell]] += sign
            else:
                known -= sign * value(cell)
        left.append(row)
        right.append(known)
    return {cell: _spread(np.array(left), np.array(right), place) for cell, place in unknown.items()}


def _spread(left: np.ndarray, right: np.ndarray, place: int) -> float:
    ends = []
    for sign in (1, -1):
        aim = np.zeros(left.shape[1])
        aim[place] = sign
        found = linprog(aim, A_eq=left, b_eq=right, bounds=(1, None), method="highs")
        if found.status in {3, 4}:
            return math.inf
        assert found.status == 0, found.message
        ends.append(sign * found.fun)
    return math.floor(ends[1] + 1e-6) - math.ceil(ends[0] - 1e-6) + 1
