"""Static files: styles and script of ours in their order, the small plotly.js, compression and caching."""

from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, send_from_directory
from flask_compress import Compress

ASSETS = Path(__file__).parents[2] / "assets"
FOUNDATION = "vendor/bootstrap.min.css"
STYLES = (  # the layers, sent as one file: each request bears some kilobyte of headers
    "tokens.css",
    "base.css",
    "shell.css",
    "navigation.css",
    "icons.css",
    "cards.css",
    "tables.css",
    "inner-pages.css",
    "characteristics.css",
    "journey.css",
    "governance.css",
    "adoption.css",
    "profile.css",
    "orders.css",
    "people.css",
    "print.css",
)
STYLE_SHEET = "flightdeck.css"
SCRIPTS = ("flightdeck.js", "navigation.js", "search.js", "inner-pages.js")
ICON = "icon.svg"
PLOTLY = "plotly-cartesian.min.js"  # bar, scatter, heatmap, box; a third of the full bundle
PLOTLY_PATH = (
    "/_dash-component-suites/plotly/package_data/plotly.min.js"  # where a graph asks for the full one
)
YEAR_SECONDS = 31_536_000
COMPRESSION = {
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_BR_LEVEL": 5,  # a level more costs twice the time for a hundredth of the size
}


def serve_static(server: Flask) -> None:
    """Compress what is sent, keep fingerprinted files for a year, and serve the small plotly.js for the full one."""
    server.config.update(COMPRESSION, SEND_FILE_MAX_AGE_DEFAULT=YEAR_SECONDS)
    Compress(server)
    server.after_request(_read_whole)
    server.add_url_rule(PLOTLY_PATH, "plotly_cartesian", _plotly)
    server.add_url_rule(f"/assets/{STYLE_SHEET}", "style_sheet", _style_sheet)


def _read_whole(response: Response) -> Response:
    """Read a file before it is compressed; compressed as a stream, it would stay open (flask-compress 1.25)."""
    if response.direct_passthrough and response.status_code == HTTPStatus.OK:
        response.direct_passthrough = False
        response.make_sequence()
    return response


def _plotly() -> Response:
    return send_from_directory(ASSETS / "vendor", PLOTLY)


def _style_sheet() -> Response:
    response = Response(_styles(), mimetype="text/css")
    response.cache_control.public, response.cache_control.max_age = True, YEAR_SECONDS
    return response


@cache
def _styles() -> str:
    """Our styles in the order of their layers; what they name lies where it lay, beside them in assets."""
    return "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in STYLES)


def style_links() -> str:
    """The link tags of the styles: what ours stand on, then ours."""
    ours = f"/assets/{STYLE_SHEET}?v={_mark(_styles().encode())}"
    return "\n".join(f'<link rel="stylesheet" href="{one}">' for one in (address(FOUNDATION), ours))


def script_tags() -> str:
    """The script tags of the little scripts of ours."""
    return "\n".join(f'<script src="{address(name)}"></script>' for name in SCRIPTS)


@cache
def address(name: str) -> str:
    """The address of a file in assets, with a fingerprint of its content so that it can be kept for a year."""
    return f"/assets/{name}?v={_mark((ASSETS / name).read_bytes())}"


def _mark(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
