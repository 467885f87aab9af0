"""The whole flight deck behind one name: what pages, commands and exports ask."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date

import pandas as pd

from flightdeck.definitions.registry import Registry
from flightdeck.domain.annotations import Annotation
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Filters
from flightdeck.domain.profile import ProblemProfile
from flightdeck.domain.result import Group, KpiResult
from flightdeck.services import (
    action_lists,
    adoption,
    adoption_table,
    annotations,
    bail_orders,
    barriers,
    boards,
    breakdowns,
    characteristic_profile,
    characteristics,
    disparity,
    drill,
    journey,
    pareto,
    people,
    problem_profile,
    quality,
    recommendations,
    register_writing,
    registers,
    repeat_list,
    repeat_suspects,
    retention,
    search_entries,
    side_by_side,
    survival,
    what_if,
    worklist,
)
from flightdeck.services.access import Actor
from flightdeck.services.action_lists import ActionLists, Rows
from flightdeck.services.adoption import Adoption
from flightdeck.services.annotations import Events
from flightdeck.services.answering import Asked
from flightdeck.services.application_store import application_file
from flightdeck.services.audit import AuditTrail
from flightdeck.services.bail_orders import BailOrders
from flightdeck.services.barriers import Barriers
from flightdeck.services.boards import Boards
from flightdeck.services.breakdowns import FunnelAnswer
from flightdeck.services.characteristic_cell import Cell
from flightdeck.services.characteristic_profile import Profile
from flightdeck.services.deck import Deck
from flightdeck.services.disparity import Disparity
from flightdeck.services.drill import Cases
from flightdeck.services.journey import Journey
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.services.pareto import Pareto
from flightdeck.services.people import People as StaffPeople
from flightdeck.services.quality import CheckRead, Quality
from flightdeck.services.recommendations import Recommendation, Recommendations
from flightdeck.services.register_figures import Registers
from flightdeck.services.register_store import Entry
from flightdeck.services.repeat_list import People
from flightdeck.services.repeat_suspects import RepeatSuspects
from flightdeck.services.retention import Retention
from flightdeck.services.search import Findable
from flightdeck.services.side_by_side import Beside
from flightdeck.services.survival import SurvivalAnswer
from flightdeck.services.what_if import WhatIf
from flightdeck.services.worklist import Recheck
from flightdeck.services.worklist_store import Selection, WorkList, WorkLists
from flightdeck.statistics.suppression import Audience


class FlightDeck(Deck):
    """A deck that also looks closer: groups, places, time to outcome, cases, data quality."""

    _noted: tuple[Registry, str] | None = (
        None  # the definitions and the snapshot of which the adoption register has been told
    )

    def _prepare_rest(self, loaded: LoadedSnapshot) -> None:
        super()._prepare_rest(loaded)
        journey.prepare(self, loaded)
        self._prepare_pages(loaded)

    def breakdown(self, kpi: str, by: str, filters: Filters, actor: Actor) -> tuple[Group, ...]:
        """One KPI by groups (`services.breakdowns`); of a definition that another took the place of, for analysts only."""
        definition = self.definition(kpi)
        beside = self.registry.above(definition) is not None or self.another_preset(definition)
        if actor.audience is not Audience.ANALYST and beside:
            return ()
        return breakdowns.breakdown(self, kpi, by, filters, actor)

    def funnel(self, kpi: str, by: str, filters: Filters, actor: Actor) -> FunnelAnswer:
        """Places on a funnel plot (`services.breakdowns`)."""
        return breakdowns.funnel(self, kpi, by, filters, actor)

    def beside(self, kpi: str, filters: Filters, actor: Actor) -> tuple[Beside, ...]:
        """A KPI beside the definitions it took the place of (`services.side_by_side`)."""
        return side_by_side.side_by_side(self, kpi, filters, actor)

    def repeat_suspects(self, filters: Filters, actor: Actor) -> RepeatSuspects:
        """Repeat suspects under every preset at once (`services.repeat_suspects`)."""
        return repeat_suspects.repeat_suspects(self, filters, actor)

    def repeat_list(self, preset: str, filters: Filters, actor: Actor, *, purpose: str) -> People:
        """The people who meet a preset (`services.repeat_list`)."""
        return repeat_list.people_of(self, preset, filters, actor, purpose=purpose)

    def taken_place(self, filters: Filters, actor: Actor) -> dict[str, Beside]:
        """The KPIs whose definition took the place of another authority's, by id (`services.side_by_side`)."""
        return side_by_side.taken_place(self, filters, actor)

    def survival(self, kpi: str, filters: Filters, actor: Actor) -> SurvivalAnswer:
        """Time to an outcome (`services.survival`)."""
        return survival.survival(self, kpi, filters, actor)

    def journey(self, filters: Filters, actor: Actor, *, unit: str = "", horizon: str = "") -> Journey:
        """Crimes or suspects from stage to stage, as counts and as time (`services.journey`)."""
        return journey.journey(self, filters, actor, unit=unit, horizon=horizon)

    def action_lists(self, filters: Filters, actor: Actor) -> ActionLists:
        """What falls due and what is overdue, list by list (`services.action_lists`)."""
        return action_lists.action_lists(self, filters, actor)

    def action_list(self, name: str, filters: Filters, actor: Actor) -> Rows:
        """The rows of one action list (`services.action_lists`)."""
        return action_lists.listed(self, name, filters, actor)

    def bail_orders(self, filters: Filters, actor: Actor) -> BailOrders:
        """Bail, orders and breaches (`services.bail_orders`)."""
        return bail_orders.bail_orders(self, filters, actor)

    def people(self, filters: Filters, actor: Actor, *, course: str = "") -> StaffPeople:
        """Training, caseload, tenure and wellbeing of the people who work here (`services.people`)."""
        return people.people(self, filters, actor, course=course)

    def retention(self, filters: Filters, actor: Actor) -> Retention:
        """Section 63G (`services.retention`)."""
        return retention.retention(self, filters, actor)

    def cases(self, kpi: str, filters: Filters, actor: Actor, *, part: str, purpose: str) -> Cases:
        """The rows behind a figure (`services.drill`)."""
        return drill.cases(self, kpi, filters, actor, part=part, purpose=purpose)

    def quality(self, filters: Filters, actor: Actor) -> Quality:
        """Data quality (`services.quality`)."""
        return quality.quality(self, filters, actor)

    def checks_on(self, kpi: str, filters: Filters, actor: Actor) -> tuple[CheckRead, ...]:
        """The checks of the data that a figure leans on (`services.quality`)."""
        return quality.checks_on(self, self.definition(kpi), filters, actor)

    def quarantine(self, filters: Filters, actor: Actor) -> pd.DataFrame:
        """Rows set aside (`services.quality`)."""
        return quality.quarantine(self, filters, actor)

    def matrix(self, filters: Filters, actor: Actor) -> tuple[Cell, ...]:
        """Every protected characteristic in every role (`services.characteristics`)."""
        return characteristics.matrix(self, filters, actor)

    def core_four(self, role: str, filters: Filters, actor: Actor) -> Cell:
        """Persons with all of the core four (`services.characteristics`)."""
        return characteristics.core_four(self, role, filters, actor)

    def profile(self, characteristic: str, role: str, filters: Filters, actor: Actor) -> Profile:
        """One protected characteristic from every side (`services.characteristic_profile`)."""
        return characteristic_profile.profile(self, characteristic, role, filters, actor)

    def problem_profile(self, filters: Filters, actor: Actor) -> ProblemProfile:
        """What is known of the crimes of one scope, block by block (`services.problem_profile`)."""
        return problem_profile.problem_profile(self, filters, actor)

    def pareto(self, role: str, filters: Filters, actor: Actor) -> Pareto:
        """What closes the gap fastest (`services.pareto`)."""
        return pareto.pareto(self, role, filters, actor)

    def disparity(self, kpi: str, characteristic: str, filters: Filters, actor: Actor) -> Disparity:
        """What may be said of a KPI by a characteristic (`services.disparity`)."""
        return disparity.disparity(self, kpi, characteristic, filters, actor)

    def what_if(self, team: str, filters: Filters, actor: Actor) -> WhatIf:
        """What a team's best recording would make reportable (`services.what_if`)."""
        return what_if.best_completeness(self, team, filters, actor)

    def make_work_list(
        self, selection: Selection, filters: Filters, actor: Actor, *, purpose: str, audit: AuditTrail
    ) -> WorkList:
        """Records to go back to, kept (`services.worklist`)."""
        return worklist.make(
            self, selection, filters, actor, purpose=purpose, lists=self._work_lists(), audit=audit
        )

    def open_work_list(self, name: str, actor: Actor, *, audit: AuditTrail) -> tuple[WorkList, Recheck]:
        """A kept work list, and what has become of it by the latest snapshot (`services.worklist`)."""
        checked = worklist.recheck(self, name, actor, lists=self._work_lists(), audit=audit)
        return self._work_lists().get(name), checked

    def kept_work_lists(self, actor: Actor) -> tuple[tuple[str, str, str, int], ...]:
        """The kept work lists a reader may open: id, when it was made, by whom, how many records (`services.worklist`)."""
        return worklist.kept(actor, lists=self._work_lists())

    def work_list_barrier(self, selection: Selection, filters: Filters, actor: Actor) -> str:
        """Why no work list can be made of a selection (`services.worklist`)."""
        return worklist.barrier(self, selection, filters, actor)

    def recommendations(self, filters: Filters, actor: Actor) -> Recommendations:
        """The recommendations of the inspection (`services.recommendations`)."""
        return recommendations.recommendations(self, filters, actor)

    def recommendation(
        self, number: str, filters: Filters, actor: Actor
    ) -> tuple[Recommendation, tuple[KpiResult, ...]]:
        """One recommendation and the KPIs that evidence it (`services.recommendations`)."""
        return recommendations.recommendation(self, number, filters, actor)

    def barriers(self, filters: Filters, actor: Actor) -> Barriers:
        """What the record system cannot give (`services.barriers`)."""
        return barriers.barriers(self, filters, actor)

    def boards(self, filters: Filters, actor: Actor) -> Boards:
        """Meetings, products and the problem profile (`services.boards`)."""
        return boards.boards(self, filters, actor)

    def record(self, kind: str, given: Mapping[str, str], actor: Actor, *, audit: AuditTrail) -> Entry:
        """Add a record to a register of the boards (`services.register_writing`)."""
        return register_writing.record(self, kind, given, actor, audit=audit)

    def annotations(self, filters: Filters, loaded: LoadedSnapshot) -> tuple[Annotation, ...]:
        """The dated events beside the figures (`services.annotations`)."""
        as_known = loaded.as_at if filters.snapshot else None
        return annotations.annotations(self.settings, synthetic=loaded.synthetic, as_known=as_known)

    def events(self, filters: Filters, actor: Actor) -> Events:
        """The register of events (`services.annotations`)."""
        return annotations.events(self, filters, actor)

    def registers(self, as_known: date | None = None) -> Registers:
        """The registers of the boards and of the loads, as they stand or were known (`services.registers`)."""
        kept = registers.registers(self.settings, as_known=as_known)
        return kept.beside(adoption_table.TABLE, lambda: adoption_table.table(self))

    def _register_state(self, definition: Definition, asked: Asked) -> Hashable:
        """That of the boards' registers; an age goes on by itself, and of the others nothing is kept."""
        if definition.population not in registers.OF_BOARDS or definition.measure is Measure.AGE:
            return None
        return registers.state(self.settings, as_known=asked.known_on)

    def adoption(self, filters: Filters, actor: Actor) -> Adoption:
        """The adoption register (`services.adoption`)."""
        return adoption.adoption(self, filters, actor)

    def note_adoption(self) -> int:
        """Keep what has changed of the definitions and of what can be computed (`services.adoption`); how much was new."""
        held, snapshot = self.registry, self.loaded(Filters()).id
        if self._noted is not None and self._noted[0] is held and self._noted[1] == snapshot:
            return 0
        kept = adoption.note(self)
        self._noted = (held, snapshot)
        return kept

    def found(
        self, query: str, filters: Filters, actor: Actor, *, pages: Iterable[Findable], most: int
    ) -> tuple[Findable, ...]:
        """What a query finds among everything the reader may see (`services.search_entries`)."""
        return search_entries.found(self, query, filters, actor, pages=pages, most=most)

    def _work_lists(self) -> WorkLists:
        return WorkLists(application_file(self.settings.store))
