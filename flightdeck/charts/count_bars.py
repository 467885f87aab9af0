"""Bars of counts: one row a thing, one colour and one place in the row for each kind; what is suppressed is the word."""

from collections.abc import Sequence
from dataclasses import dataclass

from flightdeck.charts.rows import EDGES, HEADROOM, WIDE
from flightdeck.charts.theme import (
    DARK_BLUE,
    SMALL,
    Figure,
    Trace,
    figure,
    layout,
    number_axis,
)
from flightdeck.charts.words import HIDDEN_WORD

TITLE = 30  # room for what the axis counts
BAR_HEIGHT = 30
ROW_SPACE = 18
LINE_HEIGHT = 21  # of a name on several lines
ROOM = 1.3  # beside the longest bar, for its number on a phone


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of count, row by row; none where suppressed or where the row has no such count."""

    name: str
    counts: tuple[float | None, ...]
    colour: str = DARK_BLUE


def count_bars(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    hidden: Sequence[int] = (),
    unit: str = "",
    reach: float = 0.0,
    axis: str = "",
) -> Figure:
    """Rows from the top in the order given, each with a bar for every kind it has; `hidden` rows carry the word.

    The axis goes as far as the longest bar, or to `reach` where that is further: 100 for shares of a whole. It says
    what it counts: `axis`, else the unit, else the one kind there is.
    """
    places = [WIDE.label(text) for text in labels]
    top = max((count or 0 for one in series for count in one.counts), default=0)
    end = max(top * HEADROOM * ROOM, reach)
    lines = max(place.count("<br>") + 1 for place in places)
    several = max(sum(one.counts[row] is not None for one in series) for row in range(len(labels)))
    return figure(
        [_trace(one, places, unit) for one in series],
        layout=layout(
            x={
                **number_axis(value_unit="", top=end or 1.0),
                "showgrid": True,
                "nticks": 3,  # as many as stay apart on a phone
                "title": {"text": axis or _counted(series, unit), "standoff": 12, "font": SMALL},
            },
            y={
                "type": "category",
                "categoryorder": "array",
                "categoryarray": places,
                "showgrid": False,
                "range": [len(places) - 0.5, -0.5],  # the first row, and the first kind in it, on top
                "ticks": "",
                "tickfont": SMALL,
            },
            height=EDGES
            + TITLE
            + len(labels) * max(ROW_SPACE + BAR_HEIGHT * max(several, 1), LINE_HEIGHT * lines),
            barmode="group" if several > 1 else "overlay",
            bargap=0.3,
            annotations=[_word(places[row]) for row in hidden],
        ),
    )


def _counted(series: Sequence[Series], unit: str) -> str:
    if unit:
        return "Per cent" if unit == "%" else unit.capitalize()
    return series[0].name if len(series) == 1 else ""


def _trace(one: Series, places: Sequence[str], unit: str) -> Trace:
    known = [(place, count) for place, count in zip(places, one.counts, strict=True) if count is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "name": one.name,
        "x": [count for _, count in known],
        "y": [place for place, _ in known],
        "marker": {"color": one.colour},
        "text": [f"{count:,.0f}{unit and f' {unit}'}" for _, count in known],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": SMALL,
        "hovertemplate": "<b>%{y}</b><br>" + one.name + ": %{text}<extra></extra>",
    }


def _word(place: str) -> dict[str, object]:
    return {
        "text": HIDDEN_WORD,
        "x": 0,
        "y": place,
        "xanchor": "left",
        "xshift": 6,
        "showarrow": False,
        "font": SMALL,
    }
