"""A number with its noun, beside the day of `flightdeck.domain.wording`."""

from flightdeck.domain.wording import day_text

__all__ = ["counted", "day_text", "said_of"]


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun.

    >>> counted(1, "signal"), counted(3, "signal")
    ('1 signal', '3 signals')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def said_of(code: str) -> str:
    """A code of ours as a reader says it.

    >>> said_of("published_data"), said_of("cps_link")
    ('Published data', 'CPS link')
    """
    words = code.replace("_", " ").replace("cps", "CPS")
    return words[:1].upper() + words[1:]
