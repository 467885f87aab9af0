"""The definitions: every KPI by pillar, and everything about one."""

from collections.abc import Sequence

from dash import dcc, html

from flightdeck.definitions.in_force import name_of, rank
from flightdeck.domain.definition import PILLAR_TITLES, Definition, Pillar
from flightdeck.domain.wording import day_text
from flightdeck.services.access import Action
from flightdeck.web import ids
from flightdeck.web.components.beside_parts import life_note
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
VERSIONS = "Each stays readable; a national one stands above the force’s own, and that above a proposal, and then the higher version."
COMING = "Published with a later day; until then the one before is read."
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
        _coming(view),
    ]


def _coming(view: View) -> html.Section | None:
    """Definitions that are not in force yet."""
    later = view.deck.registry.coming()
    return section("Not in force yet", COMING, _version_list(view, later), id="coming") if later else None


def one(view: View, **query: str) -> Children:
    """Everything about one definition."""
    registry = view.deck.registry
    definition = registry.get(query["kpi"])
    return [
        html.P(link("All definitions", "/definitions", view.filters), className="eyebrow"),
        html.H1(definition.title),
        life_note(definition, registry.above(definition)),
        badges(definition),
        html.P(definition.question, className="lead-sentence"),
        html.P(link("See its figures", f"/kpi/{definition.id}", view.filters)),
        section(
            "What is counted",
            "Made from the conditions of the definition itself.",
            in_words(definition, code_lists=view.deck.code_lists),
            id="counted",
        ),
        section("What to bear in mind", BEAR_IN_MIND, caveats(definition, view.filters), id="caveats"),
        section("Worked example", EXAMPLE, worked_example(definition), id="example"),
        section(
            "Where it comes from",
            "Whose definition it is, and since when it holds.",
            standing(definition),
            id="standing",
        ),
        _versions(view, definition),
    ]


def _versions(view: View, definition: Definition) -> html.Section | None:
    """Every version of the KPI, each with its own page; nothing where there is one."""
    ids = {definition.id, definition.supersedes}
    found = [one for one in view.deck.registry.versions if one.id in ids or one.supersedes == definition.id]
    if len(found) == 1:
        return None
    return section("Versions", VERSIONS, _version_list(view, found), id="versions")


def _version_list(view: View, found: Sequence[Definition]) -> html.Ul:
    return html.Ul(
        [
            html.Li(
                [
                    link(
                        f"{one.title}, {one.authority.value}, version {one.version}",
                        f"/definitions/{name_of(one)}",
                        view.filters,
                    ),
                    f", in force from {day_text(one.effective_from)}",
                ]
            )
            for one in sorted(found, key=lambda one: (one.effective_from, rank(one)), reverse=True)
        ]
    )


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
