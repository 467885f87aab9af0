"""The boards' own registers: when each met and reviewed the flight deck, the products, and the problem profile."""

from dash import html

from flightdeck.domain.register_wording import BOARD_WORDS, as_recorded, boards_sentence
from flightdeck.services.access import Action, may
from flightdeck.web import ids
from flightdeck.web.components.board_parts import meetings, products_table, profile
from flightdeck.web.components.parts import section
from flightdeck.web.components.register_forms import register_form
from flightdeck.web.components.register_parts import history_table
from flightdeck.web.site import Children, Group, Page, View

ABOUT = "What the boards did with the flight deck, how far the products of the National Operating Model have come, and how old the problem profile is."
MEETINGS = "A meeting counts as a review when the flight deck was before it."
PRODUCTS = "Three names were seen; those a force adds are marked as not verified. Embedded means in daily use, not merely handed over."
PROFILE = "Recommendation 11 asks for one; its age shows whether it is kept."
HISTORY = "Every record with its day, the role that wrote it, and why. Nothing is overwritten."
FORMS = ("meeting", "product", "profile")


def layout(view: View, **_query: str) -> Children:
    """The three registers, with the forms for those who keep them."""
    keeps = may(view.actor, Action.RECORD_DECISIONS)
    return [
        html.H1("Boards"),
        html.Div(shown(view), id=ids.REGISTER_SHOWN),
        *([html.Div([register_form(kind) for kind in FORMS], className="register-forms")] if keeps else []),
    ]


def shown(view: View) -> list[html.P | html.Section]:
    """What a record changes."""
    register = view.deck.boards(view.filters, view.actor)
    boards = [meetings(one, on=register.on) for one in register.boards]
    history = history_table(register.history, title="History, the latest first", id="history-table")
    met = {BOARD_WORDS[one.board]: one.meetings for one in register.boards}
    return [
        html.P(boards_sentence(met, on=register.on), className="lead-sentence"),
        html.P(ABOUT, className="quiet"),
        html.P(as_recorded(register.on), className="quiet"),
        section("Meetings", MEETINGS, html.Div(boards, className="boards"), id="meetings"),
        section("Products", PRODUCTS, products_table(register.products), id="nom-products"),
        section("Problem profile", PROFILE, profile(register), id="profile"),
        section("History", HISTORY, history, id="history"),
    ]


PAGE = Page("/boards", "Boards", Action.SEE_FIGURES, layout, nav="Boards", group=Group.BOARDS, filtered=False)
