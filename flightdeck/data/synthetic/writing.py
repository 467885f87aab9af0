"""How the record system writes days, moments and labels: as text, differently before and after its upgrade."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from flightdeck.data.synthetic.draws import NEVER, NONE, Coded, Text, Truth, Whole
from flightdeck.data.synthetic.settings import month_start, raw_labels

UPGRADE = month_start(
    "2021-02"
)  # before: 31/01/2021, 16+1 ethnicity codes, old labels; from then on: ISO dates, 18+1
FIRST_DAY = month_start("1930-01")  # the earliest day a record can hold
MINUTES_A_DAY = 1440


def _object(values: list[str | None]) -> Text:
    held = np.empty(len(values), dtype=object)
    held[:] = values
    return held


@cache
def _clock() -> Text:
    return _object([f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(MINUTES_A_DAY)])


@dataclass(frozen=True)
class Writing:
    """Days and codes as text; a day after the extract has not happened, and is blank."""

    until: int

    @cached_property
    def _iso(self) -> Text:
        days = np.arange(FIRST_DAY, self.until + 1).astype("M8[D]")
        return _object([None, *days.astype(str).tolist()])

    @cached_property
    def _british(self) -> Text:
        return _object(["", *(f"{day[8:10]}/{day[5:7]}/{day[:4]}" for day in self._iso[1:].tolist())])

    @cached_property
    def american(self) -> Text:
        """Every day from FIRST_DAY with day and month swapped, as a typing fault."""
        return _object([f"{day[5:7]}/{day[8:10]}/{day[:4]}" for day in self._iso[1:].tolist()])

    def days(self, days: Whole, *, old: Truth) -> Text:
        """Days as text: "" or missing where they have not happened."""
        at = np.where(days <= self.until, np.maximum(days, FIRST_DAY) - FIRST_DAY + 1, 0)
        return np.where(old, self._british[at], self._iso[at])

    def planned(self, days: Whole) -> Text:
        """Days that may lie after the extract, as ISO text: missing only where there is none."""
        text = np.full(len(days), None, dtype=object)
        set_ = days < NEVER
        text[set_] = days[set_].astype("M8[D]").astype(str)
        return text

    def moments(self, minutes: Whole, *, old: Truth) -> Text:
        """Minutes since 1970 as text."""
        days = minutes // MINUTES_A_DAY
        text = np.full(len(minutes), None, dtype=object)
        seen = days <= self.until
        clock = _clock()[minutes[seen] % MINUTES_A_DAY]
        text[seen] = self.days(days[seen], old=old[seen]) + " " + clock
        return text

    def codes(self, coded: Coded, labels: str, *, old: Truth | None = None) -> Text:
        """Codes as the labels of a list; missing where there is no code."""
        known = raw_labels()[labels]
        before, after = ([known[name][era] for name in coded.names] for era in (0, 1))
        at = np.where(coded.at == NONE, len(coded.names), coded.at)
        current = _object([*after, None])[at]
        if old is None:
            return current
        return np.where(old, _object([*before, ""])[at], current)

    def flags(self, yes: Truth, *, blank: Truth | None = None) -> Text:
        """Y or N, missing where blank."""
        text = np.where(yes, "Y", "N").astype(object)
        return text if blank is None else blanked(text, blank)


def blanked(text: Text, rows: Truth) -> Text:
    """The text with nothing in the rows given."""
    held = text.copy()
    held[rows] = None
    return held


def names(coded: Coded) -> Text:
    """The codes themselves as text; missing where there is no code."""
    return _object([*coded.names, None])[coded.at]
