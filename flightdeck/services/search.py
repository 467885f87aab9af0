"""Finding by words: which entries a query finds, best first; pure, and the same for the bar and the page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter

from rapidfuzz import fuzz

from flightdeck.services.access import Action

LONGEST_QUERY = 100  # characters; nobody types more, and every word costs time
SHORTEST_FOR_A_SLIP = 4  # letters; shorter words resemble too many others
CLOSE_ENOUGH = 80  # per cent of rapidfuzz's ratio: one slip in a word of five letters
_WORD = re.compile(r"[^\W_]+")


class Kind(StrEnum):
    """What an entry is; of two that fit equally well the earlier kind comes first."""

    KPI = "KPI"
    PAGE = "Page"
    RECOMMENDATION = "Recommendation"
    CHARACTERISTIC = "Protected characteristic"
    AREA = "Area"
    TERM = "Term"
    DEFINITION = "Definition"


_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that can be found: what it is called, where it lives, and the words it is known by."""

    kind: Kind
    title: str
    path: str
    detail: str = ""  # what is read beneath the title, and searched after it
    ref: str = ""
    also: str = ""  # names nobody sees, such as the id of a definition
    area: str = ""  # the area its address is cut to
    action: Action = Action.SEE_FIGURES


def rank(entries: Iterable[Findable], query: str, *, most: int) -> tuple[Findable, ...]:
    """The entries in which every word of the query is found, best first.

    A reference beats a title, a title its other names, those the text beneath; a whole word beats its beginning, and
    both beat a word that differs by a slip of the keyboard.
    """
    wanted = _words(query[:LONGEST_QUERY])
    if not wanted:
        return ()
    scored = [(score(entry, wanted), entry) for entry in entries]
    found = sorted(
        ((points, entry) for points, entry in scored if points),
        key=lambda one: (-one[0], _ORDER[one[1].kind], len(one[1].title), one[1].title),
    )
    return tuple(map(itemgetter(1), found[:most]))


def score(entry: Findable, wanted: tuple[str, ...]) -> float:
    """How well the words fit an entry: 0 where one of them is nowhere in it."""
    parts = (
        (entry.ref, 100),
        (entry.title, 80),
        (entry.also, 60),
        (entry.detail, 40),
    )
    points = [max(_fit(word, _words(text), weight) for text, weight in parts) for word in wanted]
    if not all(points):
        return 0.0
    title = _words(entry.title)
    opens, whole = title[: len(wanted)] == wanted, title == wanted
    return sum(points) / len(points) + 15 * opens + 15 * whole


def _fit(word: str, words: tuple[str, ...], weight: int) -> float:
    """A whole word counts in full, its beginning a little less, its inside half, a slip less than half."""
    if word in words:
        return weight
    if any(one.startswith(word) for one in words):
        return 0.9 * weight
    if len(word) < SHORTEST_FOR_A_SLIP:
        return 0.0
    if any(word in one for one in words):
        return 0.5 * weight
    near = max((fuzz.ratio(word, one, score_cutoff=CLOSE_ENOUGH) for one in words), default=0.0)
    return 0.4 * weight * near / 100


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold().replace("’", "").replace("'", "")))
