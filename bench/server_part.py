"""Part (c): the server's time for a filter change and for each page, and what a first visit sends."""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from flask.testing import FlaskClient
from playwright.sync_api import sync_playwright

from bench.report import Section
from bench.serving import served
from bench.snapshots import SMALL, Size, deck_over, settings_over, store_of
from bench.timing import told
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import month_text
from flightdeck.services.access import Actor, Role
from flightdeck.services.audit import AuditTrail
from flightdeck.services.offered import Options
from flightdeck.services.shelf import PREPARING
from flightdeck.web import create_app
from flightdeck.web.pages import PAGES
from tests.programs import program

ROLES = (Role.BOARD_MEMBER, Role.ANALYST)
KPI = "charged_within_12_months"
REPEATS = 7
OWN = {"Origin": "http://localhost"}
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


def measured(sizes: Sequence[Size]) -> Iterator[dict[str, Section]]:
    """The sections of part (c): one a size, and the first visit."""
    for place, size in enumerate(sizes, start=1):
        yield {f"c{place} {size.name}": _pages(size)}
    yield {"c9 visit": _visit()}


def _pages(size: Size) -> Section:
    store = store_of(size)
    deck = deck_over(store)
    deck.warm()
    audit = AuditTrail(store / "application.sqlite")
    server = create_app(deck=deck, settings=settings_over(store), audit=audit).server
    readers = {role: _signed_in(server.test_client(), role) for role in ROLES}
    options = deck.options(Actor("bench", Role.ANALYST), Filters())
    rows = [("Filter change on the deck", *(_filter_changes(reader, options) for reader in readers.values()))]
    for page in PAGES:
        path = page.path.replace("<kpi>", KPI)
        if "<" not in path:
            rows.append(
                (
                    f"{page.title} (`{page.path}`), again",
                    *(_page(reader, path) for reader in readers.values()),
                )
            )
    about = (
        f"Milliseconds in the server for one callback, routing, guard, audit and JSON included, at {size.crimes:,} crimes and with everything prepared. A filter change asks for filters "
        "nobody has asked for before; pages are asked for again, as the second reader of a board meeting would."
    )
    heads = ("Page", *(role.value.replace("_", " ").capitalize() for role in ROLES))
    return Section(f"The server at {size.crimes:,} crimes", about, heads, tuple(rows))


def _signed_in(client: FlaskClient, role: Role) -> FlaskClient:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/sign-in").text)
    answer = client.post("/sign-in", data={"token": token[1] if token else "", "role": role.value})
    assert answer.status_code == 303
    return client


def _filter_changes(reader: FlaskClient, options: Options) -> str:
    changes = [
        *(f"?area={area}" for area in options.areas[:6]), *(f"?team={team}" for team in options.teams[:6]),
        *(f"?force={force}" for force in options.forces[:6]),
        *(f"?from={month_text(options.first + step)}&to={month_text(options.last - step)}" for step in range(1, 9)),
    ]  # fmt: skip
    _ask(reader, "/", "")
    _ask(reader, "/", f"?from={month_text(options.first + 12)}")
    _wait_for_the_rest()
    times = [_ask(reader, "/", change.replace(" ", "+")) for change in changes]
    return f"{told(median(times))} (slowest of {len(times)}: {told(max(times))})"


def _wait_for_the_rest() -> None:
    """Until nothing is prepared in the background any more: what is measured is a server that has been up for a while."""
    for thread in threading.enumerate():
        if thread.name == PREPARING:
            thread.join()


def _page(reader: FlaskClient, path: str) -> str:
    _ask(reader, path, "")
    return told(median(_ask(reader, path, "") for _ in range(REPEATS)))


def _ask(reader: FlaskClient, path: str, search: str) -> float:
    body = {
        "output": "..page.children...page-title.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "page-title", "property": "data"}],
        "inputs": [
            {"id": "address", "property": "pathname", "value": path},
            {"id": "address", "property": "search", "value": search},
        ],
        "changedPropIds": ["address.pathname"],
    }
    began = perf_counter()
    answer = reader.post("/_dash-update-component", json=body, headers=OWN)
    taken = perf_counter() - began
    assert answer.status_code == 200, (path, search, answer.status_code)
    return taken


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer of the server as the browser got it."""

    path: str
    size: int  # bytes on the wire, compressed


def _visit() -> Section:
    with served(store_of(SMALL)) as (address, _):
        sent = first_visit(address)
    rows = [
        (f"`{one.path}`", f"{one.size / 1000:,.1f} kB") for one in sorted(sent, key=lambda one: -one.size)[:8]
    ]
    total = sum(one.size for one in sent) / 1000
    charts = any("plotly" in one.path for one in sent)
    about = (
        f"A board member's first visit to the deck with an empty cache, after signing in: {len(sent)} requests, **{total:,.0f} kB** compressed on the wire "
        f"(aim: under 400), {'with' if charts else 'without'} plotly.js. The largest answers:"
    )
    return Section("A first visit", about, ("Address", "Sent"), tuple(rows))


def first_visit(address: str) -> list[Sent]:
    """Every answer a browser with an empty cache gets between signing in and the deck on the screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program("chromium")), args=CHROMIUM)
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.check(f'input[name="role"][value="{Role.BOARD_MEMBER.value}"]')
        cdp = context.new_cdp_session(page)
        cdp.send("Network.enable")
        cdp.send("Network.clearBrowserCache")
        paths: dict[str, str] = {}
        sizes: dict[str, int] = {}
        cdp.on(
            "Network.responseReceived",
            lambda told: paths.update({told["requestId"]: told["response"]["url"]}),
        )
        cdp.on(
            "Network.loadingFinished",
            lambda told: sizes.update({told["requestId"]: int(told["encodedDataLength"])}),
        )
        page.click('button[type="submit"]')
        page.wait_for_selector("#page h1")
        page.wait_for_load_state("networkidle")
        browser.close()
    return [
        Sent(url.removeprefix(address).partition("?")[0], sizes.get(name, 0))
        for name, url in paths.items()
        if url.startswith(address)
    ]
