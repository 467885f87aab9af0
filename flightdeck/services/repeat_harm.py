"""How harm is spread over the people named: the curve, the shares of the few, and the weights it stands on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.harm import Weight
from flightdeck.kpis.harm import Curve, carried_by
from flightdeck.kpis.harm import concentration as spread
from flightdeck.services.access import Actor
from flightdeck.services.asked import narrowed
from flightdeck.services.repeat_counting import standing
from flightdeck.statistics.suppression import RULES, Audience

if TYPE_CHECKING:
    from flightdeck.services.deck import Deck

SHARES = (1, 5, 10, 20, 50, 100)  # in a hundred
MOST_POINTS = 200  # of a curve; more would not be seen
TOO_FEW = "Too few people are named for a share that this audience may see."
WHOLE_ONLY = (
    "To this audience the spread of harm is shown for the whole of its places only: clear the filters."
)
NO_HARM = "No crime of the last year has a weight."


@dataclass(frozen=True, slots=True)
class Share:
    """What so many in a hundred carry."""

    in_100: int
    suspects: int
    harm: float


@dataclass(frozen=True, slots=True)
class Concentration:
    """The curve and the shares that may be told, or why there are none; and the weights."""

    curve: Curve
    shares: tuple[Share, ...]
    suspects: int | None
    reason: str
    weights: tuple[Weight, ...]
    unweighted: tuple[str, ...]  # offences of the scope that have no weight


def concentration(deck: "Deck", definition: Definition, filters: Filters, actor: Actor) -> Concentration:
    """The spread of harm at the latest month end; to every audience but analysts by groups of people, never one by one."""
    offences = deck.code_lists.get("offence")
    scoped = offences.in_scope(definition.scope) if offences is not None else ()
    weights = tuple(weight for code, weight in deck.weights.items() if code in scoped)
    bare = tuple(code for code in scoped if code not in deck.weights)
    closed = actor.audience is not Audience.ANALYST and narrowed(filters)
    rows = None if closed else standing(deck, definition, filters, actor)
    days = np.zeros(0, dtype=np.int64)
    if rows is not None:
        days = np.sort(rows.view.column("harm_days").to_numpy(dtype=np.int64)[rows.rows])[::-1]
    curve, shares = _told(days, audience=actor.audience)
    reason = WHOLE_ONLY if closed else "" if shares else TOO_FEW if days.sum() else NO_HARM
    return Concentration(curve, shares, len(days) if shares else None, reason, weights, bare)


def _told(days: np.ndarray, *, audience: Audience) -> tuple[Curve, tuple[Share, ...]]:
    """The whole curve, or the corners of groups large enough on both sides."""
    total, fewest = int(days.sum()), RULES[audience].fewest_for_rate
    if not total:
        return Curve((), ()), ()
    sizes = [-(-len(days) * in_100 // 100) for in_100 in SHARES]
    shares = tuple(
        Share(in_100, size, float(carried_by(days, in_100=in_100)) / total)
        for in_100, size in zip(SHARES, sizes, strict=True)
        if _wide(size, [other for other in sizes if other < size], len(days), fewest)
    )
    if len(shares) <= 1:
        return Curve((), ()), ()
    if audience is Audience.ANALYST:
        return _thinned(spread(days)), shares
    corners = [(0.0, 0.0), *((share.suspects / len(days), share.harm) for share in shares)]
    return Curve(tuple(x for x, _ in corners), tuple(y for _, y in corners)), shares


def _wide(size: int, below: list[int], everybody: int, fewest: int) -> bool:
    """Whether a group and what it leaves are both large enough, and so is what it adds to the one before."""
    rest = everybody - size
    return (
        size >= fewest
        and (rest == 0 or rest >= fewest)
        and all(size - other >= fewest for other in below if other >= fewest)
    )


def _thinned(curve: Curve) -> Curve:
    step = max(1, len(curve.suspects) // MOST_POINTS)
    last = len(curve.suspects) - 1
    kept = [place for place in range(len(curve.suspects)) if place % step == 0 or place == last]
    return Curve(tuple(curve.suspects[place] for place in kept), tuple(curve.harm[place] for place in kept))
