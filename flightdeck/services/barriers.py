"""The barriers register: what the record system cannot give, what that blocks, and what has been done about it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from flightdeck.domain.filters import Filters
from flightdeck.domain.registers import BarrierStep, Record
from flightdeck.domain.result import MissingField
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.errors import Fault
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.deck import Deck
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.services.recommendations import day_of, entries_of
from flightdeck.services.register_store import Entry

WHOLE_FRAME = "*"
NOT_FED = "The mapping feeds no such table yet, and does not say why."


@dataclass(frozen=True, slots=True)
class Blocked:
    """A KPI that a barrier blocks, and for which characteristics where it has several."""

    id: str
    ref: str
    title: str
    characteristics: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Barrier:
    """One thing that the record system cannot give."""

    id: str
    fields: tuple[MissingField, ...]
    characteristics: tuple[str, ...]
    kpis: tuple[Blocked, ...]
    since: date | None
    resolved_on: date | None
    step: BarrierStep | None
    history: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Barriers:
    """The register on a day: the standing barriers first, those that block most first among them."""

    on: date
    system: str
    standing: tuple[Barrier, ...]
    resolved: tuple[Barrier, ...]


@dataclass(slots=True)
class _Found:
    """What the snapshots say of one barrier while they are gone through."""

    fields: dict[tuple[str, str], MissingField] = field(default_factory=dict)
    since: date | None = None
    resolved_on: date | None = None


def barriers(deck: Deck, filters: Filters, actor: Actor) -> Barriers:
    """Every barrier that a snapshot has ever declared, with what the boards were told."""
    require(actor, Action.SEE_FIGURES)
    loaded = deck.loaded(filters)
    blocked = _blocked(deck, loaded)
    found = _found(deck, loaded, blocked)
    steps = _steps(entries_of(deck, filters))
    made = [_barrier(name, one, blocked.get(name, {}), steps.get(name, ())) for name, one in found.items()]
    ordered = sorted(made, key=lambda one: (-len(one.kpis), -len(one.characteristics), one.id))
    return Barriers(
        day_of(deck, filters),
        str(loaded.manifest.get("system", "")),
        tuple(one for one in ordered if one.resolved_on is None),
        tuple(one for one in ordered if one.resolved_on is not None),
    )


def check(record: Record, deck: Deck, filters: Filters) -> list[Fault]:
    """Only what a snapshot has declared is a barrier."""
    if not isinstance(record, BarrierStep):
        return []
    loaded = deck.loaded(filters)
    known = _found(deck, loaded, _blocked(deck, loaded))
    if record.barrier in known:
        return []
    return [
        Fault(
            f'no snapshot has a barrier "{record.barrier[:60]}"',
            remedy="Choose one of the list.",
        )
    ]


def barrier_of(lacking: MissingField, *, fed: Iterable[str]) -> str:
    """The name of the barrier behind a field: the one the mapping gives, else the field, else the table that is not fed."""
    if lacking.barrier:
        return lacking.barrier
    column = lacking.column if lacking.frame in fed else WHOLE_FRAME
    return f"{lacking.frame}.{column}"


def declared(manifest: Mapping[str, object]) -> tuple[MissingField, ...]:
    """What a mapping says the source cannot give."""
    told = manifest.get("absent", {})
    return tuple(
        MissingField(frame, column, str(said.get("reason", "")), str(said.get("barrier") or ""))
        for frame, columns in (told.items() if isinstance(told, Mapping) else ())
        for column, said in columns.items()
    )


def _fed(manifest: Mapping[str, object]) -> frozenset[str]:
    frames = manifest.get("frames", {})
    return frozenset(frames) if isinstance(frames, Mapping) else frozenset()


def _blocked(deck: Deck, loaded: LoadedSnapshot) -> dict[str, dict[str, Blocked]]:
    """The KPIs that each barrier blocks, by the barrier's name."""
    fed = _fed(loaded.manifest)
    lacking: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for definition in deck.definitions():
        if definition.status == "retired":
            continue
        for part in definition.characteristics or ("",):
            for name in {barrier_of(one, fed=fed) for one in loaded.missing(definition, part)}:
                lacking[name][definition.id].append(part)
    return {
        name: {kpi: _block(deck, kpi, parts) for kpi, parts in kpis.items()} for name, kpis in lacking.items()
    }


def _block(deck: Deck, kpi: str, parts: list[str]) -> Blocked:
    definition = deck.definition(kpi)
    titles = tuple(CHARACTERISTICS[part][0] for part in parts if part)
    return Blocked(kpi, definition.ref, definition.title, titles, len(definition.characteristics))


def _found(
    deck: Deck, loaded: LoadedSnapshot, blocked: Mapping[str, Mapping[str, Blocked]]
) -> dict[str, _Found]:
    """Every barrier of this snapshot and of those before it, with the days it came and went."""
    found: dict[str, _Found] = defaultdict(_Found)
    for info in deck.store.list():
        if info.as_at > loaded.as_at:
            continue
        here = declared(info.manifest)
        fed = _fed(info.manifest)
        names = {barrier_of(one, fed=fed) for one in here}
        for one in here:
            barrier = found[barrier_of(one, fed=fed)]
            barrier.fields[one.frame, one.column] = one
            barrier.since, barrier.resolved_on = barrier.since or info.as_at, None
        for name, barrier in found.items():
            if name not in names and barrier.resolved_on is None:
                barrier.resolved_on = info.as_at
    for name in blocked.keys() - found.keys():  # what nobody has declared, and a KPI needs
        frame, _, column = name.partition(".")
        found[name].fields[frame, column] = MissingField(frame, column, NOT_FED, "")
    return dict(found)


def _steps(kept: tuple[Entry, ...]) -> dict[str, tuple[Entry, ...]]:
    by_barrier: dict[str, list[Entry]] = defaultdict(list)
    for entry in kept:
        if isinstance(entry.record, BarrierStep):
            by_barrier[entry.record.barrier].append(entry)
    return {name: tuple(steps) for name, steps in by_barrier.items()}


def _barrier(name: str, found: _Found, blocks: Mapping[str, Blocked], steps: tuple[Entry, ...]) -> Barrier:
    fields = tuple(found.fields.values())
    titles = dict.fromkeys(
        CHARACTERISTICS[one.column][0]
        for one in fields
        if one.frame == "persons" and one.column in CHARACTERISTICS
    )
    last = steps[-1].record if steps else None
    return Barrier(
        name, fields, tuple(titles), tuple(sorted(blocks.values(), key=lambda one: one.ref)), found.since, found.resolved_on,
        last if isinstance(last, BarrierStep) else None, steps,
    )  # fmt: skip
