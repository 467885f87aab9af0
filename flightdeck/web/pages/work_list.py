"""The work list: the records to go back to, for those who may see them and say what for; checked again after each refresh."""

from urllib.parse import urlencode

from dash import html

from flightdeck.services.access import Action
from flightdeck.services.worklist import NOTHING_TO_FILL_IN
from flightdeck.web import ids
from flightdeck.web.components.characteristic_cells import PATH as MATRIX
from flightdeck.web.components.characteristic_work import (
    DOWNLOAD,
    PATH,
    first_rows,
    in_words,
    kept_table,
    origin,
    purpose_form,
    selection_of,
    standing,
    with_state,
)
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import section
from flightdeck.web.site import Children, Group, Page, View

ASKED = (
    "A work list names single records, under references that only your record system can resolve. Your name, your purpose and "
    "the number of records are written to the audit trail."
)
KEPT = (
    "A list is kept, so that it can be looked at again after the next refresh: closed, still open, gone, new."
)
STATES = "What the latest snapshot says of each record of this list."


def layout(view: View, **query: str) -> Children:
    """A kept list, the question of purpose for a new one, or every list that is kept."""
    back = html.P(link("All protected characteristics", MATRIX, view.filters), className="eyebrow")
    if query.get("list"):
        return [back, *_opened(view, query["list"])]
    if view.filters.characteristic:
        return [back, *_asked(view, query)]
    lists = view.deck.kept_work_lists(view.actor)
    held = kept_table(lists, view.filters) if lists else html.P("No list is kept yet.")
    return [back, html.H1("Work lists"), html.P(KEPT, className="lead-sentence"), held]


def _asked(view: View, query: dict[str, str]) -> list[html.P | html.H1 | html.Div]:
    selection = selection_of(query, view.filters)
    barrier = view.deck.work_list_barrier(selection, view.filters.but(characteristic=""), view.actor)
    head: list[html.P | html.H1 | html.Div] = [
        html.H1("Make a work list"),
        html.P(in_words(selection), className="lead-sentence matrix-lead"),
    ]
    if barrier:
        return [*head, html.P(f"No list can be made. {barrier} {NOTHING_TO_FILL_IN}", role="note")]
    return [
        *head,
        html.P(ASKED),
        purpose_form(),
        html.Div(id=ids.WORK_LIST_MADE, role="status"),
    ]


def _opened(view: View, name: str) -> list[html.P | html.H1 | html.Section]:
    kept, checked = view.deck.open_work_list(name, view.actor, audit=view.audit)
    chosen = kept.selection
    again = kept.filters.but(area=chosen.area, team=chosen.team, characteristic=chosen.characteristic)
    more = {"role": chosen.role, "stage": chosen.stage, "cause": chosen.cause}
    return [
        html.H1("Work list"),
        html.P(checked.sentence, className="lead-sentence", role="status"),
        section(
            "What has become of it",
            STATES,
            standing(checked),
            html.P(
                [
                    html.A(
                        "Download the list (CSV)",
                        href=f"{DOWNLOAD}?{urlencode({'list': name})}",
                        className="button",
                        download="",
                    ),
                    " ",
                    link("Make a new list of the same", PATH, again, look="button button-plain", **more),
                ],
                className="work-ways",
            ),
            first_rows(with_state(kept, checked)),
            origin(kept, checked),
            id="states",
        ),
    ]


PAGE = Page(PATH, "Work list", Action.SEE_CASES, layout, group=Group.CHARACTERISTICS, grouped=False)
