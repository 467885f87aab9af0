"""The plus and minus of a decision: what could be said if one team recorded as well as the best team of its force."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.codes import nearest
from flightdeck.domain.definition import Definition, Measure, Pillar
from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.domain.wording import number_text
from flightdeck.errors import Fault, NotFoundError
from flightdeck.services.access import Actor
from flightdeck.services.asked import CLOSED, narrowed
from flightdeck.services.compared import OF_VICTIM, Compared, compared
from flightdeck.services.deck import Deck
from flightdeck.services.recording_groups import near, near_share
from flightdeck.statistics.suppression import RULES, Audience

FEWEST_OF_A_TEAM = 30  # a team with fewer rows is nobody's example: its best month would be luck


@dataclass(frozen=True, slots=True)
class Change:
    """One KPI by one characteristic: completeness now and then, and how many records lie between."""

    kpi: str
    title: str
    characteristic: str
    characteristic_title: str
    completeness: float
    after: float
    team_completeness: float
    best_completeness: float
    best_team: str
    records: int
    becomes_reportable: bool
    reportable_now: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The simulation of one team."""

    team: str
    floor: float
    changes: tuple[Change, ...]
    sentence: str


def best_completeness(deck: Deck, team: str, filters: Filters, actor: Actor) -> WhatIf:
    """Which KPI becomes reportable by which characteristic if a team reached the best completeness of its force.

    To anybody but an analyst a pair with few records on either side is left out, and numbers are rounded.

    Raises:
        NotFoundError: for a team that is none.
    """
    options = deck.options(actor, filters.but(team=""))
    if team not in options.teams:
        raise NotFoundError(
            [Fault(f'there is no team "{team}"', where="team", remedy=nearest(team, options.teams))]
        )
    wide = filters.but(team="")
    if actor.audience is not Audience.ANALYST and narrowed(wide):
        return WhatIf(team, deck.settings.completeness_floor, (), CLOSED)
    floor = deck.settings.completeness_floor
    found = []
    for definition in deck.definitions():
        if definition.status != "live" or definition.measure is not Measure.PROPORTION:
            continue
        if definition.pillar is Pillar.DATA:  # these measure the recording itself
            continue
        for name in OF_VICTIM:
            counted = compared(deck, definition, name, wide, actor)
            if not isinstance(counted, str):
                places = deck.loaded(filters).encoding.places
                found.append(
                    _change(
                        definition, name, counted, team, places.team, floor=floor, audience=actor.audience
                    )
                )
    changes = tuple(
        sorted(
            (change for change in found if change is not None),
            key=lambda change: (not change.becomes_reportable, -change.after, change.kpi),
        )
    )
    return WhatIf(team, floor, changes, _sentence(team, floor, changes))


def _change(
    definition: Definition, characteristic: str, found: Compared, team: str, teams: tuple[str, ...], *, floor: float, audience: Audience
) -> Change | None:  # fmt: skip
    size = np.bincount(found.place, minlength=len(teams)).astype(np.int64)
    known = np.bincount(found.place[found.known], minlength=len(teams)).astype(np.int64)
    names = sorted(set(teams))
    of_name = np.array([names.index(name) for name in teams], dtype=np.intp)
    by_team = np.bincount(of_name, weights=size, minlength=len(names)).astype(np.int64)
    known_by_team = np.bincount(of_name, weights=known, minlength=len(names)).astype(np.int64)
    own = names.index(team)
    if not _may_be_shown(int(known_by_team[own]), int(by_team[own]), audience) or by_team[own] == 0:
        return None
    best = _best(known_by_team, by_team, audience)
    if best < 0:
        return None
    share = known_by_team[best] / by_team[best]
    records = max(int(np.ceil(share * by_team[own])) - int(known_by_team[own]), 0)
    now = known_by_team.sum() / by_team.sum()
    then = (known_by_team.sum() + records) / by_team.sum()
    coarse = RULES[audience].fewest > 1
    return Change(
        definition.id, definition.title, characteristic, CHARACTERISTICS[characteristic][0],
        near_share(float(now), coarse=coarse), near_share(float(then), coarse=coarse),
        near_share(float(known_by_team[own] / by_team[own]), coarse=coarse), near_share(float(share), coarse=coarse), names[best],
        near(records, coarse=coarse), becomes_reportable=bool(now < floor <= then), reportable_now=bool(now >= floor),
    )  # fmt: skip


def _best(known: NDArray[np.int64], size: NDArray[np.int64], audience: Audience) -> int:
    """The team with the best completeness among those large enough; -1 when there is none."""
    fit = [
        row
        for row in range(len(size))
        if size[row] >= FEWEST_OF_A_TEAM and _may_be_shown(int(known[row]), int(size[row]), audience)
    ]
    return max(fit, key=lambda row: known[row] / size[row], default=-1)


def _may_be_shown(known: int, size: int, audience: Audience) -> bool:
    fewest = RULES[audience].fewest
    parts_large = all(part == 0 or part >= fewest for part in (known, size - known))
    return parts_large and size >= RULES[audience].fewest_for_rate


def _sentence(team: str, floor: float, changes: tuple[Change, ...]) -> str:
    won = [change for change in changes if change.becomes_reportable]
    if won:
        told = "; ".join(f"{change.title.lower()} by {change.characteristic_title.lower()}" for change in won)
        records = max(change.records for change in won)
        return f"If {team} recorded as well as the best team, these could be said: {told}. Up to {records:,} records lie between."
    return f"If {team} recorded as well as the best team, no further KPI would reach the floor of {number_text(floor, '%')}: more teams would have to."
