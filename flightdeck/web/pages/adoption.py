"""The adoption register: which KPIs are ours, adopted, superseded, retired or beyond our systems, and who decided."""

from dash import html

from flightdeck.domain.adoption import AdoptionState
from flightdeck.domain.register_wording import as_recorded
from flightdeck.services.access import Action, may
from flightdeck.web import ids
from flightdeck.web.components.adoption_parts import PATH, found_table, register_table, state_switch, tally
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
    """The register, with the form for those who keep it."""
    keeps = may(view.actor, Action.RECORD_DECISIONS)
    return [
        html.H1("Adoption of KPIs"),
        html.Div(shown(view, **query), id=ids.REGISTER_SHOWN),
        html.Div([register_form("adoption", choices=_choices(view))], className="register-forms")
        if keeps
        else None,
    ]


def shown(view: View, **query: str) -> list[html.P | html.Section | html.Ul]:
    """What a record changes."""
    register = view.deck.adoption(view.filters, view.actor)
    states = [found.value for found in AdoptionState]
    chosen = one_of(query, "state", states) if query.get("state") else ""
    rows = [row for row in register.rows if chosen in ("", row.state)]
    decisions = history_table(
        register.decisions, title="Decisions, the latest first", id="adoption-decisions"
    )
    return [
        html.P(register.sentence, className="lead-sentence"),
        tally(register.rows),
        html.P(f"{as_recorded(register.on)} {HOW}", className="quiet"),
        section(
            "The catalogue",
            CATALOGUE,
            state_switch(register.rows, view.filters, chosen=chosen),
            register_table(rows, view.filters),
            id="catalogue",
        ),
        section("Decisions of boards", DECISIONS, decisions, id="decisions"),
        section("What changed by itself", FOUND, found_table(register.found), id="found"),
    ]


def _choices(view: View) -> tuple[tuple[str, str], ...]:
    """Every version of every KPI, by number."""
    rows = view.deck.adoption(view.filters, view.actor).rows
    return tuple(
        (row.kpi, f"{row.ref} {row.title} ({row.authority.value}, version {row.version})") for row in rows
    )


PAGE = Page(
    PATH, "Adoption", Action.SEE_DEFINITIONS, layout, nav="Adoption", group=Group.BOARDS, filtered=False
)
