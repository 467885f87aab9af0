"""Every number of the matrix, for those who want it in a table."""

from collections.abc import Sequence

from dash import html

from flightdeck.domain.wording import count_text
from flightdeck.services.characteristic_cell import Cell
from flightdeck.web.components.characteristic_words import percent
from flightdeck.web.components.number_table import Cell as Written
from flightdeck.web.components.number_table import Head, number_table

COUNTS = {
    "in_scope": "In scope",
    "valid": "Has a value",
    "declined": "Declined",
    "not_asked": "Not asked, with a reason",
    "ambiguous": "Not stated, no reason",
    "unknown": "Unknown",
    "missing": "Left empty",
    "invalid": "Invalid",
    "not_applicable": "Does not apply",
}
SHARES = {"recorded": "Recorded", "substantive": "Has a value", "ambiguous_share": "Not stated", "gap": "Gap"}
NOBODY = "nobody in scope"
CAPTION = (
    "Persons by what is on record, and the four figures: recorded, value, not stated without a reason, gap"
)


def every_number(cells: Sequence[Cell]) -> html.Details:
    """The counts of every status and the four figures; what cannot be known says so in its own row."""
    heads = [
        Head("Characteristic"),
        Head("Role"),
        *(Head(words, number=True) for words in COUNTS.values()),
        *(Head(f"{words}, %", number=True) for words in SHARES.values()),
    ]
    table = number_table(CAPTION, heads, [_numbers(cell) for cell in cells], id="matrix-numbers")
    return html.Details(
        [html.Summary("Every number in a table"), table], className="as-table", id="matrix-table"
    )


def _numbers(cell: Cell) -> list[Written]:
    if not cell.computable:
        return [cell.title, cell.role_title, *["cannot be known"] * (len(COUNTS) + len(SHARES))]
    if cell.hidden:
        return [cell.title, cell.role_title, *[count_text(None)] * (len(COUNTS) + len(SHARES))]
    counts = [count_text(getattr(cell, name)) for name in COUNTS]
    shares = [NOBODY if cell.in_scope == 0 else percent(getattr(cell, name)) for name in SHARES]
    return [cell.title, cell.role_title, *counts, *shares]
