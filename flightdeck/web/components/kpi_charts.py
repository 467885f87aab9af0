"""The charts of a KPI page, each in its figure with a caption sentence and its table."""

from bisect import bisect_right
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.charts.bars import bars
from flightdeck.charts.funnel import FunnelLimit, FunnelMark, funnel
from flightdeck.charts.graph import graph
from flightdeck.charts.maturity import incidence, still_open
from flightdeck.charts.process import process
from flightdeck.charts.words import HIDDEN_WORD, group_text
from flightdeck.domain.annotation_wording import marked_sentence
from flightdeck.domain.filters import BASIS_LABELS, Basis, Filters
from flightdeck.domain.result import Group, KpiResult
from flightdeck.domain.wording import number_text
from flightdeck.services.breakdowns import FunnelAnswer
from flightdeck.services.survival import SurvivalAnswer
from flightdeck.web.components.event_parts import noted_list
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import beside, present
from flightdeck.web.components.series_table import group_table, series_table
from flightdeck.web.components.status import drawable
from flightdeck.web.components.words import counted

TOO_FEW = "Too few periods can be shown to draw a chart; the table has every period."
ONE_GROUP = "There is one group only, so there is nothing to compare."
NO_CURVE = "Too few crimes have been watched for a curve that this audience may see."


def over_time(result: KpiResult, filters: Filters) -> html.Div:
    """The process behaviour chart with its table beside it; too few points to draw are told, and stand in the table."""
    if not drawable(result):
        return html.Div([html.P(TOO_FEW), series_table(result)])
    drawn = graph(
        process(result),
        id="process-chart",
        title=f"{result.title}, {BASIS_LABELS[Basis(result.basis)]}",
        description=_process_sentence(result),
        synthetic=result.synthetic,
    )
    return beside(html.Div(present(drawn, noted_list(result.noted, filters))), series_table(result))


def _process_sentence(result: KpiResult) -> str:
    hidden = sum(point.hidden for point in result.series)
    young = sum(not point.mature and not point.hidden for point in result.series)
    lines = "what the one before leads to expect" if result.stands else "the mean"
    parts = [
        f"{counted(len(result.series), 'period')} with {lines} and the natural process limits"
        if result.spc and result.spc.mean is not None
        else f"{counted(len(result.series), 'period')}; too few to draw limits",
        *([f"{young} too young to judge, shown hollow"] if young else []),
        *([f"{hidden} {HIDDEN_WORD}, shown as gaps"] if hidden else []),
    ]
    return " ".join(part for part in ("; ".join(parts) + ".", marked_sentence(result.noted)) if part)


def breakdown(result: KpiResult, groups: Sequence[Group], *, by: str) -> html.Div:
    """Bars with intervals and the table of the same groups; a single group is no comparison, and is not drawn."""
    title = f"{result.title}, by {by}"
    table = group_table(
        groups, caption=title, value_unit=result.value_unit, unit=result.unit, id="breakdown-table"
    )
    if len(groups) == 1:
        return html.Div([html.P(ONE_GROUP), table])
    hidden = sum(group.hidden for group in groups)
    sentence = (
        f"{counted(len(groups), 'group')} over the whole period, each with the range that chance leaves open."
    )
    note = f" {counted(hidden, 'group')} {HIDDEN_WORD}." if hidden else ""
    drawn = graph(
        bars(groups, value_unit=result.value_unit),
        id="breakdown-chart",
        title=title,
        description=sentence + note,
        synthetic=result.synthetic,
    )
    return beside(drawn, table)


def places_funnel(result: KpiResult, answer: FunnelAnswer, *, by: str) -> html.Div:
    """Areas or teams on a funnel plot: fair to the small ones, and no league table."""
    shown = [group for group in answer.groups if not group.hidden and group.value is not None]
    drawn = graph(
        funnel(
            [_mark(group, answer, value_unit=result.value_unit) for group in shown],
            centre=answer.centre,
            limits=[FunnelLimit(*point) for point in _points(answer)],
            x_title=result.unit.capitalize(),
            name_all=True,
        ),
        id="funnel-chart",
        title=f"{result.title}: each {by} beside the others",
        description=f"{counted(len(shown), by)} against the number of {result.unit} each rests on. Inside the limits, "
        "the difference is no more than chance would often give.",
        synthetic=result.synthetic,
    )
    return html.Div(drawn, className="funnel")


def _points(answer: FunnelAnswer) -> list[tuple[float, float, float, float, float]]:
    curve = answer.curve
    columns = (curve.size, curve.lower_998, curve.lower_95, curve.upper_95, curve.upper_998)
    return list(zip(*columns, strict=True))


def _mark(group: Group, answer: FunnelAnswer, *, value_unit: str) -> FunnelMark:
    standing = answer.standing.get(group.code, "")
    return FunnelMark(
        label=group.label,
        denominator=group.denominator or 0,
        value=group.value or 0.0,
        text=group_text(group, value_unit=value_unit),
        outside=standing.removesuffix("_998") if standing.endswith("_998") else "",
    )


def maturity(result: KpiResult, answer: SurvivalAnswer) -> list[Component]:
    """How the cohort moves to an outcome: the open share with its band, and the outcomes that compete."""
    if not answer.days:
        return [html.P(NO_CURVE)]
    open_share = graph(
        still_open(days=answer.days, survival=answer.survival, lower=answer.lower, upper=answer.upper),
        id="maturity-chart",
        title=f"Still without an outcome, crimes of {answer.cohort}",
        description="A Kaplan–Meier estimate: a crime still open counts for as long as it has been watched.",
        synthetic=result.synthetic,
    )
    by_outcome = graph(
        incidence(days=answer.days, by_group=answer.incidence),
        id="incidence-chart",
        title=f"Outcomes reached, crimes of {answer.cohort}",
        description="Each line is the share of the cohort with that outcome so far. Outcomes compete, so the lines add up.",
        synthetic=result.synthetic,
    )
    if not answer.at_risk:
        return [html.Div([open_share, by_outcome], className="beside")]
    return [beside(open_share, _at_risk(answer)), beside(by_outcome, _reached(answer))]


def _at_risk(answer: SurvivalAnswer) -> html.Div:
    heads = [Head("Days"), Head("Still watched", number=True), Head("Without an outcome", number=True)]
    rows: list[list[Cell]] = [
        [f"{row.day:,}", f"{row.at_risk:,}", number_text(row.survival, "%")] for row in answer.at_risk
    ]
    return number_table("How many crimes the estimate rests on", heads, rows, id="at-risk")


def _reached(answer: SurvivalAnswer) -> html.Div:
    """The share with each outcome at the days of the at-risk table."""
    days = [row.day for row in answer.at_risk if row.day]
    heads = [Head("Outcome"), *(Head(f"{day:,} days", number=True) for day in days)]
    places = [bisect_right(answer.days, day) - 1 for day in days]
    rows: list[list[Cell]] = [
        [label, *(number_text(shares[place], "%") for place in places)]
        for label, shares in answer.incidence.items()
    ]
    return number_table("Share of the cohort with each outcome so far", heads, rows, id="reached")
