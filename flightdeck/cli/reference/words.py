"""Words written by hand beside what the product declares; nothing may be left without."""

from collections.abc import Mapping

from flightdeck.errors import BrokenInvariantError


def said(words: Mapping[str, str], name: str, *, of: str) -> str:
    """The words for a name.

    Raises:
        BrokenInvariantError: when somebody added the name and said nothing of it.
    """
    if name not in words:
        raise BrokenInvariantError(
            f'"{name}" of {of} is not documented: say what it is in flightdeck/cli/reference'
        )
    return words[name]
