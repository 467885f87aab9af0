"""The parts of the pages on bail, orders and section 63G: counts large, bars with their tables, waits, ways to the KPIs."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.charts.count_bars import Series, count_bars
from flightdeck.charts.graph import graph
from flightdeck.charts.theme import DARK_BLUE, TURQUOISE
from flightdeck.domain.filters import Filters
from flightdeck.domain.orders_wording import hours_text, shown_text
from flightdeck.domain.result import KpiResult
from flightdeck.domain.wording import count_text, number_text
from flightdeck.kpis.bail_regimes import ALLOWED, Regime
from flightdeck.services.action_lists_reach import ShownCount
from flightdeck.services.bail_orders_tables import Listed, Table, Waits
from flightdeck.web.components.dials import dials, width
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import beside

CLOSED = "To this audience these counts are shown for the whole of its places and every month only: clear the filters."
NOBODY = "There is nothing to count in these months."
TOO_FEW = "Too few to say how long it takes; the table has what may be shown."
_SHORT = {Regime.OLD: "Before", Regime.NEW: "From"}


def figures(told: Sequence[tuple[str, ShownCount]]) -> html.Dl:
    """A few counts, large enough for a wall."""
    return html.Dl(
        [
            html.Div(
                [html.Dt(name), html.Dd(shown_text(count.value, at_least=count.at_least))],
                className="orders-figure",
            )
            for name, count in told
        ],
        className="orders-figures",
    )


def listed_bars(
    listed: Sequence[Listed] | None,
    *,
    title: str,
    sentence: str,
    unit: str,
    head: str,
    id: str,  # noqa: A002  Dash's own word
    synthetic: bool,
    of: int | None = None,
) -> list[Component]:
    """A list of counts as bars with their table, whose first column is under `head`; `of` gives each its share of a whole."""
    if listed is None:
        return [html.P(CLOSED)]
    shown = [one for one in listed if one.count != 0]
    if not shown:
        return [html.P(NOBODY)]
    hidden = [place for place, one in enumerate(shown) if one.count is None]
    labels = [one.label for one in shown]
    chart = graph(
        count_bars(labels, [Series(unit.capitalize(), tuple(one.count for one in shown))], hidden=hidden),
        id=id,
        title=title,
        description=sentence,
        synthetic=synthetic,
    )
    shares = [Head("Share", number=True)] if of else []
    rows: list[list[Cell]] = [
        [
            one.label,
            count_text(one.count),
            *([number_text(None if one.count is None else one.count / of, "%")] if of else []),
        ]
        for one in listed
        if one.count != 0
    ]
    table = number_table(
        title, [Head(head), Head(unit.capitalize(), number=True), *shares], rows, id=f"{id}-table"
    )
    return [beside(chart, table)]


def regimes(table: Table | None, *, synthetic: bool) -> list[Component]:
    """Bail by the highest authority that extended it, under each regime, beside what that authority may allow."""
    if table is None:
        return [html.P(CLOSED)]
    if not table.rows:
        return [html.P(NOBODY)]
    title = "Bail periods by the highest authority that extended them"
    caption = f"{title}: arrested before, or from, 28 October 2022"
    series = [
        Series(name, table.column(code), colour)
        for (code, name), colour in zip(table.columns, (TURQUOISE, DARK_BLUE), strict=True)
    ]
    chart = graph(
        count_bars([row.label for row in table.rows], series, axis="Bail periods"),
        id="regimes",
        title=title,
        description="The day of arrest decides which regime holds. A bar that is missing is none, or suppressed: the table says which.",
        synthetic=synthetic,
    )
    heads = [
        Head("Authority"),
        *(
            head
            for code, _ in table.columns
            for head in (Head(_SHORT[Regime(code)], number=True), Head("May run to"))
        ),
    ]
    rows: list[list[Cell]] = [
        [
            row.label,
            *(
                cell
                for (code, _), count in zip(table.columns, row.counts, strict=True)
                for cell in (count_text(count), _allowed(code, row.code))
            ),
        ]
        for row in table.rows
    ]
    rows.append(["All", *(cell for count in table.totals for cell in (count_text(count), ""))])
    return [beside(chart, number_table(caption, heads, rows, id="regimes-table", marked=[len(rows) - 1]))]


def _allowed(regime: str, authority: str) -> str:
    found = ALLOWED[Regime(regime)].get(authority)
    return "–" if found is None else found.words


def kinds_by_state(table: Table | None) -> Component | None:
    """Every kind of order by where it stands, for those who may see small counts."""
    if table is None or not table.rows:
        return None
    heads = [Head("Order"), *(Head(name, number=True) for _, name in table.columns), Head("All", number=True)]
    rows: list[list[Cell]] = [
        [row.label, *(count_text(count) for count in row.counts), count_text(row.total)] for row in table.rows
    ]
    rows.append(["All", *(count_text(count) for count in table.totals), count_text(table.total)])
    return number_table(
        "Each kind of order by where it stands", heads, rows, id="orders-by-state", marked=[len(rows) - 1]
    )


def waits_shown(
    waits: Sequence[Waits],
    *,
    caption: str,
    late: str,
    unit: str,
    id: str,  # noqa: A002  Dash's own word
    synthetic: bool,
) -> list[Component]:
    """How long each step took, drawn where there are enough to say, with its table."""
    if not waits:
        return [html.P(CLOSED)]
    table = _waits_table(waits, caption=caption, late=late, unit=unit, id=f"{id}-table")
    drawn = [one for one in waits if one.median is not None]
    if not drawn:
        return [html.P(TOO_FEW), table]
    chart = count_bars(
        [one.label for one in drawn],
        [
            Series("Half within", tuple(one.median for one in drawn), TURQUOISE),
            Series("9 in 10 within", tuple(one.nine_in_ten for one in drawn), DARK_BLUE),
        ],
        unit=unit,
    )
    said = "Half took no longer than the upper bar, nine in ten no longer than the lower one."
    return [beside(graph(chart, id=id, title=caption, description=said, synthetic=synthetic), table)]


def _waits_table(
    waits: Sequence[Waits],
    *,
    caption: str,
    late: str,
    unit: str,
    id: str,  # noqa: A002  Dash's own word
) -> html.Div:
    """How long each step took: half of them, nine in ten, and how many took longer than they should."""
    heads = [
        Head("Step"),
        Head("How many", number=True),
        Head("Half within", number=True),
        Head("9 in 10 within", number=True),
        Head(late, number=True),
    ]
    rows: list[list[Cell]] = [
        [
            one.label,
            count_text(one.count),
            _time(one.median, unit),
            _time(one.nine_in_ten, unit),
            _late(one),
        ]
        for one in waits
    ]
    return number_table(caption, heads, rows, id=id)


def _time(value: float | None, unit: str) -> str:
    return hours_text(value) if unit == "hours" else number_text(value, unit)


def _late(one: Waits) -> str:
    if not one.timed:
        return "–"
    if one.late is None or not one.count:
        return "suppressed" if one.count != 0 else "–"
    return f"{count_text(one.late)} ({number_text(one.late / one.count, '%')})"


def block(results: Sequence[KpiResult], filters: Filters) -> html.Div:
    """The KPIs of a block as dials, each a way to its page."""
    return html.Div(dials(results, filters), className=width(results))
