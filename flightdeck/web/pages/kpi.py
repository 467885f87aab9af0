"""One KPI: its sentence and figure, its series, its groups, how its cohort matures, and why it is this number."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.definition import PILLAR_TITLES, Definition, Measure, Pillar
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import parse_month
from flightdeck.domain.result import KpiResult, Status
from flightdeck.errors import Fault, ReaderError
from flightdeck.services.access import Action, may
from flightdeck.web.address import href
from flightdeck.web.components.beside_parts import beside_section, life_note
from flightdeck.web.components.definition_parts import badges, caveats, in_words, worked_example
from flightdeck.web.components.kpi_charts import breakdown, maturity, over_time, places_funnel
from flightdeck.web.components.kpi_parts import (
    balance,
    basis_switch,
    cases_links,
    characteristic_switch,
    headline,
    missing_table,
)
from flightdeck.web.components.kpi_why import why
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import present, section, switch
from flightdeck.web.site import Children, Group, Page, View

PLACES = ("area", "team")  # breakdowns whose groups are compared on a funnel
OVER_TIME = (
    "Read the line against its limits: a point inside them is the process as it usually is. A signal has its own shape, "
    "and is worth asking about."
)
STANDING = (
    "Most of what stands at the end of a month stood at the end of the last, so each month is measured from what the last "
    "leads to expect. A point inside its limits has moved no more than usual; a signal is a move worth asking about."
)
GROUPS = "The whole period in groups; a difference smaller than its interval may be chance."
MATURITY = "How long it takes, with the cases still open counted as open."
WHY = "What the figure rests on, what was left out, and the definition it follows."


def layout(view: View, **query: str) -> Children:
    """Everything about one KPI under the reader's filters, in the order a board asks."""
    definition = view.deck.definition(query["kpi"])
    result = view.deck.result(definition.id, view.filters, view.actor)
    return present(
        html.P(PILLAR_TITLES[Pillar(result.pillar)], className="eyebrow"),
        html.H1(result.title),
        html.P(result.sentence, className="lead-sentence"),
        life_note(definition, view.deck.registry.above(definition)),
        badges(definition),
        basis_switch(result, definition, view.filters, path=view.path),
        characteristic_switch(result, definition, view.filters, path=view.path),
        html.Div(present(headline(result), _balance(view, definition, result)), className="headline-row"),
        missing_table(result.missing),
        beside_section(view.deck.beside(definition.id, view.filters, view.actor), view.filters),
        *(_figures(view, definition, result, query) if result.series else []),
        _why(view, definition, result),
    )


def _balance(view: View, definition: Definition, result: KpiResult) -> Component | None:
    if definition.balanced_by is None:
        return None
    filters = view.filters.but(basis=None)
    return balance(result, view.deck.result(definition.balanced_by, filters, view.actor), filters)


def _figures(
    view: View, definition: Definition, result: KpiResult, query: Mapping[str, str]
) -> list[Component | None]:
    drill = cases_links(result, view.filters) if may(view.actor, Action.SEE_CASES) else None
    return [
        section(
            "Over time",
            STANDING if result.basis == Basis.SNAPSHOT else OVER_TIME,
            over_time(result, view.filters),
            drill,
            id="over-time",
        ),
        _groups(view, definition, result, query) if definition.breakdowns else None,
        _maturity(view, definition, result),
    ]


def _groups(view: View, definition: Definition, result: KpiResult, query: Mapping[str, str]) -> html.Section:
    by = _split(definition, query)
    groups = view.deck.breakdown(definition.id, by, view.filters, view.actor)
    words = by.replace("_", " ")
    places = (
        places_funnel(result, view.deck.funnel(definition.id, by, view.filters, view.actor), by=words)
        if by in PLACES and definition.is_share and len(groups) > 1
        else None
    )
    ways = [
        (name.replace("_", " ").capitalize(), href(view.path, view.filters, split=name), name == by)
        for name in definition.breakdowns
    ]
    return section(
        "In groups",
        GROUPS,
        switch("In groups by", ways),
        breakdown(result, groups, by=words),
        places,
        id="groups",
    )


def _split(definition: Definition, query: Mapping[str, str]) -> str:
    asked = query.get("split") or definition.breakdowns[0]
    if asked not in definition.breakdowns:
        remedy = "This KPI can be split by " + ", ".join(definition.breakdowns) + "."
        raise ReaderError(
            [Fault(f'split="{asked}" is not one of its breakdowns', where="address", remedy=remedy)]
        )
    return asked


def _maturity(view: View, definition: Definition, result: KpiResult) -> html.Section | None:
    follows_a_cohort = definition.measure is Measure.TIME_TO_OUTCOME or definition.matures_after_days > 0
    if not follows_a_cohort or Basis.RECORDED not in definition.bases:
        return None
    answer = view.deck.survival(definition.id, _of_the_headline(view, result), view.actor)
    return section("How the cohort matures", MATURITY, *maturity(result, answer), id="maturity")


def _of_the_headline(view: View, result: KpiResult) -> Filters:
    """The filters with the dates of the headline figure, so that the curve follows the same crimes."""
    if not result.window_first:
        return view.filters
    return view.filters.but(first=parse_month(result.window_first), last=parse_month(result.window_last))


def _why(view: View, definition: Definition, result: KpiResult) -> html.Section:
    checks = view.deck.checks_on(definition.id, view.filters, view.actor)
    return section(
        "Why this number",
        WHY,
        why(result, definition, checks, view.filters, code_lists=view.deck.code_lists)
        if result.status is not Status.NOT_COMPUTABLE
        else None,
        html.H3("What is counted"),
        in_words(definition, code_lists=view.deck.code_lists),
        caveats(definition, view.filters),
        html.H3("Worked example"),
        worked_example(definition),
        html.P(link("Everything about this definition", f"/definitions/{definition.id}", view.filters)),
        id="why",
    )


PAGE = Page("/kpi/<kpi>", "KPI", Action.SEE_FIGURES, layout, group=Group.PILLARS)
