"""How alike a name of a source and a name of the canonical model are."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

CLOSE = 0.62  # below it a guess is wrong more often than right on the record systems tried

# What record systems shorten, and what the canonical model calls it.
_LONG = {
    "abp": "applicable period",
    "arr": "arrested",
    "attrib": "characteristic",
    "bcu": "area",
    "cat": "type",
    "cd": "code",
    "conv": "conviction",
    "created": "recorded",
    "crs": "course",
    "cust": "arrest",
    "da": "domestic abuse",
    "dec": "decided",
    "disab": "disability",
    "dt": "on",
    "date": "on",
    "dttm": "at",
    "eth": "ethnicity",
    "ev": "event",
    "from": "from",
    "ident": "identified",
    "intvw": "interviewed",
    "inv": "crime",
    "investigation": "crime",
    "link": "person role",
    "loc": "place",
    "nation": "nationality",
    "nom": "person",
    "nominal": "person",
    "nm": "",
    "occ": "occurred",
    "occurrence": "crime",
    "off": "offence",
    "ord": "order",
    "out": "outcome",
    "rec": "recorded",
    "rel": "relationship",
    "relig": "religion belief",
    "rev": "reversed",
    "rpt": "reported",
    "sd": "self defined",
    "sde": "self defined",
    "stat": "status",
    "supp": "supports",
    "typ": "type",
    "unit": "team",
    "urn": "ref",
    "id": "ref",
    "no": "ref",
    "number": "ref",
    "vic": "victim",
    "yn": "",
    "txt": "",
    "tbl": "",
    "t": "",
}


def words(name: str) -> tuple[str, ...]:
    """The words of a name, written out: `OCC_FROM_DT` is occurred, from, on."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)
    return tuple(word for part in parts for word in _LONG.get(part.lower(), part.lower()).split())


def likeness(name: str, other: str) -> float:
    """How alike two names are, 0 to 1: by their letters, and more by the words they share."""
    first, second = words(name), words(other)
    if not first or not second:
        return 0.0
    letters = SequenceMatcher(None, " ".join(first), " ".join(second)).ratio()
    shared = 2 * len(set(first) & set(second)) / (len(first) + len(second))
    return max(shared, (letters + shared) / 2, letters if letters > 1 - (1 - CLOSE) / 2 else 0.0)


def closest(name: str, others: Iterable[str]) -> tuple[str, float]:
    """The most alike of the others, and how alike it is."""
    return max(
        ((other, likeness(name, other)) for other in others), key=lambda pair: pair[1], default=("", 0.0)
    )
