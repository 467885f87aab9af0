"""What may be said of a disparity: rates by a characteristic, or what its missing records cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.codes import nearest
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.domain.wording import number_text
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.disparity import FEWEST_IN_A_CELL
from flightdeck.services.access import Actor
from flightdeck.services.asked import CLOSED, narrowed
from flightdeck.services.compared import Compared, compared
from flightdeck.services.deck import Deck
from flightdeck.services.recording_groups import near, near_share
from flightdeck.statistics.intervals import risk_ratio, wilson
from flightdeck.statistics.suppression import RULES, Audience

OTHERS = "All other groups"
_RATIO_DIGITS = 1  # of a ratio shown to anybody but an analyst


@dataclass(frozen=True, slots=True)
class DisparityGroup:
    """One group: its rate and ratio where they may be shown, or the range its rate could take."""

    label: str
    numerator: int | None
    denominator: int | None
    rate: float | None
    lower: float | None
    upper: float | None
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    bound_low: float | None  # the rate if every missing record without the outcome were of this group
    bound_high: float | None  # the rate if every missing record with the outcome were
    hidden: bool


@dataclass(frozen=True, slots=True)
class MissingnessCheck:
    """Completeness among those with the outcome and among the rest: a disparity among the recorded may be one of recording."""

    among_numerator: float | None
    among_numerator_interval: tuple[float | None, float | None]
    among_rest: float | None
    among_rest_interval: tuple[float | None, float | None]
    differs: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Disparity:
    """A KPI by a characteristic, as far as it may be said."""

    kpi: str
    title: str
    characteristic: str
    characteristic_title: str
    status: str  # shown | below_floor | too_small | not_computable
    reason: str
    window: str
    completeness: float | None
    floor: float
    reference: str
    groups: tuple[DisparityGroup, ...]
    missingness: MissingnessCheck | None
    sentence: str


def disparity(deck: Deck, kpi: str, characteristic: str, filters: Filters, actor: Actor) -> Disparity:
    """A KPI by the groups of a characteristic over the window of its headline.

    Rates and ratios are drawn only where completeness reaches the floor; below it each group has the range its rate could
    take, so that a board sees what missingness costs.

    Raises:
        NotFoundError: for a KPI or a characteristic that is none.
    """
    if characteristic not in CHARACTERISTICS:
        raise NotFoundError(
            [
                Fault(
                    f'there is no characteristic "{characteristic}"',
                    where="characteristic",
                    remedy=nearest(characteristic, CHARACTERISTICS),
                )
            ]
        )
    definition = deck.definition(kpi)
    found = compared(deck, definition, characteristic, filters, actor)
    floor = deck.settings.completeness_floor
    title = CHARACTERISTICS[characteristic][0]
    if isinstance(found, str):
        said = f"{definition.title} by {title.lower()} cannot be known. {found}"
        return Disparity(
            definition.id,
            definition.title,
            characteristic,
            title,
            "not_computable",
            found,
            "",
            None,
            floor,
            "",
            (),
            None,
            said,
        )
    closed = actor.audience is not Audience.ANALYST and narrowed(filters)
    return _said(definition, characteristic, found, floor=floor, audience=actor.audience, closed=closed)


def _said(
    definition: Definition,
    characteristic: str,
    found: Compared,
    *,
    floor: float,
    audience: Audience,
    closed: bool,
) -> Disparity:
    coarse = RULES[audience].fewest > 1
    whole = int(found.whole.sum()) + found.unknown
    completeness = int(found.whole.sum()) / whole if whole else 0.0
    found = _together(found, audience)
    status, reason = _status(found, completeness, floor=floor)
    hidden = _small(found)
    if closed:
        status, reason, hidden = "too_small", CLOSED, np.ones_like(hidden)
    reference = _reference(found, hidden)
    groups = _groups(found, hidden, reference=reference, shown=status == "shown", coarse=coarse)
    thin = 0 < whole < RULES[audience].fewest_for_rate
    told = Disparity(
        kpi=definition.id, title=definition.title,
        characteristic=characteristic, characteristic_title=CHARACTERISTICS[characteristic][0],
        status=status, reason=reason, window=found.window,
        completeness=None if thin or closed else near_share(completeness, coarse=coarse), floor=floor,
        reference="" if reference < 0 else found.labels[reference], groups=groups,
        missingness=None if closed else _missingness(found, audience), sentence="",
    )  # fmt: skip
    return replace(told, sentence=_sentence(told))


def _status(found: Compared, completeness: float, *, floor: float) -> tuple[str, str]:
    if completeness < floor:
        return (
            "below_floor",
            f"Only {number_text(round(completeness, 2), '%')} have a value and the floor is {number_text(floor, '%')}: the gap is the finding.",
        )
    if np.count_nonzero(~_small(found)) < 2:  # noqa: PLR2004 (one group has nothing to stand beside)
        return "too_small", "Fewer than two groups are large enough to compare."
    return "shown", ""


def _small(found: Compared) -> NDArray[np.bool_]:
    small: NDArray[np.bool_] = (found.part < FEWEST_IN_A_CELL) | (found.whole - found.part < FEWEST_IN_A_CELL)
    return small


def _together(found: Compared, audience: Audience) -> Compared:
    """The groups an audience may see: those too small to show apart are put together, with the next smallest if need be."""
    if RULES[audience].fewest <= 1 or not _small(found)[found.whole > 0].any():
        return found
    order = np.lexsort((found.whole, ~_small(found)))  # the small first, then by size
    order = order[found.whole[order] > 0]
    count = int(_small(found)[order].sum())
    while count < len(order) and _is_small(found, order[:count]):
        count += 1
    rest, inside = np.sort(order[count:]), order[:count]
    return replace(
        found,
        labels=(*(found.labels[row] for row in rest), OTHERS),
        part=np.append(found.part[rest], found.part[inside].sum()),
        whole=np.append(found.whole[rest], found.whole[inside].sum()),
    )


def _is_small(found: Compared, rows: NDArray[np.intp]) -> bool:
    part, whole = int(found.part[rows].sum()), int(found.whole[rows].sum())
    return min(part, whole - part) < FEWEST_IN_A_CELL


def _reference(found: Compared, hidden: NDArray[np.bool_]) -> int:
    """The largest group that may be shown; -1 when there is none."""
    return -1 if hidden.all() else int(np.argmax(np.where(hidden, -1, found.whole)))


def _groups(
    found: Compared, hidden: NDArray[np.bool_], *, reference: int, shown: bool, coarse: bool
) -> tuple[DisparityGroup, ...]:
    interval = wilson(found.part, found.whole)
    against = max(reference, 0)
    ratio = risk_ratio(found.part, found.whole, found.part[against], found.whole[against])
    low = found.part / np.maximum(found.whole + found.unknown - found.unknown_part, 1)
    high = (found.part + found.unknown_part) / np.maximum(found.whole + found.unknown_part, 1)
    rate = found.part / np.maximum(found.whole, 1)

    def one(row: int, label: str) -> DisparityGroup:
        if hidden[row]:
            return DisparityGroup(label, *(None,) * 10, hidden=True)
        ratios = (ratio.value[row], ratio.interval.lower[row], ratio.interval.upper[row])
        shares = (rate[row], interval.lower[row], interval.upper[row])
        drawn = [near_share(float(value), coarse=coarse) if shown else None for value in shares]
        times = [
            _times(float(value), coarse=coarse) if shown and row != reference else None for value in ratios
        ]
        return DisparityGroup(
            label, near(int(found.part[row]), coarse=coarse), near(int(found.whole[row]), coarse=coarse),
            drawn[0], drawn[1], drawn[2], times[0], times[1], times[2],
            near_share(float(low[row]), coarse=coarse), near_share(float(high[row]), coarse=coarse), hidden=False,
        )  # fmt: skip

    return tuple(one(row, label) for row, label in enumerate(found.labels) if found.whole[row])


def _times(ratio: float, *, coarse: bool) -> float:
    return round(ratio, _RATIO_DIGITS) if coarse else ratio


def _missingness(found: Compared, audience: Audience) -> MissingnessCheck | None:
    """Recording is often better in cases that go further; where it is, a disparity among the recorded is biased."""
    known = np.array([found.part.sum(), found.whole.sum() - found.part.sum()], dtype=np.int64)
    missing = np.array([found.unknown_part, found.unknown - found.unknown_part], dtype=np.int64)
    whole = known + missing
    coarse = RULES[audience].fewest > 1
    cells = np.concatenate((known, missing))
    if (whole < RULES[audience].fewest_for_rate).any() or (
        (cells > 0) & (cells < RULES[audience].fewest)
    ).any():
        return None
    interval = wilson(known, whole)
    shares = [near_share(float(part), coarse=coarse) for part in known / whole]
    lower = [near_share(float(value), coarse=coarse) for value in interval.lower]
    upper = [near_share(float(value), coarse=coarse) for value in interval.upper]
    differs = bool(interval.lower[0] > interval.upper[1] or interval.lower[1] > interval.upper[0])
    return MissingnessCheck(
        shares[0],
        (lower[0], upper[0]),
        shares[1],
        (lower[1], upper[1]),
        differs,
        _check_sentence(shares, differs=differs),
    )


def _check_sentence(shares: Sequence[float], *, differs: bool) -> str:
    told = f"A value is recorded for {number_text(shares[0], '%')} of those counted above the line and {number_text(shares[1], '%')} of the rest"
    if differs:
        return f"{told}: recording goes with the outcome, so a disparity among the recorded may be one of recording."
    return f"{told}: recording does not clearly go with the outcome."


def _sentence(told: Disparity) -> str:
    subject = f"{told.title} by {told.characteristic_title.lower()}"
    complete = number_text(told.completeness, "%")
    drawn = [group for group in told.groups if group.ratio is not None]
    if told.status == "shown" and drawn:
        far = max(drawn, key=lambda group: abs(np.log(group.ratio or 1)))
        return (
            f"{subject}: furthest from {told.reference} is {far.label}, {number_text(far.ratio, 'ratio')} times as likely "
            f"(95 % interval {number_text(far.ratio_lower, 'ratio')} to {number_text(far.ratio_upper, 'ratio')}); "
            f"{complete} have a value."
        )
    ranged = [group for group in told.groups if group.bound_low is not None]
    if told.status == "below_floor" and ranged:
        wide = max(ranged, key=lambda group: group.denominator or 0)
        return (
            f"{subject}: not drawn, because {complete} have a value and the floor is {number_text(told.floor, '%')}. With so "
            f"much missing, the rate of {wide.label} could be anything from {number_text(wide.bound_low, '%')} to "
            f"{number_text(wide.bound_high, '%')}."
        )
    return f"{subject}: not drawn. {told.reason}".strip()
