"""Outcomes that compete, drawn as what they share: of each hundred crimes, how many have come to each outcome by each day."""

from collections.abc import Iterator, Mapping, Sequence

from flightdeck.charts.maturity import days_axis
from flightdeck.charts.theme import (
    DARK_BLUE,
    DARK_GREY,
    DARK_PINK,
    INK,
    LIGHT_PURPLE,
    LINE_WIDTH,
    ORANGE,
    QUIET,
    SMALL,
    TURQUOISE,
    WHOLE,
    Figure,
    Trace,
    figure,
    layout,
    number_axis,
)

STILL_OPEN = "Still open"
OPEN_GROUND = "#EEF1F4"
TINTS = (
    "#12436D",
    "#7CC3C0",
    "#C48FB0",
    "#F9B494",
    "#B4B4B4",
)  # the categories, light enough to be told apart as grounds
LEAST_LABEL = 4.0  # per cent: a thinner part is named in the key and the table alone
OLDER = (  # colours and dashes of the years before the latest
    (TURQUOISE, "dot"),
    (DARK_PINK, "dashdot"),
    (DARK_GREY, "longdash"),
    (LIGHT_PURPLE, "longdashdot"),
    (QUIET, "solid"),
)
YOUNG, LATEST = (ORANGE, "dash"), (DARK_BLUE, "solid")


def shared_out(
    *, days: Sequence[int], by_group: Mapping[str, Sequence[float]], rest_name: str = STILL_OPEN
) -> Figure:
    """Each outcome on top of the one before, up to the crimes still open: together always the whole."""
    x = list(days)
    running = [0.0] * len(x)
    traces: list[Trace] = []
    notes: list[dict[str, object]] = []
    for place, (name, shares) in enumerate(by_group.items()):
        below = running
        running = [low + share * WHOLE for low, share in zip(below, shares, strict=True)]
        traces.append(
            _area(x, running, shares, name=name, colour=TINTS[place % len(TINTS)], first=place == 0)
        )
        notes += _note(below[-1], running[-1], name, x)
    rest = [max(WHOLE - value, 0.0) / WHOLE for value in running]
    traces.append(_area(x, [WHOLE] * len(x), rest, name=rest_name, colour=OPEN_GROUND, first=not by_group))
    return figure(
        traces,
        layout=layout(
            x=days_axis(x),
            y=number_axis(value_unit="%", top=WHOLE),
            y_title="Per cent of the cohort",
            height=460,
            annotations=notes,
        ),
    )


def _area(
    x: list[int], tops: Sequence[float], shares: Sequence[float], *, name: str, colour: str, first: bool
) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x,
        "y": [round(value, 4) for value in tops],
        "fill": "tozeroy" if first else "tonexty",
        "fillcolor": colour,
        "line": {"color": INK, "width": 1, "shape": "hv"},
        "text": [f"{share * WHOLE:.0f} %" for share in shares],
        "hovertemplate": name + "<br>Day %{x}: %{text}<extra></extra>",
    }


def _note(low: float, high: float, name: str, x: Sequence[int]) -> Iterator[dict[str, object]]:
    """The name of a part inside its right end, where it is thick enough to hold it."""
    if x and high - low >= LEAST_LABEL:
        yield {
            "text": f"{name.partition(',')[0]} {high - low:.0f} %",
            "x": x[-1],
            "y": (low + high) / 2,
            "xanchor": "right",
            "xshift": -8,
            "showarrow": False,
            "font": {**SMALL, "color": "#FFFFFF" if low == 0 else INK},
        }


def by_year(*, curves: Mapping[str, tuple[Sequence[int], Sequence[float]]], young: Sequence[str]) -> Figure:
    """One line a year: the latest old enough to judge is dark, younger ones are dashed, older ones stand back."""
    judged = [name for name in curves if name not in young]
    latest = judged[-1] if judged else ""
    older = [name for name in judged if name != latest]
    looks = {name: OLDER[place % len(OLDER)] for place, name in enumerate(older[::-1])}
    looks |= dict.fromkeys(young, YOUNG) | {latest: LATEST}
    drawn = {name: curve for name, curve in curves.items() if curve[0]}
    traces = [
        _line(
            f"{name} (too young to judge)" if name in young else name,
            *curve,
            look=looks[name],
            bold=name == latest,
        )
        for name, curve in drawn.items()
    ]
    longest = [day for days, _ in curves.values() for day in days]
    top = max((share for _, shares in curves.values() for share in shares), default=0.0) * WHOLE
    return figure(
        traces,
        layout=layout(
            x=days_axis(longest),
            y=number_axis(value_unit="%", top=min(top * 1.15 or 1.0, WHOLE)),
            y_title="Per cent of the year’s crimes",
            annotations=[_end(latest, drawn[latest])] if latest in drawn else [],
        ),
    )


def _line(
    name: str, days: Sequence[int], shares: Sequence[float], *, look: tuple[str, str], bold: bool
) -> Trace:
    colour, dash = look
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(days),
        "y": [share * WHOLE for share in shares],
        "line": {"color": colour, "dash": dash, "width": LINE_WIDTH + (2 if bold else 0), "shape": "hv"},
        "hovertemplate": name + "<br>Day %{x}: %{y:.1f} %<extra></extra>",
    }


def _end(name: str, curve: tuple[Sequence[int], Sequence[float]]) -> dict[str, object]:
    """The name of a line at its end."""
    return {
        "text": f"<b>{name}</b>",
        "x": curve[0][-1],
        "y": curve[1][-1] * WHOLE,
        "xanchor": "left",
        "xshift": 8,
        "showarrow": False,
        "font": {**SMALL, "color": DARK_BLUE},
    }
