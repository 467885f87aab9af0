"""The deck: any KPI, for any filters, for one reader."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import RLock

from flightdeck.data.harm_weights import read_weights
from flightdeck.data.snapshots import SnapshotInfo, SnapshotStore
from flightdeck.definitions.in_force import AT
from flightdeck.definitions.registry import Registry
from flightdeck.domain.annotations import Annotation, touching
from flightdeck.domain.codes import CodeList, RecordingStatus
from flightdeck.domain.content import fingerprint
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.repeat_wording import preset_caveat
from flightdeck.domain.result import Excluded, KpiResult, MissingField, Status
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.domain.wording import sentence
from flightdeck.kpis.answers import Answer
from flightdeck.kpis.disparity import above_floor
from flightdeck.kpis.durations import OUT_OF_ORDER
from flightdeck.kpis.encoding import SCOPES, Question
from flightdeck.kpis.recording import role_of
from flightdeck.services.access import Action, Actor, Scope, require, scope
from flightdeck.services.annotating import SeenWith
from flightdeck.services.asked import (
    audience_of,
    basis_of,
    characteristic_of,
    known_filters,
    narrowed,
    offences_of,
    span_of,
)
from flightdeck.services.assembly import completed
from flightdeck.services.gate import gated, without_counts
from flightdeck.services.live_registry import LiveRegistry, definition_banners
from flightdeck.services.loaded import LoadedSnapshot, Rows
from flightdeck.services.offered import About, Banner, Options, about, banners, options
from flightdeck.services.recordings import recordings_of, without_extras
from flightdeck.services.register_figures import Registers, register_result
from flightdeck.services.shelf import Shelf
from flightdeck.services.side_by_side import cut, of_its_months
from flightdeck.settings import Settings
from flightdeck.statistics.lattice import Pattern
from flightdeck.statistics.suppression import Audience, is_small

_KEPT_RESULTS = 4_096
RECORDING = "victim_characteristics_substantive"  # its window is that of the pages on characteristics
_BUILT_IN = {
    OUT_OF_ORDER: "The record says that the end came before the start.",
    RecordingStatus.NOT_APPLICABLE.value: "The characteristic does not apply to the person, or nobody is identified.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What every KPI of one request shares: who asks, of which snapshot, for which places."""

    actor: Actor
    reach: Scope
    loaded: LoadedSnapshot
    places: Rows
    nodes: Rows
    annotations: tuple[Annotation, ...] = ()

    def seen_with(self, definition: Definition) -> SeenWith:
        """The events that touch a KPI as this request sees it."""
        areas = self.reach.areas
        return SeenWith(touching(self.annotations, definition, areas), areas)

    def of(self, characteristic: str) -> "Asked":
        """The same request for one characteristic."""
        filters = self.reach.filters.but(characteristic=characteristic)
        return replace(self, reach=replace(self.reach, filters=filters))


class Deck:
    """Answers over the snapshots of one store and the definitions of one registry."""

    def __init__(
        self,
        store: SnapshotStore,
        registry: Registry | LiveRegistry,
        *,
        settings: Settings,
        code_lists: Mapping[str, CodeList],
    ) -> None:
        """A deck over a store; snapshots are read when first asked for, and a new one is noticed by its name."""
        self.store = store
        self._live = registry
        self.settings = settings
        self.code_lists = code_lists
        self.weights = read_weights(settings.harm_weights, code_lists=code_lists)
        self.shelf = Shelf(
            store,
            code_lists,
            prepare=self._prepare,
            prepare_rest=self._prepare_rest,
            weights=self.weights,
        )
        self._results: OrderedDict[tuple[object, ...], KpiResult] = OrderedDict()
        self._lock = RLock()

    @property
    def registry(self) -> Registry:
        """The definitions as they are now (`services.live_registry`)."""
        return self._live if isinstance(self._live, Registry) else self._live.now()

    def definitions(self) -> tuple[Definition, ...]:
        """The definitions in force."""
        return self.registry.current()

    def definition(self, kpi: str) -> Definition:
        """The definition in force with that id or reference, whatever version the name asks for."""
        return self.registry.get(kpi.partition(AT)[0])

    def loaded(self, filters: Filters) -> LoadedSnapshot:
        """The snapshot the filters ask for, else the one being served (`services.shelf`)."""
        return self.shelf.loaded(filters)

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
            self._seen(definition, asked.of(characteristic))
            for definition in chosen
            for characteristic in (definition.headline_characteristics or ("",))
        )

    def _seen(self, definition: Definition, asked: Asked) -> KpiResult:
        """The answer; under another preset than the one in force it is cut, since the reader sees that one as well."""
        found, rule = self._answer(definition, asked), self.registry.presets.in_force
        if rule is None or not self.another_preset(definition):
            return found
        stands = self._answer(definition.under(rule), asked)
        return cut(found, stands, asked.reach.filters, audience=audience_of(definition, asked.actor))

    def another_preset(self, definition: Definition) -> bool:
        """Whether a definition follows another preset of a repeat suspect than the one in force."""
        return definition.parameters not in (None, self.registry.presets.in_force)

    def result(self, kpi: str, filters: Filters, actor: Actor) -> KpiResult:
        """One KPI, on the basis and characteristic the filters name or its defaults."""
        definition = self.definition(kpi)
        stands = self.registry.above(definition)
        if stands is None:
            return self._seen(definition, self._asked(filters, actor))
        found = self.figure(definition, filters, actor)
        now = of_its_months(self, stands, found, filters, actor)
        return cut(found, now, filters, audience=audience_of(definition, actor))

    def figure(self, definition: Definition, filters: Filters, actor: Actor) -> KpiResult:
        """The figure of any definition; one that is not in force, or under a preset that is not, is shown cut or not at all."""
        return self._answer(definition, self._asked(filters, actor))

    def _asked(self, filters: Filters, actor: Actor) -> Asked:
        require(actor, Action.SEE_FIGURES)
        reach, loaded = scope(actor, filters), self.loaded(filters)
        self.shelf.begin_rest(loaded)
        events = self.annotations(reach.filters, loaded)
        return Asked(actor, reach, loaded, loaded.places(reach), loaded.nodes(reach), events)

    def _answer(self, definition: Definition, asked: Asked) -> KpiResult:
        if POPULATIONS[definition.population].register:
            return self._computed(definition, asked)  # a register changes without a new snapshot
        key = (
            asked.loaded.id,
            definition.id,
            fingerprint(definition),
            asked.reach.filters.but(snapshot=""),
            asked.reach.areas,
            asked.actor.audience,
            asked.seen_with(definition),
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
        known_filters(reach, asked.places, loaded, offences=offences_of(definition, reach.filters))
        blank = self._blank(definition, reach, actor, loaded, basis=basis, characteristic=characteristic)
        if POPULATIONS[definition.population].register and definition.status != "not_computable":
            known_on = loaded.as_at if reach.filters.snapshot else None
            first = loaded.encoding.first_month
            return register_result(
                definition, blank, self.registers(known_on), reach.filters,
                first=first, known_on=known_on, seen_with=asked.seen_with(definition),
            )  # fmt: skip
        missing = loaded.missing(definition, characteristic)
        if missing or definition.status == "not_computable":
            return _not_computable(blank, missing)
        span = span_of(definition, reach.filters, loaded, basis=basis)
        if span is None:
            empty = replace(
                blank, status=Status.INSUFFICIENT, reason="The snapshot has no whole month in these dates."
            )
            return replace(empty, sentence=sentence(empty))
        offences = SCOPES.index(blank.scope)
        question = Question.of(span.together(), loaded.encoding, scope=blank.scope, places=asked.places)
        prepared = loaded.prepared(definition, basis, characteristic)
        answer = prepared.answer(question)
        if definition.measure is Measure.DISPARITY:
            answer = above_floor(answer, floor=self.settings.completeness_floor)
        audience = audience_of(definition, actor)
        pattern = loaded.pattern(definition, basis, characteristic, scope=offences, audience=audience)
        if definition.measure is Measure.COMPLETENESS and audience is not Audience.ANALYST:
            answer, pattern = _figures(definition, asked.of(characteristic), answer, question, pattern)
        shown = gated(
            answer, question, pattern, nodes=asked.nodes,
            definition=definition, audience=audience, standing=definition.stands(basis),
        )  # fmt: skip
        left_out = {name: int(count[-1]) for name, count in prepared.excluded(question).items()}
        closed = audience is not Audience.ANALYST and narrowed(reach.filters)
        blank = replace(blank, excluded=self._excluded(definition, left_out, audience, closed=closed))
        shown = without_counts(answer, shown) if closed else shown
        return completed(
            blank,
            definition,
            basis,
            span=span,
            answer=answer,
            gated=shown,
            seen_with=asked.seen_with(definition),
        )

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
        return KpiResult(
            id=definition.id, ref=definition.ref, title=title, version=definition.version, authority=definition.authority.value,
            pillar=definition.pillar.value, measure=definition.measure.value, unit=definition.unit, value_unit=definition.value_unit,
            scope=offences_of(definition, filters), basis=basis.value, improves_when=definition.improves_when.value, snapshot=loaded.id, as_at=loaded.as_at,
            synthetic=loaded.synthetic, audience=actor.audience.value, filters=filters.to_pairs(), status=Status.OK,
            completeness=loaded.usable(definition), characteristic=characteristic, caveats=_caveats(definition),
            balance=self.definition(definition.balanced_by).title if definition.balanced_by else "",
        )  # fmt: skip

    @staticmethod
    def _excluded(
        definition: Definition, counts: dict[str, int], audience: Audience, *, closed: bool
    ) -> tuple[Excluded, ...]:
        reasons = {**_BUILT_IN, **{exclusion.name: exclusion.because for exclusion in definition.exclude}}
        return tuple(
            Excluded(
                name,
                reasons.get(name, ""),
                None if closed or bool(is_small(count, audience=audience)) else count,
            )
            for name, count in counts.items()
        )

    def options(self, actor: Actor, filters: Filters) -> Options:
        """What the pickers offer a reader."""
        return options(self.store, self.loaded(filters).encoding, filters, actor)

    def snapshot(self, filters: Filters) -> About:
        """The snapshot the filters stand on."""
        loaded = self.loaded(filters)
        return about(SnapshotInfo(loaded.id, loaded.as_at, loaded.manifest))

    def banner(self, actor: Actor | None = None) -> tuple[Banner, ...]:
        """What every page must say to a reader (`services.offered`)."""
        told = banners(self.store, stale_after_hours=self.settings.stale_after_hours, actor=actor)
        return told if isinstance(self._live, Registry) else (*told, *definition_banners(self._live, actor))

    def registers(self, as_known: date | None = None) -> Registers:
        """The registers that figures may be taken of, as they stand or stood on a day; a deck alone keeps none."""
        del as_known
        return {}

    def annotations(self, filters: Filters, loaded: LoadedSnapshot) -> tuple[Annotation, ...]:
        """The dated events as they stand, or stood for the snapshot asked for; a deck alone keeps none."""
        del filters, loaded
        return ()

    def warm(self) -> None:
        """Prepare the dials of the latest snapshot, and of every later one before it serves."""
        self.shelf.warm()

    def _dials(self, loaded: LoadedSnapshot) -> Iterator[tuple[Definition, str]]:
        """The live definitions of the deck that the source can feed, each with its headline characteristics."""
        for definition in self.definitions():
            for characteristic in definition.headline_characteristics or ("",):
                if (
                    definition.status == "live"
                    and definition.on_deck
                    and not POPULATIONS[definition.population].register
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


def _caveats(definition: Definition) -> tuple[str, ...]:
    """What a reader must bear in mind; first the preset, where the figure leans on one."""
    led = () if definition.parameters is None else (preset_caveat(definition.parameters),)
    return (*led, *definition.caveats)
