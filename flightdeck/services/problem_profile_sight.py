"""What every block of one problem profile looks at: the snapshot, the window, the places, the offences, the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.condition import Mask
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import MONTHS_A_YEAR, Period
from flightdeck.domain.profile import Block, Grid, Line
from flightdeck.domain.profile_wording import (
    closed,
    not_computable,
)
from flightdeck.domain.result import KpiResult, MissingField
from flightdeck.kpis.encoding import SCOPES
from flightdeck.kpis.profile import Within, live_crimes, recorded_within
from flightdeck.services.access import Actor, scope
from flightdeck.services.asked import known_filters, narrowed, offences_of
from flightdeck.services.assembly import window_label
from flightdeck.services.deck import Deck
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.services.recording_groups import near, near_share
from flightdeck.services.source_gaps import field_gap
from flightdeck.statistics.suppression import RULES, Audience, is_hidden, protect, protect_table

CRIMES = "rasso_crimes_recorded"  # the KPI whose crimes the profile describes
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sight:
    """One request, settled; `filters` are the reader's own, `within` the same with the months of the window."""

    deck: Deck
    actor: Actor
    filters: Filters
    within: Filters
    loaded: LoadedSnapshot
    rows: Within
    window: Period
    before: Period | None  # a year earlier; None where the snapshot does not reach back so far
    total: KpiResult
    here: Mask
    live: Mask

    @property
    def coarse(self) -> bool:
        """Whether counts are given to the nearest five."""
        return RULES[self.actor.audience].fewest > 1

    @property
    def closed(self) -> bool:
        """Whether tables that no pattern protects are closed: a part of a board's places or months could be subtracted."""
        return self.actor.audience is not Audience.ANALYST and narrowed(self.filters)

    def near(self, count: int) -> int:
        """A count as this audience may see it."""
        return near(count, coarse=self.coarse)

    def share(self, part: int, whole: int) -> float | None:
        """A share as this audience may see it; None of nothing."""
        return near_share(part / whole, coarse=self.coarse) if whole else None

    def large(self, *counts: int) -> bool:
        """Whether every one of some counts may be shown on its own account."""
        return all(count == 0 or count >= RULES[self.actor.audience].fewest for count in counts)


def sight(deck: Deck, filters: Filters, actor: Actor) -> Sight | None:
    """The request settled; None when no whole month lies within its dates.

    Raises:
        NotAllowedError: for an area that is not the reader's.
        NotFoundError: for a place or a scope that is none.
    """
    reach, loaded = scope(actor, filters), deck.loaded(filters)
    encoding = loaded.encoding
    last = min(encoding.last_month() if filters.last is None else filters.last, encoding.last_month())
    earliest = last - MONTHS_A_YEAR + 1
    first = max(earliest if filters.first is None else filters.first, encoding.first_month)
    places = loaded.places(reach)
    known_filters(reach, places, loaded, offences=offences_of(deck.definition(CRIMES), filters))
    if first > last:
        return None
    within = filters.but(first=first, last=last, basis=Basis.RECORDED)
    total = deck.result(CRIMES, within, actor)
    offences = SCOPES.index(offences_of(deck.definition(CRIMES), filters))
    rows = Within(offences, places, first, last)
    back = first - MONTHS_A_YEAR
    if back >= encoding.first_month:
        before = Period(back, last - MONTHS_A_YEAR, window_label(back, last - MONTHS_A_YEAR, standing=False))
    else:
        before = None
    return Sight(
        deck=deck, actor=actor, filters=filters, within=within, loaded=loaded, rows=rows,
        window=Period(first, last, window_label(first, last, standing=False)), before=before,
        total=total,
        here=recorded_within(loaded.populations, encoding, rows), live=live_crimes(loaded.populations, encoding, rows),
    )  # fmt: skip


def lacking(seen: Sight, *fields: tuple[str, str]) -> tuple[MissingField, ...]:
    """The fields a block needs that the source cannot give; what the count of crimes itself lacks comes first."""
    manifest: Mapping[str, object] = seen.loaded.manifest
    own = (
        MissingField(frame, column, gap.reason, gap.barrier)
        for frame, column in fields
        if (gap := field_gap(manifest, frame, column)) is not None
    )
    return tuple(dict.fromkeys((*seen.total.missing, *own)))


def cannot(id: str, title: str, about: str, missing: tuple[MissingField, ...]) -> Block:  # noqa: A002  as the block's own field
    """A block that the source cannot feed."""
    return Block(id, title, not_computable(missing), about, missing=missing)


def shut(id: str, title: str, about: str) -> Block:  # noqa: A002  as the block's own field
    """A block closed to this audience."""
    return Block(id, title, closed(title), about, closed=True)


def parted(
    seen: Sight, counts: Sequence[int], labels: Sequence[str], *, unknown: frozenset[str] = frozenset()
) -> tuple[Line, ...]:
    """A whole divided once, small groups hidden with as many others as the total needs."""
    values = np.array(counts, dtype=np.int64)
    hidden = is_hidden(protect(values, audience=seen.actor.audience))
    whole = int(values.sum())
    return tuple(
        Line(
            label,
            None if hidden[place] else seen.near(int(values[place])),
            None if hidden[place] else seen.share(int(values[place]), whole),
            known=label not in unknown,
            hidden=bool(hidden[place]),
        )
        for place, label in enumerate(labels)
        if values[place] or label not in unknown
    )


def gridded(
    seen: Sight,
    counts: Counts,
    *,
    id: str,  # noqa: A002  as the grid's own field
    caption: str,
    corner: str,
    rows: Sequence[str],
    columns: Sequence[str],
) -> Grid:
    """A table of two things at once; cells and totals hidden together so that none can be worked out."""
    shown = protect_table(counts, audience=seen.actor.audience)
    cells = _shown(seen, counts, is_hidden(shown.cells))
    down = _shown(seen, counts.sum(axis=1)[None, :], is_hidden(shown.rows)[None, :])[0]
    across = _shown(seen, counts.sum(axis=0)[None, :], is_hidden(shown.columns)[None, :])[0]
    return Grid(id, caption, corner, "crimes", tuple(rows), tuple(columns), cells, down, across)


def _shown(seen: Sight, counts: Counts, hidden: Mask) -> tuple[tuple[int | None, ...], ...]:
    return tuple(
        tuple(None if dark else seen.near(int(count)) for count, dark in zip(row, dark_row, strict=True))
        for row, dark_row in zip(counts, hidden, strict=True)
    )
