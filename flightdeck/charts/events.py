"""The dated events of a series on its chart: an upright line where each happened, with its number at the head."""

from collections.abc import Sequence
from datetime import date

from flightdeck.charts.theme import INK, SMALL
from flightdeck.domain.result import Noted, Point

HALF = 0.5  # a period reaches half its width to each side of its point
Parts = list[dict[str, object]]


def event_lines(points: Sequence[Point], noted: Sequence[Noted]) -> Parts:
    """An upright line for each event."""
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": place,
            "x1": place,
            "y0": 0,
            "y1": 1,
            "line": {"color": INK, "width": 1, "dash": "dash"},
        }
        for place in _places(points, noted)
    ]


def event_numbers(points: Sequence[Point], noted: Sequence[Noted]) -> Parts:
    """The number of each event in a box, as it stands in the list beneath the chart."""
    return [
        {
            "text": f"<b>{one.number}</b>",
            "xref": "x",
            "yref": "paper",
            "x": place,
            "y": 1,
            "yanchor": "top",
            "showarrow": False,
            "font": SMALL,
            "bgcolor": "#ffffff",
            "bordercolor": INK,
            "borderwidth": 1,
            "borderpad": 2,
        }
        for place, one in zip(_places(points, noted), noted, strict=True)
    ]


def _places(points: Sequence[Point], noted: Sequence[Noted]) -> list[float]:
    return [place_of(points, one.on) for one in noted]


def place_of(points: Sequence[Point], day: date) -> float:
    """Where a day stands among the periods: within its own, as far along as it is.

    A period is as wide as the room between two points, and its point stands in the middle.
    """
    for place, point in enumerate(points):
        first, last = date.fromisoformat(point.first), date.fromisoformat(point.last)
        if first <= day <= last:
            return round(place - HALF + (day - first).days / ((last - first).days + 1), 3)
    return -HALF if points and day < date.fromisoformat(points[0].first) else len(points) - HALF
