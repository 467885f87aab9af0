"""Action lists, the forward look: what falls due in live cases and what is overdue, as at the day of the snapshot.

A supervisor sees the rows of their own areas; a board sees how many there are, through the gate.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from flightdeck.domain.condition import Mask
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import MissingField
from flightdeck.errors import NotFoundError
from flightdeck.services.access import Action, Actor, may, require
from flightdeck.services.action_lists_days import DAY
from flightdeck.services.action_lists_due import Due, Source
from flightdeck.services.action_lists_kinds import (
    AHEAD,
    BY_NAME,
    KIND,
    LISTS,
    WARNINGS,
    WINDOW,
    ActionList,
    known,
)
from flightdeck.services.action_lists_reach import Reach, ShownCount, reach
from flightdeck.services.deck import Deck
from flightdeck.statistics.suppression import is_small

WEEK = 7


@dataclass(frozen=True, slots=True)
class Tally:
    """One list and how many are on it, as the reader may know; or the fields that the source lacks for it."""

    list: ActionList
    count: ShownCount
    weeks: (
        tuple[int | None, ...] | None
    )  # of its kind due in each week ahead, where they may be told; none: not foreseen
    missing: tuple[MissingField, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionLists:
    """Every list, as at a day."""

    as_at: date
    synthetic: bool
    tallies: tuple[Tally, ...]
    open: bool  # the reader may see the rows
    retention_days: int
    bail_clock_pauses: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one list, the most urgent first."""

    list: ActionList
    as_at: date
    synthetic: bool
    rows: pd.DataFrame  # reference, crime_ref, force, area, team, due_on, days_left, why


def source_of(deck: Deck, seen: Reach) -> Source:
    """What the kinds are read from, for the reach of a reader."""
    settings = deck.settings
    return Source(
        seen.populations,
        seen.on,
        deck.code_lists,
        settings.retention_deadline_days,
        settings.bail_clock_pauses_at_cps,
    )


def action_lists(deck: Deck, filters: Filters, actor: Actor) -> ActionLists:
    """Every list with its count: whole for those who may see the rows, through the gate for everybody else.

    Raises:
        NotAllowedError: for an area that is not the reader's.
    """
    require(actor, Action.SEE_FIGURES)
    seen = reach(deck, filters, actor)
    source, opened = source_of(deck, seen), may(actor, Action.SEE_ACTION_LISTS)
    made: dict[Callable[[Source], Due], Due] = {}
    tallies = tuple(_tally(one, source, seen, made, opened=opened) for one in LISTS)
    return ActionLists(
        seen.loaded.as_at,
        seen.loaded.synthetic,
        tallies,
        opened,
        source.retention_days,
        source.bail_clock_pauses,
    )


def _tally(
    one: ActionList,
    source: Source,
    seen: Reach,
    made: dict[Callable[[Source], Due], Due],
    *,
    opened: bool,
) -> Tally:
    missing = lacking(one, seen)
    if missing:
        return Tally(one, ShownCount(None), None, missing)
    if one.found not in made:
        made[one.found] = one.found(source)
    found = made[one.found]
    on_list = _on(one, found, seen)
    here = on_list & seen.here(found.crime)
    left = days_left(found, seen.on)
    ahead = by_week(left[found.waits & seen.here(found.crime)], one) if one.name in WARNINGS else None
    if opened:
        return Tally(one, ShownCount(int(here.sum())), ahead)
    count = _gated(one, found, on_list, seen)
    beyond = int((here & (left > WEEK * AHEAD)).sum())  # on the list, but after the last week
    return Tally(one, count, _told(ahead, count, beyond, seen))


def _on(one: ActionList, found: Due, seen: Reach) -> Mask:
    return found.waits & one.window(days_left(found, seen.on))


def _gated(one: ActionList, found: Due, on_list: Mask, seen: Reach) -> ShownCount:
    """How many are on a list; where it is a part of what is shown elsewhere, what it leaves is protected with it."""
    if not one.whole:
        return seen.shown(found.crime[on_list])
    if one.whole == KIND:
        return seen.shown(found.crime, inside=on_list)
    longer = one if one.whole == WINDOW else BY_NAME[one.whole]
    within = longer.window(days_left(found, seen.on)) & (found.waits | (one.whole == WINDOW))
    return seen.shown(found.crime[within], inside=on_list[within])


def by_week(left: np.ndarray, one: ActionList) -> tuple[int | None, ...]:
    """How many of a kind fall due in each week ahead, by days left: to the seventh day, the fourteenth, and so on.

    Today is in the first week; a week that cannot be foreseen has no number.
    """
    week = np.maximum(-(-left // WEEK), 1) - 1
    counts = np.bincount(week[(left >= 0) & (week < AHEAD)], minlength=AHEAD).tolist()
    foreseen = WARNINGS[one.name][1]
    return (*counts[:foreseen], *(None,) * (AHEAD - foreseen))


def _told(
    weeks: tuple[int | None, ...] | None, count: ShownCount, beyond: int, seen: Reach
) -> tuple[int | None, ...] | None:
    """The weeks where none of them, nor what lies beyond them, is small; of a part of a reader's places there are none."""
    if weeks is None or count.value is None or count.at_least or seen.narrowed:
        return None
    cells = [*(week or 0 for week in weeks), beyond]
    return None if is_small(cells, audience=seen.audience).any() else weeks


def lacking(one: ActionList, seen: Reach) -> tuple[MissingField, ...]:
    """The fields of a list that the source does not give."""
    return seen.loaded.lacking(one.needs)


def days_left(found: Due, on: np.datetime64) -> np.ndarray:
    """Days from the day of the snapshot until each is due; fewer than none where it is overdue, or has no day and does not wait."""
    known = np.where(np.isnat(found.day), on - DAY, found.day)
    left: np.ndarray = ((known - on) / DAY).astype(np.int64)
    return left


def listed(deck: Deck, name: str, filters: Filters, actor: Actor) -> Rows:
    """The rows of one list at the reader's places, the most urgent first.

    Raises:
        NotAllowedError: when the reader may not see the rows, or not these.
        NotFoundError: for a list that is none, or that the source cannot feed.
    """
    require(actor, Action.SEE_ACTION_LISTS)
    one = known(name)
    seen = reach(deck, filters, actor)
    missing = lacking(one, seen)
    if missing:
        field = missing[0]
        raise NotFoundError.of(
            f"{one.title}: the source gives no {field.frame}.{field.column}",
            where="list",
            remedy=field.reason,
        )
    found = one.found(source_of(deck, seen))
    found = found.where(_on(one, found, seen) & seen.here(found.crime))
    return Rows(one, seen.loaded.as_at, seen.loaded.synthetic, _frame(found, seen))


def _frame(found: Due, seen: Reach) -> pd.DataFrame:
    crimes = seen.populations.view("crimes").frame(("crime_ref", "force", "area", "team"))
    places = crimes.take(found.crime).reset_index(drop=True).astype("str").fillna("Not recorded")
    return (
        places.assign(
            reference=found.ref, due_on=found.day, days_left=days_left(found, seen.on), why=found.why
        )
        .sort_values(["days_left", "reference"], ignore_index=True)
        .assign(due_on=lambda rows: rows["due_on"].dt.strftime("%Y-%m-%d"))[
            ["reference", "crime_ref", "force", "area", "team", "due_on", "days_left", "why"]
        ]
    )
