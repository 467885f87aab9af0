"""The words of dated events, beside `flightdeck.domain.wording`."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from flightdeck.domain.annotations import Annotation, Change, Event
from flightdeck.domain.definition import PILLAR_TITLES
from flightdeck.domain.result import Noted
from flightdeck.domain.wording import day_text

NO_TITLES: Mapping[str, str] = MappingProxyType({})
CHANGE_WORDS = {
    Change.PROCESS: "Process change",
    Change.SYSTEM: "System change",
    Change.RECORDING: "Recording change",
    Change.EXTERNAL: "External event",
}


def noted_text(noted: Noted) -> str:
    """An event beneath a chart.

    >>> from datetime import date
    >>> noted_text(Noted(3, "New record system", date(2024, 3, 1), "system", redraw="redrawn"))
    '1 March 2024, system change: New record system. The limits are redrawn here.'
    """
    kind = CHANGE_WORDS[Change(noted.change)]
    where = f" ({', '.join(noted.areas)})" if noted.areas else ""
    told = f"{day_text(noted.on)}, {kind[:1].lower()}{kind[1:]}{where}: {noted.title}."
    return f"{told} {_REDRAW[noted.redraw]}".strip()


_REDRAW = {
    "": "",
    "redrawn": "The limits are redrawn here.",
    "too_few": "The limits will be redrawn here once enough periods have passed.",
}


def events_sentence(annotations: Sequence[Annotation]) -> str:
    """What the register holds: how many events stand, the latest of them, and how many let limits be redrawn."""
    standing = [one for one in annotations if one.withdrawn_on is None]
    if not standing:
        return "No event stands, so no chart is marked and no limits are redrawn."
    latest = max(standing, key=lambda one: (one.event.happened_on, one.number)).event
    last = f"“{latest.title}”, {day_text(latest.happened_on)}"
    redraw = sum(one.event.may_rebase for one in standing)
    told = {0: "None lets", 1: "One lets"}.get(redraw, f"{redraw} let") + " limits be redrawn."
    if len(standing) == 1:
        return f"One event stands: {last}. {told}"
    return f"{len(standing)} events stand, the latest {last}. {told}"


def marked_sentence(noted: Sequence[Noted]) -> str:
    """What is marked on a chart, for somebody who cannot see the marks."""
    if not noted:
        return ""
    told = "; ".join(f"{one.number}, {one.title}, {day_text(one.on)}" for one in noted)
    return f"Events marked: {told}."


def touches_text(event: Event, titles: Mapping[str, str] = NO_TITLES) -> str:
    """What an event touches; a KPI by its title where one is given for its id or number.

    >>> from datetime import date
    >>> touches_text(Event(title="a", happened_on=date(2024, 1, 1), change="system", kpis="A11, A12", areas="West"))
    'A11, A12; West'
    >>> touches_text(Event(title="a", happened_on=date(2024, 1, 1), change="system", kpis="A23"), {"A23": "Charged"})
    'Charged; whole force'
    """
    pillar = "" if event.pillar is None else f"pillar “{PILLAR_TITLES[event.pillar]}”"
    kpis = (
        ", ".join([*(titles.get(kpi, kpi) for kpi in event.kpis), *([pillar] if pillar else [])])
        or "every KPI"
    )
    return f"{kpis}; {', '.join(event.areas) or 'whole force'}"


def event_said(annotation: Annotation) -> str:
    """An event with its number, as a command lists it."""
    event = annotation.event
    withdrawn = (
        "" if annotation.withdrawn_on is None else f"; withdrawn on {day_text(annotation.withdrawn_on)}"
    )
    redraws = "; limits may be redrawn" if event.may_rebase else ""
    kind = CHANGE_WORDS[event.change].lower()
    return f"{annotation.number}  {day_text(event.happened_on)}  {event.title} ({kind}; {touches_text(event)}{redraws}{withdrawn})"
