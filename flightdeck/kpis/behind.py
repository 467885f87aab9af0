"""The rows behind a figure: exactly those that its count counts."""

import numpy as np

from flightdeck.domain.codes import RecordingStatus
from flightdeck.domain.condition import Mask
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Basis
from flightdeck.domain.period import Period
from flightdeck.domain.schema import status_column
from flightdeck.kpis.answers import Job
from flightdeck.kpis.completeness import FIGURES
from flightdeck.kpis.disparity import in_any_group
from flightdeck.kpis.invalid_codes import any_code
from flightdeck.kpis.ratio import in_ratio
from flightdeck.kpis.selection import Selection, holds, selection
from flightdeck.kpis.standing import held_spells
from flightdeck.kpis.views import Positions


def rows_behind(job: Job, *, window: Period, scope: int, places: Positions, above: bool) -> Positions:
    """Rows of the population behind the numerator (`above`) or the denominator over a window."""
    rows = selection(job)
    known = rows.crime >= 0
    crime = np.where(known, rows.crime, 0)
    encoding = job.encoding
    here = rows.counted & known & encoding.in_scope[scope][crime] & np.isin(encoding.place[crime], places)
    if job.definition.measure is Measure.OPEN_CASELOAD:
        return np.flatnonzero(here & _open_at(job, rows, window, above=above))
    if job.definition.measure is Measure.STANDING:
        held = held_spells(job, rows, above=above)
        end = int(np.datetime64(window.ends_on(), "D").astype(np.int64))
        standing = np.zeros(rows.view.size, dtype=bool)
        standing[held.row[(held.begun <= end) & (end < held.over)]] = True
        return np.flatnonzero(here & standing)
    first = window.last if job.basis is Basis.SNAPSHOT else window.first
    month = rows.month + encoding.first_month
    here &= (rows.month >= 0) & (month >= first) & (month <= window.last)
    return np.flatnonzero(here & _counted_in(job, rows, above=above))


def _counted_in(job: Job, rows: Selection, *, above: bool) -> Mask:
    definition = job.definition
    if definition.numerator is not None:
        return _of_share(definition, rows, above=above)
    if definition.measure is Measure.COMPLETENESS:
        return _with_status(job, rows, above=above)
    if definition.measure is Measure.INVALID_CODES:
        return any_code(rows.view, definition.characteristics, invalid=above)
    if definition.ratio is not None:
        return in_ratio(rows, definition.ratio)
    return _with_days(job, rows)


def _with_days(job: Job, rows: Selection) -> Mask:
    definition = job.definition
    if definition.duration is None:
        return np.ones(rows.view.size, dtype=bool)
    start, end = rows.view.days(definition.duration.start), rows.view.days(definition.duration.end)
    if definition.measure is Measure.DURATION:
        return ~np.isnat(start) & ~np.isnat(end) & (end >= start)
    as_at = np.datetime64(job.encoding.as_at, "D")
    return ~np.isnat(start) & (np.where(np.isnat(end) | (end > as_at), as_at, end) >= start)


def _of_share(definition: Definition, rows: Selection, *, above: bool) -> Mask:
    whole = np.ones(rows.view.size, dtype=bool)
    if definition.measure is Measure.DISPARITY:
        whole = in_any_group(rows.view, definition)
    return whole & holds(definition.numerator, rows.view) if above else whole


def _with_status(job: Job, rows: Selection, *, above: bool) -> Mask:
    status = (
        rows.view.column(status_column(job.characteristic))
        .astype("str")
        .fillna(RecordingStatus.MISSING.value)
    )
    figure = job.definition.figure or "recorded"
    wanted = (
        FIGURES[figure]
        if above
        else tuple(item for item in RecordingStatus if item is not RecordingStatus.NOT_APPLICABLE)
    )
    return status.isin([item.value for item in wanted]).to_numpy(dtype=bool)


def _open_at(job: Job, rows: Selection, window: Period, *, above: bool) -> Mask:
    end = np.datetime64(window.ends_on(), "D")
    begun, over = rows.view.days("opened_on"), rows.view.days("closed_on")
    if above and job.definition.longer_than_days:
        begun = np.maximum(
            begun, rows.view.days("recorded_on") + np.timedelta64(job.definition.longer_than_days[0] + 1, "D")
        )
    # A month is the grain of the caseload: a spell that ends in the month is over by its end.
    month_end_over = ~np.isnat(over) & (over <= end)
    return ~np.isnat(begun) & (begun <= end) & ~month_end_over & (np.isnat(over) | (begun < over))
