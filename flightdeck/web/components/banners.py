"""What a reader must know before reading any figure: synthetic data, a failed refresh, old data."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dash import html

if TYPE_CHECKING:
    from flightdeck.services.deck import Banner

SYNTHETIC = "synthetic"
_SYNTHETIC_TEXT = "Made-up data for trying the flight deck out. No person or crime is real."


def banner_list(banners: "Iterable[Banner]", *, synthetic: bool) -> html.Section | None:
    """Every banner, the word SYNTHETIC first and always when the data is made up."""
    strips = [
        *([_strip(SYNTHETIC, "SYNTHETIC", _SYNTHETIC_TEXT)] if synthetic else []),
        *(_strip(banner.kind, "Take care", banner.text) for banner in banners if banner.kind != SYNTHETIC),
    ]
    return html.Section(strips, className="banners", **{"aria-label": "Before you read"}) if strips else None


def _strip(kind: str, head: str, text: str) -> html.P:
    return html.P([html.Strong(head), html.Span(text)], className=f"banner banner-{kind}")
