"""One force's row of a comparison: its proportion, interval and rate, and why to read them with care."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.filters import Basis
from flightdeck.services.benchmark_counts import Counts, Residents, ratio
from flightdeck.services.benchmark_model import NOT_YET, Asked, Flag, ForceRow
from flightdeck.statistics.intervals import byar, wilson


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; a revision may take either below zero, and then it is no proportion."""

    part: int
    whole: int

    @property
    def is_broken(self) -> bool:
        """Whether revisions leave no proportion."""
        return not 0 <= self.part <= self.whole

    @property
    def value(self) -> float | None:
        """The proportion; None where there is none."""
        return None if self.is_broken else ratio(self.part, self.whole)


def force_row(force: str, counts: Counts, people: Residents, asked: Asked) -> ForceRow:
    """The row of one force; zeros and a flag when it reports nothing."""
    types = asked.outcome.types
    on_recorded, recorded = counts.on_recorded(force, types), counts.recorded(force)
    on_finalised = None if NOT_YET in types else counts.on_finalised(force, types)
    is_recorded_basis = asked.basis is Basis.RECORDED
    share = (
        Share(on_recorded, recorded)
        if is_recorded_basis
        else Share(on_finalised or 0, counts.finalised(force))
    )
    not_yet = counts.on_recorded(force, (NOT_YET,))
    not_yet_share = ratio(not_yet, recorded)
    interval = wilson([share.part], [share.whole]) if share.value is not None else None
    rate = (
        byar([recorded], exposure=people.population / 1000) if people.population and recorded >= 0 else None
    )
    flags = tuple(_flags(share, not_yet_share, asked, reports=counts.reports(force)))
    return ForceRow(
        force=force,
        numerator=share.part,
        denominator=share.whole,
        value=share.value,
        lower=_only(interval.lower) if interval else None,
        upper=_only(interval.upper) if interval else None,
        recorded=recorded,
        not_yet=not_yet,
        not_yet_share=not_yet_share,
        on_recorded=on_recorded,
        on_finalised=on_finalised,
        difference=None if on_finalised is None else on_finalised - on_recorded,
        population=people.population,
        mid_year=people.mid_year,
        rate_per_1000=ratio(1000 * recorded, people.population),
        rate_lower=_only(rate.lower) if rate else None,
        rate_upper=_only(rate.upper) if rate else None,
        flags=flags,
        in_limits=share.value is not None and not _is_diluted(flags, asked),
    )


def _only(bound: NDArray[np.float64]) -> float:
    return float(bound[0])


def _flags(share: Share, not_yet_share: float | None, asked: Asked, *, reports: bool) -> Iterator[Flag]:
    if not reports:
        yield Flag.NO_ROWS
    if share.is_broken:
        yield Flag.NEGATIVE_COUNT
    if not_yet_share is not None and not_yet_share > asked.unassigned_threshold:
        yield Flag.HIGH_UNASSIGNED


def _is_diluted(flags: tuple[Flag, ...], asked: Asked) -> bool:
    """Whether crimes without an outcome push the share down; where they are the outcome asked for, they do not."""
    return (
        Flag.HIGH_UNASSIGNED in flags and asked.basis is Basis.RECORDED and NOT_YET not in asked.outcome.types
    )
