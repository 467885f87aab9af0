"""Which rows of a population a definition counts, in which month, and which it leaves out."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flightdeck.domain.condition import Condition, Mask, columns
from flightdeck.domain.condition_mask import mask
from flightdeck.kpis.answers import Job
from flightdeck.kpis.encoding import Counts, Cube, Question, summed
from flightdeck.kpis.views import Positions, View


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of a population: their crime, their month, and whether they count."""

    view: View
    crime: Positions
    month: npt.NDArray[np.int32]
    counted: Mask
    excluded: dict[str, Mask]


def holds(condition: Condition, view: View) -> Mask:
    """Which rows of a view satisfy a condition."""
    return mask(condition, view.frame(sorted(columns(condition))))


def selection(job: Job) -> Selection:
    """The rows a definition counts on a basis: its condition, less each exclusion in turn."""
    definition = job.definition
    view = job.populations.view(definition.population)
    counted = holds(definition.where, view)
    excluded: dict[str, Mask] = {}
    for exclusion in definition.exclude:
        out = counted & holds(exclusion.where, view)
        excluded[exclusion.name] = out
        counted = counted & ~out
    month = job.encoding.month_index(view.days(definition.period[job.basis]))
    return Selection(view, job.populations.crime_rows(definition.population), month, counted, excluded)


def exclusion_cubes(job: Job, rows: Selection) -> dict[str, Cube]:
    """Each exclusion counted by scope, place and month."""
    return {name: job.encoding.cube(rows.crime, rows.month, out) for name, out in rows.excluded.items()}


def sums(cubes: dict[str, Cube], question: Question) -> dict[str, Counts]:
    """Cubes by name added up for a question."""
    return {name: summed(cube, question) for name, cube in cubes.items()}
