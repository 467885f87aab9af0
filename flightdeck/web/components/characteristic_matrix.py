"""The matrix: every characteristic in every role, the core four above, and below what the record system cannot give."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult
from flightdeck.services.characteristic_cell import Cell
from flightdeck.web.components.aria import aria
from flightdeck.web.components.characteristic_cells import PATH, figure_cell, wordless_cell
from flightdeck.web.components.characteristic_profile import cannot
from flightdeck.web.components.links import link

CORE_WORDS = "Age, sex, self-defined ethnicity and disability, all four with a value for the same person."


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell with the result that draws it."""

    cell: Cell
    result: KpiResult


def matrix_table(rows: Sequence[Sequence[Drawn]], core: Sequence[Drawn], filters: Filters) -> html.Table:
    """The matrix as one table: a row for each characteristic, a column for each role.

    Roles of rows and cells are written out, because a phone lays the table out as blocks and would lose them.
    """
    known = [row for row in rows if any(one.cell.computable for one in row)]
    absent = [row for row in rows if not any(one.cell.computable for one in row)]
    caption = "How much of each protected characteristic is on record, for each role a person can have"
    return html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([_blank(), *(_column(one) for one in core)], role="row"), role="rowgroup"),
            html.Tbody([_row(core, filters, core=True)], className="core", role="rowgroup"),
            html.Tbody([_row(row, filters) for row in known], role="rowgroup") if known else None,
            _unknowable(absent, filters, columns=len(core) + 1),
        ],
        className="matrix",
        role="table",
    )


def _blank() -> html.Th:
    return html.Th(html.Span("Characteristic", className="visually-hidden"), scope="col", role="columnheader")


def _column(one: Drawn) -> html.Th:
    cell = one.cell
    return html.Th(
        [cell.role_title, html.Span(cell.window, className="column-window")],
        scope="col",
        role="columnheader",
    )


def _row(row: Sequence[Drawn], filters: Filters, *, core: bool = False) -> html.Tr:
    first = row[0].cell
    name: list[Component | str | None] = (
        [html.Span("Core four", className="row-name"), html.Span(CORE_WORDS, className="row-more")]
        if core
        else [link(first.title, f"{PATH}/{first.characteristic}", filters, look="row-name")]
    )
    head = html.Th(name, scope="row", role="rowheader")
    return html.Tr([head, *(_cell(one, filters, linked=not core) for one in row)], role="row")


def _cell(one: Drawn, filters: Filters, *, linked: bool) -> html.Td:
    cell = one.cell
    told = html.Span(cell.role_title, className="cell-role", **aria(hidden="true"))
    if not cell.computable:
        return html.Td([told, cannot(cell, filters)], className="cell cell-absent", role="cell")
    if cell.hidden or cell.substantive is None:
        return html.Td([told, wordless_cell(one.result)], className="cell cell-absent", role="cell")
    return html.Td(
        [told, *figure_cell(cell, one.result, filters, linked=linked)], className="cell", role="cell"
    )


def _unknowable(rows: Sequence[Sequence[Drawn]], filters: Filters, *, columns: int) -> html.Tbody | None:
    if not rows:
        return None
    return html.Tbody(
        [_absent_row(row, filters, columns=columns) for row in rows], className="absent", role="rowgroup"
    )


def _absent_row(row: Sequence[Drawn], filters: Filters, *, columns: int) -> html.Tr:
    """One hatched stretch where the reason is the same in every role, else one cell for each."""
    reasons = {(one.cell.cause, one.cell.reason) for one in row}
    head = html.Th(html.Span(row[0].cell.title, className="row-name"), scope="row", role="rowheader")
    if len(reasons) > 1:
        return html.Tr([head, *(_cell(one, filters, linked=False) for one in row)], role="row")
    return html.Tr(
        [
            head,
            html.Td(
                cannot(row[0].cell, filters),
                colSpan=columns - 1,
                className="cell cell-absent",
                role="cell",
            ),
        ],
        role="row",
    )
