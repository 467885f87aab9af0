"""Bars with intervals: the groups of a breakdown, each with the range chance leaves open."""

from collections.abc import Sequence

from flightdeck.charts.rows import EDGES, HEADROOM, ROW_HEIGHT, WIDE
from flightdeck.charts.theme import (
    DARK_BLUE,
    INK,
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


def bars(groups: Sequence[Group], *, value_unit: str) -> Figure:
    """One bar a group, in the order given from the top; a suppressed group is the word and no bar."""
    drawn = [group for group in groups if not group.hidden and group.value is not None]
    tops = [max(_ends(group, value_unit=value_unit)) for group in drawn]
    reach = max(tops, default=0.0) * HEADROOM or 1.0
    return figure(
        [_bars(drawn, value_unit=value_unit)],
        layout=layout(
            x={
                **number_axis(value_unit=value_unit, top=min(reach, WHOLE) if value_unit == "%" else reach),
                "showgrid": True,
                "nticks": 4,  # as many as stay apart on a phone
            },
            y=WIDE.axis([group.label for group in groups]),
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
        "y": [WIDE.label(group.label) for group in groups],
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


def _word(group: Group) -> dict[str, object]:
    return WIDE.word("suppressed" if group.hidden else "no cases", row=group.label)
