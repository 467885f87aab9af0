"""What a source hands over: tables with columns, read chunk by chunk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from flightdeck.domain.condition import Condition


@dataclass(frozen=True, slots=True)
class RawChunk:
    """Some rows of a table as the source holds them.

    `first_row` counts from 1 in the table or file, before any row filter.
    """

    table: str
    first_row: int
    frame: pd.DataFrame


@dataclass(frozen=True, slots=True)
class TableShape:
    """The columns of one table or file, each with the kind of value the source says it holds."""

    name: str
    columns: Mapping[str, str]


class RecordSource(Protocol):
    """A database or a folder of files."""

    def describe(self) -> str:
        """The source in words, without user name or password."""
        ...

    def tables(self) -> tuple[str, ...]:
        """Every table, view or file that can be read."""
        ...

    def shapes(self, table: str) -> tuple[TableShape, ...]:
        """The shape of a table; of every file when the name is a pattern. Empty when there is none."""
        ...

    def read(self, table: str, *, columns: Sequence[str], where: Condition) -> Iterator[RawChunk]:
        """The rows of a table, chunk by chunk, with those columns only.

        A database leaves out the rows that do not satisfy `where`; a folder may hand them over.
        """
        ...
