"""What stands at the end of each period: rows that have begun and are not over, and how many of them are covered that day.

Reviews overdue, orders in force and checked, people in post and trained: all are spells cut by other spells.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from flightdeck.domain.definition_parts import Cover, Per
from flightdeck.kpis.answers import Answer, Cells, Job
from flightdeck.kpis.counting import count_answer, share_answer
from flightdeck.kpis.encoding import Counts, Cube, Encoding, Question, at_end
from flightdeck.kpis.selection import Selection, holds, selection
from flightdeck.kpis.spells import FOREVER, Spells, cover, inside, ordinals, outside, spells
from flightdeck.kpis.views import Days, Positions, View

HUNDREDTHS = 100  # weights are added up as whole hundredths, so that no sum depends on its order
FEWEST_BEHIND = 10  # no rate is drawn over less: people who work in one team could be told from it


@dataclass(frozen=True, slots=True)
class PreparedStanding:
    """Rows standing at each month end; those of them that are counted above, or what they are divided by."""

    whole: Cube
    part: Cube | None
    per: Cube | None  # in hundredths
    left_out: dict[str, Cube]

    def answer(self, question: Question) -> Answer:
        """A count, a share of it, or the count for each one of something else."""
        whole = at_end(self.whole, question)
        if self.part is not None:
            return share_answer(at_end(self.part, question), whole)
        return count_answer(whole) if self.per is None else _each(whole, at_end(self.per, question))

    def cells(self, scope: int) -> Cells:
        """Counts by place and month end."""
        return Cells(self.whole[scope], None if self.part is None else self.part[scope])

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Rows left out by each exclusion that stood at the end of each period."""
        return {name: at_end(cube, question) for name, cube in self.left_out.items()}


def _each(count: Counts, weight: Counts) -> Answer:
    """A count over a weight in hundredths; both are known whole, so there is no interval."""
    enough = weight >= FEWEST_BEHIND * HUNDREDTHS
    value = np.where(enough, count * HUNDREDTHS / np.maximum(weight, 1), np.nan)
    return Answer(count, value, np.full_like(value, np.nan), np.full_like(value, np.nan))


def prepare(job: Job) -> PreparedStanding:
    """A standing figure evaluated once over a snapshot."""
    definition, rows = job.definition, selection(job)
    begun, over = _begun_and_over(job, rows)
    held = held_spells(job, rows, above=False)
    above = held_spells(job, rows, above=True) if definition.is_share else None
    return PreparedStanding(
        at_month_ends(held, rows.crime, job.encoding),
        None if above is None else at_month_ends(above, rows.crime, job.encoding),
        None if definition.per is None else _weights(definition.per, job),
        {
            name: at_month_ends(spells(begun, over, out), rows.crime, job.encoding)
            for name, out in rows.excluded.items()
        },
    )


def held_spells(job: Job, rows: Selection, *, above: bool) -> Spells:
    """When each row stands; with `above`, when it counts above the line too."""
    definition = job.definition
    assert definition.standing is not None  # noqa: S101 (the model demands it)
    held = spells(*_begun_and_over(job, rows), rows.counted)
    for one in definition.standing.covered:
        held = _cut(held, one, job, rows.view)
    if not above:
        return held
    if definition.numerator is not None:
        held = held.where(holds(definition.numerator, rows.view))
    for one in definition.covered:
        held = _cut(held, one, job, rows.view)
    return held


def _begun_and_over(job: Job, rows: Selection) -> tuple[Days, Days]:
    asked = job.definition.standing
    assert asked is not None  # noqa: S101 (the model demands it)
    begun = rows.view.days(asked.start)
    never = np.full(len(begun), np.datetime64("NaT", "D"))
    return begun, never if asked.end is None else rows.view.days(asked.end)


def _cut(held: Spells, one: Cover, job: Job, view: View) -> Spells:
    """The parts of the spells during which a cover holds, or does not where that is what counts."""
    events = view if one.by is None else job.populations.view(one.by)
    key, of_event = _keys(one, view, events)
    counted = holds(one.where, events)
    begun, over = _held(one, events)
    covered = cover(np.where(counted, of_event, -1), begun, over, at_least=one.at_least)
    return inside(held, key, covered) if one.holds else outside(held, key, covered)


def _keys(one: Cover, view: View, events: View) -> tuple[Positions, Positions]:
    """The key of each row and of each event, as small whole numbers; -1 where it has none."""
    if one.on is None:
        own = np.arange(view.size)
        return own, own
    both = pd.concat([view.column(one.on), events.column(one.on)], ignore_index=True)
    codes = pd.factorize(both)[0].astype(np.intp)
    return codes[: view.size], codes[view.size :]


def _held(one: Cover, events: View) -> tuple[Counts, Counts]:
    start = events.days(one.start)
    begun = np.where(np.isnat(start), FOREVER, ordinals(start) + one.after_days)
    if one.end is not None:
        return begun, ordinals(events.days(one.end))
    if one.for_days is not None:
        return begun, np.where(np.isnat(start), FOREVER, begun + one.for_days + 1)
    return begun, np.full_like(begun, FOREVER)


def at_month_ends(held: Spells, crime: Positions, encoding: Encoding, weight: Counts | None = None) -> Cube:
    """Spells that hold at the end of each month, by scope and place: those begun less those over, added up over months."""
    began, ended = (_month(days, encoding.first_month) for days in (held.begun, held.over))
    of, months = crime[held.row], encoding.months
    weights = None if weight is None else weight[held.row]
    starts = encoding.cube(of, np.maximum(began, 0), began < months, weights)
    ends = encoding.cube(of, np.maximum(ended, 0), ended < months, weights)
    return np.cumsum(starts - ends, axis=2, dtype=np.int32)


def _month(ordinal: Counts, first: int) -> np.ndarray:
    return (ordinal.astype("M8[D]").astype("M8[M]").astype(np.int64) - first).astype(np.int32)


def _weights(per: Per, job: Job) -> Cube:
    """What stands of another population at each month end, in hundredths of its weight."""
    view = job.populations.view(per.population)
    held = spells(view.days(per.start), view.days(per.end), holds(per.where, view))
    return at_month_ends(
        held, job.populations.crime_rows(per.population), job.encoding, hundredths(view.column(per.weight))
    )


def hundredths(column: pd.Series) -> Counts:
    """A column of numbers as whole hundredths; nothing counts as none."""
    return np.rint(column.astype("float64").fillna(0).to_numpy() * HUNDREDTHS).astype(np.int64)
