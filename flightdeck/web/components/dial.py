"""A dial: one indicator on one card, with everything a board must know before it reads the number."""

from dash import html

from flightdeck.charts.sparkline import data_uri, recent, sparkline
from flightdeck.domain.filters import BASIS_LABELS, Basis, Filters
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.wording import count_text, interval_text, value_text
from flightdeck.web.components.links import link
from flightdeck.web.components.status import WORDS, chips, variation
from flightdeck.web.components.words import day_text

_STATES = {
    Status.SUPPRESSED: "Hidden",
    Status.NOT_COMPUTABLE: "Not computable",
    Status.INSUFFICIENT: "Too few",
}


def dial(result: KpiResult, filters: Filters) -> html.Article:
    """The card of one result; the whole card leads to the page of the indicator."""
    known = result.status is Status.OK
    state = variation(result).partition("-")[0] if known else result.status.value
    return html.Article(
        [
            _head(result, filters),
            html.Div(
                [_figure(result) if known else _no_figure(result), _picture(result)], className="dial-main"
            ),
            html.P(chips(result), className="chips"),
            html.P(result.sentence, className="sentence"),
            _foot(result),
        ],
        className=f"dial dial-{state}",
        id=f"dial-{result.id}{result.characteristic and '-' + result.characteristic}",
    )


def _head(result: KpiResult, filters: Filters) -> html.Div:
    more = {"characteristic": result.characteristic} if result.characteristic else {}
    return html.Div(
        [
            html.H3(link(result.title, f"/kpi/{result.id}", filters, className="dial-link", **more)),
            html.Span(result.ref, className="ref"),
        ],
        className="dial-head",
    )


def _figure(result: KpiResult) -> html.Div:
    return html.Div(
        [
            html.P(value_text(result), className="value"),
            *([html.P(interval_text(result), className="interval")] if result.lower is not None else []),
        ],
        className="figure",
    )


def _no_figure(result: KpiResult) -> html.Div:
    return html.Div(
        [
            html.P(_STATES[result.status], className="value value-none"),
            html.P(
                [
                    part
                    for field in result.missing[:1]
                    for part in (
                        "Missing: ",
                        html.Code(f"{field.frame}.{field.column}"),
                        f" ({field.barrier})" if field.barrier else "",
                    )
                ]
                or result.reason,
                className="interval",
            ),
        ],
        className="figure",
    )


def _picture(result: KpiResult) -> html.Figure | None:
    svg = sparkline(result)
    if not svg:
        return None
    shown = recent(result.series)
    return html.Figure(
        [
            html.Img(src=data_uri(svg), alt=_alternative(result), className="spark"),
            html.Figcaption(
                [html.Span(shown[0].period), html.Span(shown[-1].period)], **{"aria-hidden": "true"}
            ),
        ],
        className="picture",
    )


def _alternative(result: KpiResult) -> str:
    shown = recent(result.series)
    young = sum(not point.mature for point in shown)
    hidden = sum(point.hidden for point in shown)
    notes = [
        f"{result.title}, {len(shown)} periods from {shown[0].period} to {shown[-1].period}",
        WORDS[variation(result)].lower() if result.status is Status.OK else _STATES[result.status].lower(),
        *([f"the last {young} too young to judge, hollow"] if young else []),
        *([f"{hidden} hidden"] if hidden else []),
    ]
    return "; ".join(notes) + "."


def _foot(result: KpiResult) -> html.Dl:
    facts = [
        ("Counted", count_text(result) if result.denominator is not None else "–"),
        ("Basis", BASIS_LABELS[Basis(result.basis)].capitalize()),
        ("As known", day_text(result.as_at)),
    ]
    complete = (
        []
        if result.completeness is None
        else [
            html.Div(
                [
                    html.Dt("Complete"),
                    html.Dd([_mark(result.completeness), f"{result.completeness:.0%}".replace("%", " %")]),
                ]
            )
        ]
    )
    return html.Dl(
        [*(html.Div([html.Dt(name), html.Dd(text)]) for name, text in facts), *complete], className="facts"
    )


def _mark(share: float) -> html.Span:
    return html.Span(
        html.Span(style={"width": f"{share:.0%}"}), className="complete", **{"aria-hidden": "true"}
    )
