"""How far the presets agree: how many people meet which of them at the latest month end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flightdeck.domain.filters import Filters
from flightdeck.domain.presets import Preset
from flightdeck.domain.repeat_wording import combination_text
from flightdeck.services.access import Actor
from flightdeck.services.asked import narrowed
from flightdeck.services.repeat_counting import counting, standing
from flightdeck.statistics.suppression import Audience, is_small

if TYPE_CHECKING:
    from flightdeck.services.deck import Deck

TOO_SMALL = "Some of the groups are too small to show to this audience, and one group gives away the next."
WHOLE_ONLY = "To this audience the groups are shown for the whole of its places and the latest month only: clear the filters."
NOBODY = "Nobody meets any of the presets."


@dataclass(frozen=True, slots=True)
class Combination:
    """People who meet these presets and no other."""

    presets: tuple[str, ...]  # short names
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Every group of people by the presets they meet, the largest first; or why there is none."""

    codes: tuple[str, ...]
    combinations: tuple[Combination, ...]
    anybody: int | None
    reason: str


def overlap(deck: "Deck", presets: Sequence[Preset], filters: Filters, actor: Actor) -> Overlap:
    """The groups; to every audience but analysts all of them or none."""
    codes = tuple(sorted(preset.code for preset in presets))
    if actor.audience is not Audience.ANALYST and narrowed(filters):
        return Overlap(codes, (), None, WHOLE_ONLY)
    met: dict[str, list[str]] = {}
    for preset in sorted(presets, key=lambda one: one.code):
        rows = standing(deck, counting(deck, preset), filters, actor)
        refs = [] if rows is None else rows.view.column("person_ref").take(rows.rows).tolist()
        for ref in refs:
            met.setdefault(str(ref), []).append(preset.code)
    counts = Counter(tuple(found) for found in met.values())
    if bool(is_small(list(counts.values()), audience=actor.audience).any()):
        return Overlap(codes, (), None, TOO_SMALL)
    combinations = tuple(
        Combination(found, combination_text(found, among=codes), count)
        for found, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )
    return Overlap(codes, combinations, len(met), "" if met else NOBODY)
