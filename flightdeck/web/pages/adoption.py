"""The adoption register: which KPIs are ours, adopted, superseded, retired or beyond our systems, and who decided."""

from dash import html

from flightdeck.domain.adoption import AdoptionState
from flightdeck.domain.register_wording import as_recorded
from flightdeck.services.access import Action, may
from flightdeck.services.adoption import Adoption
from flightdeck.web import ids
from flightdeck.web.components.adoption_parts import PATH, found_table, register_folds, state_switch, tally
from flightdeck.web.components.choice import one_of
from flightdeck.web.components.parts import section
from flightdeck.web.components.register_forms import register_form
from flightdeck.web.components.register_parts import history_table
from flightdeck.web.site import Children, Group, Page, View

CATALOGUE = "State and version follow from the definition files and the snapshot by themselves; only decisions are written by hand."
DECISIONS = "What boards decided, with the role that wrote it and why. Nothing is overwritten."
FOUND = "Whenever a definition or the record system changes, the flight deck writes down what it found."
HOW = "A national KPI is adopted by putting its file into the folder of definitions; no code and no restart."


def layout(view: View, **query: str) -> Children:
    """The register; the decisions with the form for those who keep it, then the catalogue and what changed by itself."""
    register = view.deck.adoption(view.filters, view.actor)
    states = [found.value for found in AdoptionState]
    chosen = one_of(query, "state", states) if query.get("state") else ""
    rows = [row for row in register.rows if chosen in ("", row.state)]
    return [
        html.H1("Adoption of KPIs"),
        html.P(register.sentence, className="lead-sentence"),
        tally(register.rows),
        html.P(f"{as_recorded(register.on)} {HOW}", className="quiet"),
        html.Div(_decisions(register), id=ids.REGISTER_SHOWN),
        _form(view, register),
        section(
            "The catalogue",
            CATALOGUE,
            state_switch(register.rows, view.filters, chosen=chosen),
            register_folds(rows, view.filters, unfolded=bool(chosen)),
            id="catalogue",
        ),
        section("What changed by itself", FOUND, found_table(register.found, register.rows), id="found"),
    ]


def shown(view: View, **_query: str) -> list[html.Section]:
    """What a record changes at once; the catalogue is long, and takes it in when the page is next opened."""
    return _decisions(view.deck.adoption(view.filters, view.actor))


def _decisions(register: Adoption) -> list[html.Section]:
    names = {row.id: f"{row.title} ({row.ref})" for row in register.rows}
    table = history_table(
        register.decisions, title="Decisions, the latest first", id="adoption-decisions", names=names
    )
    return [section("Decisions of boards", DECISIONS, table, id="decisions")]


def _form(view: View, register: Adoption) -> html.Div | None:
    """The form of a decision, with every version of every KPI to choose from."""
    if not may(view.actor, Action.RECORD_DECISIONS):
        return None
    choices = tuple(
        (row.kpi, f"{row.ref} {row.title} ({row.authority.value}, version {row.version})")
        for row in register.rows
    )
    return html.Div([register_form("adoption", offered={"kpi": choices})], className="register-forms")


PAGE = Page(
    PATH, "Adoption", Action.SEE_DEFINITIONS, layout, nav="Adoption", group=Group.BOARDS, filtered=False
)
