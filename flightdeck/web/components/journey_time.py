"""The parts of the journey’s page about time to an outcome: those still open, what they came to, year beside year."""

from dash import html
from dash.development.base_component import Component

from flightdeck.charts.graph import graph
from flightdeck.charts.journey_outcomes import by_year, shared_out
from flightdeck.charts.maturity import still_open
from flightdeck.domain.filters import Basis
from flightdeck.domain.journey_wording import HIDDEN, outcomes_sentence, per_cent
from flightdeck.services.journey import Journey
from flightdeck.services.journey_outcomes import OUTCOME_LABELS, STILL_OPEN, YearOfCrimes
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import beside

READ_AT = (180, 360, 720, 1080, 1440)  # days of the table, on the grid of the curve
YOUNG = "too young"
NOT_YET = "Not yet by then"  # of crimes finalised in the months asked for, none is still open
OPEN_COUNTS = "A Kaplan–Meier estimate: a crime still open counts for as long as it has been watched."
ALL_ENDED = "Plain shares: every one of these crimes has an outcome, so nothing is estimated."


def open_share(journey: Journey) -> Component:
    """The Kaplan-Meier curve with the crimes it rests on."""
    curve = journey.curves
    drawn = graph(
        still_open(days=curve.days, survival=curve.survival, lower=curve.lower, upper=curve.upper),
        id="journey-open",
        title=f"Still without an outcome, {curve.cohort}",
        description=OPEN_COUNTS if journey.basis is Basis.RECORDED else ALL_ENDED,
        synthetic=journey.synthetic,
    )
    risk = {row.day: f"{row.at_risk:,}" for row in curve.at_risk}
    heads = [Head("Days"), Head("Without an outcome", number=True)]
    at = dict(zip(curve.days, curve.survival, strict=True))
    rows: list[list[Cell]] = [[f"{day:,}", per_cent(at[day])] for day in READ_AT if day in at]
    tables = [number_table("Without an outcome after so many days", heads, rows, id="journey-open-table")]
    if risk:
        watched: list[list[Cell]] = [[f"{day:,}", count] for day, count in risk.items()]
        tables.append(
            number_table(
                "How many crimes the estimate rests on",
                [Head("Days"), Head("Still watched", number=True)],
                watched,
                id="journey-at-risk",
            )
        )
    return beside(drawn, *tables)


def came_to(journey: Journey) -> Component:
    """The outcomes that compete, on top of each other."""
    curve = journey.curves
    rest = STILL_OPEN if journey.basis is Basis.RECORDED else NOT_YET
    drawn = graph(
        shared_out(days=curve.days, by_group=curve.incidence, rest_name=rest),
        id="journey-outcomes",
        title=f"What became of them, {curve.cohort}",
        description=outcomes_sentence(
            curve.days[-1],
            [(name, shares[-1]) for name, shares in curve.incidence.items()],
            basis=journey.basis.value,
        ),
        synthetic=journey.synthetic,
    )
    places = [curve.days.index(day) for day in READ_AT if day in curve.days]
    heads = [Head("Outcome"), *(Head(f"Day {curve.days[place]:,}", number=True) for place in places)]
    rows: list[list[Cell]] = [
        [name, *(per_cent(shares[place]) for place in places)]
        for name, shares in (*curve.incidence.items(), (rest, curve.survival))
    ]
    return beside(
        drawn,
        number_table("Outcomes by so many days after recording", heads, rows, id="journey-outcomes-table"),
    )


def year_lines(journey: Journey, outcome: str) -> Component:
    """One outcome, a line a year of recording."""
    label = OUTCOME_LABELS[outcome]
    young = [year.label for year in journey.years if not year.mature]
    lines = {year.label: (year.days, year.by_day.get(label, ())) for year in journey.years}
    return graph(
        by_year(curves=lines, young=young),
        id="journey-years",
        title=f"{label}: each year beside the others",
        description="Police years from April. A year is drawn only as far as all of its crimes have been watched.",
        synthetic=journey.synthetic,
    )


def years_table(journey: Journey) -> html.Div:
    """The share of each year with each outcome by the horizon; a year not watched so long has none."""
    recorded = journey.basis is Basis.RECORDED
    years = journey.horizon // 365
    within = (
        f"within {years} year{'s' if years > 1 else ''} of recording"
        if recorded
        else "of those finalised in the year"
    )
    heads = [
        Head("Police year"), Head("Crimes", number=True),
        *(Head(label, number=True) for label in OUTCOME_LABELS.values()), Head(STILL_OPEN, number=True),
    ]  # fmt: skip
    return number_table(
        f"Outcomes {within}, by year",
        heads,
        [_year_row(year) for year in journey.years],
        id="journey-years-table",
    )


def _year_row(year: YearOfCrimes) -> list[Cell]:
    crimes = HIDDEN if year.crimes is None else f"{year.crimes:,}"
    if not year.mature:
        return [year.label, crimes, *(YOUNG for _ in year.shares)]
    return [year.label, crimes, *(HIDDEN if share is None else per_cent(share) for share in year.shares)]
