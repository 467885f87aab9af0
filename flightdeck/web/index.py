"""The HTML that carries every page: its language, our styles, and only the scripts the page needs."""

import re
from secrets import token_urlsafe

from dash import Dash
from flask import g, request

from flightdeck.web import static

TEMPLATE = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
{{%metas%}}
<title>{{%title%}}</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="{static.address(static.ICON)}">
{static.style_links()}
{{%css%}}
</head>
<body>
<noscript>The flight deck needs JavaScript, which this browser has turned off.</noscript>
{{%app_entry%}}

{{%config%}}
{{%scripts%}}
{static.script_tags()}
{{%renderer%}}

</body>
</html>"""
GRID = "dash_ag_grid"
GRID_PAGES = "/cases"
UNUSED = ("/dash_table/", "/deps/polyfill@")  # a retired table, and fillings for browsers retired before it
_SCRIPT = re.compile(r'<script src="([^"]*)"></script>\s*')


class FlightDeckDash(Dash):
    """Dash with an index of our own."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override] # Dash names each part; we pass them on
        """The index with a nonce on every script and without the scripts this page does not use."""
        scripts = _SCRIPT.sub(_kept, parts["scripts"])
        page = str(super().interpolate_index(**{**parts, "scripts": scripts}))  # type: ignore[no-untyped-call] # Dash has no annotation here
        return page.replace("<script", f'<script nonce="{nonce()}"')


def nonce() -> str:
    """The nonce of this request, the same in its page and its content security policy."""
    if "nonce" not in g:
        g.nonce = token_urlsafe(16)
    return str(g.nonce)


def _kept(script: re.Match[str]) -> str:
    source = script[1]
    unused = UNUSED if request.path.startswith(GRID_PAGES) else (*UNUSED, GRID)
    return "" if any(name in source for name in unused) else script[0]
