"""A dial: one KPI on one card, with everything a board must know before it reads the number."""

import re

from dash import html

from flightdeck.charts.sparkline import data_uri, recent, recent_events, sparkline
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.wording import day_text, interval_text, mean_of_text, reading, value_text
from flightdeck.services.side_by_side import Beside
from flightdeck.web.components.aria import aria
from flightdeck.web.components.beside_parts import dial_line
from flightdeck.web.components.event_parts import noted_short
from flightdeck.web.components.links import link
from flightdeck.web.components.status import chips, drawable, icon, state, state_words
from flightdeck.web.components.words import counted, said_of

_NUMBER = re.compile(r"(\D*)([\d,.]+)(.*)")


def dial(result: KpiResult, filters: Filters, pair: Beside | None = None) -> html.Article:
    """The card of one result; the whole card leads to the page of the KPI."""
    known = result.status is Status.OK
    return html.Article(
        [
            _head(result, filters),
            html.Div(
                [_figure(result), _picture(result)] if known else [_no_figure(result)], className="dial-main"
            ),
            html.P(chips(result), className="chips") if known else None,
            html.P(reading(result), className="sentence"),
            dial_line(pair, filters),
            _foot(result),
        ],
        className=f"dial dial-{state(result)}",
    )


def page_of(result: KpiResult) -> tuple[str, dict[str, str]]:
    """The path of the page of a result's KPI, and what the query adds to the filters."""
    more = {"characteristic": result.characteristic} if result.characteristic else {}
    return f"/kpi/{result.id}", more


def _head(result: KpiResult, filters: Filters) -> html.Div:
    path, more = page_of(result)
    return html.Div(
        [
            html.H3(link(result.title, path, filters, look="dial-link", **more)),
            html.Span(result.ref, className="ref"),
        ],
        className="dial-head",
    )


def _figure(result: KpiResult) -> html.Div:
    beneath = [said for said in (mean_of_text(result), interval_text(result)) if said]
    return html.Div(
        [
            html.P(_large(value_text(result)), className="value"),
            *(html.P(said, className="interval") for said in beneath),
        ],
        className="figure",
    )


def _large(text: str) -> list[str | html.Span]:
    """A figure with its words and unit set small, so that the number itself is what is seen from afar."""
    parts = _NUMBER.fullmatch(text)
    if parts is None:
        return [text]
    before, number, after = parts.groups()
    return [_small(before), number, _small(after)]


def _small(words: str) -> html.Span | str:
    return html.Span(words, className="unit") if words else ""


def _no_figure(result: KpiResult) -> html.Div:
    return html.Div(
        [html.P([icon(state(result)), value_text(result)], className="value value-none"), *_lacking(result)],
        className="figure",
    )


def _lacking(result: KpiResult) -> list[html.P]:
    return [
        html.P(
            [
                "Missing: ",
                html.Code(f"{field.frame}.{field.column}"),
                f". {said_of(field.barrier)}" if field.barrier else "",
            ],
            className="interval",
        )
        for field in result.missing[:1]
    ]


def _picture(result: KpiResult) -> html.Figure | None:
    svg = sparkline(result) if drawable(result) else ""
    if not svg:
        return None
    shown = recent(result.series)
    ends = html.Figcaption([html.Span(shown[0].period), html.Span(shown[-1].period)], **aria(hidden="true"))
    return html.Figure(
        [
            html.Img(src=data_uri(svg), alt=_alternative(result), className="spark"),
            ends,
            noted_short(recent_events(result)),
        ],
        className="picture",
    )


def _alternative(result: KpiResult) -> str:
    shown = recent(result.series)
    young = sum(not point.mature for point in shown)
    hidden = sum(point.hidden for point in shown)
    notes = [
        f"{result.title}, {counted(len(shown), 'period')} from {shown[0].period} to {shown[-1].period}",
        state_words(result).lower(),
        *([f"the latest {young} too young to judge and drawn hollow"] if young else []),
        *([f"{counted(hidden, 'period')} suppressed"] if hidden else []),
    ]
    return "; ".join(notes) + "."


def _foot(result: KpiResult) -> html.Dl:
    share = result.completeness if result.status is Status.OK else None
    facts = [
        _fact("As known on", day_text(result.as_at)),
        None if share is None else _fact("Rows kept", _mark(share), f"{100 * share:.0f} %"),
        _fact("Definition", f"v{result.version}, {result.authority}"),
    ]
    return html.Dl(facts, className="facts")


def _fact(name: str, *said: str | html.Span) -> html.Div:
    return html.Div([html.Dt(name), html.Dd(list(said))])


def _mark(share: float) -> html.Span:
    return html.Span(html.Span(style={"width": f"{share:.0%}"}), className="complete", **aria(hidden="true"))
