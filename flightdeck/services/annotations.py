"""The register of events: what stands in it, and what the deck needs of it for every chart."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flightdeck.domain.annotations import Annotation, Event, EventWithdrawal, numbered_events
from flightdeck.domain.codes import nearest
from flightdeck.domain.filters import Filters
from flightdeck.domain.registers import Record
from flightdeck.errors import Fault, NotFoundError
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.application_store import application_file
from flightdeck.services.deck import Deck
from flightdeck.services.recommendations import day_of, entries_of
from flightdeck.services.register_entries import entries
from flightdeck.services.register_store import Entry, last_written
from flightdeck.settings import Settings


@dataclass(frozen=True, slots=True)
class Events:
    """The register on a day: the events by their day, the latest first, and every record."""

    on: date
    annotations: tuple[Annotation, ...]
    history: tuple[Entry, ...]


def events(deck: Deck, filters: Filters, actor: Actor) -> Events:
    """The register of events; to a reader of some areas, the events of those and of the whole force."""
    require(actor, Action.SEE_FIGURES)
    kept = entries_of(deck, filters)
    own = [one for one in _annotations(kept) if _concerns(one.event, actor)]
    found = sorted(own, key=lambda one: (one.event.happened_on, one.number), reverse=True)
    numbers = {one.number for one in own}
    written = tuple(
        entry
        for entry in kept
        if (isinstance(entry.record, Event) and _concerns(entry.record, actor))
        or (isinstance(entry.record, EventWithdrawal) and entry.record.event in numbers)
    )
    return Events(day_of(deck, filters), tuple(found), written)


def _concerns(event: Event, actor: Actor) -> bool:
    return not (actor.areas and event.areas) or not set(actor.areas).isdisjoint(event.areas)


def annotations(settings: Settings, *, synthetic: bool, as_known: date | None) -> tuple[Annotation, ...]:
    """The events of a store as they stood on a day; read again only when something was written."""
    last = last_written(application_file(settings.store))
    return _read(settings, last, as_known, synthetic=synthetic)


def check(record: Record, deck: Deck) -> list[Fault]:
    """What only the register, the definitions and the areas can know of a new record."""
    match record:
        case Event():
            return [*_unknown_kpis(record, deck), *_unknown_areas(record, deck)]
        case EventWithdrawal(event=number):
            return _not_there(number, _annotations(entries_of(deck, Filters())))
        case _:
            return []


def _annotations(kept: tuple[Entry, ...]) -> tuple[Annotation, ...]:
    return numbered_events(
        entry.record for entry in kept if isinstance(entry.record, Event | EventWithdrawal)
    )


@lru_cache(maxsize=8)
def _read(settings: Settings, last: int, as_known: date | None, *, synthetic: bool) -> tuple[Annotation, ...]:
    del last  # it names the state of the registers, so that each is read once
    return _annotations(entries(settings.store, synthetic=synthetic, as_known=as_known))


def _unknown_kpis(event: Event, deck: Deck) -> list[Fault]:
    known = {name.casefold(): name for one in deck.definitions() for name in (one.id, one.ref)}
    return [
        Fault(f'there is no KPI "{name}"', where="KPIs", remedy=nearest(name, sorted(known.values())))
        for name in event.kpis
        if name.casefold() not in known
    ]


def _unknown_areas(event: Event, deck: Deck) -> list[Fault]:
    if not event.areas:
        return []
    try:
        known = sorted({area for area in deck.loaded(Filters()).encoding.places.area if area})
    except NotFoundError:
        return [Fault("there is no snapshot yet, so no area is known", where="Areas")]
    return [
        Fault(f'there is no area "{name}"', where="Areas", remedy=nearest(name, known))
        for name in event.areas
        if name not in known
    ]


def _not_there(number: int, found: tuple[Annotation, ...]) -> list[Fault]:
    standing = {one.number for one in found if one.withdrawn_on is None}
    if number in standing:
        return []
    return [Fault(f"event {number} is not in the register, or is withdrawn already", where="Event")]
