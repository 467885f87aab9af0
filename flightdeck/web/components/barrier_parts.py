"""The parts of the barriers register: one card a barrier, with what it blocks and what was done."""

from datetime import date

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.domain.register_wording import BOARD_WORDS, review_text
from flightdeck.domain.wording import day_text
from flightdeck.services.barriers import WHOLE_FRAME, Barrier, Barriers, Blocked
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import facts
from flightdeck.web.components.register_parts import history_table
from flightdeck.web.components.status import icon
from flightdeck.web.components.words import counted, said_of


def in_words(register: Barriers) -> str:
    """The register in one sentence for the chair."""
    if not register.standing:
        return "The record system gives every field that the KPIs in force need."
    kpis = {kpi.id for one in register.standing for kpi in one.kpis}
    characteristics = {name for one in register.standing for name in one.characteristics}
    unraised = sum(one.step is None for one in register.standing)
    told = f"{counted(len(register.standing), 'barrier')}: {counted(len(kpis), 'KPI')} and {counted(len(characteristics), 'protected characteristic')} are blocked, in whole or in part."
    return f"{told} {unraised or 'None'} {'has' if unraised in (0, 1) else 'have'} {'not been raised with any board' if unraised else 'been left unraised'}."


def title_of(one: Barrier) -> str:
    """A barrier as a reader calls it: the characteristics it hides, else its name in the mapping."""
    if one.characteristics:
        return ", ".join(one.characteristics)
    if one.id.endswith(f".{WHOLE_FRAME}"):
        return f"No table of {one.id.partition('.')[0].replace('_', ' ')}"
    return said_of(one.id.replace(".", ": "))


def card(one: Barrier, filters: Filters, *, on: date) -> html.Article:
    """One barrier: what is not given and why, what it blocks, and what was done about it."""
    name = f"barrier-{one.id.replace('.', '-').replace(WHOLE_FRAME, 'all')}"
    return html.Article(
        [
            html.H3(title_of(one)),
            html.P([icon(_icon(one)), html.Strong(state_of(one))], className="barrier-state"),
            facts(
                [
                    ("Field not given", html.Ul([html.Li(html.Code(f"{f.frame}.{f.column}")) for f in one.fields])),
                    ("Because", " ".join(dict.fromkeys(f.reason for f in one.fields if f.reason)) or "No reason given"),
                    ("Blocks", _blocks(one, filters)),
                    ("Owner", one.step.owner if one.step else "Nobody recorded"),
                    *([("Decision", _decision(one))] if one.step else []),
                    *([("Next review", review_text(one.step.review_on, on=on))] if one.step and one.step.review_on else []),
                    *([("First declared", f"snapshot of {day_text(one.since)}")] if one.since else []),
                ]
            ),
            html.Details(
                [html.Summary("History"), history_table(one.history, title=f"History: {title_of(one)}", id=f"{name}-history")],
                id=f"{name}-fold", className="register-fold",
            ) if one.history else None,
        ],
        id=name,
        className="barrier",
    )  # fmt: skip


def state_of(one: Barrier) -> str:
    """What stands between a barrier and its end, in words."""
    if one.resolved_on is not None:
        return f"Resolved: given since the snapshot of {day_text(one.resolved_on)}"
    if one.step is None or one.step.board is None or one.step.raised_on is None:
        return "Not raised with any board"
    raised = f"Raised with the {BOARD_WORDS[one.step.board]} on {day_text(one.step.raised_on)}"
    return f"{raised}; decided" if one.step.decided_on else f"{raised}; no decision yet"


def _icon(one: Barrier) -> str:
    if one.resolved_on is not None:
        return "done"
    return "open" if one.step and one.step.raised_on else "gap"


def _decision(one: Barrier) -> str:
    step = one.step
    if step is None or step.decided_on is None:
        return "None yet"
    return f"{step.decision} ({day_text(step.decided_on)})"


def _blocks(one: Barrier, filters: Filters) -> html.Details | str:
    if not one.kpis:
        return "No KPI in force"
    return html.Details(
        [
            html.Summary(counted(len(one.kpis), "KPI")),
            html.Ul([html.Li(_kpi(kpi, filters)) for kpi in one.kpis]),
        ],
        id=f"blocks-{one.id.replace('.', '-').replace(WHOLE_FRAME, 'all')}",
    )


def _kpi(kpi: Blocked, filters: Filters) -> list[Component]:
    part = f": {len(kpi.characteristics)} of {kpi.of} characteristics" if kpi.characteristics else ""
    return [link(f"{kpi.ref} {kpi.title}", f"/kpi/{kpi.id}", filters), html.Span(part)]
