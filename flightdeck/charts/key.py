"""The key of a chart, above it and in words: it wraps on a phone, prints, and never takes room from the drawing."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from dash import html

from flightdeck.charts.theme import Figure

WIDTH, HEIGHT = 34, 20
MIDDLE = HEIGHT // 2
_STAR = "17,1 19.6,7.4 26.5,7.9 21.2,12.4 22.9,19.1 17,15.4 11.1,19.1 12.8,12.4 7.5,7.9 14.4,7.4"
_SHAPES = {
    "circle": '<circle cx="17" cy="10" r="6"/>',
    "circle-open": '<circle cx="17" cy="10" r="6"/>',
    "star": f'<polygon points="{_STAR}"/>',
    "diamond": '<polygon points="17,2 25,10 17,18 9,10"/>',
    "square": '<rect x="10.5" y="3.5" width="13" height="13"/>',
    "square-cross": '<path d="M10.5 3.5h13v13h-13zM10.5 10h13M17 3.5v13"/>',
    "triangle-up": '<polygon points="17,2 25,17 9,17"/>',
    "triangle-down": '<polygon points="17,18 25,3 9,3"/>',
}
_DASHES = {
    "solid": "",
    "dash": "7 4",
    "dot": "2 3",
    "dashdot": "7 3 2 3",
    "longdash": "11 4",
    "longdashdot": "11 3 2 3",
}
_INK = "#0B0C0C"


def key(figure: Figure) -> html.Ul:
    """One entry for each named trace: what it looks like, and its name."""
    traces = figure["data"]
    named = [trace for trace in traces if _is_named(trace)] if isinstance(traces, Sequence) else []
    return html.Ul(
        [
            html.Li([html.Img(src=_address(_glyph(trace)), alt=""), html.Span(trace["name"])])
            for trace in named
        ],
        className="chart-key",
    )


def _is_named(trace: Mapping[str, object]) -> bool:
    return "name" in trace and trace.get("showlegend", True) is not False


def _glyph(trace: Mapping[str, object]) -> str:
    marker, line = _part(trace, "marker"), _part(trace, "line")
    if trace["type"] == "bar":
        edge = _part(marker, "line").get("color", "none")
        return f'<rect x="6" y="3" width="22" height="14" fill="{marker["color"]}" stroke="{edge}" stroke-width="2"/>'
    if trace.get("fillcolor"):
        return f'<rect x="2" y="3" width="30" height="14" fill="{trace["fillcolor"]}"/>'
    if marker:
        return _shape(str(marker["symbol"]), str(marker["color"]))
    dashes = _DASHES[str(line.get("dash", "solid"))]
    return f'<path d="M1 {MIDDLE}H{WIDTH - 1}" stroke="{line["color"]}" stroke-width="2.5" stroke-dasharray="{dashes}"/>'


def _shape(symbol: str, colour: str) -> str:
    hollow = symbol.endswith("open")
    fill, edge, width = ("#FFFFFF", colour, 2) if hollow else (colour, _INK, 1)
    return f'<g fill="{fill}" stroke="{edge}" stroke-width="{width}">{_SHAPES[symbol]}</g>'


def _part(trace: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = trace.get(name)
    return part if isinstance(part, Mapping) else {}


def _address(drawing: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{drawing}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"
