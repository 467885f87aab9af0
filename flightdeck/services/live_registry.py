"""The definitions in force in a running server: a file dropped in, changed or taken away is noticed without a restart."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic

from flightdeck.data.live_folder import SECONDS, Held, LiveFolder
from flightdeck.definitions.registry import Registry, load_registry
from flightdeck.domain.codes import CodeList
from flightdeck.domain.wording import day_text
from flightdeck.errors import Fault
from flightdeck.services.access import Action, Actor, may
from flightdeck.services.offered import Banner

KIND = "definitions"  # of a banner


class LiveRegistry:
    """The definitions of a folder as they are today; while the files are faulty, the last good set stays in force."""

    def __init__(
        self,
        folder: Path,
        *,
        code_lists: Mapping[str, CodeList],
        today: Callable[[], date],
        every: float = SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Nothing is read until somebody asks.

        Args:
            folder: the folder of definitions, the presets among them.
            code_lists: the code lists of the installation.
            today: what tells the day, which decides what is in force.
            every: seconds between two looks at the folder.
            clock: what tells the seconds.
        """
        self._today = today
        self._folder = LiveFolder(
            folder, lambda place: load_registry(place, code_lists=code_lists), every=every, clock=clock
        )
        self._now: Registry | None = None

    def now(self) -> Registry:
        """The definitions as they are now.

        Raises:
            ReaderError: when the first set ever read is faulty, so that there is none to keep.
        """
        read, today = self._folder.held().value, self._today()
        held = self._now
        if held is None or held.versions is not read.versions or held.on != today:
            self._now = held = replace(read, on=today)
        return held

    def held(self) -> Held[Registry]:
        """Since when the set in force is, and the faults of the files that are not."""
        return self._folder.held()


def definition_banners(live: LiveRegistry, actor: Actor | None) -> tuple[Banner, ...]:
    """What a reader is told while the files of definitions are faulty: all that the set is an earlier one, the steward why."""
    held = live.held()
    if not held.faults:
        return ()
    told = (
        f"The definitions as read on {_moment(held.read_at)} are in force: what was found in their folder on "
        f"{_moment(held.faulty_since)} cannot be used."
    )
    if actor is None or not may(actor, Action.REFRESH):
        return (Banner(KIND, f"{told} The data steward knows why."),)
    return (Banner(KIND, f"{told} {_first(held.faults)}"),)


def _first(faults: tuple[Fault, ...]) -> str:
    """The first fault with its place and remedy, and how many there are besides."""
    first, more = faults[0], len(faults) - 1
    what = f"{first.what[:1].upper()}{first.what[1:]}"
    parts = [f"{what}, {first.where}." if first.where else f"{what}.", first.remedy]
    if more:
        parts.append(f"{more} more fault{'s' if more > 1 else ''}: run flightdeck check.")
    return " ".join(part for part in parts if part)


def _moment(at: datetime | None) -> str:
    if at is None:
        return "an earlier day"
    there = at.astimezone(UTC)
    return f"{day_text(there.date())} at {there:%H:%M} UTC"
