"""Dated events: the list beneath a chart that they are marked on, and the table of the register."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dash import html

from flightdeck.domain.annotation_wording import CHANGE_WORDS, noted_text, touches_text
from flightdeck.domain.annotations import Annotation
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import Noted
from flightdeck.domain.wording import day_text
from flightdeck.web.components.aria import aria
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table

PATH = "/events"


def noted_list(noted: Sequence[Noted], filters: Filters) -> html.Div | None:
    """The events marked on a chart, each with the number it is marked by."""
    if not noted:
        return None
    return html.Div(
        [
            html.P(["Marked on the chart (", link("all events", PATH, filters), "):"]),
            html.Ul(
                [html.Li([_number(one.number), " ", noted_text(one)]) for one in noted], className="noted"
            ),
        ],
        className="noted-block",
    )


def noted_short(noted: Sequence[Noted]) -> html.Ul | None:
    """The events of a small picture: number, title and day."""
    if not noted:
        return None
    said = [html.Li([_number(one.number), f" {one.title}, {day_text(one.on)}"]) for one in noted]
    return html.Ul(said, className="noted noted-short", **aria(label="Events marked"))


def _number(number: int) -> html.Span:
    return html.Span(
        [html.Span("Event ", className="visually-hidden"), str(number)], className="noted-number"
    )


def titles(definitions: Iterable[Definition]) -> dict[str, str]:
    """What an event may name a KPI by, its id or its number, and the title a reader knows it by.

    A number that several definitions share stays a number: an event that names it touches them all.
    """
    listed = list(definitions)
    shared = Counter(one.ref for one in listed)
    named = {one.ref: f"{one.title} ({one.ref})" for one in listed if shared[one.ref] == 1}
    return named | {one.id: f"{one.title} ({one.ref})" for one in listed}


def events_table(annotations: Sequence[Annotation], names: Mapping[str, str]) -> html.Div | html.P:
    """Every event, the latest day first; `names` are the titles of the KPIs."""
    if not annotations:
        return html.P("No event is recorded yet.")
    heads = [
        Head("No.", number=True),
        Head("Day"),
        Head("Event"),
        Head("Kind"),
        Head("Touches"),
        Head("Limits"),
        Head("State"),
    ]
    rows: list[list[Cell]] = [
        [
            str(one.number),
            day_text(one.event.happened_on),
            one.event.title,
            CHANGE_WORDS[one.event.change],
            touches_text(one.event, names),
            "may be redrawn" if one.event.may_rebase else "stay",
            "stands" if one.withdrawn_on is None else f"withdrawn on {day_text(one.withdrawn_on)}",
        ]
        for one in annotations
    ]
    return number_table("Events, the latest day first", heads, rows, id="events-table")
