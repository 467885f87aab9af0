"""A folder of files read anew when they change; while what lies there is faulty, the last good reading stays in force."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from flightdeck.errors import Fault, ReaderError

T = TypeVar("T")
Mark = tuple[str, int, int, int]  # a file: its name, when it was written, its size, and its place on the disk

SECONDS = 1.0  # between two looks at the folder; a look costs about a millisecond for two hundred files
SETTLED = 2.0  # seconds; a file younger than this may change again within one tick of the clock of its disk


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """What is in force of a folder, since when, and the faults of what lies there now, if it is not in force."""

    value: T
    read_at: datetime
    faults: tuple[Fault, ...] = ()
    faulty_since: datetime | None = None


class LiveFolder(Generic[T]):
    """The files of a folder, as they are now or as they last were without a fault.

    It needs no thread: whoever asks pays for a look at the folder at most once a second, and waits for the reading when
    something has changed, so that nobody is given what is no longer there. Every worker of a server notices by itself.
    """

    def __init__(
        self,
        folder: Path,
        read: Callable[[Path], T],
        *,
        pattern: str = "*.yaml",
        every: float = SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Nothing is read until somebody asks.

        Args:
            folder: the folder, with all folders in it.
            read: makes a value of the folder, or raises a `ReaderError` with every fault.
            pattern: the names of the files that matter.
            every: seconds between two looks.
            clock: what tells the seconds.
        """
        self.folder = folder
        self._read = read
        self._pattern = pattern
        self._every = every
        self._clock = clock
        self._held: Held[T] | None = None
        self._marks: tuple[Mark, ...] = ()
        self._fresh = False
        self._looked = float("-inf")
        self._lock = Lock()

    def held(self) -> Held[T]:
        """What is in force now.

        Raises:
            ReaderError: when the first reading is faulty, so that there is nothing to keep.
        """
        held = self._held
        if held is not None and self._clock() - self._looked < self._every:
            return held
        with self._lock:
            if self._held is None:
                self._note(self._found())
                self._held = Held(self._read(self.folder), _now())
                self._looked = self._clock()
            elif self._clock() - self._looked >= self._every:
                self._held = self._look(self._held)
                self._looked = self._clock()
            return self._held

    def _look(self, held: Held[T]) -> Held[T]:
        marks = self._found()
        changed = marks != self._marks or self._fresh
        self._note(marks)
        return self._again(held) if changed else held

    def _again(self, held: Held[T]) -> Held[T]:
        try:
            value = self._read(self.folder)
        except ReaderError as error:
            return replace(held, faults=error.faults, faulty_since=held.faulty_since or _now())
        return Held(held.value, held.read_at) if value == held.value else Held(value, _now())

    def _note(self, marks: tuple[Mark, ...]) -> None:
        """Keep the marks from before the reading, so that what changes while one reads is seen at the next look."""
        newest = max((written for _, written, _, _ in marks), default=0)
        self._fresh = abs(_now().timestamp() - newest / 1e9) < SETTLED
        self._marks = marks

    def _found(self) -> tuple[Mark, ...]:
        return tuple(sorted(_marks(self.folder, self._pattern)))


def _marks(folder: Path, pattern: str) -> Iterator[Mark]:
    for path in folder.rglob(pattern):
        try:
            found = path.stat()
        except OSError:  # taken away since it was listed; the next look will not list it
            continue
        yield str(path), found.st_mtime_ns, found.st_size, found.st_ino


def _now() -> datetime:
    return datetime.now(UTC)
