"""Disparity: how many times as likely something is in some groups as in the group of reference."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flightdeck.domain.condition import Mask
from flightdeck.domain.definition import Definition
from flightdeck.kpis.answers import Answer, Cells, ExtraSeries, Job
from flightdeck.kpis.encoding import Counts, Cube, Question, summed
from flightdeck.kpis.selection import exclusion_cubes, holds, selection, sums
from flightdeck.kpis.views import View
from flightdeck.statistics.intervals import risk_ratio

Floats = npt.NDArray[np.float64]
# A group in which fewer have it, or fewer have it not, says nothing of the group: whoever reads.
FEWEST_IN_A_CELL = 5


@dataclass(frozen=True, slots=True)
class PreparedDisparity:
    """Rows of the compared groups and of the reference, each with those that have it, and all rows."""

    compared: Cube
    compared_with: Cube
    reference: Cube
    reference_with: Cube
    all_rows: Cube
    exclusions: dict[str, Cube]

    def answer(self, question: Question) -> Answer:
        """The ratio of the two shares, with Katz's interval; NaN where any of the four cells is too small."""
        compared, with_it, reference, reference_with = (
            summed(cube, question)
            for cube in (self.compared, self.compared_with, self.reference, self.reference_with)
        )
        found = risk_ratio(with_it, compared, reference_with, reference)
        small = too_small(with_it, compared) | too_small(reference_with, reference)
        whole = summed(self.all_rows, question)
        with np.errstate(divide="ignore", invalid="ignore"):
            completeness = np.where(whole > 0, (compared + reference) / whole, np.nan)
            rates = [
                np.where(small, np.nan, part / of)
                for part, of in ((with_it, compared), (reference_with, reference))
            ]
        extras = (
            ExtraSeries("completeness", "With a value", "%", completeness),
            ExtraSeries("compared", "Compared groups", "%", rates[0]),
            ExtraSeries("reference", "Reference group", "%", rates[1]),
        )
        value, lower, upper = (
            np.where(small, np.nan, np.asarray(part))
            for part in (found.value, found.interval.lower, found.interval.upper)
        )
        return Answer(compared + reference, value, lower, upper, extras=extras)

    def cells(self, scope: int) -> Cells:
        """Rows of all groups with a value, by place and month."""
        return Cells(self.compared[scope] + self.reference[scope], None)

    def excluded(self, question: Question) -> dict[str, Counts]:
        """Rows left out by each exclusion, by period."""
        return sums(self.exclusions, question)


def too_small(part: Counts, whole: Counts) -> Mask:
    """Whether those that have it, or those that have it not, are too few to compare."""
    small: Mask = (part < FEWEST_IN_A_CELL) | (whole - part < FEWEST_IN_A_CELL)
    return small


def prepare(job: Job) -> PreparedDisparity:
    """A disparity evaluated once over a snapshot."""
    definition = job.definition
    assert definition.compares is not None  # noqa: S101 (the definition's own rule)
    assert definition.reference is not None  # noqa: S101 (the definition's own rule)
    rows = selection(job)
    has_it = rows.counted & holds(definition.numerator, rows.view)
    compared = _of_groups(rows.view, definition.compares, definition.compared)
    reference = _of_groups(rows.view, definition.compares, (definition.reference,))

    def cube(mask: Mask) -> Cube:
        return job.encoding.cube(rows.crime, rows.month, mask)

    return PreparedDisparity(
        compared=cube(rows.counted & compared),
        compared_with=cube(has_it & compared),
        reference=cube(rows.counted & reference),
        reference_with=cube(has_it & reference),
        all_rows=cube(rows.counted),
        exclusions=exclusion_cubes(job, rows),
    )


def in_any_group(view: View, definition: Definition) -> Mask:
    """The rows whose group is compared or stands as the reference."""
    assert definition.compares is not None  # noqa: S101 (the definition's own rule)
    return _of_groups(view, definition.compares, (*definition.compared, definition.reference or ""))


def _of_groups(view: View, column: str, groups: Sequence[str]) -> Mask:
    inside: Mask = view.column(column).isin(list(groups)).to_numpy(dtype=bool, na_value=False)
    return inside


def above_floor(answer: Answer, *, floor: float) -> Answer:
    """The answer without its ratio wherever fewer than the floor have a value: the gap is then the finding."""
    completeness = next(extra.value for extra in answer.extras if extra.name == "completeness")
    low = ~(completeness >= floor)
    value, lower, upper = (np.where(low, np.nan, part) for part in (answer.value, answer.lower, answer.upper))
    extras = tuple(
        extra
        if extra.name == "completeness"
        else ExtraSeries(extra.name, extra.label, extra.unit, np.where(low, np.nan, extra.value))
        for extra in answer.extras
    )
    return Answer(answer.denominator, value, lower, upper, answer.numerator, extras)
