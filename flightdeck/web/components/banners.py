"""What a reader must know before reading any figure: synthetic data, a failed refresh, old data."""

from collections.abc import Sequence

from dash import html

from flightdeck.services.offered import Banner
from flightdeck.web.components.aria import aria

SYNTHETIC = "synthetic"
SYNTHETIC_TEXT = "Made-up data for trying the flight deck out. No person or crime is real."


def banner_list(banners: Sequence[Banner], *, synthetic: bool) -> html.Section | None:
    """Every banner, the word SYNTHETIC first and always when the data is made up."""
    others = [banner for banner in banners if banner.kind != SYNTHETIC]
    made_up = synthetic or len(others) < len(banners)
    strips = [
        *([_strip(SYNTHETIC, "SYNTHETIC", SYNTHETIC_TEXT)] if made_up else []),
        *(_strip(banner.kind, "Take care", banner.text) for banner in others),
    ]
    return html.Section(strips, className="banners", **aria(label="Before you read")) if strips else None


def _strip(kind: str, head: str, text: str) -> html.P:
    return html.P([html.Strong(head), html.Span(text)], className=f"banner banner-{kind}")
