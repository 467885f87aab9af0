"""The glossary that ships: its terms, and where they stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from flightdeck.settings import PRODUCT

GLOSSARY = PRODUCT / "docs" / "glossary.md"
_TERM = re.compile(r"^### (.+)$", re.MULTILINE)
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*|\*|`")  # links keep their words; emphasis goes
_IN_BRACKETS = re.compile(r" \(([^)]*)\)$")
# Words that stand in nearly every sentence; a page full of links is read by nobody.
EVERYDAY = frozenset(
    ("Area", "Case", "Check", "Concern", "Crime", "Dial", "Excluded", "Flight deck", "Gap", "Identified", "Improvement",
     "Interview under caution", "Limit", "Mean", "Offence", "Open", "Outcome", "Population", "Rape", "RASSO",
     "Recorded", "Source", "Suspect", "Target", "Team", "Transferred", "Victim")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its name, its anchor, and its paragraphs in the little Markdown the glossary is written in."""

    name: str
    anchor: str
    paragraphs: tuple[str, ...]

    @property
    def plain(self) -> str:
        """What it means, without marks and without its source."""
        return plain(self.paragraphs[0]) if self.paragraphs else ""

    @property
    def said(self) -> tuple[str, ...]:
        """The ways the term is written in a text: its name, and what its name has in brackets."""
        short = _IN_BRACKETS.search(self.name)
        name = _IN_BRACKETS.sub("", self.name)
        return (name, short[1]) if short else (name,)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; with a term, it is where the term stands."""

    text: str
    term: Term | None = None


def plain(text: str) -> str:
    """A text without its marks.

    >>> plain("See [roles](reference/roles.md); this is **unverified**.")
    'See roles; this is unverified.'
    """
    return _MARKS.sub(lambda mark: mark[1] or "", text)


@cache
def terms(path: Path = GLOSSARY) -> tuple[Term, ...]:
    """Every term, in the order of the file."""
    _opening, *pieces = _TERM.split(path.read_text(encoding="utf-8"))
    return tuple(
        Term(name.strip(), _anchor(name), tuple(text.split("\n\n")))
        for name, text in zip(pieces[::2], map(str.strip, pieces[1::2]), strict=True)
    )


def _anchor(name: str) -> str:
    """The anchor that GitHub too gives the heading."""
    return re.sub(r"[^\w\- ]", "", name.strip().lower()).replace(" ", "-")


@lru_cache(maxsize=2048)
def parts(text: str) -> tuple[Part, ...]:
    """A text in pieces, so that each term can be linked where it first stands; everyday words are left alone."""
    return tuple(_parts(text, set()))


def _parts(text: str, told: set[str]) -> Iterator[Part]:
    at = 0
    for match in _pattern().finditer(text):
        term = _by_saying()[match[0].casefold()]
        if term.name in told:
            continue
        told.add(term.name)
        if match.start() > at:
            yield Part(text[at : match.start()])
        yield Part(match[0], term)
        at = match.end()
    if at < len(text):
        yield Part(text[at:])


@cache
def _by_saying() -> dict[str, Term]:
    """The term of each way it is written, of one and of several."""
    sayings = [(said.casefold(), term) for term in terms() if term.name not in EVERYDAY for said in term.said]
    return {f"{said}{ending}": term for said, term in sayings for ending in ("s", "")}


@cache
def _pattern() -> re.Pattern[str]:
    """Every way a term is written, the longest first, so that none is found inside another."""
    sayings = sorted(_by_saying(), key=len, reverse=True)
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, sayings))})(?![\w’'-])", re.IGNORECASE)
