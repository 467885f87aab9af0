"""A real headless Chromium, and what axe finds on a page. The deck itself is served by `tests.browser.serving`."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from flightdeck.web import create_app
from tests.browser.reading import PATIENCE, PHONE
from tests.browser.serving import served
from tests.fakes import FakeAudit, FakeDeck, settings
from tests.programs import ProgramMissing, program

# The browser shows only our own pages, on loopback; as root, and in a container, its sandbox cannot start.
# The rest keeps it from looking for anything on the internet.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # a test's page takes the renderer of the page before; starting one costs as much as a page
]

# axe leaves the target size of WCAG 2.2 out unless asked.
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser; a missing Chromium fails, it never skips."""
    try:
        return {"executable_path": str(program("chromium")), "args": CHROMIUM_ARGUMENTS}
    except ProgramMissing as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A British reader at a desk; a test of a phone sets its own viewport."""
    british = {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": {"width": 1440, "height": 900}}
    return {**browser_context_args, **british}


@pytest.fixture(scope="session")
def desk(
    browser: Browser, browser_context_args: dict[str, Any], live_server: str
) -> Iterator[BrowserContext]:
    """What the readers of a worker share: its renderer stays alive, because one page is always open."""
    context = browser.new_context(**browser_context_args)
    context.new_page().goto(f"{live_server}/sign-in")
    yield context
    context.close()


@pytest.fixture
def context(desk: BrowserContext) -> Iterator[BrowserContext]:
    """Nobody signed in and no page of another test; for a browser that was never here, take `new_context`."""
    desk.clear_cookies()
    yield desk
    for page in desk.pages[1:]:
        page.close()


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Every fault axe finds on a page, one line for each element: rule, where, what to do; `rules` are all or some."""
    script = Axe().axe_script

    def violations(page: Page, *, rules: Collection[str] = ()) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        only = {"runOnly": list(rules)} if rules else {}
        found = page.evaluate(
            "options => axe.run(options).then(run => run.violations)", {**AXE_OPTIONS, **only}
        )
        return [
            f"{rule['id']} ({node['impact']}) at {' '.join(map(str, node['target']))}: {rule['help']}"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains of: errors of scripts and refusals by the content security policy."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
    return heard


@pytest.fixture(params=["desk", "phone"])
def seen(page: Page, request: pytest.FixtureRequest) -> Page:
    """A page at a desk and on a phone."""
    if request.param == "phone":
        page.set_viewport_size(PHONE)
    return page


@pytest.fixture(scope="session")
def live_server() -> Iterator[str]:
    """The address of a flight deck with one dial in every state."""
    deck = create_app(deck=FakeDeck(), settings=settings(), audit=FakeAudit())
    with served(deck.server) as address:
        yield address
