"""A number with its noun, beside the day of `flightdeck.domain.wording`."""

from flightdeck.domain.wording import day_text

__all__ = ["counted", "day_text"]


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun.

    >>> counted(1, "signal"), counted(3, "signal")
    ('1 signal', '3 signals')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
