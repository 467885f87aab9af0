"""A browser in front of the flight deck: signing in, and what it asked of whom."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, ViewportSize, expect

from flightdeck.services.access import ROLE_TITLES
from flightdeck.web.sign_on import SIGN_IN, TOKEN

PATIENCE = 15  # seconds
WIDEST = 680  # pixels of a chart on a sheet of A4
PHONE: ViewportSize = {"width": 390, "height": 844}
CHARTS = ".chart-drawing .main-svg"
COLOURS = (
    "color-contrast",
    "link-in-text-block",
)  # the rules of axe that the dark can break; the rest read the markup
ROLES = {title: role for role, title in ROLE_TITLES.items()}

Axe = Callable[..., list[str]]


def sign_in(page: Page, address: str, path: str = "/", *, role: str = "Board member") -> None:
    """Sign in as a role, without looking at the form, and wait for the page."""
    form = page.request.get(f"{address}{SIGN_IN}").text()
    token = re.search(f'name="{TOKEN}" value="([^"]+)"', form)[1]
    entered = {TOKEN: token, "role": ROLES[role].value}
    assert page.request.post(f"{address}{SIGN_IN}", form=entered, max_redirects=0).status == 303
    opened(page, address, path)


def sign_in_by_form(page: Page, address: str, path: str = "/") -> None:
    """Ask for a page as a stranger, sign in by the form that comes instead, and wait for the page."""
    page.goto(f"{address}{path}")
    page.get_by_label("Board member", exact=True).check()
    page.get_by_role("button", name="Sign in").click()
    there(page)


def opened(page: Page, address: str, path: str) -> None:
    """Open a page as whoever is signed in, and wait for it."""
    page.goto(f"{address}{path}")
    there(page)


def there(page: Page) -> None:
    """Wait for the heading of a page."""
    expect(page.locator("#content h1").first).to_be_attached(timeout=30_000)


def eventually(page: Page, condition: str, argument: object = None) -> None:
    """Wait for a condition in the page; the page's own policy forbids the browser to poll it by itself."""
    deadline = monotonic() + PATIENCE
    while not page.evaluate(condition, argument):
        assert monotonic() < deadline, f"never came: {condition}"
        page.wait_for_timeout(50)


def sound_on_every_screen(page: Page, axe: Axe) -> None:
    """Hold a page to what axe asks, at a desk, in the dark and on a phone, where nothing may leave the screen."""
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
    sound_in_the_dark(page, axe)
    fits(page)
    page.set_viewport_size(PHONE)
    fits(page)
    assert axe(page) == []


def sound_in_the_dark(page: Page, axe: Axe) -> None:
    """Hold the colours of a page to what axe asks of them in the dark; it is light again afterwards."""
    page.emulate_media(color_scheme="dark")
    eventually(page, "document.getAnimations().every(one => one.playState !== 'running')")
    assert axe(page, rules=COLOURS) == []
    page.emulate_media(color_scheme="light")


def fits(page: Page) -> None:
    """Nothing leaves the screen; a chart follows the window a moment later."""
    eventually(page, "document.documentElement.scrollWidth <= innerWidth")


def unmarked_stops(page: Page, *, most: int) -> list[str]:
    """Walk by Tab to the end of a page, or so many stops: where a reader would not see where the keyboard is."""
    unmarked = []
    for _ in range(most):
        page.keyboard.press("Tab")
        mark = page.evaluate(
            """() => {
                const at = document.activeElement;
                if (at === document.body) return null;
                const shows = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                const seen = shows(getComputedStyle(at)) || shows(getComputedStyle(at, '::after'));
                return seen ? '' : at.outerHTML.slice(0, 120);
            }"""
        )
        if mark is None:
            break
        unmarked += [mark] if mark else []
    return unmarked


def held_by_charts(page: Page) -> str:
    """All that the charts of a page hold in the browser, drawn or not."""
    expect(page.locator(CHARTS).first).to_be_visible()
    return page.evaluate(
        "JSON.stringify([...document.querySelectorAll('.js-plotly-plot')].map(chart => [chart.data, chart.layout]))"
    )


def printed_whole(page: Page) -> None:
    """Print a page: no chart is wider than the sheet, and no table is cut."""
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    widths = page.evaluate(
        "[...document.querySelectorAll('.chart .main-svg')].map(drawing => drawing.clientWidth)"
    )
    assert max(widths) <= WIDEST
    whole = "[...document.querySelectorAll('.table-scroll')].every(region => region.scrollHeight <= region.clientHeight + 1)"
    assert page.evaluate(whole)


@dataclass
class Asked:
    """Every request a page has made."""

    requests: list[Request] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> "Asked":
        asked = cls()
        page.on("request", lambda request: asked.requests.append(request))  # noqa: PLW0108  playwright marks what it is given
        return asked

    def outside(self) -> list[str]:
        """Requests that left this machine."""
        return [
            one.url
            for one in self.requests
            if urlsplit(one.url).scheme not in ("data", "blob") and urlsplit(one.url).hostname != "127.0.0.1"
        ]

    def naming(self, part: str) -> list[str]:
        """Requests whose address contains a text."""
        return [one.url for one in self.requests if part in one.url]

    def bytes_received(self) -> int:
        """Bytes of every answer as they came over the wire, with their headers."""
        sizes = [one.sizes() for one in self.requests if not one.url.startswith("data:")]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
