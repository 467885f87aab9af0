"""Action lists: what falls due and what is overdue in live cases, for supervisors to act on and boards to foresee."""

from dash import html

from flightdeck.domain.orders_wording import list_sentence
from flightdeck.services.access import Action
from flightdeck.web.components.action_list_parts import (
    PATH,
    download,
    list_switch,
    missing_said,
    rows_table,
    settings_said,
    tally_chart,
    tally_table,
    told,
    weeks_table,
)
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import beside, present, section
from flightdeck.web.site import Children, Group, Page, View

NOW = "What needs doing, list by list. A case can be on several."
OPENS = "Choose a list to see its cases, the most urgent first."
CLOSED = "You see how many there are. Supervisors and analysts see the cases."
WEEKS = "What falls due week by week, so that nobody is surprised."


def layout(view: View, **query: str) -> Children:
    """Every list, or the rows of one."""
    if query.get("list"):
        return _opened(view, query["list"])
    answer = view.deck.action_lists(view.filters, view.actor)
    known = {one.id: one.title for one in view.deck.definitions()}
    return present(
        html.H1("Action lists"),
        html.P(told(answer), className="lead-sentence"),
        html.P(OPENS if answer.open else CLOSED),
        settings_said(answer),
        section(
            "What needs doing", NOW,
            beside(tally_chart(answer), tally_table(answer, view.filters, known)), missing_said(answer), id="now",
        ),
        section("The weeks ahead", WEEKS, *weeks_table(answer), id="weeks"),
    )  # fmt: skip


def _opened(view: View, name: str) -> Children:
    rows = view.deck.action_list(name, view.filters, view.actor)
    answer = view.deck.action_lists(view.filters, view.actor)
    view.audit.record(view.actor, "show_action_list", rows.list.name, view.filters.to_pairs(), len(rows.rows))
    said = list_sentence(
        rows.list.title, len(rows.rows), rows.list.unit, rows.as_at, overdue=rows.list.overdue
    )
    return present(
        html.P(link("All action lists", PATH, view.filters), className="eyebrow"),
        html.H1(rows.list.title),
        html.P(said, className="lead-sentence", role="status"),
        html.P([html.Strong("What to do: "), rows.list.ask, f" {rows.list.caveat}"]),
        settings_said(answer, of=name),
        download(rows, view.filters) if len(rows.rows) else None,
        rows_table(rows) if len(rows.rows) else None,
        html.Div(list_switch(answer, view.filters, here=name), className="other-lists"),
    )


PAGE = Page(
    PATH, "Action lists", Action.SEE_FIGURES, layout, nav="Action lists", group=Group.ACTIONS, grouped=False
)
