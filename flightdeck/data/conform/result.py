"""What becomes of the rows of one frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

QUARANTINE_COLUMNS = ("frame", "source", "row", "reference_hash", "rule", "column", "detail")
RAW_LABEL_COLUMNS = ("frame", "row_key", "column", "label")


@dataclass(frozen=True, slots=True)
class Conformed:
    """One canonical frame and what could not be made part of it.

    `quarantined` has a row for each row set aside: frame, source (table or file) and row (from 1) for finding it
    in the record system, reference_hash of its key, rule, column and detail; never a raw value but a label.
    `raw_labels` keeps the label of every value that matched no code: frame, row_key, column, label.
    `issues` counts the optional values set to missing, by column and rule.
    """

    name: str
    rows_in: int
    frame: pd.DataFrame
    quarantined: pd.DataFrame
    raw_labels: pd.DataFrame
    issues: dict[str, dict[str, int]]

    @property
    def kept(self) -> int:
        """Rows in the frame."""
        return len(self.frame)


def empty_table(columns: Sequence[str]) -> pd.DataFrame:
    """A table of text columns without rows."""
    return pd.DataFrame({name: pd.Series([], dtype="str") for name in columns})
