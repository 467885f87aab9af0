"""The adoption register: every definition of the catalogue with its state, why, and which board decided what and when.

State and version follow from the definitions and the snapshot by themselves; only a board's decision is written by anybody.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from flightdeck.definitions.in_force import all_above, name_of
from flightdeck.definitions.registry import Registry
from flightdeck.domain.adoption import (
    OVER,
    AdoptionState,
    Life,
    Reach,
    adoption_sentence,
    state,
)
from flightdeck.domain.codes import nearest
from flightdeck.domain.content import meaning
from flightdeck.domain.definition import Authority, Definition, Pillar
from flightdeck.domain.filters import Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.registers import AdoptionDecision, Record
from flightdeck.domain.wording import day_text, not_given, number_text
from flightdeck.errors import Fault
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.adoption_store import Seen, SeenStore, last_seen
from flightdeck.services.application_store import application_file
from flightdeck.services.deck import Deck
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.services.register_entries import entries
from flightdeck.services.register_store import Entry
from flightdeck.settings import Settings


@dataclass(frozen=True, slots=True)
class Row:
    """One definition in the register."""

    kpi: str  # id@authority-version
    id: str
    ref: str
    title: str
    pillar: Pillar
    version: int
    authority: Authority
    state: AdoptionState
    why: str
    in_force_from: date
    decision: AdoptionDecision | None

    def to_json(self) -> dict[str, object]:
        """The row as a JSON object."""
        told = self.decision
        return {
            "kpi": self.kpi, "id": self.id, "ref": self.ref, "title": self.title, "version": self.version,
            "authority": self.authority.value, "state": self.state.value, "why": self.why,
            "in_force_from": self.in_force_from.isoformat(),
            "decision": None if told is None else {
                "choice": told.choice.value, "board": told.board.value, "decided_on": told.decided_on.isoformat(),
            },
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Adoption:
    """The register on a day, its decisions, and what the deck found by itself."""

    on: date
    sentence: str
    rows: tuple[Row, ...]
    decisions: tuple[Entry, ...]
    found: tuple[Seen, ...]


def adoption(deck: Deck, filters: Filters, actor: Actor) -> Adoption:
    """The register as it stands, or as it stood on the day of the snapshot that is asked for."""
    require(actor, Action.SEE_DEFINITIONS)
    loaded = deck.loaded(filters)
    on = loaded.as_at if filters.snapshot else _today()
    kept, found = _decisions(deck, on), _found(deck.settings)
    rows = tuple(_row(life, on) for life in _lives(deck.registry, loaded, kept, found, deck.settings))
    ordered = sorted(rows, key=lambda row: (row.ref, row.state in OVER, row.id, row.kpi))
    told = adoption_sentence([(row.authority, row.state) for row in rows])
    return Adoption(on, told, tuple(ordered), kept, found)


def lives(deck: Deck, on: date) -> Iterator[Life]:
    """The life of every definition, with what has been decided and found of it until a day."""
    loaded, kept = deck.loaded(Filters()), _decisions(deck, on)
    return _lives(deck.registry, loaded, kept, _found(deck.settings), deck.settings)


def note(deck: Deck) -> int:
    """Keep what has changed since the deck last looked: contents, states, and what can be computed; how much was new."""
    loaded, on = deck.loaded(Filters()), _today()
    kept = _decisions(deck, on)
    store = SeenStore(application_file(deck.settings.store))
    try:
        known = _lives(deck.registry, loaded, kept, store.all(), deck.settings)
        return store.keep([_seen(life, loaded, on) for life in known])
    finally:
        store.close()


def check(record: Record, deck: Deck) -> list[Fault]:
    """A decision is about a definition that is in the folder."""
    if not isinstance(record, AdoptionDecision):
        return []
    known = [name_of(one) for one in deck.registry.versions]
    return (
        []
        if record.kpi in known
        else [Fault(f'there is no KPI "{record.kpi}"', remedy=nearest(record.kpi, known))]
    )


def edited(registry: Registry, settings: Settings) -> list[Fault]:
    """Definitions that say something else than what was recorded of the same version."""
    last = {one.kpi: one for one in _found(settings)}
    return [
        Fault(
            f"version {one.version} has been edited: what was recorded of it on {_day(last[name_of(one)].at)} was something else",
            where=f"{one.id} ({one.authority.value})",
            remedy="Raise its version and say why in history, or put the text back.",
        )
        for one in registry.versions
        if one.status != "draft" and name_of(one) in last and last[name_of(one)].meaning != meaning(one)
    ]


def _lives(
    registry: Registry,
    loaded: LoadedSnapshot,
    kept: tuple[Entry, ...],
    found: tuple[Seen, ...],
    settings: Settings,
) -> Iterator[Life]:
    decisions: dict[str, list[AdoptionDecision]] = defaultdict(list)
    for entry in kept:
        assert isinstance(entry.record, AdoptionDecision)  # noqa: S101 (chosen so)
        decisions[entry.record.kpi].append(entry.record)
    seen: dict[str, list[Reach]] = defaultdict(list)
    for one in found:
        seen[one.kpi].append(Reach(date.fromisoformat(one.since), one.computable, one.why, one.well))
    for definition in registry.versions:
        name = name_of(definition)
        reaches = [*seen[name], _reach(definition, loaded, settings)]
        ordered = tuple(sorted(reaches, key=lambda one: one.since))
        yield Life(definition, all_above(definition, registry.versions), ordered, tuple(decisions[name]))


def _reach(definition: Definition, loaded: LoadedSnapshot, settings: Settings) -> Reach:
    """What the snapshot can make of a definition."""
    if definition.status == "not_computable":
        return Reach(loaded.as_at, computable=False, why=next(iter(definition.caveats), "Declared so."))
    if POPULATIONS[definition.population].register:
        return Reach(loaded.as_at, computable=True)
    asked = definition.headline_characteristics or definition.characteristics[:1] or ("",)
    missing = [field for name in asked for field in loaded.missing(definition, name)]
    if missing:
        return Reach(loaded.as_at, computable=False, why=not_given(missing))
    share = loaded.usable(definition)
    if share is not None and share < settings.usable_floor:
        told = f"{number_text(share, '%')} of the source’s rows could be kept; the floor is {number_text(settings.usable_floor, '%')}."
        return Reach(loaded.as_at, computable=True, why=told, well=False)
    return Reach(loaded.as_at, computable=True)


def _row(life: Life, on: date) -> Row:
    one, stands = life.definition, state(life, on=on)
    return Row(
        name_of(one), one.id, one.ref, one.title, one.pillar, one.version, one.authority, stands.state,
        stands.why or life.reach(on).why, one.effective_from, life.decision,
    )  # fmt: skip


def _seen(life: Life, loaded: LoadedSnapshot, on: date) -> Seen:
    reach, stands = life.reaches[-1], state(life, on=on)
    return Seen(
        datetime.now(UTC).isoformat(timespec="seconds"), name_of(life.definition), meaning(life.definition),
        stands.state.value, reach.computable, reach.well, stands.why or reach.why, loaded.id, loaded.as_at.isoformat(),
    )  # fmt: skip


def _decisions(deck: Deck, on: date) -> tuple[Entry, ...]:
    kept = entries(deck.settings.store, synthetic=False, as_known=on)
    return tuple(entry for entry in kept if isinstance(entry.record, AdoptionDecision))


def _found(settings: Settings) -> tuple[Seen, ...]:
    path = application_file(settings.store)
    return _seen_until(path, last_seen(path))


@lru_cache(maxsize=4)
def _seen_until(path: Path, last: int) -> tuple[Seen, ...]:
    """What was found up to a number, which names it, so that it is read once."""
    if not last:
        return ()
    store = SeenStore(path)
    try:
        return store.all()
    finally:
        store.close()


def _today() -> date:
    return datetime.now(UTC).date()


def _day(at: str) -> str:
    return day_text(datetime.fromisoformat(at).date())
