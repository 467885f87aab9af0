"""The deck: any KPI, for any filters, for one reader."""

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from threading import RLock, Thread

import numpy as np

from flightdeck.data.snapshots import SnapshotInfo, SnapshotStore
from flightdeck.definitions.registry import Registry
from flightdeck.domain.codes import CodeList, RecordingStatus, nearest
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Period, periods
from flightdeck.domain.result import Excluded, KpiResult, MissingField, Status
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.domain.wording import SCOPE_LABELS, sentence
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.answers import Answer
from flightdeck.kpis.disparity import above_floor
from flightdeck.kpis.durations import OUT_OF_ORDER
from flightdeck.kpis.encoding import INCIDENTS, SCOPES, Question
from flightdeck.kpis.recording import role_of
from flightdeck.services.access import Action, Actor, Scope, may, require, scope
from flightdeck.services.assembly import Span, completed, latest_window, window_label
from flightdeck.services.gate import gated, without_counts
from flightdeck.services.loaded import LoadedSnapshot, Rows
from flightdeck.services.recordings import recordings_of, without_extras
from flightdeck.settings import Settings
from flightdeck.statistics.lattice import Pattern
from flightdeck.statistics.suppression import Audience, is_small

_KEPT_RESULTS = 4_096
_KEPT_SNAPSHOTS = 3
RECORDING = "victim_characteristics_substantive"  # its window is that of the pages on characteristics
_BUILT_IN = {
    OUT_OF_ORDER: "The record says that the end came before the start.",
    RecordingStatus.NOT_APPLICABLE.value: "The characteristic does not apply to the person, or nobody is identified.",
}
CLOSED = "To this audience groups are shown for the whole of its places and the latest year only: clear the filters."
NO_SNAPSHOT = "There is no snapshot yet."


@dataclass(frozen=True, slots=True)
class About:
    """The snapshot a page stands on."""

    id: str
    as_at: date
    synthetic: bool
    mapping_title: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the pickers offer a reader."""

    forces: tuple[str, ...]
    areas: tuple[str, ...]
    teams: tuple[str, ...]
    scopes: tuple[tuple[str, str], ...]
    snapshots: tuple[About, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Banner:
    """Something every page must say."""

    kind: str  # synthetic | failed | stale
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What every KPI of one request shares: who asks, of which snapshot, for which places."""

    actor: Actor
    reach: Scope
    loaded: LoadedSnapshot
    places: Rows
    nodes: Rows

    def of(self, characteristic: str) -> "Asked":
        """The same request for one characteristic."""
        filters = self.reach.filters.but(characteristic=characteristic)
        return replace(self, reach=replace(self.reach, filters=filters))


class Deck:
    """Answers over the snapshots of one store and the definitions of one registry."""

    def __init__(
        self,
        store: SnapshotStore,
        registry: Registry,
        *,
        settings: Settings,
        code_lists: Mapping[str, CodeList],
    ) -> None:
        """A deck over a store; snapshots are read when first asked for, and a new one is noticed by its name."""
        self.store = store
        self.registry = registry
        self.settings = settings
        self.code_lists = code_lists
        self._loaded: OrderedDict[str, LoadedSnapshot] = OrderedDict()
        self._results: OrderedDict[tuple[object, ...], KpiResult] = OrderedDict()
        self._lock = RLock()
        self._loading = RLock()
        self._warm = False
        self._rested: set[str] = set()
        self._served = ""
        self._background: Thread | None = None

    def definitions(self) -> tuple[Definition, ...]:
        """The definitions in force."""
        return self.registry.current()

    def definition(self, kpi: str) -> Definition:
        """The definition in force with that id or reference."""
        return self.registry.get(kpi)

    def loaded(self, filters: Filters) -> LoadedSnapshot:
        """The snapshot the filters ask for, else the one being served.

        Raises:
            NotFoundError: when there is none, with the remedy.
        """
        name = filters.snapshot or self._serving()
        with self._lock:
            if name in self._loaded:
                self._loaded.move_to_end(name)
                return self._loaded[name]
        return self._load(name)

    def _load(self, name: str) -> LoadedSnapshot:
        with self._loading:
            if name not in self._loaded:
                made = LoadedSnapshot(self.store.load(name), code_lists=self.code_lists)
                if self._warm:
                    self._prepare(made)
                with self._lock:
                    self._loaded[name] = made
                    while len(self._loaded) > _KEPT_SNAPSHOTS:
                        self._loaded.popitem(last=False)
            return self._loaded[name]

    def _serving(self) -> str:
        """The latest snapshot; while a new one is being prepared, the one before it still serves."""
        latest = self._latest().id
        with self._lock:
            if latest in self._loaded:
                self._served = latest
            elif self._served in self._loaded:
                self._begin_loading(latest)
            else:
                return latest
            return self._served

    def _begin_loading(self, name: str) -> None:
        if self._background is None or not self._background.is_alive():
            self._background = Thread(target=self._load_whole, args=(name,), name=f"prepare {name}")
            self._background.start()

    def _load_whole(self, name: str) -> None:
        self._rested.add(name)
        self._prepare_rest(self._load(name))

    def _latest(self) -> SnapshotInfo:
        latest = self.store.latest()
        if latest is None:
            raise NotFoundError([Fault(NO_SNAPSHOT, where="snapshots", remedy="Run flightdeck refresh.")])
        return latest

    def results(
        self, filters: Filters, actor: Actor, ids: Sequence[str] | None = None
    ) -> tuple[KpiResult, ...]:
        """The dials of the deck: one a definition, one a headline characteristic where there are several."""
        chosen = (
            [self.definition(kpi) for kpi in ids]
            if ids is not None
            else [d for d in self.definitions() if d.status != "retired" and d.on_deck]
        )
        asked = self._asked(filters, actor)
        return tuple(
            self._answer(definition, asked.of(characteristic))
            for definition in chosen
            for characteristic in (definition.headline_characteristics or ("",))
        )

    def result(self, kpi: str, filters: Filters, actor: Actor) -> KpiResult:
        """One KPI, on the basis and characteristic the filters name or its defaults."""
        definition = self.definition(kpi)
        return self._answer(definition, self._asked(filters, actor))

    def _asked(self, filters: Filters, actor: Actor) -> Asked:
        require(actor, Action.SEE_FIGURES)
        reach, loaded = scope(actor, filters), self.loaded(filters)
        self._begin_rest(loaded)
        return Asked(actor, reach, loaded, loaded.places(reach), loaded.nodes(reach))

    def _answer(self, definition: Definition, asked: Asked) -> KpiResult:
        key = (
            asked.loaded.id,
            definition.id,
            definition.version,
            definition.authority,
            asked.reach.filters.but(snapshot=""),
            asked.reach.areas,
            asked.actor.audience,
        )
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        result = self._computed(definition, asked)
        with self._lock:
            self._results[key] = result
            while len(self._results) > _KEPT_RESULTS:
                self._results.popitem(last=False)
        return result

    def _computed(self, definition: Definition, asked: Asked) -> KpiResult:
        actor, reach, loaded = asked.actor, asked.reach, asked.loaded
        basis = basis_of(definition, reach.filters)
        characteristic = characteristic_of(definition, reach.filters)
        blank = self._blank(definition, reach, actor, loaded, basis=basis, characteristic=characteristic)
        missing = loaded.missing(definition, characteristic)
        if missing or definition.status == "not_computable":
            return _not_computable(blank, missing)
        span = self.span(definition, reach.filters, loaded, basis=basis)
        if span is None:
            empty = replace(
                blank, status=Status.INSUFFICIENT, reason="The snapshot has no whole month in these dates."
            )
            return replace(empty, sentence=sentence(empty))
        offences = SCOPES.index(blank.scope)
        self._known_place(reach, asked.places, loaded)
        question = Question.of(span.together(), loaded.encoding, scope=blank.scope, places=asked.places)
        prepared = loaded.prepared(definition, basis, characteristic)
        answer = prepared.answer(question)
        if definition.measure is Measure.DISPARITY:
            answer = above_floor(answer, floor=self.settings.completeness_floor)
        pattern = loaded.pattern(definition, basis, characteristic, scope=offences, audience=actor.audience)
        if definition.measure is Measure.COMPLETENESS and actor.audience is not Audience.ANALYST:
            answer, pattern = _figures(definition, asked.of(characteristic), answer, question, pattern)
        shown = gated(
            answer, question, pattern, nodes=asked.nodes,
            definition=definition, audience=actor.audience, standing=basis is Basis.SNAPSHOT,
        )  # fmt: skip
        left_out = {name: int(count[-1]) for name, count in prepared.excluded(question).items()}
        closed = actor.audience is not Audience.ANALYST and narrowed(reach.filters)
        blank = replace(blank, excluded=self._excluded(definition, left_out, actor, closed=closed))
        shown = without_counts(answer, shown) if closed else shown
        return completed(blank, definition, basis, span=span, answer=answer, gated=shown)

    def _blank(
        self,
        definition: Definition,
        reach: Scope,
        actor: Actor,
        loaded: LoadedSnapshot,
        *,
        basis: Basis,
        characteristic: str,
    ) -> KpiResult:
        filters = reach.filters
        title = (
            f"{definition.title}: {CHARACTERISTICS[characteristic][0].lower()}"
            if characteristic
            else definition.title
        )
        offences = offences_of(definition, filters)
        if offences not in SCOPES:
            raise NotFoundError(
                [
                    Fault(
                        f'there is no offence scope "{offences}"',
                        where="scope",
                        remedy=nearest(offences, SCOPES),
                    )
                ]
            )
        return KpiResult(
            id=definition.id, ref=definition.ref, title=title, version=definition.version, authority=definition.authority.value,
            pillar=definition.pillar.value, measure=definition.measure.value, unit=definition.unit, value_unit=definition.value_unit,
            scope=offences, basis=basis.value, improves_when=definition.improves_when.value, snapshot=loaded.id, as_at=loaded.as_at,
            synthetic=loaded.synthetic, audience=actor.audience.value, filters=filters.to_pairs(), status=Status.OK,
            completeness=loaded.usable(definition), characteristic=characteristic, caveats=definition.caveats,
        )  # fmt: skip

    @staticmethod
    def _known_place(reach: Scope, places: np.ndarray, loaded: LoadedSnapshot) -> None:
        if len(places):
            return
        filters, known = reach.filters, loaded.encoding.places
        for name, value, valid in (
            ("force", filters.force, known.force),
            ("area", filters.area, known.area),
            ("team", filters.team, known.team),
        ):
            if value and value not in valid:
                raise NotFoundError(
                    [Fault(f'there is no {name} "{value}"', where=name, remedy=nearest(value, valid))]
                )
        raise NotFoundError(
            [
                Fault(
                    "no team belongs to all of these places",
                    where="filters",
                    remedy="Clear the team or the area.",
                )
            ]
        )

    @staticmethod
    def span(
        definition: Definition, filters: Filters, loaded: LoadedSnapshot, *, basis: Basis
    ) -> Span | None:
        """The periods and the window for some filters; None when no whole month lies within them."""
        encoding = loaded.encoding
        first = max(
            filters.first if filters.first is not None else encoding.first_month, encoding.first_month
        )
        last = min(filters.last if filters.last is not None else encoding.last_month(), encoding.last_month())
        if first > last:
            return None
        standing = basis is Basis.SNAPSHOT
        if filters.first is None and filters.last is None:
            window = latest_window(
                definition, basis, first=first, last=last, as_at=np.datetime64(loaded.as_at, "D")
            )
        else:
            window = Period(last if standing else first, last, window_label(first, last, standing=standing))
        return Span(periods(first, last, by=filters.by), window)

    @staticmethod
    def _excluded(
        definition: Definition, counts: dict[str, int], actor: Actor, *, closed: bool
    ) -> tuple[Excluded, ...]:
        reasons = {**_BUILT_IN, **{exclusion.name: exclusion.because for exclusion in definition.exclude}}
        return tuple(
            Excluded(
                name,
                reasons.get(name, ""),
                None if closed or bool(is_small(count, audience=actor.audience)) else count,
            )
            for name, count in counts.items()
        )

    def options(self, actor: Actor, filters: Filters) -> Options:
        """What the pickers offer: only the reader's own areas, and the teams of the area chosen."""
        loaded = self.loaded(filters)
        places = loaded.encoding.places
        rows = [
            row
            for row in zip(places.force, places.area, places.team, strict=True)
            if not actor.areas or row[1] in actor.areas
        ]
        inside = [row for row in rows if filters.force in ("", row[0])]
        forces = sorted({row[0] for row in rows})
        return Options(
            forces=tuple(forces) if len(forces) > 1 else (),
            areas=tuple(sorted({row[1] for row in inside})),
            teams=tuple(sorted({row[2] for row in inside if filters.area in ("", row[1])})),
            scopes=tuple((name, SCOPE_LABELS[name]) for name in SCOPES if name != INCIDENTS),
            snapshots=tuple(_about(info) for info in reversed(self.store.list())),
            first=loaded.encoding.first_month,
            last=loaded.encoding.last_month(),
        )

    def snapshot(self, filters: Filters) -> About:
        """The snapshot the filters stand on."""
        loaded = self.loaded(filters)
        return _about(SnapshotInfo(loaded.id, loaded.as_at, loaded.manifest))

    def banner(self, actor: Actor | None = None) -> tuple[Banner, ...]:
        """What every page must say: synthetic data, a failed refresh, an old snapshot.

        Args:
            actor: who is told; what a refresh failed of is for those alone who can mend it.
        """
        latest = self.store.latest()
        if latest is None:
            return ()
        said: list[Banner] = []
        about = _about(latest)
        if about.synthetic:
            said.append(
                Banner("synthetic", "SYNTHETIC data: no figure here describes a real force or a real person.")
            )
        failure = self.store.failure()
        if failure is not None:
            said.append(
                Banner(
                    "failed", refresh_failed(failure, mends=actor is not None and may(actor, Action.REFRESH))
                )
            )
        elif _hours_since(about.created_at) > self.settings.stale_after_hours:
            said.append(
                Banner(
                    "stale", f"The last refresh was more than {self.settings.stale_after_hours} hours ago."
                )
            )
        return tuple(said)

    def warm(self) -> None:
        """Prepare the dials of the latest snapshot, and of every later one before it serves, so that no reader waits.

        What a board may see of them, and the characteristics, follow in the background of the first request: a thread
        started here would not live through the fork of a server's workers.
        """
        self._warm = True
        self.loaded(Filters())

    def _begin_rest(self, loaded: LoadedSnapshot) -> None:
        with self._lock:
            if not self._warm or loaded.id in self._rested:
                return
            self._rested.add(loaded.id)
        Thread(target=self._prepare_rest, args=(loaded,), name="prepare the rest").start()

    def _dials(self, loaded: LoadedSnapshot) -> Iterator[tuple[Definition, str]]:
        """The live definitions of the deck that the source can feed, each with its headline characteristics."""
        for definition in self.definitions():
            for characteristic in definition.headline_characteristics or ("",):
                if (
                    definition.status == "live"
                    and definition.on_deck
                    and not loaded.missing(definition, characteristic)
                ):
                    yield definition, characteristic

    def _prepare(self, loaded: LoadedSnapshot) -> None:
        for definition, characteristic in self._dials(loaded):
            loaded.prepared(definition, definition.basis, characteristic)

    def _prepare_rest(self, loaded: LoadedSnapshot) -> None:
        for definition, characteristic in self._dials(loaded):
            offences = SCOPES.index(definition.scope)
            loaded.pattern(
                definition, definition.basis, characteristic, scope=offences, audience=Audience.BOARD_INTERNAL
            )
        calendar = loaded.calendar(self.definition(RECORDING), Basis.RECORDED)
        offences = SCOPES.index(self.definition(RECORDING).scope)
        recordings_of(loaded, calendar=calendar).prepare(scope=offences, audience=Audience.BOARD_INTERNAL)


def narrowed(filters: Filters) -> bool:
    """Whether a reader asks for a part of their places or months: counts outside the gate's pattern are then closed."""
    return bool(filters.force or filters.area or filters.team) or (filters.first, filters.last) != (
        None,
        None,
    )


def basis_of(definition: Definition, filters: Filters) -> Basis:
    """The basis asked for where the definition has it, else its own."""
    return (
        filters.basis if filters.basis in definition.bases and filters.basis is not None else definition.basis
    )


def offences_of(definition: Definition, filters: Filters) -> str:
    """The offence scope asked for, else the definition's own; a KPI of incidents has no other."""
    return definition.scope if definition.scope == INCIDENTS else filters.scope or definition.scope


def characteristic_of(definition: Definition, filters: Filters) -> str:
    """The characteristic asked for, else the first headline; none for a KPI that has no characteristics.

    Raises:
        NotFoundError: for a characteristic the definition does not have, or, where it has none, that nobody has.
    """
    if definition.measure is not Measure.COMPLETENESS:
        if filters.characteristic and filters.characteristic not in CHARACTERISTICS:
            raise _no_characteristic(filters.characteristic, CHARACTERISTICS)
        return ""
    asked = filters.characteristic or (definition.headline_characteristics or definition.characteristics)[0]
    if asked not in definition.characteristics:
        raise _no_characteristic(asked, definition.characteristics)
    return asked


def _no_characteristic(asked: str, valid: Iterable[str]) -> NotFoundError:
    return NotFoundError(
        [
            Fault(
                f'there is no characteristic "{asked}" here',
                where="characteristic",
                remedy=nearest(asked, valid),
            )
        ]
    )


def _figures(
    definition: Definition, asked: Asked, answer: Answer, question: Question, pattern: Pattern
) -> tuple[Answer, Pattern]:
    """The figures of a characteristic are opened to an audience together, or not at all."""
    role = role_of(definition)
    if role is None:
        return without_extras(answer), pattern
    recordings = recordings_of(asked.loaded, calendar=pattern.calendar)
    return recordings.figure(
        definition.figure or "recorded",
        answer,
        question,
        role=role,
        characteristic=asked.reach.filters.characteristic,
        nodes=asked.nodes,
        audience=asked.actor.audience,
    )


def _not_computable(blank: KpiResult, missing: tuple[MissingField, ...]) -> KpiResult:
    fields = ", ".join(f"{field.frame}.{field.column}" for field in missing)
    reasons = " ".join(dict.fromkeys(field.reason for field in missing if field.reason))
    told = replace(
        blank,
        status=Status.NOT_COMPUTABLE,
        missing=missing,
        reason=f"The source does not give {fields}. {reasons}".strip(),
    )
    return replace(told, sentence=sentence(told))


def _about(info: SnapshotInfo) -> About:
    manifest = info.manifest
    return About(
        info.id,
        info.as_at,
        bool(manifest.get("synthetic")),
        str(manifest.get("title", "")),
        str(manifest.get("created_at", "")),
    )


def _hours_since(created_at: str) -> float:
    try:
        made = datetime.fromisoformat(created_at)
    except ValueError:
        return 0.0
    aware = made if made.tzinfo else made.replace(tzinfo=UTC)
    return (datetime.now(UTC) - aware).total_seconds() / 3600


def refresh_failed(failure: Mapping[str, object], *, mends: bool) -> str:
    """A failed refresh in plain words, with its first fault for those who can mend it."""
    try:
        at = datetime.fromisoformat(str(failure.get("at")))
        when = f" on {at.day} {at:%B %Y at %H:%M} UTC"
    except ValueError:
        when = ""
    told = (
        f"The data could not be brought up to date{when}, so the figures are those of the last time it could."
    )
    if not mends:
        return f"{told} The data steward knows why."
    return f"{told} {_first_fault(failure.get('faults', []))}".strip()


def _first_fault(faults: object) -> str:
    if isinstance(faults, list) and faults:
        return str(faults[0].get("what", "")) if isinstance(faults[0], dict) else str(faults[0])
    return json.dumps(faults) if faults else ""
