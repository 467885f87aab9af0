"""The funnel plot: shares against the number they rest on, with the limits chance alone would keep them in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flightdeck.charts.theme import (
    DARK_BLUE,
    DARK_GREY,
    DARK_PINK,
    INK,
    LINE_WIDTH,
    MARKER_SIZE,
    ORANGE,
    QUIET,
    SMALL,
    TURQUOISE,
    Figure,
    Trace,
    figure,
    layout,
    number_axis,
    plotted,
    reach,
)

HEADROOM = 1.15
RIGHT_PART = 0.6  # beyond it a name is written to the left, or it would leave the drawing
SHARE = "%"


@dataclass(frozen=True, slots=True)
class FunnelMark:
    """One group, its value a share (0 to 1): where it stands, whether the reader looks at it, where it lies, and its words on hover."""

    label: str
    denominator: int
    value: float
    text: str
    focus: bool = False
    outside: str = ""  # "above", "below" or nothing
    apart: bool = False  # shown, but it moved neither the centre nor the limits


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """The limits at one denominator: inner 95 %, outer 99.8 %."""

    denominator: float
    lower_outer: float
    lower_inner: float
    upper_inner: float
    upper_outer: float


@dataclass(frozen=True, slots=True)
class _Look:
    label: str
    symbol: str
    colour: str
    size: int = MARKER_SIZE


_LOOKS = {
    "within": _Look("Within the limits", "circle", DARK_BLUE),
    "above": _Look("Above the 99.8 % limit", "triangle-up", TURQUOISE, MARKER_SIZE + 2),
    "below": _Look("Below the 99.8 % limit", "triangle-down", ORANGE, MARKER_SIZE + 2),
    "apart": _Look("Shown apart: see the notes", "circle-open", DARK_GREY),
    "focus": _Look("", "diamond", DARK_PINK, MARKER_SIZE + 6),
}


def funnel(
    marks: Sequence[FunnelMark],
    *,
    centre: float | None,
    limits: Sequence[FunnelLimit],
    x_title: str,
    y_title: str = "Per cent",
    name_all: bool = False,
) -> Figure:
    """Groups against their denominators, with the centre line and two pairs of limits.

    Names stand beside the group in focus and those outside the limits; `name_all` writes every one, for the few
    areas or teams of one force.
    """
    drawn = reach([_per_cent(share) for share in _heights(marks, limits)], value_unit=SHARE)
    right = max((mark.denominator for mark in marks), default=1) * HEADROOM
    named = sorted(
        (mark for mark in marks if name_all or mark.focus or mark.outside), key=lambda mark: mark.denominator
    )
    return figure(
        [*_curves(limits), *_centre(centre, limits), *_marks(marks)],
        layout=layout(
            x={
                **number_axis(value_unit=""),
                "range": [0, right],
                "title": {"text": x_title, "standoff": 12, "font": SMALL},
            },
            y=number_axis(value_unit=SHARE, bottom=drawn.bottom, top=drawn.top),
            y_title=drawn.said(y_title),
            height=480,
            annotations=[
                _name(mark, leftwards=mark.denominator > right * RIGHT_PART, below=place % 2 == 1)
                for place, mark in enumerate(named)
            ],
        ),
    )


def _heights(marks: Sequence[FunnelMark], limits: Sequence[FunnelLimit]) -> list[float]:
    """What the drawing must reach: every mark, and the outer limits from the middle of the sizes on."""
    outer = limits[len(limits) // 2 :]
    return [
        *(mark.value for mark in marks),
        *(limit.lower_outer for limit in outer),
        *(limit.upper_outer for limit in outer),
    ]


def _per_cent(share: float) -> float:
    return plotted(share, value_unit=SHARE)


def look(mark: FunnelMark) -> str:
    """Which of the looks a group has."""
    if mark.focus:
        return "focus"
    if mark.apart:
        return "apart"
    return mark.outside or "within"


def _marks(marks: Sequence[FunnelMark]) -> Iterator[Trace]:
    for name, style in _LOOKS.items():
        some = [mark for mark in marks if look(mark) == name]
        if some:
            hollow = style.symbol.endswith("open")
            yield {
                "type": "scatter",
                "mode": "markers",
                "name": style.label or some[0].label,
                "x": [mark.denominator for mark in some],
                "y": [_per_cent(mark.value) for mark in some],
                "marker": {
                    "symbol": style.symbol,
                    "color": style.colour,
                    "size": style.size,
                    "line": {"color": style.colour if hollow else INK, "width": 2 if hollow else 1},
                },
                "text": [mark.text for mark in some],
                "hovertemplate": "%{text}<extra></extra>",
            }


def _curves(limits: Sequence[FunnelLimit]) -> Iterator[Trace]:
    x = [limit.denominator for limit in limits]
    for field, label, dash, in_key in (
        ("upper_outer", "99.8 % limits", "solid", True),
        ("lower_outer", "Lower 99.8 % limit", "solid", False),
        ("upper_inner", "95 % limits", "dash", True),
        ("lower_inner", "Lower 95 % limit", "dash", False),
    ):
        if x:
            yield {
                "type": "scatter",
                "mode": "lines",
                "name": label,
                "x": x,
                "y": [_per_cent(getattr(limit, field)) for limit in limits],
                "showlegend": in_key,
                "line": {"color": QUIET, "width": 1.5, "dash": dash},
                "hoverinfo": "skip",
            }


def _centre(centre: float | None, limits: Sequence[FunnelLimit]) -> Iterator[Trace]:
    if centre is not None and limits:
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": "All together",
            "x": [limits[0].denominator, limits[-1].denominator],
            "y": [_per_cent(centre)] * 2,
            "line": {"color": DARK_BLUE, "width": LINE_WIDTH, "dash": "dot"},
            "hoverinfo": "skip",
        }


def _name(mark: FunnelMark, *, leftwards: bool, below: bool) -> dict[str, object]:
    return {
        "text": mark.label,
        "x": mark.denominator,
        "y": _per_cent(mark.value),
        "xanchor": "right" if leftwards else "left",
        "yanchor": "top" if below else "bottom",
        "xshift": -8 if leftwards else 8,
        "yshift": -6 if below else 6,
        "showarrow": False,
        "font": {"size": 15, "color": INK, "weight": 700},
        "bgcolor": "rgba(255,255,255,0.6)",
    }
