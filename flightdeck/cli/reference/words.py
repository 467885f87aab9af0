"""Words written by hand beside what the product declares; what is left without is found by its mark."""

from collections.abc import Mapping

SILENT = "**not documented**"


def said(words: Mapping[str, str], name: str) -> str:
    """The words for a name, or the mark by which `flightdeck docs` finds that nobody said what it is."""
    return words.get(name, SILENT)
