"""When: the hour and the day, the month, and how soon it was reported."""

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.profile import Block, Grid, Split
from flightdeck.domain.profile_sentences import (
    band_label,
    band_words,
    hours_said,
    recency_said,
    season_said,
)
from flightdeck.domain.profile_terms import MONTHS, NOT_RECORDED, RECENCY_OUT_OF_ORDER, WEEKDAYS
from flightdeck.domain.profile_wording import (
    kept_out,
    per_cent,
)
from flightdeck.kpis.profile import HOURS_A_DAY, RECENCY, Hours, Seasons, hours, recency, seasons
from flightdeck.services.problem_profile_sight import Sight, cannot, gridded, lacking, parted, shut
from flightdeck.statistics.spread import uneven
from flightdeck.statistics.suppression import is_hidden, protect

BAND = 3  # hours: a finer grid of a year would hold few in a cell, and a board would see it suppressed
DAYS_OF_MONTHS = (31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SOON, LATE = 2, 5  # places in RECENCY: within 7 days, more than a year
WHEN = "Crimes recorded in the window, by the day and hour on which they happened."
SEASON = "Crimes of every year the snapshot holds whole, by the month in which they happened."
SOON_REPORTED = "Days from the last day on which it may have happened to the report."


def when(seen: Sight) -> Block:
    """The hour by the weekday: by the hour for analysts, in bands of three for anybody else."""
    title = "Time of day and day of week"
    missing = lacking(seen, ("crimes", "occurred_from"), ("crimes", "occurred_hour"))
    if missing:
        return cannot("when", title, WHEN, missing)
    if seen.closed:
        return shut("when", title, WHEN)
    found = hours(seen.loaded.populations.view("crimes"), seen.here)
    wide = BAND if seen.coarse else 1
    note = _kept_out(seen, found)
    if not found.counts.sum():
        return Block("when", title, "No crime has both a day and an hour on record.", WHEN, kept_out=note)
    grid = gridded(
        seen, found.banded(wide), id="hours", caption=f"Crimes by day and hour, {seen.window.label}", corner="Day",
        rows=WEEKDAYS, columns=[band_label(start, wide) for start in range(0, HOURS_A_DAY, wide)],
    )  # fmt: skip
    return Block("when", title, _hours_sentence(found, grid), WHEN, (grid,), note)


def _hours_sentence(found: Hours, grid: Grid) -> str:
    """The fullest day and the fullest three hours; in threes for everybody, so that the sentence is the same."""
    days, bands = found.counts.sum(axis=1), found.banded(BAND).sum(axis=0)
    if any(total is None for total in (*grid.row_totals, *grid.column_totals)):
        return "On which days and in which hours most happened is suppressed in part."
    day, band, whole = int(days.argmax()), int(bands.argmax()), int(days.sum())
    return hours_said(
        day=WEEKDAYS[day], day_share=float(days[day] / whole),
        band=band_words(band * BAND, BAND), band_share=float(bands[band] / whole), bands=len(bands),
        larger=uneven(days) or uneven(bands),
    )  # fmt: skip


def _kept_out(seen: Sight, found: Hours) -> str:
    parts = np.array([int(found.counts.sum()), found.several_days, found.unknown])
    hidden = is_hidden(protect(parts, audience=seen.actor.audience))
    return kept_out(
        [
            (
                None if hidden[1] else seen.near(found.several_days),
                "that may have happened on any of several days",
            ),
            (None if hidden[2] else seen.near(found.unknown), "with no day or no hour on record"),
        ],
        "crimes",
        about=seen.coarse,
    )


def season(seen: Sight) -> Block:
    """The month by the year, over the whole years of the snapshot."""
    title = "Season"
    missing = lacking(seen, ("crimes", "occurred_from"))
    if missing:
        return cannot("season", title, SEASON, missing)
    if seen.closed:
        return shut("season", title, SEASON)
    found = seasons(seen.loaded.populations.view("crimes"), seen.live, seen.loaded.encoding)
    note = _season_kept_out(seen, found)
    if not found.counts.sum():
        return Block("season", title, "No whole calendar year can be read for season.", SEASON, kept_out=note)
    grid = gridded(
        seen, found.counts, id="months", caption="Crimes by month and year in which they happened", corner="Year",
        rows=[str(year) for year in found.years], columns=MONTHS,
    )  # fmt: skip
    young = "Crimes of the latest year are still being reported, so its months will fill up."
    return Block("season", title, _season_sentence(found, grid), SEASON, (grid,), note, (young,))


def _season_sentence(found: Seasons, grid: Grid) -> str:
    months: NDArray[np.int64] = found.counts.sum(axis=0)
    if any(total is None for total in grid.column_totals):
        return "In which months most happened is suppressed in part."
    most = int(months.argmax())
    return season_said(
        years=found.years, month=most, share=float(months[most] / months.sum()), larger=uneven(months, expected=DAYS_OF_MONTHS)
    )  # fmt: skip


def _season_kept_out(seen: Sight, found: Seasons) -> str:
    counts = (found.several_months, found.unknown, found.outside)
    parts = np.array([int(found.counts.sum()), *counts])
    hidden = is_hidden(protect(parts, audience=seen.actor.audience))[1:]
    words = (
        "that may have happened in any of several months",
        "with no day on record",
        "outside the years the snapshot holds whole",
    )
    told = [
        (None if dark else seen.near(count), why)
        for count, dark, why in zip(counts, hidden, words, strict=True)
    ]
    return kept_out(told, "crimes", about=seen.coarse)


def recent(seen: Sight) -> Block:
    """How soon after it happened the police were told."""
    title = "Recency of report"
    missing = lacking(seen, ("crimes", "reported_on"), ("crimes", "occurred_from"), ("crimes", "occurred_to"))
    if missing:
        return cannot("recency", title, SOON_REPORTED, missing)
    if seen.closed:
        return shut("recency", title, SOON_REPORTED)
    counts = recency(seen.loaded.populations.view("crimes"), seen.here)
    unknown = (RECENCY_OUT_OF_ORDER, NOT_RECORDED)
    lines = parted(
        seen, counts.tolist(), [*(label for label, _ in RECENCY), *unknown], unknown=frozenset(unknown)
    )
    hidden = is_hidden(protect(counts, audience=seen.actor.audience))
    known = int(counts[: len(RECENCY)].sum())
    soon = None if hidden.any() or not known else float(counts[: SOON + 1].sum() / known)
    late = None if hidden.any() or not known else float(counts[LATE] / known)
    silent = int(counts[len(RECENCY) :].sum())
    whole = int(counts.sum())
    not_known = (
        f"The days are not known for {per_cent(silent / whole)}." if silent and not hidden.any() else ""
    )
    split = Split("recency-groups", f"How soon reported, {seen.window.label}", "crimes", lines)
    return Block(
        "recency",
        title,
        recency_said(soon=soon, late=late, unknown=not_known).strip(),
        SOON_REPORTED,
        (split,),
    )
