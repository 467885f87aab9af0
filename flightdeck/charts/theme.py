"""Colours, type and axes that every chart shares.

Colours: the accessible categorical palette of the Government Analysis Function
(https://analysisfunction.civilservice.gov.uk/policy-store/data-visualisation-colours-in-charts/). Colour never
stands alone: whatever it says is also said by a shape, a dash or a word.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Figure = dict[str, object]
Trace = dict[str, object]

DARK_BLUE = "#12436D"
TURQUOISE = "#28A197"
DARK_PINK = "#801650"
ORANGE = "#F46A25"
DARK_GREY = "#3D3D3D"
LIGHT_PURPLE = "#A285D1"
CATEGORIES = (DARK_BLUE, TURQUOISE, DARK_PINK, ORANGE, DARK_GREY, LIGHT_PURPLE)
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")  # one for each colour, in step

INK = "#0B0C0C"
QUIET = "#595959"  # 7:1 on white: for limits and axis text
GRID = "#E3E5E8"
PAPER = "rgba(255,255,255,0)"  # the page's own surface shows through
BAND = "rgba(18,67,109,0.14)"  # an interval around a dark blue line
HIDDEN = "rgba(61,61,61,0.10)"  # the stretch of a suppressed period

FONT = {"family": '"Atkinson Hyperlegible Next", Arial, sans-serif', "size": 16, "color": INK}
SMALL = {**FONT, "size": 15}
LINE_WIDTH = 2
MARKER_SIZE = 11
WHOLE = 100.0  # no share is larger
FINEST = 6  # decimals kept of a per cent: finer than any screen, and free of binary dust
PAD = 0.15  # of the span of the values, left free at both ends
FAR_ABOVE = 0.5  # values that all lie above this part of the highest need no zero to be read on a line
LEAST_SPAN = 0.05  # of the highest value: a flat series is drawn flat, not magnified
MOST_TICKS = 4  # labels that fit side by side on a phone


def figure(traces: Sequence[Trace], *, layout: dict[str, object]) -> Figure:
    """A figure of traces under a layout."""
    return {"data": list(traces), "layout": layout}


def layout(
    *, x: dict[str, object], y: dict[str, object], y_title: str = "", height: int = 420, **more: object
) -> dict[str, object]:
    """The layout every chart starts from: key above, horizontal text, no second axis.

    `y_title` stands above the vertical axis, where it can be read without turning the head. `more` replaces
    or adds whole parts; annotations and shapes are added to those the layout brings.
    """
    notes = list(_sequence(more.pop("annotations", ())))
    return {
        "height": height,
        "autosize": True,
        "font": FONT,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 12, "r": 16, "t": 34, "b": 12, "pad": 4},
        "showlegend": False,  # the key stands above the drawing as text (`charts.key`)
        "hoverlabel": {"bgcolor": "#FFFFFF", "bordercolor": INK, "font": FONT, "align": "left"},
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": {**_AXIS, **x},
        "yaxis": {**_AXIS, "showgrid": True, **y},
        "annotations": [*([_above(y_title)] if y_title else []), *notes],
        **more,
    }


_AXIS: dict[str, object] = {
    "fixedrange": True,
    "automargin": True,
    "tickangle": 0,
    "tickfont": SMALL,
    "showgrid": False,
    "gridcolor": GRID,
    "zeroline": False,
    "showline": True,
    "linecolor": QUIET,
    "ticks": "outside",
    "tickcolor": QUIET,
    "title": {"font": SMALL},
}


def _sequence(parts: object) -> Sequence[object]:
    return parts if isinstance(parts, (list, tuple)) else ()


def _above(text: str) -> dict[str, object]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": SMALL,
        "align": "left",
    }


def plotted(value: float, *, value_unit: str) -> float:
    """A value as an axis counts it: a share in per cent, anything else as it is.

    >>> plotted(0.07, value_unit="%")
    7.0
    """
    return round(value * WHOLE, FINEST) if value_unit == "%" else value


@dataclass(frozen=True, slots=True)
class Reach:
    """From where to where an axis goes."""

    bottom: float
    top: float

    def said(self, title: str) -> str:
        """The title of the axis, with a word where it does not start at zero."""
        return title if self.bottom == 0 else f"{title} (does not start at zero)"


def reach(values: Iterable[float], *, value_unit: str) -> Reach:
    """Room for the values: from zero, unless they all lie so far above it that their changes would not be seen."""
    found = list(values)
    low, high = min(found, default=0.0), max(found, default=0.0)
    most = WHOLE if value_unit == "%" else math.inf
    pad = max(high - low, high * LEAST_SPAN) * PAD
    if low > high * FAR_ABOVE:
        return Reach(max(low - pad, 0.0), min(high + pad, most))
    return Reach(0.0, min(high * (1 + PAD), most) or 1.0)


def number_axis(*, value_unit: str, top: float | None = None, bottom: float = 0.0) -> dict[str, object]:
    """A number axis, each label with its per cent sign where the figure is a share."""
    return {
        **({"range": [bottom, top]} if top is not None else {"rangemode": "tozero"}),
        **({"ticksuffix": " %"} if value_unit == "%" else {}),
        "tickformat": ",~r",
        "nticks": 6,
    }


def few(labels: Sequence[str], *, most: int = MOST_TICKS) -> dict[str, object]:
    """A tick at every period and a label at every so many, the last one included, so that none turns or overlaps."""
    step = max(1, -(-len(labels) // most))
    last = len(labels) - 1
    said = [broken(label) if (last - place) % step == 0 else "" for place, label in enumerate(labels)]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": said,
        "range": [-0.6, max(last + 0.6, 0.6)],
    }


def broken(label: str) -> str:
    """A period label on two lines: ``Q1 2024/25`` under itself.

    >>> broken("Q1 2024/25")
    'Q1<br>2024/25'
    """
    head, gap, tail = label.rpartition(" ")
    return f"{head}<br>{tail}" if gap else label
