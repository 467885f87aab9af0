"""A reader who collects every shown number of places and months as equations and solves for what is hidden."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from flightdeck.statistics.cells import Calendar, Tree


@dataclass
class Attacker:
    """What is known of leaf x month counts of a numerator and of the rest; none is below zero."""

    leaves: int
    months: int
    equal: dict[bytes, tuple[np.ndarray, float]] = field(default_factory=dict)
    at_least: dict[bytes, tuple[np.ndarray, float]] = field(default_factory=dict)

    def atoms(self, leaves: np.ndarray, months: np.ndarray, *, kinds: tuple[int, ...]) -> np.ndarray:
        """A sum of atoms: 0 the numerator, 1 the rest."""
        row = np.zeros((2, self.leaves, self.months))
        for kind in kinds:
            row[np.ix_([kind], leaves, months)] = 1
        return row.ravel()

    def learns(self, row: np.ndarray, value: float, *, at_least: bool = False) -> None:
        """One shown number; the same sum shown twice must be the same number."""
        known = self.at_least if at_least else self.equal
        key = row.astype(np.int8).tobytes()
        if at_least:
            value = max(value, known[key][1]) if key in known else value
        elif key in known:
            assert known[key][1] == value
        known[key] = (row, value)

    def numbers(self, target: np.ndarray) -> float:
        """How many whole numbers a sum of atoms could be."""
        ends = []
        equal, low = self._system(self.equal), self._system(self.at_least)
        for sign in (1, -1):
            found = linprog(
                sign * target, A_eq=equal[0], b_eq=equal[1], A_ub=None if low[0] is None else -low[0],
                b_ub=None if low[1] is None else -low[1], bounds=(0, None), method="highs",
            )  # fmt: skip
            if found.status in {3, 4}:
                return math.inf
            assert found.status == 0, found.message
            ends.append(sign * found.fun)
        return math.floor(ends[1] + 1e-6) - math.ceil(ends[0] - 1e-6) + 1

    @staticmethod
    def _system(known: dict[bytes, tuple[np.ndarray, float]]) -> tuple[csr_array | None, np.ndarray | None]:
        if not known:
            return None, None
        rows = [csr_array(row[None, :]) for row, _ in known.values()]
        return vstack(rows).tocsr(), np.array([value for _, value in known.values()])


def leaves_of(tree: Tree) -> list[np.ndarray]:
    """The leaves under each node."""
    under = tree.summed(np.eye(tree.leaves, dtype=np.int64))
    return [np.flatnonzero(row) for row in under]


def months_of(calendar: Calendar) -> list[np.ndarray]:
    """The months in each column."""
    inside = calendar.widened(np.eye(calendar.months, dtype=np.int64), standing=False)
    return [np.flatnonzero(column) for column in inside.T]


def small(counts: np.ndarray, *, fewest: int) -> Iterator[tuple[int, int]]:
    """Nodes and columns with a count that must not be known."""
    yield from ((int(node), int(column)) for node, column in np.argwhere((counts > 0) & (counts < fewest)))
