"""Suppression in a force of areas of teams, month by month, so that no level gives another's hidden count away."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from flightdeck.statistics.suppression import (
    RULES,
    Audience,
    Counts,
    Marks,
    Mask,
    completed,
    is_safe,
    is_small,
    marks,
)


@dataclass(frozen=True, slots=True)
class ShownHierarchy:
    """How each month's count may leave at each level: months x teams, months x areas, months."""

    teams: Marks
    areas: Marks
    force: Marks


def protect_hierarchy(counts: ArrayLike, areas: ArrayLike, *, audience: Audience) -> ShownHierarchy:
    """How every cell of months x teams, and of the areas and force they sum to, may be shown.

    `areas` gives each team's area as 0, 1, 2, …. The answer depends on the counts alone, never on what a reader chose to
    look at, so the same cell is hidden on every page and two pages cannot be subtracted to reveal it.

    Where an area is shown, its hidden teams are a row with a published total. Where areas are hidden and the force is
    shown, the hidden teams of all hidden areas together are one: so at least two areas are hidden, each with a hidden
    team. Months are kept apart: a total over several months goes through `window_total`.
    """
    teams = np.asarray(counts, dtype=np.int64)
    area_of = np.asarray(areas, dtype=np.intp)
    members = np.equal.outer(area_of, np.arange(int(area_of.max(initial=-1)) + 1))
    area = teams @ members.astype(np.int64)
    force = teams.sum(axis=1)
    small = [is_small(level, audience=audience) for level in (teams, area, force)]
    fewest = RULES[audience].fewest
    hidden_teams, hidden_areas = _within_areas(teams, members, small[0], small[1], fewest=fewest)
    hidden_force = small[2].copy()
    for month in np.flatnonzero(hidden_areas.any(axis=1) & ~hidden_force):
        hidden_force[month] = not _between_areas(
            teams[month], members, hidden_teams[month], hidden_areas[month], fewest=fewest
        )
    return ShownHierarchy(
        marks(small[0], hidden_teams, audience=audience),
        marks(small[1], hidden_areas, audience=audience),
        marks(small[2], hidden_force, audience=audience),
    )


def _within_areas(
    teams: Counts, members: Mask, small: Mask, small_areas: Mask, *, fewest: int
) -> tuple[Mask, Mask]:
    """Hidden teams made safe beside their area's total, and the areas that must be hidden because they cannot be."""
    hidden, areas = small.copy(), small_areas.copy()
    for number, inside in enumerate(members.T):
        family = completed(teams[:, inside], small[:, inside], fewest=fewest, where=~small_areas[:, number])
        hidden[:, inside] = family
        areas[:, number] |= ~is_safe(teams[:, inside], family, fewest=fewest)
    return hidden, areas


def _between_areas(teams: Counts, members: Mask, hidden: Mask, areas: Mask, *, fewest: int) -> bool:
    """Hide, in place, what one month needs beside the force's total; False where nothing is left to hide."""
    area = teams @ members.astype(np.int64)
    while True:
        inside = members[:, areas].any(axis=1)
        if areas.sum() > 1 and is_safe(teams, hidden & inside, fewest=fewest):
            return True
        spare = np.flatnonzero(~areas & (area > 0))
        if not spare.size:
            return False
        smallest = spare[np.argmin(area[spare])]
        areas[smallest] = True
        _hide_one_team(teams, members[:, smallest], hidden)


def _hide_one_team(teams: Counts, inside: Mask, hidden: Mask) -> None:
    """A hidden area with every team shown would be their sum: hide, in place, its smallest team."""
    if (hidden & inside).any():
        return
    among = np.flatnonzero(inside & (teams > 0))
    hidden[among[np.argmin(teams[among])]] = True
