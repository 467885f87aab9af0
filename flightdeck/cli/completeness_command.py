"""completeness: how every protected characteristic is recorded, in each role."""

from typing import Annotated

import typer

from flightdeck.cli.apps import AreasOption, AsJson, RoleOption, StoreOption, app
from flightdeck.cli.output import actor_of, faults_told, say, table
from flightdeck.cli.wiring import audit_of, deck_of, settings_for
from flightdeck.domain.filters import Filters
from flightdeck.domain.wording import count_text, number_text
from flightdeck.services.access import Action, Role
from flightdeck.services.characteristic_cell import Cell

_COUNTS = (
    "in_scope", "valid", "declined", "not_asked", "ambiguous", "unknown", "missing", "invalid", "not_applicable",
)  # fmt: skip
_TOLD = ("characteristic", "role", *_COUNTS, "cause", "recorded", "substantive", "ambiguous_share", "gap")
_MORE = ("computable", "hidden", "reason", "barrier", "window", "window_first", "window_last", "sentence")


@app.command()
def completeness(
    *,
    filters: Annotated[str, typer.Option(help='As in the address: "area=…&from=2024-01&to=2024-12".')] = "",
    role: RoleOption = Role.ANALYST,
    areas: AreasOption = None,
    store: StoreOption = None,
    as_json: AsJson = False,
) -> None:
    """Show how every protected characteristic is recorded."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        asked = Filters.from_text(filters)
        actor = actor_of(role, areas or ())
        deck = deck_of(settings)
        cells = deck.matrix(asked, actor)
        audit_of(settings).record(actor, Action.SEE_FIGURES.value, "characteristics", asked.to_pairs(), 0)
        told = [{name: getattr(cell, name) for name in (*_TOLD, *_MORE)} for cell in cells]
        mark = "SYNTHETIC · " if deck.snapshot(asked).synthetic else ""
        say(told, as_json=as_json, text=_shown(cells, mark))


def _shown(cells: tuple[Cell, ...], mark: str) -> str:
    rows = [(cell.title, cell.role_title, _in_scope(cell), *_shares(cell), cell.cause_text) for cell in cells]
    heads = ("Characteristic", "Role", "In scope", "Value", "Explained", "Not stated", "Gap", "Cause")
    return table(f"{mark}Protected characteristics, {cells[0].window}", heads, rows)


def _in_scope(cell: Cell) -> str:
    return count_text(cell.in_scope) if cell.computable else "–"


def _shares(cell: Cell) -> tuple[str, ...]:
    return tuple(number_text(share, "%") for share in cell.four)
