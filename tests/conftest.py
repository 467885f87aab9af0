"""What every test stands on: no settings of the machine, and the same random examples in every run of CI."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from flightdeck.services.flight_deck import FlightDeck

TESTS = Path(__file__).parent
MARKED_FOLDERS = (
    "browser",
    "integration",
)  # the longest first, so that no worker waits for another at the end

# A property is tried on few examples, because the suite has ten minutes; CI draws the same ones every time.
# No deadline: two workers share two cores, so one slow example is no fault.
settings.register_profile("everyday", max_examples=50, deadline=None)
settings.register_profile("ci", settings.get_profile("everyday"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "everyday")

# Settings of the machine would change what is tested. Removed before any test or fixture can read them.
for name in [name for name in os.environ if name.startswith("FLIGHTDECK_")]:
    del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark a test by the folder it lives in, so that `-m "not browser"` works without a line in each file."""
    for item in items:
        if _folder(item) in MARKED_FOLDERS:
            item.add_marker(_folder(item))
    items.sort(key=_turn)


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""


def _turn(item: pytest.Item) -> int:
    """When the tests of a folder are given out; within it, the order that was drawn stands."""
    return (*MARKED_FOLDERS, _folder(item)).index(_folder(item))


@pytest.fixture(scope="session")
def synthetic_store(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A SYNTHETIC store of 3,000 crimes with an earlier and a later snapshot; never changed by a test."""
    # Imported here, so that only the tests that need the engine pay for it.
    from tests.synthetic_store import built_store

    base = tmp_path_factory.getbasetemp()
    return built_store(base if worker_id == "master" else base.parent)


@pytest.fixture(scope="session")
def deck(synthetic_store: Path) -> "FlightDeck":
    """A flight deck over the synthetic store."""
    from tests.synthetic_store import deck_over

    return deck_over(synthetic_store)
