"""The one place that makes a graph: a figure with its caption, safe settings and a text alternative."""

from typing import Any

from dash import dcc, html

from flightdeck.charts.key import key
from flightdeck.charts.theme import Figure

# Plotly's own tool bar has a button that sends the whole chart to a public service; it is never drawn here, and
# neither is anything else that would call out of the force's network or add stops for the Tab key.
CONFIG: dcc.Graph.Config = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "showEditInChartStudio": False,
    "plotlyServerURL": "",
    "showTips": False,
    "scrollZoom": False,
    "doubleClick": False,  # codespell:ignore doubleclick
    "responsive": True,
}


def graph(
    figure: Figure,
    *,
    id: str,  # noqa: A002  Dash's own word
    title: str,
    description: str,
    synthetic: bool = False,
) -> html.Figure:
    """A chart in a `<figure>`: its title and the sentence that says what it shows, its key, then the drawing.

    The drawing is one image to a screen reader, named by the caption; the page puts the table of the same
    numbers beside it.
    """
    caption = f"{id}-caption"
    named_by: dict[str, Any] = {"aria-labelledby": caption}  # Dash types no aria attribute
    layout = figure["layout"]
    height = layout["height"] if isinstance(layout, dict) else None
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.Strong(title, className="chart-title"),
                    *([html.Span("SYNTHETIC", className="synthetic-mark")] if synthetic else []),
                    html.Span(description, className="chart-description"),
                ],
                id=caption,
            ),
            key(figure),
            html.Div(
                dcc.Graph(id=id, figure=figure, config=CONFIG, style={"height": f"{height}px"}),
                role="img",
                className="chart-drawing",
                **named_by,
            ),
        ],
        className="chart",
    )
