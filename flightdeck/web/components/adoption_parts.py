"""The adoption register on screen: states with their icons, the table of the catalogue, and what the deck found by itself."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from dash import html

from flightdeck.domain.adoption import STATE_WORDS, AdoptionState
from flightdeck.domain.definition import PILLAR_TITLES, Pillar
from flightdeck.domain.filters import Filters
from flightdeck.domain.register_wording import BOARD_WORDS, CHOICE_WORDS
from flightdeck.domain.registers import AdoptionDecision
from flightdeck.domain.wording import day_text
from flightdeck.services.adoption import Row
from flightdeck.services.adoption_store import Seen
from flightdeck.web.address import href
from flightdeck.web.components.aria import aria
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.status import icon
from flightdeck.web.components.words import counted

PATH = "/adoption"
LATEST = 20  # lines of what the deck found; the rest is printed by the command
_ICONS = {
    AdoptionState.PROPOSED: "open",
    AdoptionState.ADOPTED: "done",
    AdoptionState.SUPERSEDED: "common",
    AdoptionState.RETIRED: "absent",
    AdoptionState.NOT_COMPUTABLE: "gap",
    AdoptionState.COMING: "few",
}
_MEANS = {
    AdoptionState.PROPOSED: "Ours, and no board’s or the nation’s; read until another takes its place.",
    AdoptionState.ADOPTED: "National, or the force’s own; in force, and the record system can feed it.",
    AdoptionState.NOT_COMPUTABLE: "The record system does not give what it needs.",
    AdoptionState.SUPERSEDED: "Another stands in its place; this one stays readable beside it.",
    AdoptionState.RETIRED: "Taken off the flight deck; it stays readable.",
    AdoptionState.COMING: "Published with a day that has not come.",
}


def state_chip(found: AdoptionState) -> html.Span:
    """A state as an icon and a word."""
    name = _ICONS[found]
    return html.Span([icon(name), html.Span(STATE_WORDS[found])], className=f"standing standing-{name}")


def tally(rows: Sequence[Row]) -> html.Ul:
    """How many definitions are in each state, and what the state means."""
    counts = Counter(row.state for row in rows)
    return html.Ul(
        [
            html.Li(
                [html.Strong(f"{counts[found]:,}"), state_chip(found), html.Span(means, className="quiet")],
                className="adoption-count",
            )
            for found, means in _MEANS.items()
        ],
        className="adoption-counts",
    )


def state_switch(rows: Sequence[Row], filters: Filters, *, chosen: str) -> html.Nav:
    """Links between all states and one of them."""
    there = [found for found in _MEANS if any(row.state is found for row in rows)]
    ways = [("All", "", not chosen), *((STATE_WORDS[one], one.value, one.value == chosen) for one in there)]
    return html.Nav(
        [
            html.Span("State", className="switch-label"),
            html.Ul([html.Li(_way(words, value, filters, here=here)) for words, value, here in ways]),
        ],
        className="switch",
        **aria(label="State"),
    )


def _way(words: str, value: str, filters: Filters, *, here: bool) -> html.Span | html.A:
    """A link that loads the page afresh: Dash takes many seconds to draw one long table in the place of another."""
    if here:
        return html.Span(
            [words, html.Span(" (shown now)", className="visually-hidden")], className="here", tabIndex=-1
        )
    return html.A(words, href=href(PATH, filters, state=value) if value else href(PATH, filters))


def register_folds(rows: Sequence[Row], filters: Filters, *, unfolded: bool) -> html.Div:
    """The catalogue by pillar, each folded under how many of its definitions stand in which state."""
    parts = [(pillar, [row for row in rows if row.pillar is pillar]) for pillar in Pillar]
    return html.Div(
        [
            html.Details(
                [html.Summary(_said(pillar, found)), _register_table(pillar, found, filters)],
                open=unfolded,
                className="register-fold",
            )
            for pillar, found in parts
            if found
        ],
        id="adoption-table",
    )


def _said(pillar: Pillar, rows: Sequence[Row]) -> str:
    counts = Counter(row.state for row in rows)
    states = ", ".join(f"{counts[state]} {STATE_WORDS[state].lower()}" for state in _MEANS if counts[state])
    return f"{PILLAR_TITLES[pillar]}: {states}"


def _register_table(pillar: Pillar, rows: Sequence[Row], filters: Filters) -> html.Div:
    """One line a definition: its number, state and why, authority and version, and what a board decided."""
    heads = [
        Head("No."),
        Head("KPI"),
        Head("State"),
        Head("Definition"),
        Head("In force from"),
        Head("Decided"),
    ]
    lines: list[list[Cell]] = [
        [
            row.ref,
            link(row.title, f"/definitions/{row.kpi}", filters),
            _state(row),
            f"{row.authority.value}, version {row.version}",
            day_text(row.in_force_from),
            decided(row.decision),
        ]
        for row in rows
    ]
    return number_table(f"{PILLAR_TITLES[pillar]}, by number", heads, lines, id=f"adoption-{pillar}")


def _state(row: Row) -> html.Span | html.Div:
    return (
        html.Div([state_chip(row.state), html.P(row.why, className="why")])
        if row.why
        else state_chip(row.state)
    )


def decided(decision: AdoptionDecision | None) -> str:
    """What a board decided and when, if any did."""
    if decision is None:
        return "None recorded"
    board, day = BOARD_WORDS[decision.board], day_text(decision.decided_on)
    return f"{CHOICE_WORDS[decision.choice]}: {board}, {day}"


def found_table(found: Sequence[Seen], rows: Sequence[Row]) -> html.Div | html.P:
    """What the deck wrote down by itself, the latest first; what it found at one time of many stands in one line.

    What the register has no more keeps the name it was found by.
    """
    if not found:
        return html.P("Nothing has been found yet; the server looks whenever somebody opens a page.")
    names = {row.kpi: f"{row.title} ({row.authority.value}, version {row.version})" for row in rows}
    heads = [Head("Found"), Head("Definition"), Head("State"), Head("Snapshot")]
    together = [list(same) for _, same in groupby(reversed(found), key=_alike)]
    lines: list[list[Cell]] = [
        [
            day_text(date.fromisoformat(one.at[:10])),
            _definitions([names.get(each.kpi, each.kpi) for each in same]),
            ": ".join(part for part in (STATE_WORDS[AdoptionState(one.state)], one.why) if part),
            one.snapshot,
        ]
        for same in together[:LATEST]
        for one in same[:1]
    ]
    return number_table("What changed, the latest first", heads, lines, id="adoption-found", tall=True)


def _alike(one: Seen) -> tuple[str, ...]:
    return one.at[:10], one.state, one.why, one.snapshot


def _definitions(names: Sequence[str]) -> Cell:
    if len(names) == 1:
        return names[0]
    return html.Details(
        [html.Summary(counted(len(names), "definition")), html.Ul([html.Li(name) for name in names])]
    )
