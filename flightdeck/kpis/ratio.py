"""Ratios of sums: one column added up over another, or over the rows; days lost of days contracted, consultations a suspect."""

from dataclasses import dataclass

import numpy as np

from flightdeck.domain.condition import Mask
from flightdeck.domain.definition_parts import Ratio
from flightdeck.domain.filters import Basis
from flightdeck.kpis.answers import Answer, Cells, Job
from flightdeck.kpis.encoding import Counts, Cube, Question, at_end, summed
from flightdeck.kpis.selection import Selection, exclusion_cubes, selection, sums
from flightdeck.kpis.standing import FEWEST_BEHIND, HUNDREDTHS, hundredths


@dataclass(frozen=True, slots=True)
class PreparedRatio:
    """Sums in hundredths by place and month, and how many rows or people stand behind them."""

    part: Cube
    whole: Cube
    behind: Cube
    people: bool  # behind are people at the end of a period; otherwise rows in it
    standing: bool  # as at the end of a period, not summed over it
    exclusions: dict[str, Cube]

    def answer(self, question: Question) -> Answer:
        """The ratio of each period. Totals of everybody are no sample, so there is no interval."""
        add = at_end if self.standing else summed
        behind = (at_end if self.people else add)(self.behind, question)
        whole = add(self.whole, question)
        silent = (whole <= 0) | (self.people & (behind < FEWEST_BEHIND))
        value = np.where(silent, np.nan, add(self.part, question) / np.maximum(whole, 1))
        return Answer(behind, value, np.full_like(value, np.nan), np.full_like(value, np.nan))

    def cells(self, scope: int) -> Cells:
        """Rows, or people at each month end, by place and month."""
        return Cells(self.behind[scope], None)

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Rows left out by each exclusion, by period."""
        return sums(self.exclusions, question)


def in_ratio(rows: Selection, asked: Ratio) -> Mask:
    """Rows that have both of the numbers."""
    known: Mask = rows.view.column(asked.part).notna().to_numpy()
    return known if asked.whole is None else known & rows.view.column(asked.whole).notna().to_numpy()


def prepare(job: Job) -> PreparedRatio:
    """A ratio evaluated once over a snapshot; a row without one of its two numbers counts in neither."""
    asked = job.definition.ratio
    assert asked is not None  # noqa: S101 (the model demands it)
    rows = selection(job)
    view, encoding = rows.view, job.encoding
    known = rows.counted & in_ratio(rows, asked)

    def added(column: str | None) -> Cube:
        weight = (
            np.full(view.size, HUNDREDTHS, dtype=np.int64)
            if column is None
            else hundredths(view.column(column))
        )
        return encoding.cube(rows.crime, rows.month, known, weight)

    behind = (
        encoding.cube(rows.crime, rows.month, known)
        if asked.people is None
        else added(asked.people) // HUNDREDTHS
    )
    cubes = (added(asked.part), added(asked.whole), behind)
    if asked.until_next:
        cubes = _until_next(*cubes)
    return PreparedRatio(
        *cubes, people=asked.people is not None, standing=job.basis is Basis.SNAPSHOT, exclusions=exclusion_cubes(job, rows)
    )  # fmt: skip


def _until_next(part: Cube, whole: Cube, behind: Cube) -> tuple[Cube, Cube, Cube]:
    """The cubes with every month that has nobody behind it, in any place, as the latest one before it that has."""
    months = np.arange(behind.shape[2])
    held = behind.any(axis=(0, 1))
    latest = np.maximum.accumulate(np.where(held, months, 0))
    return part[:, :, latest], whole[:, :, latest], behind[:, :, latest]
