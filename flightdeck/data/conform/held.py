"""The coded rows of one frame while they are gathered, and which rule each row breaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.data.conform.coding import Coded, Values
from flightdeck.data.conform.dates import Faults
from flightdeck.data.conform.rules import Rule

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


@dataclass(slots=True)
class _Part:
    """The rows of one chunk."""

    source: str
    numbers: Rows


@dataclass(slots=True)
class Held:
    """Columns in parts while chunks come in; whole once they are asked for.

    Only the faults that are there are kept (position and rule), because nearly all rows have none.
    """

    frame: str
    rows: int = 0
    parts: list[_Part] = field(default_factory=list)
    _values: dict[str, list[Values]] = field(default_factory=dict)
    _faults: dict[str, list[tuple[Rows, Faults]]] = field(default_factory=dict)
    _labels: dict[str, list[pd.Series]] = field(default_factory=dict)
    _broken: Faults | None = None
    _column: npt.NDArray[np.int16] | None = None
    columns: list[str] = field(default_factory=list)

    def add(self, source: str, numbers: Rows, coded: Mapping[str, Coded]) -> None:
        """Keep the coded rows of a chunk."""
        self.parts.append(_Part(source, numbers))
        self.columns = list(coded)
        for name, column in coded.items():
            self._values.setdefault(name, []).append(column.values)
            at = np.flatnonzero(column.faults)
            if at.size:
                self._faults.setdefault(name, []).append((at + self.rows, column.faults[at]))
            if len(column.labels):
                self._labels.setdefault(name, []).append(
                    column.labels.set_axis(column.labels.index + self.rows)
                )
        self.rows += len(numbers)

    def values(self, column: str) -> Values:
        """The whole column, rows in quarantine included."""
        parts = self._values.get(column)
        if not parts:
            return np.array([], dtype=np.uint64)
        if len(parts) > 1:
            self._values[column] = parts = [np.concatenate(parts)]
        return parts[0]

    def faults(self, column: str) -> Faults:
        """The rule each value of the column breaks."""
        faults = np.zeros(self.rows, dtype=np.uint8)
        for at, rules in self._faults.get(column, []):
            faults[at] = rules
        return faults

    def labels(self, column: str) -> pd.Series:
        """The labels that matched nothing, by row."""
        parts = self._labels.get(column)
        return pd.concat(parts) if parts else pd.Series([], index=np.array([], dtype=np.int64), dtype="str")

    def labelled(self) -> list[str]:
        """The columns with a label that matched nothing."""
        return [name for name in self.columns if name in self._labels]

    def broken(self) -> Faults:
        """The first rule each row breaks."""
        if self._broken is None:
            self._broken = np.zeros(self.rows, dtype=np.uint8)
        return self._broken

    def broken_column(self) -> npt.NDArray[np.int16]:
        """The place in `columns` of the column it breaks that rule on."""
        if self._column is None:
            self._column = np.full(self.rows, -1, dtype=np.int16)
        return self._column

    def break_rows(self, faults: Faults, column: str) -> None:
        """Quarantine the rows with a fault, unless they are there already."""
        newly = (faults != Rule.KEPT) & (self.broken() == Rule.KEPT)
        self.broken()[newly] = faults[newly]
        if self.rows:
            self.broken_column()[newly] = self.columns.index(column)

    def put(self, column: str, values: Values) -> None:
        """Set the whole column, rows in quarantine included."""
        self._values[column] = [values]

    def refuse(self, column: str, refused: Mask, *, rule: Rule, nothing: object) -> None:
        """Set values that cannot stand to nothing, and remember the rule they break."""
        at = np.flatnonzero(refused)
        if not at.size:
            return
        values = self.values(column).copy()
        values[at] = np.array(nothing).astype(values.dtype)
        self._values[column] = [values]
        self._faults.setdefault(column, []).append((at, np.full(len(at), rule, dtype=np.uint8)))

    def alive(self) -> Mask:
        """The rows not in quarantine."""
        alive: Mask = self.broken() == Rule.KEPT
        return alive

    def kept(self, column: str) -> Values:
        """The column of the rows not in quarantine."""
        return self.values(column)[self.alive()]
