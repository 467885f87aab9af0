"""A flight deck over hand-made results, and readers of every role in front of it."""

import re
from dataclasses import dataclass, field

import pytest

from flightdeck.services.access import Role
from flightdeck.web import create_app
from tests.fakes import FakeAudit, FakeDeck, settings

OWN = {"Origin": "http://localhost"}


@dataclass
class Served:
    """A flight deck, its deck and its audit trail."""

    deck: FakeDeck = field(default_factory=FakeDeck)
    audit: FakeAudit = field(default_factory=FakeAudit)

    def __post_init__(self):
        self.dash = create_app(deck=self.deck, settings=settings(), audit=self.audit)

    def anybody(self):
        """A client that has not signed in."""
        return self.dash.server.test_client()

    def reader(self, role=Role.BOARD_MEMBER, *areas):
        """A client signed in with a role."""
        client = self.anybody()
        answer = client.post(
            "/sign-in", data={"token": token(client), "role": role.value, "areas": list(areas)}
        )
        assert answer.status_code == 303
        return client


def token(client):
    """The token that the sign-in form carries."""
    return re.search(r'name="token" value="([^"]+)"', client.get("/sign-in").text)[1]


def way_out(client):
    """The token that the button to sign out carries."""
    [held] = [
        node["props"]
        for node in _nodes(ask(client).json["response"]["page"]["children"])
        if node["props"].get("children") == "Sign out"
    ]
    return {held["name"]: held["value"]}


def ask(client, path="/", search="", *, headers=OWN, **changes):
    """Ask the router for an address, as the browser does."""
    body = {
        "output": "..page.children...page-title.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "page-title", "property": "data"}],
        "inputs": [
            {"id": "address", "property": "pathname", "value": path},
            {"id": "address", "property": "search", "value": search},
        ],
        "changedPropIds": ["address.pathname"],
    }
    return client.post("/_dash-update-component", json={**body, **changes}, headers=headers)


def words(answer):
    """Every text a page shows, joined."""
    return " ".join(_texts(answer.json["response"]["page"]["children"]))


def addresses(answer):
    """Every address a page links to."""
    return [
        node["props"]["href"]
        for node in _nodes(answer.json["response"]["page"]["children"])
        if "href" in node["props"]
    ]


def _nodes(part):
    if isinstance(part, dict) and "props" in part:
        yield part
        yield from _nodes(part["props"].get("children"))
    elif isinstance(part, list):
        for one in part:
            yield from _nodes(one)


def _texts(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from _texts(part.get("props", {}).get("children"))
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)


@pytest.fixture
def served():
    return Served()


@pytest.fixture(scope="session")
def shared():
    """A flight deck that no test changes."""
    return Served()
