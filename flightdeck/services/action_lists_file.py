"""An action list as a file: the rows a reader sees, safe in a spreadsheet, and SYNTHETIC in name and first column where it is."""

from flightdeck.services.action_lists import Rows
from flightdeck.services.worklist_store import safe_csv

SYNTHETIC = "SYNTHETIC"


def file_name(rows: Rows) -> str:
    """The name of the file: the list, its day, and the word that says it is made up.

    >>> from types import SimpleNamespace
    >>> from datetime import date
    >>> file_name(SimpleNamespace(list=SimpleNamespace(name="bail_14"), as_at=date(2026, 10, 31), synthetic=True))
    'SYNTHETIC-bail-14-2026-10-31.csv'
    """
    mark = f"{SYNTHETIC}-" if rows.synthetic else ""
    return f"{mark}{rows.list.name.replace('_', '-')}-{rows.as_at.isoformat()}.csv"


def csv_text(rows: Rows) -> str:
    """The rows as CSV, each with what the list is and the day it was true."""
    told = rows.rows.assign(list=rows.list.title, as_at=rows.as_at.isoformat())
    if rows.synthetic:
        told.insert(0, "data", SYNTHETIC)
    return safe_csv(told)
