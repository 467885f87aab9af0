"""A browser in front of the flight deck: signing in, and what it asked of whom."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, ViewportSize, expect

PATIENCE = 15  # seconds
WIDEST = 680  # pixels of a chart on a sheet of A4
PHONE: ViewportSize = {"width": 390, "height": 844}


def sign_in(page: Page, address: str, path: str = "/", *, role: str = "Board member") -> None:
    """Sign in as a role and wait for the page."""
    page.goto(f"{address}{path}")
    page.get_by_label(role, exact=True).check()
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("main")).to_contain_text(" ")
    expect(page.locator("#content h1").first).to_be_attached(timeout=30_000)


def eventually(page: Page, condition: str, argument: object = None) -> None:
    """Wait for a condition in the page; the page's own policy forbids the browser to poll it by itself."""
    deadline = monotonic() + PATIENCE
    while not page.evaluate(condition, argument):
        assert monotonic() < deadline, f"never came: {condition}"
        page.wait_for_timeout(50)


def sound_on_every_screen(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """Hold a page to what axe asks, at a desk and on a phone, where nothing may leave the screen."""
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
    page.set_viewport_size(PHONE)
    assert axe(page) == []
    eventually(page, "document.documentElement.scrollWidth <= innerWidth")


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
