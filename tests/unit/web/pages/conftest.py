"""A flight deck with everything the inner pages ask for."""

import pytest

from tests.inner_deck import FullAudit, InnerDeck
from tests.unit.web.conftest import Served


@pytest.fixture
def inner():
    return Served(deck=InnerDeck(), audit=FullAudit())


@pytest.fixture(scope="session")
def settled():
    """A flight deck that no test changes."""
    return Served(deck=InnerDeck(), audit=FullAudit())


def nodes(part, kind):
    """Every component of a kind in a page."""
    if isinstance(part, list):
        return [found for one in part for found in nodes(one, kind)]
    if not isinstance(part, dict) or "props" not in part:
        return []
    mine = [part] if part.get("type") == kind else []
    return mine + nodes(part["props"].get("children"), kind)


def page(answer):
    """The page that an answer carries."""
    return answer.json["response"]["page"]["children"]
