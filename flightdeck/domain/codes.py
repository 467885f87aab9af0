"""Code lists: the values a coded field may take, each with the dates it was in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum


class RecordingStatus(StrEnum):
    """What a record says of one protected characteristic of one person in a role."""

    VALID = "valid"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    MISSING = "missing"
    INVALID = "invalid"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list."""

    code: str
    label: str
    group: str = ""
    number: str = ""
    scopes: tuple[str, ...] = ()
    status: RecordingStatus = RecordingStatus.VALID
    valid_from: date | None = None
    valid_to: date | None = None
    forward: str | None = None
    aliases: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        """Whether the code could be recorded on that date."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class CodeList:
    """A named list of codes with its source and whether anybody has verified it."""

    id: str
    title: str
    source: str
    verified: bool
    version: str
    codes: tuple[Code, ...]

    def names(self) -> tuple[str, ...]:
        """Every code, in list order."""
        return tuple(code.code for code in self.codes)

    def labels(self) -> dict[str, str]:
        """Code to label."""
        return {code.code: code.label for code in self.codes}

    def groups(self) -> dict[str, str]:
        """Code to group; a code without a group is its own group."""
        return {code.code: code.group or code.code for code in self.codes}

    def in_scope(self, scope: str) -> tuple[str, ...]:
        """The codes that belong to a named scope."""
        return tuple(code.code for code in self.codes if scope in code.scopes)


CodeLists = Mapping[str, CodeList]


def nearest(name: str, valid: Iterable[str]) -> str:
    """The remedy for a misspelt name: the closest valid one, or all of them.

    >>> nearest("recorded", ["recorded_on", "area"])
    'Did you mean "recorded_on"?'
    """
    names = sorted(set(valid))
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    return "Valid names: " + ", ".join(names) + "."
