"""Dates and counts as a reader sees them on a page."""

from datetime import date

from flightdeck.domain.period import month_label, month_of


def day_text(day: date) -> str:
    """A day in words.

    >>> day_text(date(2026, 11, 1))
    '1 Nov 2026'
    """
    return f"{day.day} {month_label(month_of(day))}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun.

    >>> counted(1, "signal"), counted(3, "signal")
    ('1 signal', '3 signals')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
