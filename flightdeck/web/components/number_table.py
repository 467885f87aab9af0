"""Tables a screen reader can walk: a caption, headings with a scope, numbers set to the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from flightdeck.web.components.aria import aria

Cell = Component | str | None


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its heading, and whether it holds numbers."""

    text: str
    number: bool = False


def number_table(
    caption: str,
    heads: Sequence[Head],
    rows: Sequence[Sequence[Cell]],
    *,
    id: str,  # noqa: A002  Dash's own word
    marked: Sequence[int] = (),
    tall: bool = False,
) -> html.Div:
    """A table in a region that scrolls by keyboard; the first cell of a row is its heading.

    `marked` rows stand out; a `tall` table scrolls inside the height of the chart beside it.
    """
    named = f"{id}-caption"
    return html.Div(
        html.Table(
            [
                html.Caption(caption, id=named),
                html.Thead(
                    html.Tr([html.Th(head.text, scope="col", className=_kind(head)) for head in heads])
                ),
                html.Tbody([_row(row, heads, marked=place in marked) for place, row in enumerate(rows)]),
            ],
            className="data-table",
        ),
        id=id,
        className="table-scroll tall" if tall else "table-scroll",
        role="region",
        tabIndex=0,
        **aria(labelledby=named),
    )


def _row(row: Sequence[Cell], heads: Sequence[Head], *, marked: bool) -> html.Tr:
    first, *rest = row
    return html.Tr(
        [
            html.Th(first, scope="row", className=_kind(heads[0])),
            *(html.Td(cell, className=_kind(head)) for cell, head in zip(rest, heads[1:], strict=True)),
        ],
        className="marked" if marked else "",
    )


def _kind(head: Head) -> str:
    return "number" if head.number else ""
