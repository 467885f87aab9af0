"""The sentences of the journey: how old the open crimes are, how far a cohort came, how long it took, where cases wait."""

from collections.abc import Sequence

from flightdeck.domain.wording import count_text, number_text

UNIT_LABELS = {"crimes": "Crimes", "suspects": "Suspects"}
PLACED = {"recorded": "recorded", "finalised": "finalised"}
NO_MONTHS = "The snapshot has no whole month in these dates."
HIDDEN = "suppressed"


def per_cent(share: float | None) -> str:
    """A share as a whole per cent.

    >>> per_cent(0.376)
    '38 %'
    """
    return "–" if share is None else f"{100 * share:.0f} %"


def span(window: str) -> str:
    """A window as it stands in a sentence.

    >>> span("12 months to Sep 2025"), span("Sep 2025")
    ('the 12 months to Sep 2025', 'Sep 2025')
    """
    return f"the {window}" if window[:1].isdigit() else window


def tally_text(count: int | None, *, at_least: bool = False) -> str:
    """A count as it may be told.

    >>> tally_text(1845), tally_text(120, at_least=True), tally_text(None)
    ('1,845', 'at least 120', 'suppressed')
    """
    return f"at least {count_text(count)}" if at_least else count_text(count)


def days_text(days: float | None) -> str:
    """Days, rounded to whole ones."""
    return "–" if days is None else number_text(float(round(days)), "days")


def ages_sentence(open_crimes: int | None, over: Sequence[int | None], *, when: str) -> str:
    """How many crimes are open, and how many of them were recorded more than one, two and three years before.

    >>> ages_sentence(1610, (605, 373, 240), when="end of Oct 2026")[:89]
    '1,610 crimes were open at the end of Oct 2026. 605 of them (38 %) were recorded more than'
    """
    if open_crimes is None:
        return f"How many crimes were open at the {when} is suppressed."
    if not open_crimes:
        return f"No crime was open at the {when}."
    first = f"{count_text(open_crimes)} crimes were open at the {when}."
    one, *older = over
    if one is None:
        return f"{first} How many of them were recorded more than a year before is suppressed."
    share = f" ({per_cent(one / open_crimes)})"
    told = [
        f"{count_text(count)} more than {years}"
        for count, years in zip(older, ("two years", "three years"), strict=False)
        if count is not None
    ]
    more = f", {' and '.join(told)}" if told else ""
    return f"{first} {count_text(one)} of them{share} were recorded more than a year before{more}."


def stages_sentence(
    shares: Sequence[tuple[str, float | None]], *, unit: str, basis: str, window: str, mature: bool
) -> str:
    """How far a cohort came: the share at each of a few stages."""
    whose = f"the {unit}" if unit == "crimes" else "the suspects on crimes"
    told = [f"{per_cent(share)} {words}" for words, share in shares if share is not None]
    if not told:
        return f"{whose.capitalize()} {PLACED[basis]} in {span(window)}: the shares are suppressed."
    listed = ", ".join(told[:-1]) + (" and " if len(told) > 1 else "") + told[-1]
    young = (
        ""
        if mature
        else " Some were recorded so lately that more of them will still come further: do not judge them yet."
    )
    return f"Of {whose} {PLACED[basis]} in {span(window)}, {listed}.{young}"


def days_sentence(longest: tuple[str, str, float] | None) -> str:
    """The step that takes longest."""
    told = (
        ""
        if longest is None
        else f" The longest step is from “{longest[0]}” to “{longest[1]}”: half of those that came so far took "
        f"{days_text(longest[2])} or less."
    )
    return (
        "Days of those that came so far say nothing of those still waiting, so the estimate that counts them in stands beside "
        f"them.{told}"
    )


def before_sentence(stage: str, after: str, count: int) -> str:
    """How many came to a stage before the one its days are counted from.

    >>> before_sentence("Suspect named", "Recorded", 378)
    '“Suspect named” came before “Recorded” in 378; these count as no days.'
    """
    return f"“{stage}” came before “{after}” in {count_text(count)}; these count as no days."


def open_share_sentence(days: Sequence[int], shares: Sequence[float], *, cohort: str, basis: str) -> str:
    """How many of a cohort had no outcome yet after one, two and three years."""
    if not days:
        return "Too few crimes have been watched for a curve that this audience may see."
    if basis == "finalised":
        return f"All crimes finalised in {span(cohort)} have an outcome; the curve says how long it took. It says nothing of open crimes."
    at = dict(zip(days, shares, strict=True))
    told = [
        f"{per_cent(at[day])} after {years}"
        for day, years in ((360, "a year"), (720, "two years"), (1080, "three years"))
        if day in at
    ]
    return (
        f"Crimes of {span(cohort)}: without an outcome were an estimated {', '.join(told)}."
        if told
        else f"Crimes of {span(cohort)}."
    )


def outcomes_sentence(last: int, shares: Sequence[tuple[str, float]], *, basis: str) -> str:
    """What the crimes had come to by the last day of the curve; outcomes stand in the order of the key, not of worth."""
    if not shares:
        return "No outcome can be told."
    listed = "; ".join(f"{name.lower()} {per_cent(share)}" for name, share in shares)
    what = "Of the finalised crimes" if basis == "finalised" else "An estimate of what crimes have come to"
    return f"{what} by day {last:,}: {listed}. The order is no ranking."


def waiting_sentence(stages: Sequence[tuple[str, int | None, float | None]]) -> str:
    """Where most open crimes wait, and for how long they have."""
    told = [(label, count, days) for label, count, days in stages if count is not None]
    if told and not any(count for _, count, _ in told):
        return "No open crime waits here."
    if not told:
        return "Where the open crimes wait is suppressed for this choice of places."
    label, count, days = max(told, key=lambda stage: stage[1] or 0)
    long = "" if days is None else f"; half of these have been there for more than {days_text(days)}"
    return f"More open crimes stand at “{label}” than at any other stage: {count_text(count)}{long}."


def areas_sentence(areas: Sequence[tuple[str, int | None, int | None]]) -> str:
    """The share of each area’s open crimes that is older than a year, in the order of the table."""
    told = [f"{name} {per_cent(old / whole)}" for name, whole, old in areas if whole and old is not None]
    return f"Recorded more than a year before: {', '.join(told)}." if told else "The areas are suppressed."
