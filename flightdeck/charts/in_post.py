"""People in post and those of them with a training, as two lines: the share moves with both."""

from flightdeck.charts.theme import (
    DARK_BLUE,
    LINE_WIDTH,
    MARKER_SIZE,
    QUIET,
    Figure,
    Trace,
    few,
    figure,
    layout,
    number_axis,
)
from flightdeck.domain.result import KpiResult

IN_POST, TRAINED = "In post", "Of them, with the training"
ROOM = 1.1  # above the highest point


def in_post(result: KpiResult) -> Figure:
    """Both counts of every period; what the audience may not see is a gap."""
    behind = [None if point.hidden else point.denominator for point in result.series]
    above = [None if point.hidden else point.numerator for point in result.series]
    top = max((count for count in behind if count is not None), default=1) * ROOM or 1.0
    return figure(
        [
            _line(behind, IN_POST, QUIET, "square", "dash"),
            _line(above, TRAINED, DARK_BLUE, "circle", "solid"),
        ],
        layout=layout(
            x=few([point.period for point in result.series]),
            y=number_axis(value_unit="", top=top),
            y_title=result.unit.capitalize(),
            height=440,
        ),
    )


def _line(counts: list[int | None], name: str, colour: str, symbol: str, dash: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": list(range(len(counts))),
        "y": counts,
        "connectgaps": False,
        "line": {"color": colour, "width": LINE_WIDTH, "dash": dash},
        "marker": {"color": colour, "symbol": symbol, "size": MARKER_SIZE - 3},
        "hovertemplate": name + ": %{y}<extra></extra>",
    }
