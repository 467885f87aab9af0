"""The register of events: what changed on a day, which charts it is marked on, and where limits may be redrawn."""

from dash import html

from flightdeck.domain.annotation_wording import events_sentence
from flightdeck.domain.register_wording import as_recorded
from flightdeck.services.access import Action, may
from flightdeck.web import ids
from flightdeck.web.components.event_parts import PATH, events_table, titles
from flightdeck.web.components.parts import section
from flightdeck.web.components.register_forms import register_form
from flightdeck.web.components.register_parts import history_table
from flightdeck.web.site import Children, Group, Page, View

RULE = (
    "A dated event is marked on every chart it touches. It is the only reason for which process limits are ever redrawn, and "
    "only of the KPIs it names, once twelve judged periods have passed."
)
EVENTS = "Name a change when it happens, not when a figure looks odd."
HISTORY = "Every record with its day, the role that wrote it, and why. Nothing is overwritten; an event is withdrawn by a further record."
FORMS = ("event", "event_withdrawal")


def layout(view: View, **_query: str) -> Children:
    """The register, with the forms for those who keep it."""
    keeps = may(view.actor, Action.RECORD_DECISIONS)
    return [
        html.H1("Events"),
        html.Div(shown(view), id=ids.REGISTER_SHOWN),
        *([_forms(view)] if keeps else []),
    ]


def _forms(view: View) -> html.Div:
    """The forms, with every KPI and every area to choose from."""
    listed = sorted(view.deck.definitions(), key=lambda one: (one.ref, one.title))
    areas = view.deck.options(view.actor, view.filters).areas
    offered = {
        "kpis": tuple(dict.fromkeys((one.id, f"{one.ref} {one.title}") for one in listed)),
        "areas": tuple((area, area) for area in areas),
    }
    return html.Div([register_form(kind, offered=offered) for kind in FORMS], className="register-forms")


def shown(view: View) -> list[html.P | html.Section]:
    """What a record changes."""
    register = view.deck.events(view.filters, view.actor)
    names = titles(view.deck.definitions())
    table = events_table(register.annotations, names)
    history = history_table(
        register.history, title="History, the latest first", id="history-table", names=names
    )
    return [
        html.P(events_sentence(register.annotations), className="lead-sentence"),
        html.P(RULE),
        html.P(as_recorded(register.on), className="quiet"),
        section("What changed", EVENTS, table, id="what-changed"),
        section("History", HISTORY, history, id="history"),
    ]


PAGE = Page(PATH, "Events", Action.SEE_FIGURES, layout, nav="Events", group=Group.BOARDS, filtered=False)
