"""What closes the gap fastest: the fewest places to work at, each with how many records to go back to."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.domain.wording import count_text
from flightdeck.services.pareto import GapCell, Pareto
from flightdeck.web.components.aria import aria
from flightdeck.web.components.characteristic_words import percent
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table

WORK_LIST = "/characteristics/work-list"
FIRST = 8  # what a board can take in; the rest is one step away


def gap_sentence(found: Pareto) -> str:
    """How few places make up most of the gap, and how many records that is."""
    if not found.cells:
        return "There is no gap whose parts are large enough to show."
    records = sum(cell.count for cell in found.cells)
    return (
        f"{percent(found.cells[-1].cumulative)} of the gap lies in {len(found.cells)} of {found.of} places (a characteristic in a "
        f"team, by how far the case went): {count_text(records)} records to go back to. The largest come first."
    )


def gap_table(found: Pareto, filters: Filters, *, listed: bool) -> list[Component]:
    """The first cells with their bars, and all of them behind a step; analysts are led to the records themselves."""
    if not found.cells:
        return []
    first = found.cells[:FIRST]
    parts: list[Component] = [_table(first, found, filters, listed=listed, name="gap")]
    if len(found.cells) > FIRST:
        rest = _table(found.cells, found, filters, listed=listed, name="gap-all")
        told = f"All {len(found.cells)} places that make up {percent(found.cells[-1].cumulative)} of the gap"
        parts.append(html.Details([html.Summary(told), rest], className="as-table", id="gap-more"))
    return parts


def _table(cells: Sequence[GapCell], found: Pareto, filters: Filters, *, listed: bool, name: str) -> html.Div:
    heads = [
        Head("Where the gap is"),
        Head("Why"),
        Head("Records to go back to"),
        Head("Of the gap", number=True),
        Head("So far", number=True),
        *([Head("List")] if listed else []),
    ]
    most = max(cell.count for cell in found.cells)
    several = len({cell.characteristic for cell in found.cells}) > 1
    rows = [
        [_where(cell, several=several), *_row(cell, filters, role=found.role, most=most, listed=listed)]
        for cell in cells
    ]
    return number_table(_caption(cells, found), heads, rows, id=name, tall=len(cells) > FIRST)


def _caption(cells: Sequence[GapCell], found: Pareto) -> str:
    return (
        f"The {len(cells)} largest of {found.of} places, {percent(cells[-1].cumulative)} of the gap together"
    )


def _where(cell: GapCell, *, several: bool) -> html.Div:
    """The place in two lines, the characteristic first where there are several."""
    first, *rest = [*([cell.title] if several else []), cell.team, cell.stage_label]
    return html.Div(
        [
            html.Span(first, className="gap-name"),
            html.Span(" · ".join(rest) if several else rest[0], className="gap-where"),
        ]
    )


def _row(cell: GapCell, filters: Filters, *, role: str, most: int, listed: bool) -> list[Cell]:
    bar = html.Div(
        [
            html.Span(
                className="gap-bar",
                style={"width": f"{100 * cell.count / most:.1f}%"},
                **aria(hidden="true"),
            ),
            html.Span(count_text(cell.count), className="gap-count"),
        ],
        className="gap-cell",
    )
    ways = [_list_link(cell, filters, role=role)] if listed else []
    return [cell.cause_text, bar, percent(cell.share), percent(cell.cumulative), *ways]


def _list_link(cell: GapCell, filters: Filters, *, role: str) -> Component:
    chosen = filters.but(area=cell.area, team=cell.team, characteristic=cell.characteristic)
    said = [
        "Work list",
        html.Span(f": {cell.title}, {cell.team}, {cell.stage_label.lower()}", className="visually-hidden"),
    ]
    return link(said, WORK_LIST, chosen, role=role, stage=cell.stage, cause=cell.cause)
