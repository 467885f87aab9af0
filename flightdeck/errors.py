"""The faults a reader is told of: what is wrong, where, and the remedy."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an input, in words a reader can act on."""

    what: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        """The fault on one line, its parts in the order a reader needs them."""
        place = f"{self.where}: " if self.where else ""
        if not self.remedy:
            return f"{place}{self.what}"
        stop = "" if self.what.endswith((".", "!", "?")) else "."
        return f"{place}{self.what}{stop} Remedy: {self.remedy}"

    def to_json(self) -> dict[str, str]:
        """The fault as a JSON object with keys what, where and remedy."""
        return {"what": self.what, "where": self.where, "remedy": self.remedy}


class FlightDeckError(Exception):
    """Anything the flight deck raises on purpose."""


class ReaderError(FlightDeckError):
    """An input that the reader can put right; carries every fault found, never only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults and show them one a line."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @classmethod
    def of(cls, what: str, *, where: str = "", remedy: str = "") -> Self:
        """The error for a single fault."""
        return cls([Fault(what=what, where=where, remedy=remedy)])


class NotAllowedError(ReaderError):
    """Something this reader may not see or do."""


class NotFoundError(ReaderError):
    """A thing asked for by name that is not there; the remedy lists the nearest names."""


class BrokenInvariantError(FlightDeckError):
    """A fault of ours: something that cannot happen has happened."""
