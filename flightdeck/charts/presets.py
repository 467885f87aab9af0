"""Counts under several definitions over time: one line each, told apart by colour and dash; a hidden month is a gap."""

from collections.abc import Sequence
from dataclasses import dataclass

from flightdeck.charts.theme import (
    CATEGORIES,
    DASHES,
    LINE_WIDTH,
    Figure,
    Trace,
    few,
    figure,
    layout,
    number_axis,
)

HEADROOM = 1.1


@dataclass(frozen=True, slots=True)
class Line:
    """One definition: its name and a count for each month; none where it may not be told."""

    name: str
    counts: tuple[float | None, ...]
    strong: bool = False  # the definition in force


def presets_over_time(lines: Sequence[Line], *, months: Sequence[str], unit: str) -> Figure:
    """Every line over the same months, from zero."""
    top = max((count or 0 for line in lines for count in line.counts), default=0)
    return figure(
        [_trace(line, months, place, unit) for place, line in enumerate(lines)],
        layout=layout(
            x=few(months),
            y=number_axis(value_unit="", top=top * HEADROOM or 1.0),
            y_title=unit.capitalize(),
        ),
    )


def _trace(line: Line, months: Sequence[str], place: int, unit: str) -> Trace:
    look = place % len(CATEGORIES)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": line.name,
        "x": list(range(len(months))),
        "y": list(line.counts),
        "connectgaps": False,
        "line": {
            "color": CATEGORIES[look],
            "dash": DASHES[look],
            "width": LINE_WIDTH + 2 if line.strong else LINE_WIDTH,
        },
        "text": list(months),
        "hovertemplate": f"<b>%{{text}}</b><br>{line.name}: %{{y:,.0f}} {unit}<extra></extra>",
    }
