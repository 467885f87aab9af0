"""The parts of the action lists: every list with its count, the weeks ahead, and one list row by row."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dash import html
from dash.development.base_component import Component

from flightdeck.charts.count_bars import Series, count_bars
from flightdeck.charts.graph import graph
from flightdeck.charts.heat_grid import FILLS, INKS, key_said, most_of, step
from flightdeck.charts.theme import DARK_BLUE, ORANGE
from flightdeck.domain.filters import Filters
from flightdeck.domain.orders_wording import left_text, lists_sentence, shown_text
from flightdeck.domain.wording import count_text, day_text
from flightdeck.services.action_lists import WEEK, ActionLists, Rows, Tally
from flightdeck.services.action_lists_kinds import AHEAD, BY_NAME, LISTS, WARNINGS
from flightdeck.web.address import href
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import switch

PATH = "/action-lists"
DOWNLOAD = f"{PATH}.csv"
WITHIN_ANOTHER = tuple(one.name for one in LISTS if one.whole in BY_NAME)
MOST_ROWS = 200  # what one reads on a screen; the file has every row
NOT_GIVEN = "not computable"
OVERDUE, AHEAD_WORD = "Overdue now", "Falls due"
NOT_FORESEEN = "–"
UNFORESEEN = "A dash is a week that cannot be foreseen: a contact made now is due again in four weeks."
WITHOUT_WEEKS = "Not in it, because a week of them is so few that it is suppressed: "


def unverified_badge(text: str) -> html.Span:
    """The badge of what nobody has checked against a published text."""
    return html.Span([html.Strong("Not verified"), f" — {text}"], className="badge badge-proposed")


def settings_said(answer: ActionLists, *, of: str = "") -> html.P | None:
    """The settings the lists lean on, each with its badge; `of` one list only those of its own."""
    deadline = f"section 63G deadline of {answer.retention_days} days is a setting"
    clock = "the bail clock is stopped while papers are with the Crown Prosecution Service"
    said = [
        *([deadline] if not of or of.startswith("retention") else []),
        *([clock] if answer.bail_clock_pauses and (not of or of.startswith("bail")) else []),
    ]
    return html.P([unverified_badge(text) for text in said], className="badges") if said else None


def tally_chart(answer: ActionLists) -> Component:
    """How many are on each list, overdue and ahead told apart by colour, by name and by their place in the table."""
    told = [one for one in answer.tallies if not one.missing]
    drawn = count_bars(
        [one.list.title for one in told],
        [
            Series(OVERDUE, tuple(one.count.value if one.list.overdue else None for one in told), ORANGE),
            Series(
                AHEAD_WORD, tuple(None if one.list.overdue else one.count.value for one in told), DARK_BLUE
            ),
        ],
        hidden=[place for place, one in enumerate(told) if one.count.value is None],
        axis="Things to do",
    )
    return graph(
        drawn,
        id="action-lists-chart",
        title=f"On each list, {day_text(answer.as_at)}",
        description="What is overdue is orange, what falls due is blue. Bail within 14 days is also within 28.",
        synthetic=answer.synthetic,
    )


def tally_table(answer: ActionLists, filters: Filters, known: Mapping[str, str]) -> html.Div:
    """Every list: how many, and the KPI that counts the same rows; `known` gives the title of a KPI."""
    heads = [Head("List"), Head("How many", number=True), Head("KPI")]
    rows: list[list[Cell]] = [
        [
            link(one.list.title, PATH, filters, list=one.list.name)
            if answer.open and not one.missing
            else one.list.title,
            _count(one),
            link(known[one.list.kpi], f"/kpi/{one.list.kpi}", filters) if one.list.kpi in known else "–",
        ]
        for one in answer.tallies
    ]
    return number_table("Every action list", heads, rows, id="action-lists-table")


def _count(one: Tally) -> str:
    return NOT_GIVEN if one.missing else shown_text(one.count.value, at_least=one.count.at_least)


def weeks_table(answer: ActionLists) -> list[Component]:
    """What falls due in each of the weeks ahead: a grid that is shaded, and is its own table."""
    told = [one for one in answer.tallies if one.weeks is not None]
    silent = [
        WARNINGS[one.list.name][0].lower()
        for one in answer.tallies
        if one.weeks is None and one.list.name in WARNINGS and not one.missing
    ]
    if not told:
        return [html.P(f"{WITHOUT_WEEKS}{'; '.join(silent)}.")]
    ends = [answer.as_at + timedelta(days=WEEK * week) for week in range(1, AHEAD + 1)]
    most = most_of([one.weeks or () for one in told])
    heads = [Head("Falls due"), *(Head(f"by {end.day} {end:%b}", number=True) for end in ends)]
    rows: list[list[Cell]] = [
        [WARNINGS[one.list.name][0], *(_shaded(count, most=most) for count in one.weeks or ())]
        for one in told
    ]
    table = number_table(
        f"Each of the {AHEAD} weeks after {day_text(answer.as_at)}", heads, rows, id="weeks-ahead"
    )
    said = f"{key_said(most)} {UNFORESEEN}"
    return [
        table,
        html.P(said if most else "Nothing falls due in these weeks.", className="quiet"),
        *_silent(silent),
    ]


def _silent(names: Sequence[str]) -> list[Component]:
    return [html.P(f"{WITHOUT_WEEKS}{'; '.join(names)}.")] if names else []


def _shaded(count: int | None, *, most: int) -> html.Span | str:
    if count is None:
        return NOT_FORESEEN
    dark = step(count, most=most)
    return html.Span(
        count_text(count), className="week-cell", style={"background": FILLS[dark], "color": INKS[dark]}
    )


def missing_said(answer: ActionLists) -> html.Ul | None:
    """The lists the source cannot feed, and why."""
    lacking = [one for one in answer.tallies if one.missing]
    if not lacking:
        return None
    return html.Ul(
        [
            html.Li(
                [
                    html.Strong(one.list.title),
                    ": ",
                    html.Code(f"{one.missing[0].frame}.{one.missing[0].column}"),
                    f" is not given. {one.missing[0].reason}",
                ]
            )
            for one in lacking
        ],
        className="caveats",
    )


def list_switch(answer: ActionLists, filters: Filters, *, here: str) -> html.Nav:
    """Ways between the lists, each with its count."""
    ways = [
        (f"{one.list.title} ({_count(one)})", href(PATH, filters, list=one.list.name), one.list.name == here)
        for one in answer.tallies
        if not one.missing
    ]
    return switch("Lists", ways)


def download(rows: Rows, filters: Filters) -> html.P:
    """The way to the file."""
    address = href(DOWNLOAD, filters, list=rows.list.name)
    return html.P(
        html.A("Download the list (CSV)", href=address, className="button", download=""),
        className="work-ways",
    )


def rows_table(rows: Rows) -> html.Div:
    """The rows of a list, the most urgent first; the first of them where there are many."""
    several = bool((rows.rows["reference"] != rows.rows["crime_ref"]).any())  # more than one a crime
    heads = [
        Head("When"),
        Head("Due", number=True),
        Head("Why"),
        Head("Area"),
        Head("Team"),
        Head("Crime"),
        *([Head("Reference")] if several else []),
    ]
    shown = rows.rows.head(MOST_ROWS)
    lines: list[list[Cell]] = [
        [
            html.Span(
                left_text(int(row["days_left"])), className="over" if int(row["days_left"]) < 0 else ""
            ),
            _day(str(row["due_on"])),
            str(row["why"]),
            str(row["area"]),
            str(row["team"]),
            html.Code(str(row["crime_ref"])),
            *([html.Code(str(row["reference"]))] if several else []),
        ]
        for row in shown.to_dict("records")
    ]
    more = (
        f"; the first {MOST_ROWS} of {count_text(len(rows.rows))}, the file has all"
        if len(rows.rows) > MOST_ROWS
        else ""
    )
    return number_table(f"{rows.list.title}{more}", heads, lines, id="action-list", tall=True)


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%b %Y}"


def told(answer: ActionLists) -> str:
    """The sentence of all lists together; those of a longer list are not counted twice."""
    known = [one for one in answer.tallies if one.list.name not in WITHIN_ANOTHER and not one.missing]
    sums = {
        overdue: sum(one.count.value or 0 for one in known if one.list.overdue is overdue)
        for overdue in (True, False)
    }
    hidden = any(one.count.value is None or one.count.at_least for one in known)
    return lists_sentence(sums[True], sums[False], answer.as_at, hidden=hidden)
