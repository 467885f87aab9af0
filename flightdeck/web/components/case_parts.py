"""The parts of the cases page: the purpose a reader must give, and the rows in a grid."""

import dash_ag_grid as dag
from dash import html

from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult
from flightdeck.services.drill import PURPOSES, Cases
from flightdeck.web import ids
from flightdeck.web.components.parts import address_form, picker

BLOCK = 100  # rows fetched at a time; the grid keeps only those near the screen
WIDTHS = {"_ref": 210, "_on": 140, "outcome": 320, "force": 210, "_code": 300}
_SAID = {"numerator": "counted", "denominator": "in all"}
PART_WORDS = {"numerator": "counted in the figure", "denominator": "the figure rests on"}


def purpose_form(definition: Definition, filters: Filters, *, part: str) -> html.Form:
    """The question that comes before any case: what for?"""
    return address_form(
        f"/cases/{definition.id}",
        picker(
            "purpose",
            "What do you need these cases for?",
            PURPOSES.items(),
            chosen="",
            prompt="Choose a purpose",
        ),
        kept={**filters.to_pairs(), "part": part},
        button="Show the cases",
        label="Purpose",
    )


def count_sentence(cases: Cases, result: KpiResult, *, part: str) -> str:
    """How many rows there are, and that it is the number of the figure."""
    counted = result.numerator if part == "numerator" else result.denominator
    said = f"{cases.count:,} {result.unit} {_SAID[part]}, {result.window}"
    if counted == cases.count:
        return f"{said}: the same number as the figure prints."
    return f"{said}. The figure itself does not print this number."


def grid(cases: Cases) -> dag.AgGrid:
    """The rows, fetched as the reader scrolls; references are keyed and lead to nobody."""
    return dag.AgGrid(
        id=ids.CASES,
        rowModelType="infinite",
        columnDefs=[_column(name) for name in cases.columns],
        defaultColDef={"sortable": True, "resizable": True, "filter": False},
        dashGridOptions={
            "rowBuffer": 0,
            "cacheBlockSize": BLOCK,
            "maxBlocksInCache": 10,
            "infiniteInitialRowCount": cases.count,
            "enableCellTextSelection": True,
            "ensureDomOrder": True,
            "animateRows": False,
        },
        className="ag-theme-quartz cases-grid",
        dangerously_allow_code=False,
    )


def _column(name: str) -> dict[str, object]:
    """A column wide enough for what it holds, so that nothing is cut on the way in."""
    kind = next((ending for ending in WIDTHS if name.endswith(ending)), "")
    return {"field": name, "headerName": name.replace("_", " ").capitalize(), "width": WIDTHS.get(kind, 150)}
