"""Real tables: they print, they scroll on a phone, and a screen reader can walk them."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

Cell = str | Component


def data_table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[Cell]], *, numbers_from: int = 1
) -> html.Div:
    """A table whose first column heads its rows; columns from `numbers_from` on are numbers, set right."""
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(
                    html.Tr(
                        [
                            html.Th(name, scope="col", className=_side(place, numbers_from))
                            for place, name in enumerate(head)
                        ]
                    )
                ),
                html.Tbody(
                    [
                        html.Tr(
                            [
                                html.Th(row[0], scope="row"),
                                *(
                                    html.Td(cell, className=_side(place, numbers_from))
                                    for place, cell in enumerate(row[1:], start=1)
                                ),
                            ]
                        )
                        for row in rows
                    ]
                ),
            ],
            className="data-table",
        ),
        className="table-scroll",
        role="region",
        tabIndex=0,
        **{"aria-label": caption},
    )


def _side(place: int, numbers_from: int) -> str:
    return "number" if place >= numbers_from else ""
