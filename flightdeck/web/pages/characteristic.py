"""One protected characteristic: how well it is recorded, where the gap lies, and what may be said."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.kpis.recording import ROLES
from flightdeck.services.access import Action, may
from flightdeck.services.characteristic_cell import Cell
from flightdeck.services.characteristic_profile import Profile
from flightdeck.services.recording_groups import RecordedGroup
from flightdeck.web.address import href
from flightdeck.web.components.characteristic_cells import PATH, key
from flightdeck.web.components.characteristic_disparity import said
from flightdeck.web.components.characteristic_gap import gap_sentence, gap_table
from flightdeck.web.components.characteristic_profile import (
    cannot,
    groups_sentence,
    headline,
    place_groups,
    recorded_groups,
    who,
)
from flightdeck.web.components.characteristic_values import values_parts
from flightdeck.web.components.characteristic_what_if import outcome, team_form
from flightdeck.web.components.choice import one_of
from flightdeck.web.components.kpi_charts import over_time
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import present, section, switch
from flightdeck.web.site import Children, Group, Page, View

KPIS = ("charged_within_12_months", "victim_does_not_support")  # what a board asks of a characteristic first
PLACES = ("team", "area")
NOT_RECORDED = "Not recorded"
GROUPS = {
    "stage": ("by_stage", "by the furthest stage the case reached"),
    "offence": ("by_offence", "by offence"),
    "route": ("by_route", "by how it was reported"),
    "weekday": ("by_weekday", "by the day of the week it was reported"),
    "age of the record": ("by_days_since_recorded", "by how long ago it was recorded"),
}
OVER_TIME = "The share with a value, period by period. Inside the limits it is as it usually is; a signal is worth asking about."
WHERE = "Each place against how many it has: inside the funnel, the difference is no more than chance would often give."
DIFFERS = "Recording is often better in cases that go further; if it is, a comparison among the recorded flatters the record."
VALUES = "The values with the gap drawn in: a difference from the population says nothing while the gap could fill it."
SAID = "A comparison is drawn only where enough is on record; below the floor, the range that the missing leave open."
WHAT_IF = "What one team’s recording would change for the whole force."


def layout(view: View, **query: str) -> Children:
    """Everything about one characteristic in one role."""
    role = one_of(query, "role", list(ROLES))
    name = query["characteristic"]
    found = view.deck.profile(name, role, view.filters.but(characteristic=""), view.actor)
    cell = found.cell
    return present(
        html.P(link("All protected characteristics", PATH, view.filters), className="eyebrow"),
        html.H1(cell.title),
        html.P(_lead(cell), className="lead-sentence matrix-lead"),
        switch(
            "Role",
            [
                (one.title, href(view.path, view.filters, role=one.name), one.name == role)
                for one in ROLES.values()
            ],
        ),
        *(
            _figures(view, found, query)
            if cell.computable and not cell.hidden and cell.substantive is not None
            else [_none(view, found)]
        ),
    )


def _lead(cell: Cell) -> str:
    """What there is to say; of what cannot be known, what it would take."""
    if cell.computable:
        return cell.sentence
    return (
        f"{cell.title} cannot be known for {cell.role_title.lower()}. It takes a change to the record system or its extract, not "
        "better recording."
    )


def _none(view: View, found: Profile) -> Component | None:
    if found.cell.computable:
        return None  # the sentence above says that the numbers are too small, or that there is nobody
    return html.Div(cannot(found.cell, view.filters), className="headline cell-absent")


def _figures(view: View, found: Profile, query: Mapping[str, str]) -> list[Component | None]:
    cell = found.cell
    return [
        key(hidden=cell.gap is None),
        html.Div([headline(cell, found.result, core=found.core_four), who(cell)], className="headline-row"),
        section("Over time", OVER_TIME, over_time(found.result, view.filters), id="over-time"),
        _fastest(view, found),
        _places(view, found, query),
        _differs(view, found, query),
        _values(found),
        *([_compared(view, found, query), _what_if(view, found, query)] if cell.role == "victim" else []),
    ]


def _fastest(view: View, found: Profile) -> Component:
    asked = view.filters.but(characteristic=found.cell.characteristic)
    answer = view.deck.pareto(found.cell.role, asked, view.actor)
    listed = may(view.actor, Action.SEE_CASES if found.cell.role == "victim" else Action.SEE_SUSPECTS)
    return section(
        "What closes the gap fastest",
        gap_sentence(answer),
        *gap_table(answer, view.filters, listed=listed),
        id="fastest",
    )


def _places(view: View, found: Profile, query: Mapping[str, str]) -> Component | None:
    by = one_of(query, "place", list(PLACES))
    answer = {"area": found.by_area, "team": found.by_team}[by]
    if answer is None:
        return None
    ways = [(one.capitalize(), _here(view, query, place=one), one == by) for one in PLACES]
    return section(
        "By place",
        WHERE,
        switch("Beside each other", ways),
        *place_groups(found.result, answer, by=by),
        id="places",
    )


def _differs(view: View, found: Profile, query: Mapping[str, str]) -> Component | None:
    offered = {name: groups for name, (field, _) in GROUPS.items() if (groups := _groups(found, field))}
    if not offered:
        return None
    by = one_of(query, "split", list(offered))
    ways = [(one.capitalize(), _here(view, query, split=one), one == by) for one in offered]
    groups, words = offered[by], GROUPS[by][1]
    drawn = recorded_groups(found.result, groups, by=words, sentence=groups_sentence(groups))
    return section("Where recording differs", DIFFERS, switch("By", ways), *drawn, id="differs")


def _groups(found: Profile, field: str) -> Sequence[RecordedGroup]:
    groups: Sequence[RecordedGroup] = getattr(found, field)
    return groups


def _values(found: Profile) -> Component | None:
    if found.values is None or not found.values.groups:
        return None
    note = html.P(found.values.population_note, className="quiet") if found.values.population_note else None
    title = f"{found.cell.title}: values on record, {found.cell.window}"
    parts = values_parts(found.values, title=title, synthetic=found.result.synthetic)
    return section("What is on record", VALUES, *parts, note, id="values")


def _compared(view: View, found: Profile, query: Mapping[str, str]) -> Component:
    kpi = one_of(query, "kpi", list(KPIS))
    told = view.deck.disparity(
        kpi, found.cell.characteristic, view.filters.but(characteristic=""), view.actor
    )
    ways = [(view.deck.definition(one).title, _here(view, query, kpi=one), one == kpi) for one in KPIS]
    parts = said(told, synthetic=found.result.synthetic)
    return section("What may be said", SAID, switch("KPI", ways), *parts, id="said")


def _what_if(view: View, found: Profile, query: Mapping[str, str]) -> Component | None:
    """The simulation of the team that the reader asks about; it looks at every KPI, so it is not made unasked."""
    filters = view.filters.but(characteristic="")
    offered = view.deck.options(view.actor, filters.but(team="")).teams
    teams = [team for team in offered if team != NOT_RECORDED]
    if not teams:
        return None
    team = one_of(query, "what_if", teams) if query.get("what_if") else ""
    form = team_form(view.path, teams, chosen=team, kept=_kept(view, query, leave="what_if"))
    name = found.cell.characteristic
    told = outcome(view.deck.what_if(team, filters, view.actor), filters, characteristic=name) if team else []
    return section("If one team recorded better", WHAT_IF, form, *told, id="what-if")


_WAYS = ("role", "place", "split", "kpi", "what_if")


def _kept(view: View, query: Mapping[str, str], *, leave: str = "") -> dict[str, str]:
    """What the address says besides the choice that changes."""
    own = {name: query[name] for name in _WAYS if query.get(name) and name != leave}
    return {**view.filters.but(characteristic="").to_pairs(), **own}


def _here(view: View, query: Mapping[str, str], **changed: str) -> str:
    own = {name: query[name] for name in _WAYS if query.get(name)}
    return href(view.path, view.filters.but(characteristic=""), **{**own, **changed})


PAGE = Page(
    f"{PATH}/<characteristic>",
    "Protected characteristic",
    Action.SEE_FIGURES,
    layout,
    group=Group.CHARACTERISTICS,
)
