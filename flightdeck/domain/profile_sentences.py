"""The longer sentences of the problem profile: hours, season, people, places and change."""

from collections.abc import Sequence

from flightdeck.domain.profile import Change, Line, Move
from flightdeck.domain.profile_terms import NOISE, SIGNAL, WEEKDAYS
from flightdeck.domain.profile_wording import counted, lowered, per_cent
from flightdeck.domain.wording import MONTHS_IN_FULL, count_text


def hours_said(*, day: str, day_share: float, band: str, band_share: float, bands: int, larger: bool) -> str:
    """On which day and in which hours most happened, or that none stands out."""
    even = f"an even spread is {per_cent(1 / len(WEEKDAYS))}", f"an even spread is {per_cent(1 / bands)}"
    fullest = f"{day} ({per_cent(day_share)}; {even[0]}) and {band} ({per_cent(band_share)}; {even[1]})"
    known = "Of the crimes with a known day and hour"
    if larger:
        return f"{known}, most happened on {fullest}: a signal, {SIGNAL}."
    return f"{known}, no day and no hour stands out; the fullest are {fullest}: noise, {NOISE}."


def band_label(start: int, hours: int) -> str:
    """A band of hours: `21–24`, or the single hour `21`.

    >>> band_label(21, 3), band_label(0, 1)
    ('21–24', '00')
    """
    return f"{start:02d}" if hours == 1 else f"{start:02d}–{start + hours:02d}"


def band_words(start: int, hours: int) -> str:
    """A band of hours in a sentence.

    >>> band_words(21, 3)
    'between 21:00 and midnight'
    """
    end = start + hours
    return f"between {'midnight' if start == 0 else f'{start:02d}:00'} and {'midnight' if end == 24 else f'{end:02d}:00'}"  # noqa: PLR2004 (the day ends)


def season_said(*, years: Sequence[int], month: int, share: float, larger: bool) -> str:
    """In which month most happened over whole years, or that none stands out."""
    span = str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
    fullest = f"{MONTHS_IN_FULL[month]} ({100 * share:.1f} %; an even spread is {100 / 12:.1f} %)"
    if larger:
        return f"Over {span}, most happened in {fullest}: a signal, {SIGNAL}."
    return f"Over {span}, no month stands out; the fullest is {fullest}: noise, {NOISE}."


def recency_said(*, soon: float | None, late: float | None, unknown: str) -> str:
    """How soon crimes are reported; shares of those whose days are known."""
    if soon is None or late is None:
        return f"How soon crimes are reported is suppressed in part. {unknown}"
    return (
        f"{per_cent(soon)} were reported within a week of the last day they may have happened, and {per_cent(late)} more than a "
        f"year after it. {unknown}"
    )


def gap_said(title: str, people: str, *, substantive: float | None, floor: float) -> str:
    """A characteristic whose completeness is below the floor."""
    if substantive is None:
        return f"{title}: how completely it is recorded for {people} is suppressed, so no profile is drawn."
    return (
        f"{title}: recorded for {per_cent(substantive)} of {people}, below the floor of {per_cent(floor)}. "
        "No profile is drawn: the gap is the finding."
    )


def recorded_said(title: str, people: str, *, substantive: float) -> str:
    """How completely a characteristic is recorded."""
    return f"{title}: recorded for {per_cent(substantive)} of {people}."


def people_said(people: str, parts: Sequence[str]) -> str:
    """The people in one sentence: what is known of each characteristic.

    >>> people_said("Victims", ["sex: female, 69 % of all", "ethnicity: the gap is the finding"])
    'Victims: sex: female, 69 % of all; ethnicity: the gap is the finding.'
    """
    return f"{people}: {'; '.join(parts)}."


def largest_part(title: str, lines: Sequence[Line], *, substantive: float | None, shown: bool) -> str:
    """One characteristic inside the sentence on people."""
    name = lowered(title)
    if not shown:
        if substantive is None:
            return f"{name} suppressed"
        return f"{name} recorded for {per_cent(substantive)}, so the gap is the finding"
    known = [line for line in lines if line.known and line.share]
    if not known:
        return f"{name} suppressed"
    first = max(known, key=lambda line: line.share or 0.0)
    return f"by {name} the largest group is {lowered(first.label)}, {per_cent(first.share)} of all"


def repeats_said(*, repeats: int | None, persons: int, crimes: int | None, about: bool) -> str:
    """How many victims were victims of more than one of the crimes."""
    if repeats is None or crimes is None:
        return "How many victims were victims of more than one of the crimes is suppressed."
    word = "about " if about and repeats else ""
    share = f" ({per_cent(repeats / persons)})" if persons else ""
    return (
        f"Identified victims who were victims of more than one of the crimes: {word}{count_text(repeats)}{share}; "
        f"crimes with such a victim: {word}{count_text(crimes)}."
    )


def bunched_said(*, places: int, top: int, share: float, chance: float, of: str) -> str:
    """How much the busiest tenth of places holds, beside what chance alone would bring."""
    return (
        f"The busiest {top} of {count_text(places)} {of} hold {per_cent(share)} of the crimes; if each crime fell anywhere alike they "
        f"would hold about {per_cent(chance)}."
    )


def change_text(change: Change) -> str:
    """A change in per cent.

    >>> change_text(Change("All", 120, 100, 1.2, 0.92, 1.56, Move.NOISE))
    '+20 %'
    """
    return "–" if change.ratio is None else signed(change.ratio)


def signed(ratio: float) -> str:
    """How many per cent more or fewer a ratio is.

    >>> signed(0.75), signed(1.0)
    ('−25 %', '0 %')
    """
    points = round(100 * (ratio - 1))
    return "0 %" if points == 0 else f"{'+' if points > 0 else '−'}{abs(points):,} %"


def not_judged(groups: int) -> str:
    """How many groups a table of changes leaves out.

    >>> not_judged(1), not_judged(7)
    ('1 more group cannot be judged: a count is suppressed.', '7 more groups cannot be judged: a count is suppressed.')
    """
    return f"{groups} more group{'' if groups == 1 else 's'} cannot be judged: a count is suppressed."


def change_interval(change: Change) -> str:
    """The interval of a change."""
    if change.lower is None or change.upper is None:
        return ""
    return f"{signed(change.lower).removesuffix(' %')} to {signed(change.upper)}"


def change_said(change: Change, *, unit: str, window: str, before: str, about: bool) -> str:
    """The whole beside the year before, with whether that is a signal or noise."""
    now = counted(change.now, unit, about=about)
    if change.move is Move.UNKNOWN or change.before is None:
        return f"{now[:1].upper()}{now[1:]} in the {window}. Whether that is a change cannot be judged."
    word = {
        Move.MORE: "a signal: more than chance explains",
        Move.FEWER: "a signal: fewer than chance explains",
    }
    said = word.get(change.move, "noise: chance alone explains it")
    return (
        f"{now[:1].upper()}{now[1:]} in the {window}, {counted(change.before, unit, about=about)} in the {before}: "
        f"{change_text(change)} (95 % interval {change_interval(change)}), {said}."
    )
