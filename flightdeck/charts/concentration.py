"""How harm is spread: the share of all harm that each share of suspects carries, beside an even spread."""

from collections.abc import Sequence

from flightdeck.charts.theme import (
    DARK_BLUE,
    LINE_WIDTH,
    MARKER_SIZE,
    QUIET,
    SMALL,
    WHOLE,
    Figure,
    Trace,
    figure,
    layout,
    number_axis,
)


def concentration(*, suspects: Sequence[float], harm: Sequence[float], corners: bool) -> Figure:
    """The curve, the most harmful first; with `corners` only the points of it that may be told, joined by straight lines."""
    x, y = [share * WHOLE for share in suspects], [share * WHOLE for share in harm]
    even: Trace = {
        "type": "scatter",
        "mode": "lines",
        "name": "If everybody carried the same",
        "x": [0, WHOLE],
        "y": [0, WHOLE],
        "line": {"color": QUIET, "dash": "dot", "width": LINE_WIDTH},
        "hoverinfo": "skip",
    }
    curve: Trace = {
        "type": "scatter",
        "mode": "lines+markers" if corners else "lines",
        "name": "Harm carried",
        "x": x,
        "y": y,
        "line": {"color": DARK_BLUE, "width": LINE_WIDTH + 1},
        "hovertemplate": "%{x:.0f} % of suspects: %{y:.0f} % of the harm<extra></extra>",
    }
    if corners:
        curve["marker"] = {"symbol": "circle", "color": DARK_BLUE, "size": MARKER_SIZE}
    title = {"text": "Suspects, the most harmful first", "standoff": 12, "font": SMALL}
    axis = {**number_axis(value_unit="%", top=WHOLE), "title": title}
    return figure(
        [even, curve],
        layout=layout(x=axis, y=number_axis(value_unit="%", top=WHOLE), y_title="Per cent of the harm"),
    )
