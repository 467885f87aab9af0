"""The list of repeat suspects: the purpose a reader must give, and the people under keyed references."""

from collections.abc import Hashable, Mapping
from urllib.parse import urlencode

import pandas as pd
from dash import html
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.domain.presets import Presets
from flightdeck.services.drill import PURPOSES
from flightdeck.services.repeat_list import People
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import address_form, picker

PATH = "/repeat-suspects/list"
DOWNLOAD = "/repeat-suspects/list.csv"
MOST_ROWS = 100  # what one reads on a screen; the file has everybody
_HEADS = (
    ("rank", "No.", True),
    ("person_ref", "Person", False),
    ("crimes", "Crimes", True),
    ("victims", "Victims known", True),
    ("harm_days", "Harm, days", True),
    ("met_on", "Met it on", False),
    ("last_named_on", "Last named on", False),
    ("area", "Area", False),
    ("team", "Team", False),
    ("bail_with_conditions", "Bail", False),
    ("order_in_force", "Order", False),
    ("remanded", "Remand", False),
    ("managed", "Plan", False),
    ("days_without_arrest", "Days not arrested", True),
)


def purpose_form(presets: Presets, filters: Filters, *, preset: str) -> html.Form:
    """The questions that come before any person: by which definition, and what for?"""
    chosen = presets.get(preset or "in_force").id
    return address_form(
        PATH,
        picker("preset", "By which definition?", [(one.id, one.told) for one in presets.live], chosen=chosen),
        picker(
            "purpose",
            "What do you need this list for?",
            PURPOSES.items(),
            chosen="",
            prompt="Choose a purpose",
        ),
        kept=filters.to_pairs(),
        button="Show the list",
        label="Purpose",
    )


def people_table(found: People) -> html.Div:
    """The first of the list; a missing number is a dash, a flag is a word."""
    heads = [(name, Head(text, number=number)) for name, text, number in _HEADS if name in found.rows]
    shown = found.rows.head(MOST_ROWS).to_dict("records")
    rows: list[list[Cell]] = [[_cell(row, name) for name, _ in heads] for row in shown]
    said = f"The first {len(shown)} of {len(found.rows)}" if len(shown) < len(found.rows) else "Everybody"
    return number_table(
        f"{said}, {found.window}; {found.preset.told}; {order_text(found)}",
        [head for _, head in heads], rows, id="suspect-list",
    )  # fmt: skip


def order_text(found: People) -> str:
    """The order of the list."""
    if found.preset.rank == "harm":
        return "the most harm of the last 365 days first, by weights that nobody has verified"
    return "whoever met it last first: this definition ranks nobody"


def _cell(row: Mapping[Hashable, object], name: str) -> str:
    value = row[name]
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 (only NaN differs from itself)
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "–"
    return f"{value:,}" if isinstance(value, int) else str(value)


def ways(found: People, filters: Filters, *, purpose: str) -> html.P:
    """The file of the whole list, and the way to another one."""
    query = {**filters.to_pairs(), "preset": found.preset.id, "purpose": purpose}
    parts: list[Component | str] = [
        html.A("Download the whole list (CSV)", href=f"{DOWNLOAD}?{urlencode(query)}", className="button", download=""),
        " ",
        link("Another definition or purpose", PATH, filters, look="button button-plain"),
    ]  # fmt: skip
    return html.P(parts, className="work-ways")
