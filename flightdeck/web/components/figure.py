"""A chart beside the table of its numbers."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.web.components.tables import Cell, data_table


def chart_with_table(
    chart: Component,
    *,
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    numbers_from: int = 1,
) -> html.Div:
    """A chart, and under it "Show as table" with the same numbers."""
    return html.Div(
        [
            chart,
            html.Details(
                [
                    html.Summary("Show as table"),
                    data_table(caption, head, rows, numbers_from=numbers_from),
                ],
                className="as-table",
            ),
        ],
        className="chart-with-table",
    )
