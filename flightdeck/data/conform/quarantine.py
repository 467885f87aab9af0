"""What is told of the rows and values that could not be used."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from flightdeck.data.conform.hashing import as_text
from flightdeck.data.conform.held import Held
from flightdeck.data.conform.result import QUARANTINE_COLUMNS, RAW_LABEL_COLUMNS, empty_table
from flightdeck.data.conform.rules import RULES, Rule
from flightdeck.domain.schema import Column

LONGEST_LABEL = 60  # a label is short; a longer text may be about a person and is not kept
MOST_WORDS = 6  # more words than this are a sentence, and a sentence may be about a person too
KEPT_OF_LABEL = 40  # letters that are kept: enough to find the label in the source
MOST_LABELS = 200  # a code column with more distinct unknown labels than this holds free text
WITHHELD = "(not kept: too long or too various to be a label)"


def quarantined(held: Held, *, key: str) -> pd.DataFrame:
    """The rows set aside, with where to find each and why."""
    rows = np.flatnonzero(~held.alive())
    if not rows.size:
        return empty_table(QUARANTINE_COLUMNS).astype({"row": "int64"})
    rules = held.broken()[rows]
    columns = np.array(held.columns, dtype=object)[held.broken_column()[rows]]
    sources = np.repeat([part.source for part in held.parts], [len(part.numbers) for part in held.parts])
    numbers = np.concatenate([part.numbers for part in held.parts])
    return pd.DataFrame(
        {
            "frame": held.frame,
            "source": pd.Series(sources[rows], dtype="str"),
            "row": numbers[rows],
            "reference_hash": as_text(held.values(key)[rows].astype(np.uint64)),
            "rule": pd.Series([Rule(rule).id for rule in rules], dtype="str"),
            "column": pd.Series(columns, dtype="str"),
            "detail": pd.Series(_details(held, rows, rules, columns), dtype="str"),
        }
    )


def raw_labels(held: Held, *, key: str) -> pd.DataFrame:
    """The label of every value that matched no code, in the rows that were kept."""
    alive = held.alive()
    parts = []
    for column in held.labelled():
        labels = shown(held.labels(column))
        labels = labels[alive[labels.index]]
        keys = as_text(held.values(key)[labels.index].astype(np.uint64))
        parts.append(
            pd.DataFrame({"frame": held.frame, "row_key": keys, "column": column, "label": labels.to_numpy()})
        )
    if not parts:
        return empty_table(RAW_LABEL_COLUMNS)
    return pd.concat(parts, ignore_index=True).astype(dict.fromkeys(RAW_LABEL_COLUMNS, "str"))


def issues(held: Held, columns: Sequence[Column]) -> dict[str, dict[str, int]]:
    """How many optional values were set to missing in the rows that were kept, by column and rule."""
    alive = held.alive()
    counts: dict[str, dict[str, int]] = {}
    for column in columns:
        times = np.bincount(held.faults(column.name)[alive], minlength=len(Rule))
        found = {rule.id: int(times[rule]) for rule in Rule if times[rule] and rule not in _NO_ISSUE}
        if found:
            counts[column.name] = found
    return counts


_NO_ISSUE = (Rule.KEPT, Rule.MISSING_REQUIRED)


def _details(held: Held, rows: np.ndarray, rules: np.ndarray, columns: np.ndarray) -> list[str]:
    labels = {column: shown(held.labels(column)) for column in set(columns)}
    by_row = {column: dict(zip(found.index, found, strict=True)) for column, found in labels.items()}
    return [
        by_row[column].get(row, RULES[Rule(rule)])
        for row, rule, column in zip(rows, rules, columns, strict=True)
    ]


def shown(labels: pd.Series) -> pd.Series:
    """The labels as far as they may be kept: what reads like free text is withheld."""
    if labels.nunique() > MOST_LABELS:
        return pd.Series(WITHHELD, index=labels.index, dtype="str")
    is_text = (labels.str.len() > LONGEST_LABEL) | (labels.str.count(r"\S+") > MOST_WORDS)
    shortened = labels.mask(labels.str.len() > KEPT_OF_LABEL, labels.str.slice(0, KEPT_OF_LABEL - 1) + "…")
    return shortened.mask(is_text, WITHHELD)
