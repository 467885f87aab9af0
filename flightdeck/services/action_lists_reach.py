"""What a reader may be told of a snapshot's live crimes: their rows, and how many, through the gate's own pattern."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.condition import Mask
from flightdeck.domain.filters import Filters
from flightdeck.kpis.encoding import SCOPES
from flightdeck.kpis.populations import Populations
from flightdeck.kpis.views import Positions
from flightdeck.services.access import Actor, scope
from flightdeck.services.asked import known_filters, narrowed
from flightdeck.services.deck import Deck
from flightdeck.services.loaded import LoadedSnapshot, Rows
from flightdeck.statistics.cells import Calendar
from flightdeck.statistics.lattice import pattern, windows
from flightdeck.statistics.suppression import Audience

LIVE = ("open", "closed")  # a cancelled or transferred record is no crime of the force
DEFAULT_SCOPE = "rasso"


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A count as an audience may see it: itself, "at least", or nothing."""

    value: int | None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """The part of a snapshot that a reader asks about and may see."""

    loaded: LoadedSnapshot
    scope: int
    places: Rows
    nodes: Rows
    audience: Audience
    narrowed: bool  # to a part of the places or months

    @property
    def populations(self) -> Populations:
        """The populations of the snapshot."""
        return self.loaded.populations

    @property
    def on(self) -> np.datetime64:
        """The day of the snapshot."""
        return np.datetime64(self.loaded.as_at, "D")

    def counted(self, crime: Positions) -> Mask:
        """Which rows belong to a live crime of the offences asked for, anywhere; `crime` is the row of each one's crime."""
        status = self.populations.view("crimes").column("status").isin(LIVE).to_numpy(dtype=bool)
        inside = status & self.loaded.encoding.in_scope[self.scope][: len(status)]
        known: Mask = (crime >= 0) & (crime < len(inside))
        known[known] = inside[crime[known]]
        return known

    def here(self, crime: Positions) -> Mask:
        """Which of those also lie at the reader's places."""
        found = self.counted(crime)
        found[found] = np.isin(self.loaded.encoding.place[crime[found]], self.places)
        return found

    def shown(self, crime: Positions, *, inside: Mask | None = None) -> ShownCount:
        """How many rows of live crimes lie at the reader's places, as their audience may see it.

        `inside` says which rows are wanted of a larger list that is shown too, so that what it leaves is protected with it.
        """
        keep = self.counted(crime)
        whole = self._by_place(crime[keep])
        part = None if inside is None else self._by_place(crime[keep & inside])
        calendar = Calendar(1, 1)  # one column: the day of the snapshot
        found = pattern(
            whole, part, tree=self.loaded.tree, calendar=calendar, audience=self.audience, standing=True
        )
        counts, hidden = (
            (found.whole, found.hidden_whole)
            if found.part is None
            else (found.part, found.hidden_part | found.hidden_whole)
        )
        told = windows(
            counts,
            hidden,
            nodes=self.nodes,
            parts=np.ones((1, 1), dtype=np.int64),
            lengths=calendar.lengths(),
            audience=self.audience,
        )
        value = None if told.hidden[0] else int(told.value[0])
        return ShownCount(value, bool(told.at_least[0]) and value is not None)

    def _by_place(self, crime: Positions) -> NDArray[np.int64]:
        encoding = self.loaded.encoding
        return np.bincount(encoding.place[crime], minlength=len(encoding.places)).astype(np.int64)[:, None]


def reach(deck: Deck, filters: Filters, actor: Actor) -> Reach:
    """The reach of a reader's filters.

    Raises:
        NotAllowedError: for an area that is not the reader's.
        NotFoundError: for a place, an offence scope or a snapshot that there is not.
    """
    asked, loaded = scope(actor, filters), deck.loaded(filters)
    places = loaded.places(asked)
    offences = filters.scope or DEFAULT_SCOPE
    known_filters(asked, places, loaded, offences=offences)
    return Reach(
        loaded, SCOPES.index(offences), places, loaded.nodes(asked), actor.audience, narrowed(filters)
    )
