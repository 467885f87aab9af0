"""Bars with intervals: the groups of a breakdown, each with the range chance leaves open."""

from collections.abc import Sequence
from textwrap import wrap

from flightdeck.charts.theme import (
    DARK_BLUE,
    INK,
    SMALL,
    WHOLE,
    Figure,
    Trace,
    figure,
    layout,
    number_axis,
    plotted,
)
from flightdeck.charts.words import group_text
from flightdeck.domain.result import Group

ROW_HEIGHT = 44
EDGES = 70  # room for the axis
LABEL_WIDTH = 24
HEADROOM = 1.05


def bars(groups: Sequence[Group], *, value_unit: str) -> Figure:
    """One bar a group, in the order given from the top; a suppressed group is the word and no bar."""
    drawn = [group for group in groups if not group.hidden and group.value is not None]
    tops = [max(_ends(group, value_unit=value_unit)) for group in drawn]
    reach = max(tops, default=0.0) * HEADROOM or 1.0
    places = [label(group.label) for group in groups]
    return figure(
        [_bars(drawn, value_unit=value_unit)],
        layout=layout(
            x={
                **number_axis(value_unit=value_unit, top=min(reach, WHOLE) if value_unit == "%" else reach),
                "showgrid": True,
                "nticks": 4,  # as many as stay apart on a phone
            },
            y={
                "type": "category",
                "categoryorder": "array",
                "categoryarray": places[::-1],
                "showgrid": False,
                "range": [-0.5, len(places) - 0.5],
                "ticks": "",
                "tickfont": SMALL,
            },
            height=EDGES + ROW_HEIGHT * len(groups),
            bargap=0.35,
            annotations=[_word(group) for group in groups if group.hidden or group.value is None],
        ),
    )


def _bars(groups: Sequence[Group], *, value_unit: str) -> Trace:
    ends = [_ends(group, value_unit=value_unit) for group in groups]
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Figure with its 95 % interval",
        "x": [value for _, value, _ in ends],
        "y": [label(group.label) for group in groups],
        "marker": {"color": DARK_BLUE},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [upper - value for _, value, upper in ends],
            "arrayminus": [value - lower for lower, value, _ in ends],
            "color": INK,
            "thickness": 2,
            "width": 6,
        },
        "text": [group_text(group, value_unit=value_unit) for group in groups],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _ends(group: Group, *, value_unit: str) -> tuple[float, float, float]:
    """Lower end, value and upper end of a bar; without an interval the ends are the value."""
    value = group.value or 0.0
    lower = value if group.lower is None else group.lower
    upper = value if group.upper is None else group.upper
    return (
        plotted(lower, value_unit=value_unit),
        plotted(value, value_unit=value_unit),
        plotted(upper, value_unit=value_unit),
    )


def label(text: str) -> str:
    """The name of a row, on as many lines as it needs."""
    return "<br>".join(wrap(text, LABEL_WIDTH)) or text


def _word(group: Group) -> dict[str, object]:
    return {
        "text": "suppressed" if group.hidden else "no cases",
        "x": 0,
        "y": label(group.label),
        "xanchor": "left",
        "xshift": 6,
        "showarrow": False,
        "font": SMALL,
    }
