"""The parts of the page of one characteristic: its figure, who is in it, its places and its groups."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from flightdeck.charts.bars import bars
from flightdeck.charts.graph import graph
from flightdeck.charts.words import HIDDEN_WORD
from flightdeck.domain.codes import RecordingStatus
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import Group, KpiResult
from flightdeck.domain.wording import count_text, interval_text
from flightdeck.services.breakdowns import FunnelAnswer
from flightdeck.services.characteristic_cell import Cell
from flightdeck.services.recording_groups import RecordedGroup
from flightdeck.web.address import href
from flightdeck.web.components.characteristic_cells import four_bar
from flightdeck.web.components.characteristic_table import COUNTS
from flightdeck.web.components.characteristic_words import percent
from flightdeck.web.components.kpi_charts import places_funnel
from flightdeck.web.components.number_table import Cell as Written
from flightdeck.web.components.number_table import Head, number_table
from flightdeck.web.components.parts import beside
from flightdeck.web.components.series_table import group_table
from flightdeck.web.components.status import chips, icon

BARRIERS = "/data-quality"
BARRIER_PLACE = "#cannot"
_STATUSES = [status.value for status in RecordingStatus if status is not RecordingStatus.NOT_APPLICABLE]


def cannot(cell: Cell, filters: Filters) -> html.Div:
    """That a characteristic cannot be known, why, and the way to the barrier; never 0 %."""
    barrier = dcc.Link("See the barrier", href=f"{href(BARRIERS, filters)}{BARRIER_PLACE}")
    return html.Div(
        [
            html.P([icon("absent"), html.Strong(f"{cell.cause_text}.")], className="cannot-head"),
            html.P([cell.reason, " ", barrier] if cell.barrier else cell.reason),
        ],
        className="cannot",
    )


def headline(cell: Cell, result: KpiResult, *, core: Cell) -> html.Div:
    """The share with a value, large, over its four-part bar; beneath, what it is worth beside the other three."""
    return html.Div(
        [
            html.P(percent(cell.substantive), className="big-value"),
            html.P(
                f"of {count_text(cell.in_scope)} have a value. {interval_text(result)}".strip(),
                className="big-interval",
            ),
            html.P(chips(result), className="chips"),
            html.Div(four_bar(cell), className="big-bar"),
            html.P(_before(cell), className="quiet"),
            html.H2("Core four", className="core-head"),
            html.P(
                [
                    html.Strong(percent(core.substantive)),
                    " have all four: age, sex, self-defined ethnicity and disability.",
                ]
            ),
            html.Div(four_bar(core)),
        ],
        className="headline",
    )


def _before(cell: Cell) -> str:
    if cell.previous is None:
        return "The snapshot does not reach back to a window before."
    return f"It was {percent(cell.previous)} in the {cell.previous_window}. Whether that is more than chance, the process chart says."


def who(cell: Cell) -> html.Div:
    """Everybody in scope by what is on record; the parts always add up."""
    whole = cell.in_scope or 0
    rows: list[list[Written]] = []
    for name in _STATUSES:
        count = getattr(cell, name)
        share = "" if count is None or not whole else percent(count / whole)
        rows.append([COUNTS[name], count_text(count), share])
    rows.append([html.Strong("Everybody in scope"), count_text(cell.in_scope), percent(1.0) if whole else ""])
    rows.append(["Does not apply, not in the total", count_text(cell.not_applicable), ""])
    heads = [Head("On record"), Head("Persons", number=True), Head("Share", number=True)]
    return html.Div(
        number_table("Every person in the role, by what is on record", heads, rows, id="who"),
        className="headline",
    )


def place_groups(result: KpiResult, answer: FunnelAnswer, *, by: str) -> list[Component]:
    """Areas or teams on a funnel, with their table."""
    title = f"{result.title}, by {by}"
    table = group_table(answer.groups, caption=title, value_unit="%", unit=result.unit, id="places-table")
    return [beside(places_funnel(result, answer, by=by), table)]


def recorded_groups(
    result: KpiResult, groups: Sequence[RecordedGroup], *, by: str, sentence: str
) -> list[Component]:
    """The groups as bars with their intervals, and the four figures of each in the table."""
    shown = [_group(one) for one in groups]
    drawn = graph(
        bars(shown, value_unit="%"),
        id="groups-chart",
        title=f"Has a value, {by}",
        description=sentence,
        synthetic=result.synthetic,
    )
    return [beside(drawn, _groups_table(groups, by=by))]


def groups_sentence(groups: Sequence[RecordedGroup]) -> str:
    """Whether the most and the least complete group differ by more than chance."""
    known = [
        one
        for one in groups
        if not one.hidden and one.substantive is not None and one.lower is not None and one.upper is not None
    ]
    hidden = sum(one.hidden for one in groups)
    rest = f" {hidden} suppressed." if hidden else ""
    if len(known) < 2:  # noqa: PLR2004  one group has nothing to stand beside
        return f"Too few groups can be shown to compare.{rest}"
    least = min(known, key=lambda one: one.substantive or 0)
    most = max(known, key=lambda one: one.substantive or 0)
    differ = (most.lower or 0) > (least.upper or 0)
    told = "more than chance would often give" if differ else "no more than chance would often give"
    return f"From {percent(least.substantive)} ({least.label.lower()}) to {percent(most.substantive)} ({most.label.lower()}): {told}.{rest}"


def _group(one: RecordedGroup) -> Group:
    return Group(
        one.code, one.label, one.valid, one.in_scope, one.substantive, one.lower, one.upper, hidden=one.hidden
    )


def _groups_table(groups: Sequence[RecordedGroup], *, by: str) -> html.Div:
    heads = [
        Head("Group"),
        *(Head(text, number=True) for text in ("Has a value", "Share", "Explained", "Not stated", "Gap")),
    ]
    rows: list[list[Written]] = [
        [
            one.label,
            HIDDEN_WORD if one.hidden else f"{count_text(one.valid)} of {count_text(one.in_scope)}",
            *(
                percent(None if one.hidden else share)
                for share in (one.substantive, one.explained, one.ambiguous, one.gap)
            ),
        ]
        for one in groups
    ]
    return number_table(f"What is on record, {by}", heads, rows, id="groups-table")
