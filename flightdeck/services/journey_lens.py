"""What a reader asks of the journey, settled: the snapshot, the places, the offences, the basis and the cohort."""

from dataclasses import dataclass

import numpy as np

from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Period
from flightdeck.kpis.encoding import SCOPES, Question
from flightdeck.kpis.journey import JourneyStage, JourneyUnit
from flightdeck.kpis.views import Positions
from flightdeck.services.access import Action, Actor, Scope, require, scope
from flightdeck.services.asked import known_filters, offences_of, span_of
from flightdeck.services.deck import Deck
from flightdeck.services.journey_kept import Counted, Journeys, journeys_of
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.statistics.cells import Calendar
from flightdeck.statistics.lattice import Windows, windows
from flightdeck.statistics.suppression import Audience

# The journey follows the crimes of this KPI, and judges them after the same time.
COHORT = "charged_within_12_months"


@dataclass(frozen=True, slots=True)
class JourneyLens:
    """One request: who asks, of which snapshot, for which places, offences, basis and months."""

    deck: Deck
    actor: Actor
    reach: Scope
    loaded: LoadedSnapshot
    kept: Journeys
    offences: str
    basis: Basis
    window: Period | None

    @property
    def filters(self) -> Filters:
        """The reader's filters."""
        return self.reach.filters

    @property
    def audience(self) -> Audience:
        """Whose suppression holds."""
        return self.actor.audience

    @property
    def coarse(self) -> bool:
        """Whether the audience sees no count finer than five."""
        return self.audience is not Audience.ANALYST

    @property
    def as_at(self) -> int:
        """The day of the snapshot, in days since 1970."""
        return int(np.datetime64(self.loaded.as_at, "D").astype(np.int64))

    def here(self, unit: JourneyUnit, window: Period) -> Positions:
        """The rows of a unit in the reader's places and offences, placed in a window by the basis."""
        rows, encoding = self.kept.rows(unit), self.loaded.encoding
        month = rows.month[self.basis] + encoding.first_month
        inside = (
            rows.counted & (rows.month[self.basis] >= 0) & (month >= window.first) & (month <= window.last)
        )
        return self.inside(rows.crime, np.flatnonzero(inside))

    def inside(self, crime: Positions, rows: Positions) -> Positions:
        """Those of some rows whose crime lies in the reader's places and offences."""
        encoding, of = self.loaded.encoding, crime[rows]
        chosen = np.zeros(len(encoding.places), dtype=bool)
        chosen[self.loaded.places(self.reach)] = True
        kept: Positions = rows[
            chosen[encoding.place[of]] & encoding.in_scope[SCOPES.index(self.offences)][of]
        ]
        return kept

    def counted(
        self, unit: JourneyUnit, stage: JourneyStage, *, waiting: bool = False
    ) -> tuple[Windows, Windows]:
        """All rows of the window, and those at a stage or waiting for it, made only of what the audience may see."""
        assert self.window is not None  # noqa: S101 (asked only where there is one)
        calendar = calendar_of(self.deck, self.loaded, self.basis)
        pattern = self.kept.pattern(
            Counted(unit, self.basis, stage, waiting=waiting),
            offences=SCOPES.index(self.offences),
            audience=self.audience,
            calendar=calendar,
        )
        places = self.loaded.places(self.reach)
        question = Question.of((self.window,), self.loaded.encoding, scope=self.offences, places=places)
        parts = calendar.parts(question.first, question.last)
        nodes, lengths = self.loaded.nodes(self.reach), calendar.lengths()
        assert pattern.part is not None  # noqa: S101 (a stage was given)
        whole, part = (
            windows(counts, hidden, nodes=nodes, parts=parts, lengths=lengths, audience=self.audience)
            for counts, hidden in ((pattern.whole, pattern.hidden_whole), (pattern.part, pattern.hidden_part))
        )
        return whole, part


def calendar_of(deck: Deck, loaded: LoadedSnapshot, basis: Basis) -> Calendar:
    """The months, quarters and years in which stages are counted."""
    return loaded.calendar(deck.definition(COHORT), basis)


def journey_lens(deck: Deck, filters: Filters, actor: Actor) -> JourneyLens:
    """The lens of one request.

    Raises:
        NotAllowedError: when the reader may not see figures, or not of that area.
        NotFoundError: for a place or an offence scope that is none.
    """
    require(actor, Action.SEE_FIGURES)
    definition = deck.definition(COHORT)
    basis = Basis.FINALISED if filters.basis is Basis.FINALISED else Basis.RECORDED
    reach, loaded = scope(actor, filters), deck.loaded(filters)
    known_filters(reach, loaded.places(reach), loaded, offences=offences_of(definition, filters))
    span = span_of(definition, filters, loaded, basis=basis)
    return JourneyLens(
        deck, actor, reach, loaded, journeys_of(loaded, deck.code_lists), offences_of(definition, filters), basis,
        None if span is None else span.window,
    )  # fmt: skip
