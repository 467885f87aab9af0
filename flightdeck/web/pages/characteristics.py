"""Protected characteristics: how complete each is in each role, what cannot be known, and what closes the gap fastest."""

from collections.abc import Mapping, Sequence

from dash import html

from flightdeck.kpis.recording import ROLES
from flightdeck.services.access import Action, may
from flightdeck.services.characteristic_cell import Cell
from flightdeck.web.address import href
from flightdeck.web.components.characteristic_cells import PATH, key
from flightdeck.web.components.characteristic_gap import WORK_LIST, gap_sentence, gap_table
from flightdeck.web.components.characteristic_matrix import Drawn, matrix_table
from flightdeck.web.components.characteristic_result import as_result
from flightdeck.web.components.characteristic_table import every_number
from flightdeck.web.components.characteristic_words import matrix_sentence
from flightdeck.web.components.choice import one_of
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import section, switch
from flightdeck.web.site import Children, Group, Page, View

READ = (
    "Each bar is everybody in that role, and its parts always add up. Only the solid part can be used: moving people from the "
    "gap to “not stated” does not make it longer."
)


def layout(view: View, **query: str) -> Children:
    """The matrix under its sentence, and every number of it in a table."""
    cells = view.deck.matrix(view.filters, view.actor)
    core = [view.deck.core_four(role, view.filters, view.actor) for role in ROLES]
    return [
        html.H1("Protected characteristics"),
        html.P(matrix_sentence(cells), className="lead-sentence matrix-lead"),
        html.Section(
            [
                html.Div(
                    [html.P(_read(core[0])), key(hidden=_some_hidden([*cells, *core]))],
                    className="matrix-read",
                ),
                matrix_table(_rows(view, cells), _drawn(view, core), view.filters),
                every_number([*core, *cells]),
            ],
            className="matrix-section",
        ),
        _fastest(view, query),
    ]


def _read(core: Cell) -> str:
    """How to read the matrix, and what the figures before are figures of."""
    return f"{READ} “Was” is the {core.previous_window}." if core.previous_window else READ


def _fastest(view: View, query: Mapping[str, str]) -> html.Section:
    """The gap of one role, so that records of different people are never added up."""
    role = one_of(query, "role", list(ROLES))
    ways = [(one.title, href(PATH, view.filters, role=one.name), one.name == role) for one in ROLES.values()]
    filters = view.filters.but(characteristic="")
    found = view.deck.pareto(role, filters, view.actor)
    listed = may(view.actor, Action.SEE_CASES if role == "victim" else Action.SEE_SUSPECTS)
    return section(
        "What closes the gap fastest",
        gap_sentence(found),
        switch("Role", ways),
        *gap_table(found, filters, listed=listed),
        html.P(link("The work lists that are kept", WORK_LIST, filters)) if listed else None,
        id="fastest",
    )


def _rows(view: View, cells: Sequence[Cell]) -> list[list[Drawn]]:
    names = dict.fromkeys(cell.characteristic for cell in cells)
    return [_drawn(view, [cell for cell in cells if cell.characteristic == name]) for name in names]


def _drawn(view: View, cells: Sequence[Cell]) -> list[Drawn]:
    about = view.deck.snapshot(view.filters)
    return [
        Drawn(cell, as_result(cell, about=about, filters=view.filters, actor=view.actor)) for cell in cells
    ]


def _some_hidden(cells: Sequence[Cell]) -> bool:
    return any(cell.computable and cell.gap is None and bool(cell.in_scope) for cell in cells)


PAGE = Page(
    PATH,
    "Protected characteristics",
    Action.SEE_FIGURES,
    layout,
    nav="Characteristics",
    group=Group.CHARACTERISTICS,
)
