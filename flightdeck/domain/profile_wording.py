"""The words of the problem profile, beside `flightdeck.domain.wording`."""

from collections.abc import Sequence

from flightdeck.domain.profile import Line
from flightdeck.domain.profile_terms import WHOLE_FORCE
from flightdeck.domain.result import KpiResult, MissingField, Status
from flightdeck.domain.wording import STATUS_WORDS, count_text, interval_text, not_given, value_text


def per_cent(share: float | None) -> str:
    """A share in whole per cent, as one reads it out.

    >>> per_cent(0.4049), per_cent(0.004), per_cent(0.0)
    ('40 %', 'under 1 %', '0 %')
    """
    if share is None:
        return "–"
    return "under 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"  # noqa: PLR2004 (rounds to nought)


def counted(count: float | None, unit: str, *, about: bool = False) -> str:
    """A count and what is counted.

    >>> counted(1, "crimes"), counted(1250, "crimes", about=True), counted(None, "crimes")
    ('1 crime', 'about 1,250 crimes', 'a suppressed number of crimes')
    """
    if count is None:
        return f"a suppressed number of {unit}"
    noun = unit.removesuffix("s") if count == 1 else unit
    return f"{'about ' if about and count else ''}{count_text(count)} {noun}"


def not_computable(missing: Sequence[MissingField]) -> str:
    """Why a block cannot be computed."""
    return f"Not computable. {not_given(missing)}"


def closed(title: str) -> str:
    """The sentence of a block whose tables are closed."""
    return f"{title}: suppressed, because the filters show a part of the places or months."


def kept_out(parts: Sequence[tuple[int | None, str]], unit: str, *, about: bool) -> str:
    """What was left out of a table, one by one."""
    said = [
        f"{counted(count, unit, about=about) if place == 0 else _rest(count, about=about)} {why}"
        for place, (count, why) in enumerate(parts)
    ]
    return f"Kept out, and counted: {'; '.join(said)}."


def _rest(count: int | None, *, about: bool) -> str:
    return "suppressed" if count is None else f"{'about ' if about and count else ''}{count_text(count)}"


def leading(lines: Sequence[Line], *, unit: str, said: str) -> str:
    """The largest group that may be shown, and how much is not recorded.

    >>> leading([Line("Home", 60, 0.6), Line("Not recorded", 40, 0.4, known=False)], unit="crimes", said="place")
    'The most common: home, 60 crimes (60 %). Not recorded for 40 %.'
    """
    shown = [line for line in lines if line.known and line.count]
    if not shown:
        hidden = any(line.hidden for line in lines)
        return "Every group is suppressed." if hidden else f"No {said} is recorded."
    first = max(shown, key=lambda line: line.count or 0)
    share = "" if first.share is None else f" ({per_cent(first.share)})"
    least = "at least " if first.at_least else ""
    return f"The most common: {lowered(first.label)}, {least}{counted(first.count, unit)}{share}.{unrecorded(lines)}"


def fullest(lines: Sequence[Line]) -> str:
    """The area with the most crimes.

    >>> fullest([Line("South", 60, 0.6), Line("West", 40, 0.4)])
    'South recorded the most: 60 crimes (60 %).'
    """
    shown = [line for line in lines if line.known and line.count]
    if not shown:
        return "Every area is suppressed."
    first = max(shown, key=lambda line: line.count or 0)
    share = "" if first.share is None else f" ({per_cent(first.share)})"
    return f"{first.label} recorded the most: {'at least ' if first.at_least else ''}{counted(first.count, 'crimes')}{share}."


def lowered(label: str) -> str:
    """A label inside a sentence.

    >>> lowered("Former partner"), lowered("0 to 12")
    ('former partner', '0 to 12')
    """
    return label[:1].lower() + label[1:]


def unrecorded(lines: Sequence[Line]) -> str:
    """How much the record does not say."""
    silent = [line for line in lines if not line.known]
    if not silent:
        return " It is recorded for every one."
    if any(line.share is None for line in silent):
        return " How many do not have it recorded is suppressed."
    return f" Not recorded for {per_cent(sum(line.share or 0.0 for line in silent))}."


def flag_said(lines: Sequence[Line], *, linked: str) -> str:
    """How many are flagged, and for how many nobody said."""
    yes = next((line for line in lines if line.label == "Yes"), None)
    if yes is None or yes.share is None:
        return f"How many are {linked} is suppressed.{unrecorded(lines)}"
    return f"{per_cent(yes.share)} are {linked}.{unrecorded(lines)}"


def headline(total: KpiResult, *, place: str, scope: str, window: str) -> str:
    """How many crimes the profile is of."""
    place = lowered(place) if place == WHOLE_FORCE else place
    if total.status is not Status.OK:
        return f"{scope}, {place}, {window}: {STATUS_WORDS[total.status].lower()}. {total.reason}".strip()
    return f"{scope}, {place}: {value_text(total)} crimes recorded in the {window} ({interval_text(total)})."
