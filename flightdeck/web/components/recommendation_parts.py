"""The parts of the recommendations' pages: five rows a chair reads first, the evidence, and the KPIs as they stand."""

from collections.abc import Sequence

from dash import html

from flightdeck.data.governance import Recommendation as Shipped
from flightdeck.domain.filters import Filters
from flightdeck.domain.register_wording import BOARD_WORDS, STANDING_WORDS, TEXT_UNKNOWN, overdue_text
from flightdeck.domain.registers import Numbered, Standing
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.wording import STATUS_WORDS, day_text, value_text
from flightdeck.services.recommendations import Recommendation
from flightdeck.web.components.dial import page_of
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import facts
from flightdeck.web.components.register_parts import standing_chip
from flightdeck.web.components.status import chip, icon, state, state_words, variation

PATH = "/recommendations"


def row(one: Recommendation, filters: Filters) -> html.Li:
    """One recommendation as a chair sees it from the end of the table."""
    return html.Li(
        [
            html.P(str(one.number), className="recommendation-number"),
            html.Div(
                [
                    html.H2(link(one.shipped.short, f"{PATH}/{one.number}", filters)),
                    html.P(one.shipped.requirement),
                ],
                className="recommendation-about",
            ),
            html.Div(
                [html.P(standing_chip(one.standing, state_in_words(one))), _missing(one)],
                className="recommendation-state",
            ),
            facts([("Deadline", _deadline(one)), ("Owner", one.owner or "Nobody recorded")]),
        ],
        className=f"recommendation recommendation-{one.standing.value.replace('_', '-')}",
    )


def state_in_words(one: Recommendation) -> str:
    """The state, with how long it is overdue."""
    if one.standing is Standing.OVERDUE and one.shipped.deadline:
        return f"Open, {overdue_text(one.shipped.deadline, on=one.on)}"
    return STANDING_WORDS[one.standing]


def _deadline(one: Recommendation) -> str:
    return day_text(one.shipped.deadline) if one.shipped.deadline else "Unknown"


def _missing(one: Recommendation) -> html.Ul | html.P:
    if not one.missing:
        return html.P("Nothing is missing.", className="quiet")
    return html.Ul([html.Li(text) for text in one.missing], className="recommendation-missing")


def national_list(national: Sequence[Shipped]) -> html.Ul:
    """The recommendations of which nothing was seen."""
    return html.Ul(
        [
            html.Li(
                [html.Strong(str(one.number)), icon("absent"), html.Span(f"{TEXT_UNKNOWN}. Owner: national.")]
            )
            for one in national
        ],
        className="national-list",
    )


def about(one: Recommendation, *, source: str, wording: str) -> html.Dl:
    """What it asks for, by when, of whom, and where that is from."""
    shipped = one.shipped
    parts = [html.Ul([html.Li(text) for text in shipped.parts])] if shipped.parts else []
    return facts(
        [
            ("Asks for", [shipped.requirement or TEXT_UNKNOWN, *parts]),
            ("Deadline", _deadline(one)),
            ("Owner", one.owner or "Nobody recorded"),
            *([("This deck can show", shipped.wanted)] if shipped.wanted else []),
            ("Wording", f"{wording} Source: {source}."),
        ]
    )  # fmt: skip


def evidence_table(one: Recommendation) -> html.Div | html.P:
    """Documents and decisions, by number, and whether each still counts."""
    if not one.evidence:
        return html.P("No document or decision has been lodged.")
    heads = [
        Head("No.", number=True), Head("What"), Head("Reference"), Head("Dated"), Head("Review by"), Head("Board"), Head("Counts now"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            str(held.number),
            f"{held.evidence.title} ({held.evidence.form})",
            held.evidence.reference,
            day_text(held.evidence.dated_on),
            day_text(held.evidence.review_on),
            BOARD_WORDS[held.evidence.board] if held.evidence.board else "–",
            _counts(held, one),
        ]
        for held in one.evidence
    ]
    return number_table("Evidence by its number", heads, rows, id="evidence")


def _counts(held: Numbered, one: Recommendation) -> Cell:
    if held.counts_on(one.on):
        return html.Span([icon("done"), " Yes"], className="state-word")
    if held.withdrawn_on is not None and held.withdrawn_on <= one.on:
        return html.Span(
            [icon("gap"), f" No, withdrawn on {day_text(held.withdrawn_on)}"], className="state-word"
        )
    return html.Span([icon("gap"), " No, past its review"], className="state-word")


def kpi_table(results: Sequence[KpiResult], filters: Filters) -> html.Div | html.P:
    """The KPIs that evidence a recommendation, with figure and reading; one that cannot be computed says why."""
    if not results:
        return html.P("No KPI in force names this recommendation.")
    heads = [Head("KPI"), Head("Figure", number=True), Head("Reading"), Head("When"), Head("Authority")]
    rows = [_kpi(result, filters) for result in sorted(results, key=lambda one: one.ref)]
    return number_table("KPIs that evidence it, as they stand", heads, rows, id="evidencing", tall=True)


def _kpi(result: KpiResult, filters: Filters) -> list[Cell]:
    path, more = page_of(result)
    known = result.status is Status.OK
    sign = variation(result) if known else state(result)
    return [
        link(f"{result.ref} {result.title}", path, filters, **more),
        value_text(result) if known else STATUS_WORDS[result.status],
        chip(sign, state_words(result))
        if known
        else html.Span([icon(sign), html.Span(result.reason)], className="state-word state-word-long"),
        result.window or "–",
        result.authority,
    ]
