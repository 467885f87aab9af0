"""What stands behind the points of a process behaviour chart: suppressed stretches, and where limits were redrawn."""

from collections.abc import Sequence
from itertools import groupby

from flightdeck.charts.events import HALF
from flightdeck.charts.theme import HIDDEN, INK, SMALL
from flightdeck.domain.result import Noted, Point

BENEATH_NUMBERS = -24  # pixels: the words of new limits stand under the numbers of the events


def hidden_spans(points: Sequence[Point]) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """A grey stretch and the word for each run of suppressed periods."""
    runs = [
        list(places)
        for hidden, places in groupby(range(len(points)), key=lambda place: points[place].hidden)
        if hidden
    ]
    shapes: list[dict[str, object]] = [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": run[0] - HALF,
            "x1": run[-1] + HALF,
            "y0": 0,
            "y1": 1,
            "fillcolor": HIDDEN,
            "line": {"width": 0},
            "layer": "below",
        }
        for run in runs
    ]
    notes: list[dict[str, object]] = [
        {
            "text": "suppressed",
            "xref": "x",
            "yref": "paper",
            **_inside(run, len(points)),
            "y": 0.02,
            "yanchor": "bottom",
            "showarrow": False,
            "font": SMALL,
        }
        for run in runs
    ]
    return shapes, notes


def _inside(run: Sequence[int], count: int) -> dict[str, object]:
    """Where the word of a run of periods stands: at its middle, and at the edge of the chart within it."""
    if run[-1] == count - 1 and run[0]:
        return {"x": run[-1] + HALF, "xanchor": "right"}
    if not run[0]:
        return {"x": -HALF, "xanchor": "left"}
    return {"x": (run[0] + run[-1]) / 2}


def limit_stretches(points: Sequence[Point], noted: Sequence[Noted]) -> list[list[int]]:
    """Runs of places that have limits, broken where an event redrew them."""
    starts = redrawn_at(points, noted)
    runs: list[list[int]] = []
    for place, point in enumerate(points):
        if point.mean is None:
            continue
        if not runs or place in starts or place - 1 != runs[-1][-1]:
            runs.append([])
        runs[-1].append(place)
    return runs


def redrawn_at(points: Sequence[Point], noted: Sequence[Noted]) -> list[int]:
    """The first period wholly after each event that redrew the limits."""
    days = [one.on.isoformat() for one in noted if one.redraw == "redrawn"]
    found = {
        next((place for place, point in enumerate(points) if point.first >= day), len(points)) for day in days
    }
    return sorted(found - {len(points)})


def redrawn(starts: Sequence[int], count: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """An upright line and words wherever the limits were set anew; the event itself is marked by its number."""
    shapes: list[dict[str, object]] = [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": start - HALF,
            "x1": start - HALF,
            "y0": 0,
            "y1": 1,
            "line": {"color": INK, "width": 1, "dash": "dot"},
        }
        for start in starts
    ]
    notes: list[dict[str, object]] = [
        {
            "text": "Limits redrawn",
            "xref": "x",
            "yref": "paper",
            "x": start - HALF,
            "y": 1,
            "xanchor": "right" if 2 * start > count else "left",
            "yanchor": "top",
            "xshift": -4 if 2 * start > count else 4,
            "yshift": BENEATH_NUMBERS,
            "showarrow": False,
            "font": SMALL,
            "align": "left",
            "bgcolor": "rgba(255,255,255,0.85)",
        }
        for start in starts
    ]
    return shapes, notes
