"""One recommendation: what it asks for, what evidences it, the KPIs as they stand, and its whole history."""

from dash import html

from flightdeck.domain.register_wording import as_recorded
from flightdeck.services.access import Action, may
from flightdeck.web import ids
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import section
from flightdeck.web.components.recommendation_parts import (
    PATH,
    about,
    evidence_table,
    kpi_table,
    state_in_words,
)
from flightdeck.web.components.register_forms import register_form
from flightdeck.web.components.register_parts import history_table, standing_chip
from flightdeck.web.site import Children, Group, Page, View

EVIDENCE = (
    "A document or a decision counts from its day until the day it is due for review, unless it is withdrawn."
)
KPIS = "Figures of the snapshot; one that cannot be computed evidences nothing until its barrier is gone."
HISTORY = "Every record with its day, the role that wrote it, and why. Nothing is overwritten."
FORMS = ("position", "evidence", "withdrawal")


def layout(view: View, **query: str) -> Children:
    """One recommendation, with the forms for those who keep the register."""
    number = query["number"]
    found, _ = view.deck.recommendation(number, view.filters, view.actor)
    keeps = found.shipped.deadline is not None and may(view.actor, Action.RECORD_DECISIONS)
    return [
        html.P(link("All recommendations", PATH, view.filters), className="eyebrow"),
        html.H1(f"Recommendation {number}"),
        html.Div(shown(view, number=number), id=ids.REGISTER_SHOWN),
        *([html.Div([register_form(kind) for kind in FORMS], className="register-forms")] if keeps else []),
    ]


def shown(view: View, *, number: str) -> list[html.P | html.Section]:
    """What a record changes."""
    found, results = view.deck.recommendation(number, view.filters, view.actor)
    register = view.deck.recommendations(view.filters, view.actor).about
    history = history_table(found.history, title="History, the latest first", id="history-table")
    return [
        html.P(found.sentence, className="lead-sentence"),
        html.P([standing_chip(found.standing, state_in_words(found)), html.Span(as_recorded(found.on), className="quiet")], className="standing-row"),
        section("What it asks for", register.title, about(found, source=register.source, wording=register.wording), id="asks"),
        section("Documents and decisions", EVIDENCE, evidence_table(found), id="lodged"),
        section("KPIs", KPIS, kpi_table(results, view.filters), id="kpis"),
        section("History", HISTORY, history, id="history"),
    ]  # fmt: skip


PAGE = Page(f"{PATH}/<number>", "Recommendation", Action.SEE_FIGURES, layout, group=Group.BOARDS)
