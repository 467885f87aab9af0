"""The parts of the journey’s page about counts: the ages of open crimes, the stages reached, where cases wait."""

from dash import html
from dash.development.base_component import Component

from flightdeck.charts.graph import graph
from flightdeck.charts.journey_bands import Banded, banded
from flightdeck.charts.journey_days import StepMarks, step_days
from flightdeck.charts.journey_stages import StageBar, stage_bars
from flightdeck.domain.filters import Filters
from flightdeck.domain.journey_wording import (
    HIDDEN,
    UNIT_LABELS,
    areas_sentence,
    before_sentence,
    days_sentence,
    days_text,
    per_cent,
    tally_text,
    waiting_sentence,
)
from flightdeck.kpis.journey_open import AGE_LABELS, WAIT_LABELS
from flightdeck.services.journey import Journey
from flightdeck.services.journey_stages import StageReached, StepDays
from flightdeck.services.journey_waiting import Ageing, Standing
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.status import chips

NOT_GIVEN = "not given by the source"
_HEADLINES = ("Open", "Over 1 year", "Over 2 years", "Over 3 years")


def ages(standing: Standing, filters: Filters) -> html.Div:
    """The open crimes and how many are older than one, two and three years, large enough for a wall."""
    whole = standing.whole
    figures = [
        html.Div(
            [
                html.Dt(name),
                html.Dd(tally_text(count), className="age-none" if count is None else "age-count"),
            ],
            className="age",
        )
        for name, count in zip(_HEADLINES, (whole.open, *whole.over), strict=True)
    ]
    more = link("Over time, against its limits", f"/kpi/{standing.result.id}", filters.but(basis=None))
    return html.Div(
        [
            html.Dl(figures, className="ages"),
            html.P(["More than a year: ", *chips(standing.result), " ", more], className="chips"),
        ],
        className="headline",
    )


def stage_chart(journey: Journey) -> list[Component]:
    """How many reached each stage, with the table of the same."""
    unit = journey.unit.value
    drawn = graph(
        stage_bars([_bar(stage) for stage in journey.stages], unit=unit),
        id="journey-stages",
        title=f"{UNIT_LABELS[unit]} that reached each stage",
        description="One bar a stage, all in the same unit. A stage can be passed by: early advice is not always sought.",
        synthetic=journey.synthetic,
    )
    heads = [Head("Stage"), Head(UNIT_LABELS[unit], number=True), Head("Of all", number=True)]
    rows: list[list[Cell]] = [
        [stage.label, _reached(stage), per_cent(stage.share)] for stage in journey.stages
    ]
    table = number_table(
        f"{UNIT_LABELS[unit]} that reached each stage", heads, rows, id="journey-stages-table"
    )
    return [drawn, table]


def _bar(stage: StageReached) -> StageBar:
    whole = stage.days is None  # the first stage is all of them
    share = "" if whole or stage.share is None else f" · {per_cent(stage.share)}"
    return StageBar(stage.label, stage.reached.count, f"{_reached(stage)}{share}")


def _reached(stage: StageReached) -> str:
    return NOT_GIVEN if stage.missing else tally_text(stage.reached.count, at_least=stage.reached.at_least)


def missing_stages(journey: Journey) -> html.Ul | None:
    """Why the source cannot tell of a stage."""
    told = [html.Li(f"{stage.label}: {stage.missing}") for stage in journey.stages if stage.missing]
    return html.Ul(told, className="caveats") if told else None


def days_chart(journey: Journey) -> list[Component]:
    """The days between stages, with the table of the same and how many still wait."""
    steps = [(stage, stage.days) for stage in journey.stages if stage.days is not None]
    drawn = graph(
        step_days([_marks(stage, days) for stage, days in steps]),
        id="journey-days",
        title="Days to each stage from the one before",
        description="Each from the stage named in the table. The estimate with those waiting is Kaplan–Meier’s: they count for as long "
        "as they have waited, and those closed without the stage until that day.",
        synthetic=journey.synthetic,
    )
    heads = [
        Head("To"),
        Head("From"),
        Head("Half took", number=True),
        Head("Nine in ten took", number=True),
        Head("Half, with those waiting", number=True),
        Head("Still waiting", number=True),
    ]
    rows = [_step_row(stage, days) for stage, days in steps]
    return [
        drawn,
        number_table("Days to each stage from the one before", heads, rows, id="journey-days-table"),
    ]


def _step_row(stage: StageReached, days: StepDays) -> list[Cell]:
    waiting = tally_text(days.waiting.count, at_least=days.waiting.at_least)
    if not days.shown:
        return [stage.label, days.after, HIDDEN, HIDDEN, HIDDEN, waiting]
    half = "not reached" if days.half is None else days_text(days.half)
    return [stage.label, days.after, days_text(days.median), days_text(days.late), half, waiting]


def _marks(stage: StageReached, days: StepDays) -> StepMarks:
    if not days.shown:
        return StepMarks(stage.label, None, None, None, HIDDEN)
    half = "not reached" if days.half is None else days_text(days.half)
    words = (
        f"<b>{stage.label}</b><br>after “{days.after}”<br>half took {days_text(days.median)}, "
        f"nine in ten {days_text(days.late)}<br>half, with those waiting: {half}"
    )
    return StepMarks(stage.label, days.median, days.late, days.half, words)


def came_before(journey: Journey) -> html.Ul | None:
    """How many came to a stage before the one it is counted from, for those who see every count."""
    told = [
        html.Li(before_sentence(stage.label, stage.days.after, stage.days.before))
        for stage in journey.stages
        if stage.days is not None and stage.days.before
    ]
    return html.Ul(told, className="caveats") if told else None


def days_words(journey: Journey) -> str:
    """The sentence above the days; the end of a prosecution and any outcome are no steps of an investigation."""
    steps = [
        (stage.days.after, stage.label, stage.days.median)
        for stage in journey.stages
        if stage.days is not None
        and stage.days.median is not None
        and stage.name not in ("outcome", "completed")
    ]
    return days_sentence(max(steps, key=lambda step: step[2]) if steps else None)


def waiting_words(standing: Standing) -> str:
    """The sentence above the open crimes by stage."""
    return waiting_sentence([(stage.label, stage.crimes, stage.median) for stage in standing.waiting])


def waiting_chart(standing: Standing) -> list[Component]:
    """Open crimes by the last stage they reached, cut by the time they have waited there where that may be told."""
    drawn = graph(
        banded(
            [Banded(one.label, one.bands, one.crimes) for one in standing.waiting],
            WAIT_LABELS,
            unit="open crimes",
        ),
        id="journey-waiting",
        title="Open crimes by the last stage reached",
        description=f"At the {standing.result.window}; darker the longer they have waited there. The furthest stage counts.",
        synthetic=standing.result.synthetic,
    )
    waits = [Head(name, number=True) for name in WAIT_LABELS] if standing.by_wait else []
    heads = [
        Head("Last stage"), Head("Open crimes", number=True), *waits,
        Head("Half wait longer than", number=True), Head("One in ten longer than", number=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            one.label,
            tally_text(one.crimes),
            *((tally_text(count) for count in one.bands) if standing.by_wait else ()),
            days_text(one.median),
            days_text(one.late),
        ]
        for one in standing.waiting
    ]
    return [
        drawn,
        number_table("Open crimes by the last stage reached", heads, rows, id="journey-waiting-table"),
    ]


def areas_words(standing: Standing) -> str:
    """The sentence above the areas."""
    return areas_sentence([(area.label, area.open, area.over[0]) for area in standing.areas])


def areas_chart(standing: Standing) -> list[Component]:
    """Open crimes of each area by age."""
    areas = standing.areas
    drawn = graph(
        banded([Banded(area.label, area.bands, area.open) for area in areas], AGE_LABELS, unit="open crimes"),
        id="journey-ageing",
        title="Open crimes by age, area by area",
        description=f"At the {standing.result.window}, by the days since recording. Areas differ in size: compare the shares in the "
        "table, not the lengths.",
        synthetic=standing.result.synthetic,
    )
    heads = [
        Head("Area"), Head("Open", number=True), *(Head(name, number=True) for name in AGE_LABELS),
        Head("Share over 1 year", number=True),
    ]  # fmt: skip
    rows = [_area_row(area) for area in (*areas, standing.whole)]
    marked = (len(rows) - 1,)
    return [
        drawn,
        number_table(
            "Open crimes by age, area by area", heads, rows, id="journey-ageing-table", marked=marked
        ),
    ]


def _area_row(area: Ageing) -> list[Cell]:
    old = area.over[0]
    share = per_cent(old / area.open) if area.open and old is not None else "–"
    return [area.label, tally_text(area.open), *(tally_text(count) for count in area.bands), share]
