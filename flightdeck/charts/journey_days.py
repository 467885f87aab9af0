"""The days between stages: half of those that came so far, nine in ten of them, and half with those still waiting counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from flightdeck.charts.rows import EDGES, NARROW, ROW_HEIGHT
from flightdeck.charts.theme import (
    DARK_BLUE,
    INK,
    LIGHT_PURPLE,
    MARKER_SIZE,
    ORANGE,
    SMALL,
    Figure,
    Trace,
    figure,
    layout,
    number_axis,
)

HEADROOM = 1.08
CAME, LATE, HALF = (
    "Half of those that came so far",
    "Nine in ten of them",
    "Half, those still waiting counted in",
)


@dataclass(frozen=True, slots=True)
class StepMarks:
    """One step: its days, or the words for why there are none."""

    label: str
    median: float | None
    late: float | None
    half: float | None
    words: str


def step_days(steps: Sequence[StepMarks]) -> Figure:
    """One row a step, in the order of the journey from the top."""
    drawn = [step for step in steps if step.median is not None]
    ends = [days for step in drawn for days in (step.median, step.late, step.half) if days is not None]
    return figure(
        [
            _span(drawn),
            _marks(drawn, [step.median for step in drawn], name=CAME, symbol="circle", colour=DARK_BLUE),
            _marks(drawn, [step.half for step in drawn], name=HALF, symbol="diamond", colour=ORANGE),
        ],
        layout=layout(
            x={
                **number_axis(value_unit="days", top=max(ends, default=1.0) * HEADROOM or 1.0),
                "showgrid": True,
                "nticks": 4,
                "title": {"text": "Days", "standoff": 12, "font": SMALL},
            },
            y=NARROW.axis([step.label for step in steps]),
            height=EDGES + 30 + (ROW_HEIGHT + 6) * len(steps),
            bargap=0.75,
            annotations=[NARROW.word(step.words, row=step.label) for step in steps if step.median is None],
        ),
    )


def _span(steps: Sequence[StepMarks]) -> Trace:
    """From half of those that came so far to nine in ten of them."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": f"{LATE}, the end of the bar",
        "y": [NARROW.label(step.label) for step in steps],
        "base": [step.median for step in steps],
        "x": [(step.late or 0) - (step.median or 0) for step in steps],
        "marker": {"color": LIGHT_PURPLE, "line": {"color": INK, "width": 1}},
        "hoverinfo": "skip",
    }


def _marks(
    steps: Sequence[StepMarks], days: Sequence[float | None], *, name: str, symbol: str, colour: str
) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(days),
        "y": [NARROW.label(step.label) for step in steps],
        "marker": {
            "symbol": symbol,
            "color": colour,
            "size": MARKER_SIZE + 3,
            "line": {"color": INK, "width": 1},
        },
        "text": [step.words for step in steps],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }
