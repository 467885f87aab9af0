"""Two tiers of what a board may see: places above the team at every grain, teams by whole years only.

A team of a force is so small that its months and quarters would have to close those of its area and of the force with
them. So below the lowest parents only the years of four quarters are published, and the pattern is worked out twice: for
the parents with all their columns, and for the whole tree with its years. The two meet in the years of the parents. Where
both leave those alone, nothing that one publishes bears on what the other hides; where they do not, the figure falls back
to the one pattern over all places and columns (`flightdeck.statistics.lattice.pattern`).
"""

from dataclasses import dataclass

import numpy as np

from flightdeck.statistics.cells import QUARTER, YEAR, Calendar, Counts, Level, Mask, Tree
from flightdeck.statistics.lattice import Pattern, pattern
from flightdeck.statistics.suppression import RULES, Audience


def tiered(
    whole: Counts, part: Counts | None, *, tree: Tree, calendar: Calendar, audience: Audience, standing: bool
) -> Pattern:
    """The pattern of a figure in two tiers; of a standing count, or one without years, in one."""
    one_tier = standing or not calendar.years or len(tree.levels) < 2 or RULES[audience].fewest <= 1  # noqa: PLR2004 (a tier is a level)
    found = None if one_tier else _two_tiers(whole, part, tree=tree, calendar=calendar, audience=audience)
    if found is not None:
        return found
    return pattern(whole, part, tree=tree, calendar=calendar, audience=audience, standing=standing)


@dataclass(frozen=True, slots=True)
class _Tiers:
    parents: Pattern
    yearly: Pattern

    def meet(self, tree: Tree, calendar: Calendar) -> bool:
        """Whether neither tier hides a year of a parent."""
        years = slice(calendar.months + calendar.quarters, calendar.cells)
        masks = (self.parents.hidden_whole[:, years], self.parents.hidden_part[:, years])
        below = (self.yearly.hidden_whole[tree.leaves :], self.yearly.hidden_part[tree.leaves :])
        return not any(mask.any() for mask in (*masks, *below))


def _two_tiers(
    whole: Counts, part: Counts | None, *, tree: Tree, calendar: Calendar, audience: Audience
) -> Pattern | None:
    rows = tree.levels[0].parents
    up = [None if counts is None else tree.summed(counts)[rows] for counts in (whole, part)]
    by_year = [None if counts is None else _years(counts, calendar) for counts in (whole, part)]
    assert up[0] is not None  # noqa: S101 (a denominator is always there)
    assert by_year[0] is not None  # noqa: S101
    blocks = Calendar(calendar.years, calendar.years)
    tiers = _Tiers(
        pattern(up[0], up[1], tree=_above(tree), calendar=calendar, audience=audience, standing=False),
        pattern(by_year[0], by_year[1], tree=tree, calendar=blocks, audience=audience, standing=False),
    )
    if not tiers.meet(tree, calendar):
        return None
    wide = calendar.widened(tree.summed(whole), standing=False)
    above = None if part is None else calendar.widened(tree.summed(part), standing=False)
    hidden_whole = _joined(tiers.parents.hidden_whole, tiers.yearly.hidden_whole, tree, calendar)
    if above is None:
        return Pattern(wide, hidden_whole, None, np.zeros_like(hidden_whole), calendar)
    hidden_part = _joined(tiers.parents.hidden_part, tiers.yearly.hidden_part, tree, calendar)
    return Pattern(wide, hidden_whole, above, hidden_part, calendar)


def _above(tree: Tree) -> Tree:
    """The tree whose leaves are the lowest parents."""
    lower = tree.leaves
    levels = tuple(
        Level(level.children - lower, level.starts, level.parents - lower, level.parent_of)
        for level in tree.levels[1:]
    )
    return Tree(tree.size - lower, len(tree.levels[0].parents), levels)


def _years(by_month: Counts, calendar: Calendar) -> Counts:
    first = calendar.first_quarter + QUARTER * calendar.first_year
    inside = by_month[:, first : first + QUARTER * YEAR * calendar.years]
    years: Counts = inside.reshape(len(by_month), calendar.years, QUARTER * YEAR).sum(axis=2)
    return years


def _joined(parents: Mask, yearly: Mask, tree: Tree, calendar: Calendar) -> Mask:
    """Parents as the upper tier has them; of the leaves nothing but the years of the lower tier."""
    hidden = np.ones((tree.size, calendar.cells), dtype=bool)
    hidden[tree.leaves :] = parents
    hidden[: tree.leaves, calendar.months + calendar.quarters :] = yearly[: tree.leaves]
    return hidden
