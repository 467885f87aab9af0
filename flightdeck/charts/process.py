"""The process behaviour chart: a series with its mean and natural limits, and what each point says.

A signal has its own shape as well as its own colour; a point too young to judge is hollow; a suppressed period
is a gap that says so; the lines break where the limits were set anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from flightdeck.charts.events import HALF, event_lines, event_numbers
from flightdeck.charts.process_spans import hidden_spans, limit_stretches, redrawn, redrawn_at
from flightdeck.charts.theme import (
    DARK_BLUE,
    DARK_GREY,
    DARK_PINK,
    INK,
    LINE_WIDTH,
    MARKER_SIZE,
    ORANGE,
    QUIET,
    TURQUOISE,
    Figure,
    Trace,
    few,
    figure,
    layout,
    number_axis,
    plotted,
    reach,
)
from flightdeck.charts.words import point_text
from flightdeck.domain.result import KpiResult, Point


@dataclass(frozen=True, slots=True)
class Mark:
    """How one kind of point is drawn, and its words in the key."""

    label: str
    symbol: str
    colour: str
    size: int = MARKER_SIZE


MARKS = {
    "common_cause": Mark("Usual variation", "circle", DARK_BLUE, MARKER_SIZE - 2),
    "improvement": Mark("Signal of improvement", "star", TURQUOISE, MARKER_SIZE + 5),
    "concern": Mark("Signal of concern", "diamond", ORANGE, MARKER_SIZE + 2),
    "neutral_high": Mark("Signal, higher than usual", "square", DARK_PINK),
    "neutral_low": Mark("Signal, lower than usual", "square-cross", DARK_PINK),
    "immature": Mark("Too young to judge", "circle-open", DARK_GREY),
}


def process(result: KpiResult) -> Figure:
    """The process behaviour chart of a result's series; what the audience may not see is not in it."""
    points = result.series
    unit = result.value_unit
    traces = [*_limits(result), *_target(result), *_line(result), *_marks(result)]
    shapes, notes = hidden_spans(points)
    breaks, names = redrawn(redrawn_at(points, result.noted), len(points))
    labels = [point.period for point in points]
    drawn = reach(_heights(traces), value_unit=unit)
    return figure(
        traces,
        layout=layout(
            x=few(labels),
            y=number_axis(value_unit=unit, bottom=drawn.bottom, top=drawn.top),
            y_title=drawn.said("Per cent" if unit == "%" else unit.capitalize()),
            height=440,
            shapes=[*shapes, *breaks, *event_lines(points, result.noted)],
            annotations=[*notes, *names, *event_numbers(points, result.noted)],
        ),
    )


def _heights(traces: Sequence[Trace]) -> Iterator[float]:
    for trace in traces:
        heights = trace["y"]
        if isinstance(heights, list):
            yield from (height for height in heights if height is not None)


def shown(point: Point, *, value_unit: str) -> float | None:
    """The value of a point that may be drawn, as the axis counts it."""
    return None if point.hidden or point.value is None else plotted(point.value, value_unit=value_unit)


def kind(points: Sequence[Point], place: int, *, improves_when: str) -> str:
    """Which of `MARKS` a point is."""
    point = points[place]
    if not point.mature:
        return "immature"
    if point.signal == "none":
        return "common_cause"
    high = _rising(points, place) if point.signal == "trend" else (point.value or 0) > (point.mean or 0)
    if improves_when == "neither":
        return "neutral_high" if high else "neutral_low"
    return "improvement" if high == (improves_when == "increase") else "concern"


def _rising(points: Sequence[Point], place: int) -> bool:
    """Where a point turns one trend into the next, the way it is going counts, not the way it came."""
    goes = place + 1 < len(points) and points[place + 1].signal == "trend"
    before, after = (place, place + 1) if goes else (place - 1, place)
    return (points[after].value or 0) > (points[before].value or 0)


def _marks(result: KpiResult) -> Iterator[Trace]:
    values = [shown(point, value_unit=result.value_unit) for point in result.series]
    drawn = [place for place, value in enumerate(values) if value is not None]
    kinds = {place: kind(result.series, place, improves_when=result.improves_when) for place in drawn}
    for name, mark in MARKS.items():
        places = [place for place in drawn if kinds[place] == name]
        if places:
            yield {
                "type": "scatter",
                "mode": "markers",
                "name": mark.label,
                "x": places,
                "y": [values[place] for place in places],
                "marker": {
                    "symbol": mark.symbol,
                    "color": mark.colour,
                    "size": mark.size,
                    "line": {
                        "color": mark.colour if mark.symbol.endswith("open") else INK,
                        "width": 2 if mark.symbol.endswith("open") else 1,
                    },
                },
                "text": [
                    point_text(result.series[place], value_unit=result.value_unit, reading=mark.label)
                    for place in places
                ],
                "hovertemplate": "%{text}<extra></extra>",
            }


def _line(result: KpiResult) -> Iterator[Trace]:
    """The series, dotted from the last point old enough to judge."""
    points = result.series
    values = [shown(point, value_unit=result.value_unit) for point in points]
    old = [point.mature for point in points]
    last_old = [judged and False in old[place + 1 : place + 2] for place, judged in enumerate(old)]
    settled = [value if judged else None for value, judged in zip(values, old, strict=True)]
    young = [
        value if link or not judged else None
        for value, judged, link in zip(values, old, last_old, strict=True)
    ]
    for line, dash in ((settled, "solid"), (young, "dot")):
        if any(value is not None for value in line):
            yield {
                "type": "scatter",
                "mode": "lines",
                "x": list(range(len(points))),
                "y": line,
                "connectgaps": False,
                "line": {"color": DARK_BLUE, "width": LINE_WIDTH, "dash": dash},
                "showlegend": False,
                "hoverinfo": "skip",
            }


def _limits(result: KpiResult) -> Iterator[Trace]:
    """The centre and its limits: level for what happens, and about what the period before leads to expect for what stands."""
    stretches = limit_stretches(result.series, result.noted)
    if not stretches:
        return
    centre = "Expected from the period before" if result.stands else "Mean"
    lines = (
        ("mean", centre, "solid", True),
        ("upper_limit", "Natural process limits", "dash", True),
        ("lower_limit", "Lower natural process limit", "dash", False),
    )
    for field, label, dash, in_key in lines:
        x, y = _steps(result, stretches, field)
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": label,
            "x": x,
            "y": y,
            "connectgaps": False,
            "line": {"color": QUIET, "width": LINE_WIDTH, "dash": dash},
            "showlegend": in_key,
            "hoverinfo": "skip",
        }


def _steps(
    result: KpiResult, stretches: Sequence[Sequence[int]], field: str
) -> tuple[list[float | None], list[float | None]]:
    """A line that is level over each period, only its corners told; a gap between stretches."""
    x: list[float | None] = []
    y: list[float | None] = []
    for places in stretches:
        heights = [
            plotted(getattr(result.series[place], field), value_unit=result.value_unit) for place in places
        ]
        for height, run in groupby(zip(heights, places, strict=True), key=itemgetter(0)):
            level = [place for _, place in run]
            x += [level[0] - HALF, level[-1] + HALF]
            y += [height, height]
        x.append(None)
        y.append(None)
    return x[:-1], y[:-1]


def _target(result: KpiResult) -> Iterator[Trace]:
    if result.target is not None:
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": "Target",
            "x": [-HALF, len(result.series) - HALF],
            "y": [plotted(result.target, value_unit=result.value_unit)] * 2,
            "line": {"color": DARK_PINK, "width": LINE_WIDTH, "dash": "dashdot"},
            "hoverinfo": "skip",
        }
