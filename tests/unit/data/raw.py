"""Short ways to write code lists, mappings and raw chunks in tests."""

from datetime import date
from pathlib import Path

import pandas as pd

from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.conform.frame import conform
from flightdeck.data.conform.result import Conformed
from flightdeck.data.extract.chunks import RawChunk
from flightdeck.data.mapping.model import Entry
from flightdeck.domain.codes import CodeList

PRODUCT = Path(__file__).parents[3]
CODE_LISTS: dict[str, CodeList] = load_code_lists(PRODUCT / "data" / "code_lists")
AS_AT = date(2026, 10, 31)
KEY = b"a secret of the tests"

CRIME_COLUMNS = {
    "crime_ref": "URN",
    "force": {"constant": "Suffolk"},
    "offence_code": "OFF",
    "recorded_on": "REC",
    "status": {"column": "STAT", "labels": {"Live": "open", "Filed": "closed"}},
}


def crimes(**columns: list[object]) -> pd.DataFrame:
    """Raw crimes that keep every rule, but for the columns given."""
    rows = len(next(iter(columns.values()))) if columns else 1
    whole: dict[str, object] = {
        "URN": [f"37/{number}/26" for number in range(rows)],
        "OFF": ["19C"] * rows,
        "REC": ["2026-01-02"] * rows,
        "STAT": ["Live"] * rows,
    }
    return pd.DataFrame({**whole, **columns})


def conformed(
    raw: pd.DataFrame,
    frame: str = "crimes",
    *,
    columns: dict[str, object] | None = None,
    rows: object = None,
    keys=None,
) -> Conformed:
    """Raw rows conformed as one chunk of one table."""
    entry = Entry.model_validate({"table": "T", "rows": rows, "columns": columns or CRIME_COLUMNS})
    chunk = RawChunk(table="T", first_row=1, frame=raw)
    return conform([chunk], entry, frame, code_lists=CODE_LISTS, hash_key=KEY, as_at=AS_AT, keys=keys)
