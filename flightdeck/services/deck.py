"""The deck: any KPI, for any filters, for one reader."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from threading import RLock
from time import sleep

from flightdeck.data.harm_weights import read_weights
from flightdeck.data.snapshots import SnapshotInfo, SnapshotStore
from flightdeck.definitions.in_force import AT
from flightdeck.definitions.registry import Registry
from flightdeck.domain.annotations import Annotation
from flightdeck.domain.codes import CodeList
from flightdeck.domain.content import fingerprint
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.result import KpiResult
from flightdeck.kpis.encoding import SCOPES
from flightdeck.services.access import Action, Actor, require, scope
from flightdeck.services.answering import Asked, computed
from flightdeck.services.asked import audience_of, characteristic_of
from flightdeck.services.live_registry import LiveRegistry, definition_banners
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.services.offered import About, Banner, Options, about, banners, options
from flightdeck.services.recordings import recordings_of
from flightdeck.services.register_figures import Registers
from flightdeck.services.shelf import Shelf
from flightdeck.services.side_by_side import cut, of_its_months
from flightdeck.settings import Settings
from flightdeck.statistics.suppression import Audience

_KEPT_RESULTS = 4_096
_BREATH = 0.005  # seconds in which the readers of the moment go before the preparing
RECORDING = "victim_characteristics_substantive"  # its window is that of the pages on characteristics


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
        found, beside = self._answer(definition, asked), self._in_force(definition)
        if beside is None:
            return found
        return cut(
            found,
            self._answer(beside, asked),
            asked.reach.filters,
            audience=audience_of(definition, asked.actor),
        )

    def _in_force(self, definition: Definition) -> Definition | None:
        """A definition under the preset in force, where it follows another."""
        rule = self.registry.presets.in_force
        return None if rule is None or not self.another_preset(definition) else definition.under(rule)

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
        state = self._register_state(definition, asked)
        if state is None and POPULATIONS[definition.population].register:
            return self._anew(definition, asked)  # it may be another at any moment, without a new snapshot
        key = (
            asked.loaded.id,
            definition.id,
            fingerprint(definition),
            asked.reach.filters.but(snapshot=""),
            asked.reach.areas,
            asked.actor.audience,
            asked.seen_with(definition),
            state,
        )
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        result = self._anew(definition, asked)
        with self._lock:
            self._results[key] = result
            while len(self._results) > _KEPT_RESULTS:
                self._results.popitem(last=False)
        return result

    def _anew(self, definition: Definition, asked: Asked) -> KpiResult:
        beside = self.definition(definition.balanced_by).title if definition.balanced_by else ""
        floor = self.settings.completeness_floor
        return computed(definition, asked, floor=floor, balance=beside, registers=self.registers)

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

    def _register_state(self, definition: Definition, asked: Asked) -> Hashable:
        """What the register stands at that a figure is taken of; none where no register tells, or none is read."""
        del definition, asked
        return None

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

    def _figures(self, loaded: LoadedSnapshot, *, on_deck: bool) -> Iterator[tuple[Definition, str]]:
        """The live definitions that the source can feed, each with the characteristics it is shown for: the dials, or the others."""
        for definition in self.definitions():
            if definition.status != "live" or definition.on_deck is not on_deck:
                continue
            for name in definition.headline_characteristics or ("",):
                characteristic = characteristic_of(definition, Filters(characteristic=name))
                of_snapshot = not POPULATIONS[definition.population].register
                if of_snapshot and not loaded.missing(definition, characteristic):
                    yield definition, characteristic

    def _prepare(self, loaded: LoadedSnapshot) -> None:
        for definition, characteristic in self._figures(loaded, on_deck=True):
            loaded.prepared(definition, definition.basis, characteristic)

    def _prepare_rest(self, loaded: LoadedSnapshot) -> None:
        """What the board's deck needs besides, and what the pages on characteristics do."""
        for definition, characteristic in self._figures(loaded, on_deck=True):
            _prepare_pattern(loaded, definition, characteristic)
        calendar = loaded.calendar(self.definition(RECORDING), Basis.RECORDED)
        offences = SCOPES.index(self.definition(RECORDING).scope)
        recordings_of(loaded, calendar=calendar).prepare(scope=offences, audience=Audience.BOARD_INTERNAL)

    def _prepare_pages(self, loaded: LoadedSnapshot) -> None:
        """The KPIs that stand on no dial, so that nobody waits who opens their pillar first."""
        for definition, characteristic in self._figures(loaded, on_deck=False):
            for one in filter(None, (definition, self._in_force(definition))):
                _prepare_pattern(loaded, one, characteristic)
                sleep(_BREATH)


def _prepare_pattern(loaded: LoadedSnapshot, definition: Definition, characteristic: str) -> None:
    offences, staff = SCOPES.index(definition.scope), POPULATIONS[definition.population].about_staff
    audience = Audience.STAFF if staff else Audience.BOARD_INTERNAL
    loaded.pattern(definition, definition.basis, characteristic, scope=offences, audience=audience)
