"""The barriers register: what the record system cannot give, which KPIs and characteristics that blocks, and what was done."""

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.register_wording import as_recorded
from flightdeck.services.access import Action, may
from flightdeck.services.barriers import Barriers
from flightdeck.web import ids
from flightdeck.web.components.barrier_parts import card, in_words, title_of
from flightdeck.web.components.parts import present, section
from flightdeck.web.components.register_forms import register_form
from flightdeck.web.site import Children, Group, Page, View

STANDING = "Those that block most come first. The rows come from what the mapping declares of the record system; the boards add what was done."
RESOLVED = "What an earlier snapshot could not give and a later one does."


def layout(view: View, **_query: str) -> Children:
    """Every barrier, with the form for those who keep the register."""
    register = view.deck.barriers(view.filters, view.actor)
    choices = tuple((one.id, title_of(one)) for one in (*register.standing, *register.resolved))
    keeps = bool(choices) and may(view.actor, Action.RECORD_DECISIONS)
    return [
        html.H1("Barriers"),
        html.Div(_shown(view, register), id=ids.REGISTER_SHOWN),
        *(
            [html.Div(register_form("barrier", offered={"barrier": choices}), className="register-forms")]
            if keeps
            else []
        ),
    ]


def shown(view: View) -> list[Component]:
    """What a record changes."""
    return _shown(view, view.deck.barriers(view.filters, view.actor))


def _shown(view: View, register: Barriers) -> list[Component]:
    standing = [card(one, view.filters, on=register.on) for one in register.standing]
    resolved = [card(one, view.filters, on=register.on) for one in register.resolved]
    return present(
        html.P(in_words(register), className="lead-sentence"),
        html.P(as_recorded(register.on), className="quiet"),
        section("Standing", STANDING, html.Div(standing, className="barriers"), id="standing")
        if standing
        else None,
        section("Resolved", RESOLVED, html.Div(resolved, className="barriers"), id="resolved")
        if resolved
        else None,
    )


PAGE = Page(
    "/barriers", "Barriers", Action.SEE_FIGURES, layout, nav="Barriers", group=Group.BOARDS, filtered=False
)
