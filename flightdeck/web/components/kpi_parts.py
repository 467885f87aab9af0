"""The parts of a KPI page: the figure large, why it is this number, and the figure that balances it."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import BASIS_LABELS, Basis, Filters
from flightdeck.domain.result import KpiResult, MissingField, Status
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.domain.wording import interval_text, number_text, of_text, value_text
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import facts, switch
from flightdeck.web.components.status import chips
from flightdeck.web.components.words import said_of


def headline(result: KpiResult) -> html.Div:
    """The figure with its interval and how to read it, or why there is none."""
    if result.status is not Status.OK:
        return html.Div(
            [
                html.P(value_text(result), className="big-value big-value-none"),
                html.P(chips(result), className="chips"),
                html.P(result.reason, className="reason"),
            ],
            className="headline",
        )
    return html.Div(
        [
            html.P(value_text(result), className="big-value"),
            *([html.P(interval_text(result), className="big-interval")] if result.lower is not None else []),
            html.P(chips(result), className="chips"),
            facts([("Counted", of_text(result)), *extras(result)]),
        ],
        className="headline",
    )


def extras(result: KpiResult) -> list[tuple[str, str]]:
    """The further figures that must stand beside the first."""
    return [(extra.label, number_text(extra.value, extra.unit)) for extra in result.extras]


def basis_switch(
    result: KpiResult, definition: Definition, filters: Filters, *, path: str
) -> html.Nav | html.P:
    """Links between the bases of a definition; a single one is said, not offered."""
    here = Basis(result.basis)
    if len(definition.bases) == 1:
        said = "Counted " if here is Basis.SNAPSHOT else "Counted by what was "
        return html.P([said, html.Strong(BASIS_LABELS[here]), "."], className="basis-said")
    ways = [
        (BASIS_LABELS[basis].capitalize(), f"{path}{filters.but(basis=basis).to_query()}", basis is here)
        for basis in definition.bases
    ]
    return switch("Counted by what was", ways)


def characteristic_switch(
    result: KpiResult, definition: Definition, filters: Filters, *, path: str
) -> html.Nav | None:
    """Links between the characteristics a completeness KPI is counted for."""
    if len(definition.characteristics) < 2:  # noqa: PLR2004  one is no choice
        return None
    ways = [
        (
            CHARACTERISTICS[name][0],
            f"{path}{filters.but(characteristic=name).to_query()}",
            name == result.characteristic,
        )
        for name in definition.characteristics
    ]
    return switch("Characteristic", ways)


def missing_table(missing: Sequence[MissingField]) -> html.Div | None:
    """The fields the source cannot give, each with its reason and barrier."""
    if not missing:
        return None
    heads = [Head("Field"), Head("Reason"), Head("Barrier")]
    rows: list[list[Cell]] = [
        [html.Code(f"{field.frame}.{field.column}"), field.reason, said_of(field.barrier)]
        for field in missing
    ]
    return number_table("Fields the source does not give", heads, rows, id="missing")


def balance(result: KpiResult, balancing: KpiResult, filters: Filters) -> html.Aside:
    """The figure that shows what improving the first one may cost."""
    between = interval_text(balancing)
    return html.Aside(
        [
            html.H2("Read it beside"),
            html.P(
                link(balancing.title, f"/kpi/{balancing.id}", filters.but(basis=None)),
                className="balance-title",
            ),
            html.P(
                [html.Strong(value_text(balancing)), *([f" ({between})"] if between else [])],
                className="balance-value",
            ),
            html.P(chips(balancing), className="chips"),
            html.P(balancing.sentence),
            html.P(f"If “{result.title}” improves while this one worsens, ask why.", className="quiet"),
        ],
        className="balance",
    )


def cases_links(result: KpiResult, filters: Filters) -> html.P:
    """The way from a figure down to its cases; each part asks for a purpose first."""
    path = f"/cases/{result.id}"
    ways: list[Component | str] = ["Show the ", result.unit, " behind this figure: "]
    if result.numerator is not None:
        ways += [link("those counted", path, filters, part="numerator"), " or "]
    return html.P(
        [*ways, link("all it rests on", path, filters, part="denominator"), "."], className="cases-links"
    )
