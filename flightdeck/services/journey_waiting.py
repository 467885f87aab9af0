"""Where the open crimes stand: by age in each area, and by the last stage they reached and how long they have waited there."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.period import last_day
from flightdeck.domain.result import KpiResult, Status
from flightdeck.kpis.encoding import SCOPES
from flightdeck.kpis.journey_open import AGES, STAGE_LABELS, OpenCrimes
from flightdeck.services.journey_lens import JourneyLens
from flightdeck.statistics.suppression import is_hidden, is_small, protect_table, rate_may_be_shown

Counts = NDArray[np.int64]
Hidden = NDArray[np.bool_]
AGEING = "open_longer_than_12_months"
LATE = 90  # per cent: one in ten has waited longer
ALL = "All"


@dataclass(frozen=True, slots=True)
class WaitingAt:
    """Open crimes whose last stage this is: how many, and for how long they have waited there; None where hidden."""

    label: str
    crimes: int | None
    bands: tuple[int | None, ...]  # of `WAIT_LABELS`
    median: float | None
    late: float | None


@dataclass(frozen=True, slots=True)
class Ageing:
    """Open crimes of a place, and how many are older than one, two and three years; None where hidden."""

    label: str
    open: int | None
    over: tuple[int | None, ...]

    @property
    def bands(self) -> tuple[int | None, ...]:
        """The same crimes, each in one band of `AGE_LABELS`."""
        edges = (self.open, *self.over, 0)
        return tuple(
            None if more is None or fewer is None else more - fewer for more, fewer in pairwise(edges)
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """The open crimes at the end of the last month asked for: the KPI, the whole, each area, each stage."""

    result: KpiResult
    whole: Ageing
    areas: tuple[Ageing, ...]
    waiting: tuple[WaitingAt, ...]
    by_wait: bool  # whether each stage is told apart by the time waited


def standing(lens: JourneyLens) -> Standing | None:
    """Where the open crimes stand; None where the source cannot tell, or no whole month is in the dates."""
    result = lens.deck.result(AGEING, lens.filters.but(basis=None, characteristic=""), lens.actor)
    if result.status is Status.NOT_COMPUTABLE or lens.window is None:
        return None
    ask = _Ask.of(lens)
    return Standing(result, _whole(ask, result), _by_area(ask), _waiting(ask), ask.sees_waits)


@dataclass(frozen=True, slots=True)
class _Ask:
    """The open crimes, and which places of them are asked for."""

    lens: JourneyLens
    crimes: OpenCrimes
    areas: dict[tuple[str, str], NDArray[np.intp]]  # force and area -> its places
    chosen: NDArray[np.bool_]  # places

    @classmethod
    def of(cls, lens: JourneyLens) -> "_Ask":
        encoding = lens.loaded.encoding
        last = encoding.last_month() if lens.filters.last is None else lens.filters.last
        day = np.datetime64(last_day(min(last, encoding.last_month())), "D")
        names = list(zip(encoding.places.force, encoding.places.area, strict=True))
        held = sorted({name for name, holds in zip(names, encoding.holds_crime(), strict=True) if holds})
        areas = {name: np.flatnonzero([one == name for one in names]) for name in held}
        chosen = np.zeros(len(names), dtype=bool)
        chosen[lens.loaded.places(lens.reach)] = True
        crimes = lens.kept.open_at(day, offences=SCOPES.index(lens.offences))
        return cls(lens, crimes, areas, chosen)

    @property
    def size(self) -> int:
        return len(self.chosen)

    @property
    def sees_waits(self) -> bool:
        """Whether the time waited at a stage is told: to a board for the whole alone, or parts could be subtracted."""
        return not self.lens.coarse or bool(self.chosen.all())

    def asked(self) -> list[tuple[str, str]]:
        """The areas with a place asked for."""
        return [name for name, places in self.areas.items() if self.chosen[places].any()]


def _whole(ask: _Ask, result: KpiResult) -> Ageing:
    counts = ask.crimes.by_age(ask.size)[ask.chosen].sum(axis=0)
    if not ask.lens.coarse:
        return _ageing(ALL, counts)
    return gated_ages(ALL, counts, result, 1 if ask.lens.filters.team else _told_apart(ask))


def _by_area(ask: _Ask) -> tuple[Ageing, ...]:
    """Each area; to a board the counts of the deck, and none by team."""
    counts = ask.crimes.by_age(ask.size)
    if not ask.lens.coarse:
        own = np.where(ask.chosen[:, None], counts, 0)
        return tuple(_ageing(name[1], own[ask.areas[name]].sum(axis=0)) for name in ask.asked())
    if ask.lens.filters.team:
        return ()
    filters, told = ask.lens.filters.but(basis=None, characteristic=""), _told_apart(ask)
    return tuple(
        gated_ages(
            area,
            counts[ask.areas[force, area]].sum(axis=0),
            ask.lens.deck.result(AGEING, filters.but(force=force, area=area), ask.lens.actor),
            told,
        )
        for force, area in ask.asked()
    )


def _told_apart(ask: _Ask) -> int:
    """How many of the ages are told to a board: as many as leave no small band in any area, whoever asks."""
    by_place = ask.crimes.by_age(ask.size)
    table = np.array([by_place[places].sum(axis=0) for places in ask.areas.values()])
    for ages in range(len(AGES), 1, -1):
        bands = np.column_stack([table[:, 1:ages], table[:, ages:].sum(axis=1)])
        if not is_small(bands, audience=ask.lens.audience).any():
            return ages
    return 1


def _ageing(label: str, bands: Counts) -> Ageing:
    older = bands[::-1].cumsum()[::-1]
    return Ageing(label, int(older[0]), tuple(int(count) for count in older[1:]))


def gated_ages(label: str, bands: Counts, result: KpiResult, told: int) -> Ageing:
    """The counts that the deck shows of a place, and the older ages as far as they are told apart."""
    if result.status is Status.SUPPRESSED or result.at_least:
        return Ageing(label, None, (None,) * len(AGES))
    if result.status is not Status.OK:  # too few for a share, or none at all
        return Ageing(label, result.denominator, (None if result.denominator else 0,) * len(AGES))
    older = _ageing(label, bands).over
    known = tuple(count if 0 < age < told else None for age, count in enumerate(older))
    return Ageing(label, result.denominator, (result.numerator, *known[1:]))


def _waiting(ask: _Ask) -> tuple[WaitingAt, ...]:
    counts = ask.crimes.by_stage(ask.size)
    own = counts[ask.chosen].sum(axis=0)
    gone = _hidden(ask, counts)
    return tuple(
        _at(ask, place, own[place], gone[place])
        for place in range(len(STAGE_LABELS))
        if counts[:, place].any()
    )


def _hidden(ask: _Ask, counts: Counts) -> Hidden:
    """For each stage which bands are hidden, and last its total."""
    whole = counts.sum(axis=0)
    if not ask.lens.coarse:
        return np.zeros((len(whole), whole.shape[1] + 1), dtype=bool)
    table = protect_table(whole, audience=ask.lens.audience)
    bands, totals = is_hidden(table.cells), is_hidden(table.rows)
    if ask.sees_waits:
        return np.column_stack([bands, totals])
    return np.column_stack([np.ones_like(bands), totals | _hidden_of_areas(ask, counts.sum(axis=2))])


def _hidden_of_areas(ask: _Ask, by_place: Counts) -> Hidden:
    """For each stage whether the areas asked for may be told: worked out over all areas, so that no two readers differ."""
    if ask.lens.filters.team:
        return np.ones(by_place.shape[1], dtype=bool)
    table = np.array([by_place[places].sum(axis=0) for places in ask.areas.values()])
    marks = protect_table(table, audience=ask.lens.audience)
    if is_hidden(marks.rows).any() or is_hidden(marks.columns).any():  # the deck tells the totals elsewhere
        return np.ones(by_place.shape[1], dtype=bool)
    asked = [place for place, name in enumerate(ask.areas) if name in ask.asked()]
    gone: Hidden = np.logical_or.reduce(is_hidden(marks.cells)[asked], axis=0)
    return gone


def _at(ask: _Ask, stage: int, counts: Counts, gone: Hidden) -> WaitingAt:
    total = int(counts.sum())
    crimes = None if gone[-1] else total
    bands = tuple(None if hidden else int(count) for count, hidden in zip(counts, gone, strict=False))
    enough = total > 0 and bool(rate_may_be_shown(total, audience=ask.lens.audience))
    if crimes is None or not enough:
        return WaitingAt(STAGE_LABELS[stage], crimes, bands, None, None)
    waits = ask.crimes.waits(stage, ask.chosen)
    middle, late = float(np.median(waits)), float(np.percentile(waits, LATE))
    return WaitingAt(STAGE_LABELS[stage], crimes, bands, middle, late)
