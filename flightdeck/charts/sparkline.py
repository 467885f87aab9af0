"""A sparkline as SVG text: the process, its limits, its signals; drawn on the server, so the deck needs no plotly.js.

Young points are hollow and hang on a dashed line, hidden periods are gaps with a mark, and a signal is told by its
shape (diamond: concern, disc: improvement, square: neither) before its colour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from flightdeck.charts.events import place_of
from flightdeck.charts.process_spans import limit_stretches
from flightdeck.domain.result import KpiResult, Noted, Point

WIDTH = 260
HEIGHT = 84
MARGIN = 8
HIDDEN_TICK = 7  # a mark at the foot, low enough not to be read as a value
MOST_POINTS = 24  # more would run together at the width of a card
NO_SIGNAL = "none"
_KEPT = 1024  # drawings of some fifty decks; 3 KB each
_STYLE = (
    "<style>.b{fill:#12436d;opacity:.1}.m{stroke:#505a5f;stroke-dasharray:5 4}.l{stroke:#12436d;stroke-width:2.5;fill:none;"
    "stroke-linejoin:round}.y{stroke-dasharray:3 4}.p{fill:#12436d}.h{fill:#fff;stroke:#12436d;stroke-width:2}"
    ".c{fill:#d4500c}.i{fill:#12436d}.n{fill:#505a5f}.x{fill:#505a5f;opacity:.5}"
    ".e{stroke:#0b0c0c;stroke-dasharray:2 3}.t{fill:#0b0c0c;font:bold 11px sans-serif;text-anchor:middle}"
    "@media(prefers-color-scheme:dark){.b{fill:#9cc6ec;opacity:.16}.m{stroke:#aab7c4}.l{stroke:#9cc6ec}.p,.i{fill:#9cc6ec}"
    ".h{fill:#18232f;stroke:#9cc6ec}.c{fill:#ff9a5c}.n,.x{fill:#aab7c4}"
    ".e{stroke:#f3f6f8}.t{fill:#f3f6f8}}</style>"
)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a point of the series falls on the drawing."""

    step: float
    low: float
    span: float

    def x(self, place: int) -> str:
        return f"{MARGIN + place * self.step:.1f}"

    def y(self, value: float) -> str:
        return f"{HEIGHT - MARGIN - (value - self.low) / self.span * (HEIGHT - 2 * MARGIN):.1f}"


def recent(series: Sequence[Point]) -> tuple[Point, ...]:
    """The points a sparkline shows: the latest, as many as stay apart."""
    return tuple(series[-MOST_POINTS:])


def sparkline(result: KpiResult) -> str:
    """The series of a result as an SVG document; empty when no period has a number."""
    return _drawn(recent(result.series), recent_events(result), improves_when=result.improves_when)


def recent_events(result: KpiResult) -> tuple[Noted, ...]:
    """The events that lie in the periods a sparkline shows."""
    shown = recent(result.series)
    return tuple(one for one in result.noted if shown and one.on.isoformat() >= shown[0].first)


@lru_cache(maxsize=_KEPT)
def _drawn(points: tuple[Point, ...], noted: tuple[Noted, ...], *, improves_when: str) -> str:
    scale = _scale(points)
    if scale is None:
        return ""
    stretches = [places for places in limit_stretches(points, noted) if len(places) > 1]
    parts = [
        _STYLE,
        *_hidden(points, scale),
        *_band(points, stretches, scale),
        *_mean(points, stretches, scale),
        *_events(points, noted, scale),
        *_lines(points, scale),
        *_marks(points, scale, improves_when=improves_when),
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'


@lru_cache(maxsize=_KEPT)
def data_uri(svg: str) -> str:
    """An SVG document as an address that an image can show without a request."""
    return "data:image/svg+xml," + quote(svg, safe=" =:/;,.()'{}@-<>").replace("%22", "'").replace(
        "<", "%3C"
    ).replace(">", "%3E")


def told(point: Point, *, improves_when: str) -> str:
    """What a point says: concern, improvement or neutral; `none` when it says nothing."""
    if point.signal == NO_SIGNAL or point.value is None or point.mean is None:
        return NO_SIGNAL
    if point.signal in ("concern", "improvement"):
        return point.signal
    if improves_when == "neither":
        return "neutral"
    return "improvement" if (point.value > point.mean) == (improves_when == "increase") else "concern"


def _scale(points: Sequence[Point]) -> _Scale | None:
    heights = [
        number
        for point in points
        for number in (point.value, point.lower_limit, point.upper_limit)
        if number is not None
    ]
    if not any(point.value is not None for point in points):
        return None
    low, high = min(heights), max(heights)
    return _Scale((WIDTH - 2 * MARGIN) / max(len(points) - 1, 1), low, (high - low) or 1.0)


def _hidden(points: Sequence[Point], scale: _Scale) -> Iterable[str]:
    for place, point in enumerate(points):
        if point.hidden:
            yield f'<rect class="x" x="{float(scale.x(place)) - 1.5:.1f}" y="{HEIGHT - HIDDEN_TICK}" width="3" height="{HIDDEN_TICK}"/>'


def _events(points: Sequence[Point], noted: Sequence[Noted], scale: _Scale) -> Iterable[str]:
    """An upright line at each event, with its number at the head."""
    for one in noted:
        x = MARGIN + place_of(points, one.on) * scale.step
        at = min(max(x, MARGIN), WIDTH - MARGIN)
        yield f'<path class="e" d="M{at:.1f} 12V{HEIGHT}"/><text class="t" x="{at:.1f}" y="9">{one.number}</text>'


def _band(points: Sequence[Point], stretches: Sequence[Sequence[int]], scale: _Scale) -> Iterable[str]:
    for places in stretches:
        upper = _corners(places, [points[place].upper_limit for place in places], scale)
        lower = _corners(places, [points[place].lower_limit for place in places], scale)
        yield f'<polygon class="b" points="{" ".join([*upper, *reversed(lower)])}"/>'


def _mean(points: Sequence[Point], stretches: Sequence[Sequence[int]], scale: _Scale) -> Iterable[str]:
    for places in stretches:
        corners = _corners(places, [points[place].mean for place in places], scale)
        yield f'<polyline class="m" fill="none" points="{" ".join(corners)}"/>'


def _corners(places: Sequence[int], heights: Sequence[float | None], scale: _Scale) -> list[str]:
    """The corners of a line: where it is level, only its ends."""
    drawn = [
        (place, scale.y(height)) for place, height in zip(places, heights, strict=True) if height is not None
    ]
    return [
        f"{scale.x(place)},{y}"
        for at, (place, y) in enumerate(drawn)
        if at in (0, len(drawn) - 1) or not drawn[at - 1][1] == y == drawn[at + 1][1]
    ]


def _lines(points: Sequence[Point], scale: _Scale) -> Iterable[str]:
    solid, dashed = "", ""
    for (place, first), second in zip(enumerate(points), points[1:], strict=False):
        if first.value is None or second.value is None:
            continue
        step = f"M{scale.x(place)} {scale.y(first.value)}L{scale.x(place + 1)} {scale.y(second.value)}"
        if first.mature and second.mature:
            solid += step
        else:
            dashed += step
    yield from (
        f'<path class="{kind}" d="{path}"/>' for kind, path in (("l", solid), ("l y", dashed)) if path
    )


def _marks(points: Sequence[Point], scale: _Scale, *, improves_when: str) -> Iterable[str]:
    valued = [(place, point, point.value) for place, point in enumerate(points) if point.value is not None]
    judged = [place for place, point, _ in valued if point.mature]
    for place, point, value in valued:
        x, y = float(scale.x(place)), float(scale.y(value))
        says = told(point, improves_when=improves_when)
        if not point.mature:
            yield f'<circle class="h" cx="{x}" cy="{y}" r="3.5"/>'
        elif says != NO_SIGNAL:
            yield _signal(says, x, y)
        elif judged and place == judged[-1]:
            yield f'<circle class="p" cx="{x}" cy="{y}" r="4.5"/>'


def _signal(says: str, x: float, y: float) -> str:
    if says == "concern":
        return f'<path class="c" d="M{x:.1f} {y - 6.5:.1f}l6.5 6.5-6.5 6.5-6.5-6.5z"/>'
    if says == "improvement":
        return f'<circle class="i" cx="{x}" cy="{y}" r="5"/>'
    return f'<rect class="n" x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"/>'
