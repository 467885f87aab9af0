"""The definitions: every KPI by pillar, and everything about one."""

from collections.abc import Sequence

from dash import dcc, html

from flightdeck.domain.definition import PILLAR_TITLES, Definition, Pillar
from flightdeck.services.access import Action
from flightdeck.web import ids
from flightdeck.web.components.definition_parts import badges, caveats, in_words, standing, worked_example
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import section
from flightdeck.web.components.words import counted
from flightdeck.web.site import Children, Group, Page, View

PROPOSED = (
    "Each figure of the flight deck is counted by one of these definitions. One marked “proposed” is this product’s own "
    "suggestion and not national policy; a force or the Soteria Joint Unit replaces it with a file, and no code."
)
BEAR_IN_MIND = "What the figure cannot say by itself; printed wherever the figure is."
EXAMPLE = "A handful of made-up rows and what must come out of them. The engine is tested on the same rows."


def listed(view: View, **_: str) -> Children:
    """Every definition by pillar, with a search box."""
    definitions = view.deck.definitions()
    return [
        html.H1("Definitions"),
        html.P(PROPOSED, className="lead-sentence"),
        _search(len(definitions)),
        *(
            _pillar(view, pillar, [one for one in definitions if one.pillar is pillar])
            for pillar in Pillar
            if any(one.pillar is pillar for one in definitions)
        ),
    ]


def one(view: View, **query: str) -> Children:
    """Everything about one definition."""
    definition = view.deck.definition(query["kpi"])
    return [
        html.P(link("All definitions", "/definitions", view.filters), className="eyebrow"),
        html.H1(definition.title),
        badges(definition),
        html.P(definition.question, className="lead-sentence"),
        html.P(link("See its figures", f"/kpi/{definition.id}", view.filters)),
        section(
            "What is counted",
            "Made from the conditions of the definition itself.",
            in_words(definition, code_lists=view.deck.code_lists),
            id="counted",
        ),
        section("What to bear in mind", BEAR_IN_MIND, caveats(definition), id="caveats"),
        section("Worked example", EXAMPLE, worked_example(definition), id="example"),
        section(
            "Where it comes from",
            "Whose definition it is, and since when it holds.",
            standing(definition),
            id="standing",
        ),
    ]


def _search(number: int) -> html.Div:
    return html.Div(
        [
            html.Label("Find a definition", htmlFor=ids.FIND_DEFINITION),
            dcc.Input(id=ids.FIND_DEFINITION, type="search", className="form-control", autoComplete="off"),
            html.P(counted(number, "definition"), id=ids.FOUND_DEFINITIONS, role="status"),
        ],
        className="search",
    )


def _pillar(view: View, pillar: Pillar, definitions: Sequence[Definition]) -> html.Section:
    return html.Section(
        [
            html.H2(PILLAR_TITLES[pillar]),
            html.Ul(
                [_entry(view, one) for one in sorted(definitions, key=lambda one: one.ref)],
                className="definition-list",
            ),
        ],
        className="definition-pillar",
    )


def _entry(view: View, definition: Definition) -> html.Li:
    return html.Li(
        [
            html.H3(link(definition.title, f"/definitions/{definition.id}", view.filters)),
            html.P(definition.question),
            badges(definition),
        ],
        className="definition-entry",
    )


LIST = Page(
    "/definitions",
    "Definitions",
    Action.SEE_DEFINITIONS,
    listed,
    nav="Definitions",
    group=Group.DATA,
    filtered=False,
)
ONE = Page("/definitions/<kpi>", "Definition", Action.SEE_DEFINITIONS, one, group=Group.DATA, filtered=False)
