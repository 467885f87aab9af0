"""How many of a cohort reached each stage, how long it took, and how many still wait for it."""

from dataclasses import dataclass

import numpy as np

from flightdeck.kpis.journey import STAGES, JourneyStage, JourneyUnit, Step, step
from flightdeck.services.journey_lens import JourneyLens
from flightdeck.services.recording_groups import near
from flightdeck.services.source_gaps import field_gap
from flightdeck.services.survival import finest, stepped
from flightdeck.statistics.histograms import quantiles
from flightdeck.statistics.lattice import Windows
from flightdeck.statistics.maturity import median_survivals
from flightdeck.statistics.suppression import TOTAL_BASE, rate_may_be_shown

LATE = 0.9  # nine in ten had come so far by then


@dataclass(frozen=True, slots=True)
class Tally:
    """A count as an audience may see it: None where hidden; of some it is only known that there are so many or more."""

    count: int | None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class StepDays:
    """The days from the stage before: of those that came so far, and with those that still wait; None where not shown.

    `half` is the Kaplan-Meier median, None where fewer than half have come so far.
    """

    after: str
    median: float | None
    late: float | None
    half: float | None
    waiting: Tally
    before: int | None
    shown: bool


@dataclass(frozen=True, slots=True)
class StageReached:
    """One stage of the cohort; `missing` says why the source cannot tell."""

    name: str
    label: str
    reached: Tally
    share: float | None
    days: StepDays | None
    missing: str = ""


def stages_reached(lens: JourneyLens, unit: JourneyUnit) -> tuple[StageReached, ...]:
    """Every stage of the cohort in the order of the journey; empty where no whole month is in the dates."""
    if lens.window is None:
        return ()
    here = lens.here(unit, lens.window)
    labels = {stage.name: stage.label for stage in STAGES[unit]}
    made: list[StageReached] = []
    for stage in STAGES[unit]:
        told = _missing(lens, stage)
        if told:
            made.append(StageReached(stage.name, stage.label, Tally(None), None, None, told))
            continue
        rows = lens.kept.rows(unit)
        whole, part = lens.counted(unit, stage)
        reached = _tally(lens, part)
        days = None
        if stage.after:
            found = step(rows, here, stage, as_at=lens.as_at)
            days = _days(
                lens, unit, stage, found, labels[stage.after], exact=not (part.hidden[0] or part.at_least[0])
            )
        made.append(StageReached(stage.name, stage.label, reached, _share(lens, whole, part), days))
    return tuple(made)


def _missing(lens: JourneyLens, stage: JourneyStage) -> str:
    """Why the source cannot tell of a stage; empty where it can."""
    gaps = (field_gap(lens.loaded.manifest, frame, column) for frame, column in stage.needs)
    return next((f"The source does not give it. {gap.reason}".strip() for gap in gaps if gap is not None), "")


def _tally(lens: JourneyLens, found: Windows) -> Tally:
    if found.hidden[0]:
        return Tally(None)
    count = int(found.value[0])
    if found.at_least[0]:
        return Tally(count // TOTAL_BASE * TOTAL_BASE, at_least=True)
    return Tally(near(count, coarse=lens.coarse))


def _share(lens: JourneyLens, whole: Windows, part: Windows) -> float | None:
    unknown = any(bool(flag[0]) for found in (whole, part) for flag in (found.hidden, found.at_least))
    n = int(whole.value[0])
    if unknown or not n or not rate_may_be_shown(n, audience=lens.audience):
        return None
    share = min(int(part.value[0]) / n, 1.0)
    return stepped(share, finest(n, lens.audience)) if lens.coarse else share


def _days(
    lens: JourneyLens, unit: JourneyUnit, stage: JourneyStage, found: Step, after: str, *, exact: bool
) -> StepDays:
    """The days to a stage; a median of too few is not shown, nor one of a count that is not."""
    ended = int(found.ended.sum())
    shown = exact and ended > 0 and bool(rate_may_be_shown(ended, audience=lens.audience))
    _, waits = lens.counted(unit, stage, waiting=True)
    waiting = _tally(lens, waits)
    if not shown:
        return StepDays(after, None, None, None, waiting, None, shown=False)
    middle, late = (float(value[0]) for value in quantiles(found.ended, 0.5, LATE))
    return StepDays(
        after, middle, late, half_by(found), waiting, None if lens.coarse else found.before, shown=True
    )


def half_by(found: Step) -> float | None:
    """The Kaplan-Meier median of a step; what closed first, and what waits still, was watched so long and no longer."""
    width = max(len(part) for part in (found.ended, found.closed, found.waiting))
    ended, closed, waiting = (
        np.pad(part, (0, width - len(part))) for part in (found.ended, found.closed, found.waiting)
    )
    value = float(median_survivals(ended, closed + waiting).value[0])
    return None if np.isnan(value) else value
