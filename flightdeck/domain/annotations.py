"""Dated events beside the figures: what changed on a day, which charts it touches, and where limits may be redrawn.

An event is a record of the boards' registers: append-only, and withdrawn by a further record, never deleted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from flightdeck.domain.definition import Definition, Pillar
from flightdeck.domain.register_line import Line, Written


class Change(StrEnum):
    """What kind of event it is."""

    PROCESS = "process"
    SYSTEM = "system"
    RECORDING = "recording"
    EXTERNAL = "external"


def _listed(given: object) -> object:
    """Names as a form sends them: one text, with commas between them."""
    if isinstance(given, str):
        return tuple(name.strip() for name in given.split(",") if name.strip())
    return given


Names = Annotated[tuple[Line, ...], BeforeValidator(_listed)]


class Event(Written):
    """Something that happened on a day and may be seen in the figures.

    It touches the KPIs it names and those of the pillar it names; where it names neither, every KPI. It touches the areas
    it names; where it names none, the whole force.
    """

    kind: Literal["event"] = "event"
    title: Line
    happened_on: date
    change: Change
    kpis: Names = ()
    pillar: Pillar | None = None
    areas: Names = ()
    may_rebase: bool = False
    happened: ClassVar[tuple[str, ...]] = ("happened_on",)

    @model_validator(mode="after")
    def _named_where_redrawn(self) -> "Event":
        if self.may_rebase and not self.kpis:
            raise ValueError("limits may be redrawn only of KPIs that the event names")
        return self

    @property
    def subject(self) -> str:
        """What the record is about."""
        return self.title


class EventWithdrawal(Written):
    """An event that is shown no more, by its number."""

    kind: Literal["event_withdrawal"] = "event_withdrawal"
    event: int = Field(ge=1)
    on: date
    happened: ClassVar[tuple[str, ...]] = ("on",)

    @property
    def subject(self) -> str:
        """What the record is about."""
        return f"event {self.event}"


@dataclass(frozen=True, slots=True)
class Annotation:
    """An event with its number, and the day it was withdrawn, if it was."""

    number: int
    event: Event
    withdrawn_on: date | None = None


def numbered_events(records: Iterable[Event | EventWithdrawal]) -> tuple[Annotation, ...]:
    """The events in the order they were written, numbered from one, with what was withdrawn."""
    kept = list(records)
    withdrawn: dict[int, date] = {}
    for record in kept:
        if isinstance(record, EventWithdrawal):
            withdrawn.setdefault(record.event, record.on)
    events = [record for record in kept if isinstance(record, Event)]
    return tuple(Annotation(place, one, withdrawn.get(place)) for place, one in enumerate(events, start=1))


def touching(
    annotations: Iterable[Annotation], definition: Definition, areas: Sequence[str]
) -> tuple[Annotation, ...]:
    """The events that stand and touch a KPI as seen for some areas (none: the whole force), by their day."""
    found = [
        one
        for one in annotations
        if one.withdrawn_on is None
        and _of_kpi(one.event, definition)
        and (not areas or not one.event.areas or set(areas) & set(one.event.areas))
    ]
    return tuple(sorted(found, key=lambda one: (one.event.happened_on, one.number)))


def redraws(annotation: Annotation, areas: Sequence[str]) -> bool:
    """Whether limits of what is seen may be redrawn: only where the event touches all of it.

    A change in one area leaves the limits of the whole force and of every other area where they were.
    """
    event = annotation.event
    return event.may_rebase and (not event.areas or (bool(areas) and set(areas) <= set(event.areas)))


def _of_kpi(event: Event, definition: Definition) -> bool:
    if not event.kpis and event.pillar is None:
        return True
    named = {name.casefold() for name in event.kpis}
    return bool(named & {definition.id, definition.ref.casefold()}) or event.pillar is definition.pillar
