"""The plus and minus of a decision: what could be said if one team recorded as well as the best."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.filters import Filters
from flightdeck.domain.wording import count_text
from flightdeck.services.what_if import Change, WhatIf
from flightdeck.web.components.characteristic_words import percent
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import address_form, picker, present


def team_form(path: str, teams: Sequence[str], *, chosen: str, kept: dict[str, str]) -> html.Form:
    """The question: which team?"""
    return address_form(
        path,
        picker(
            "what_if",
            "If this team recorded as well as the best",
            [(team, team) for team in teams],
            chosen=chosen,
            prompt="Choose a team",
        ),
        kept=kept,
        button="Show what changes",
        label="What if",
    )


def outcome(answer: WhatIf, filters: Filters, *, characteristic: str) -> list[Component]:
    """The sentence, what could be said then by this characteristic, and every other KPI one step away."""
    changes = [one for one in answer.changes if one.characteristic == characteristic]
    if not changes:
        return [html.P("No KPI can be compared by this characteristic.")]
    won = [one for one in changes if one.becomes_reportable]
    told = f"Every KPI by this characteristic, now and then ({len(changes)})"
    every = _table(answer, changes, filters, name="what-if-all")
    return present(
        html.P(answer.sentence, className="said"),
        _table(answer, won, filters, name="what-if-table") if won else None,
        html.Details([html.Summary(told), every], className="as-table", id="what-if-more"),
    )


def _table(answer: WhatIf, changes: Sequence[Change], filters: Filters, *, name: str) -> Component:
    heads = [
        Head("KPI"),
        Head("Has a value now", number=True),
        Head("It would be", number=True),
        Head("Records to fix", number=True),
        Head(f"Against the floor of {percent(answer.floor)}"),
    ]
    rows: list[list[Cell]] = [
        [
            link(one.title, f"/kpi/{one.kpi}", filters),
            percent(one.completeness),
            percent(one.after),
            count_text(one.records),
            _standing(one),
        ]
        for one in changes
    ]
    best = changes[0]
    caption = f"{answer.team} at {percent(best.team_completeness)} and {best.best_team}, the best, at {percent(best.best_completeness)}"
    return number_table(f"Completeness now and then: {caption}", heads, rows, id=name)


def _standing(one: Change) -> str:
    if one.becomes_reportable:
        return "Could be said then"
    return "Can be said already" if one.reportable_now else "Still could not be said"
