"""The browser and the accessibility checker that browser tests stand on."""

import pytest
from flask import Flask

from tests.browser.serving import served

SOUND = "<!doctype html><html lang='en-GB'><title>Deck</title><main><h1>Flight deck</h1></main></html>"
NO_LANGUAGE = SOUND.replace(" lang='en-GB'", "")
TINY_BUTTONS = SOUND.replace(
    "</h1>", "</h1>" + "<button style='width:9px;height:9px;padding:0'>a</button>" * 2
)


@pytest.fixture
def address():
    site = Flask(__name__)
    site.add_url_rule("/", "page", lambda: SOUND)
    with served(site) as address:
        yield address


def test_the_browser_opens_a_served_page(page, axe, address):
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.get_by_role("heading").inner_text() == "Flight deck"
    assert axe(page) == []


def test_the_browser_reads_as_a_british_desk(page):
    page.goto("about:blank")
    seen = page.evaluate("[navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone, innerWidth]")
    assert seen == ["en-GB", "Europe/London", 1440]


@pytest.mark.parametrize(
    ("html", "rules"),
    [(NO_LANGUAGE, {"html-has-lang"}), (TINY_BUTTONS, {"target-size"})],
    ids=["no language", "buttons too small"],
)
def test_axe_finds_a_planted_fault(page, axe, html, rules):
    page.set_content(html)
    assert {line.split(" ")[0] for line in axe(page)} == rules
