"""The parts of the problem profile: a block with its sentence, its shaded and barred tables, tiles, and the ways out."""

from dash import dcc, html
from dash.development.base_component import Component

from flightdeck.charts.heat_grid import STEPS
from flightdeck.charts.profile_tables import HIDDEN, TextCell, TextTable, shown, text_table
from flightdeck.charts.tile_grid import shade, tile_text
from flightdeck.domain.filters import Filters
from flightdeck.domain.profile import Block, ProblemProfile, Split, Table, Tiles
from flightdeck.domain.profile_terms import CANNOT_TITLE
from flightdeck.web import ids
from flightdeck.web.address import href
from flightdeck.web.components.aria import aria
from flightdeck.web.components.kpi_parts import missing_table
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell
from flightdeck.web.components.parts import present

PATH = "/problem-profile"
WIDE = ("change", "when", "season", "areas", "victims", "suspects")  # blocks that take the width of the page
DOCUMENTS = {"docx": "Download for Word", "html": "Download as a web page"}


def ways_out(filters: Filters) -> html.P:
    """The documents that hold the same as the page."""
    return html.P(
        [
            html.A(
                text,
                href=href(f"{PATH}.{kind}", filters),
                className="button" if place == 0 else "button button-plain",
                download="",
            )
            for place, (kind, text) in enumerate(DOCUMENTS.items())
        ],
        className="profile-ways",
    )


def contents(profile: ProblemProfile) -> html.Nav:
    """The blocks by name."""
    ways = [html.Li(html.A(block.title, href=f"#{block.id}")) for block in profile.blocks]
    return html.Nav(html.Ul(ways), className="profile-contents", **aria(label="Blocks of the profile"))


def block_section(block: Block, filters: Filters) -> html.Section:
    """One block: the sentence to read out first, then what shows it."""
    heading = f"{block.id}-heading"
    return html.Section(
        present(
            html.H2(block.title, id=heading),
            html.P(block.sentence, className="profile-sentence"),
            html.P(block.kept_out) if block.kept_out else None,
            html.P(block.about, className="quiet"),
            missing_table(block.missing) if block.missing else None,
            html.Div([_drawn(table, filters) for table in block.tables], className="profile-tables")
            if block.tables
            else None,
            *(html.P(note, className="quiet") for note in block.notes),
            *(html.P(link(text, path, filters)) for text, path in block.links),
        ),
        id=block.id,
        className=f"inner-section profile-block{' profile-wide' if block.id in WIDE else ''}",
        **aria(labelledby=heading),
    )


def _drawn(table: Table, filters: Filters) -> Component:
    if isinstance(table, Tiles):
        return tiles(table, filters)
    own = html.P(table.sentence) if isinstance(table, Split) and table.sentence else None
    more = (
        html.P(link("More on how it is recorded", table.link, filters))
        if isinstance(table, Split) and table.link
        else None
    )
    return html.Div(
        present(own, *(_table(text_table(one)) for one in shown((table,))), more), className="profile-table"
    )


def tiles(drawn: Tiles, filters: Filters) -> html.Nav:
    """The areas as tiles where they lie; each leads to the profile of its area."""
    return html.Nav(
        html.Ul(
            [
                html.Li(
                    dcc.Link(
                        [html.Strong(line.label), *(html.Span(text) for text in tile_text(line) if text)],
                        href=href(PATH, filters.but(area=line.label, team="")),
                        className=f"tile heat-{shade(line, drawn)}",
                    ),
                    style={"gridRow": str(row), "gridColumn": str(column)},
                )
                for line, (row, column) in zip(drawn.lines, drawn.at, strict=True)
            ],
            className="tiles",
        ),
        **aria(label=f"{drawn.caption}; each tile leads to the profile of its area"),
    )


def _table(table: TextTable) -> html.Div:
    """A table that scrolls by keyboard, its cells shaded or its first column barred."""
    named = f"{table.id}-caption"
    heads = [
        html.Th(head, scope="col", className="number" if number else "")
        for head, number in zip(table.heads, table.numbers, strict=True)
    ]
    made = html.Table(
        [
            html.Caption(table.caption, id=named),
            html.Thead(html.Tr(heads)),
            html.Tbody([_row(row, table.numbers) for row in table.rows]),
        ],
        className="data-table heat-table" if table.shaded else "data-table",
    )
    region = html.Div(
        made, id=table.id, className="table-scroll", role="region", tabIndex=0, **aria(labelledby=named)
    )
    key = [html.P([*_shades(), table.key], className="heat-key")] if table.shaded else []
    return html.Div([region, *key])


def _shades() -> list[html.Span]:
    return [
        html.Span(className=f"heat-{step} heat-step", **aria(hidden="true")) for step in range(1, STEPS + 1)
    ]


def _row(row: tuple[TextCell, ...], numbers: tuple[bool, ...]) -> html.Tr:
    first, *rest = row
    bar = (
        []
        if first.bar is None
        else [
            html.Span(
                className="profile-bar profile-bar-unknown" if first.quiet else "profile-bar",
                style={"width": f"{100 * first.bar:.1f}%"},
                **aria(hidden="true"),
            )
        ]
    )
    return html.Tr(
        [
            html.Th([first.text, *bar], scope="row"),
            *(
                html.Td(_text(cell), className=_look(cell, number=number))
                for cell, number in zip(rest, numbers[1:], strict=True)
            ),
        ]
    )


def _text(cell: TextCell) -> Cell | list[Component]:
    if cell.text != HIDDEN or not cell.hidden:
        return cell.text
    return [
        html.Span(HIDDEN, **aria(hidden="true")),
        html.Span("suppressed", className="visually-hidden"),
    ]


def _look(cell: TextCell, *, number: bool) -> str:
    looks = [
        "number" if number else "",
        "" if cell.shade is None else f"heat-{cell.shade}",
        "profile-hidden" if cell.hidden else "",
        "profile-signal" if cell.strong else "",
    ]
    return " ".join(look for look in looks if look)


def cannot_section(profile: ProblemProfile) -> html.Section:
    """What the profile cannot tell."""
    return html.Section(
        [
            html.H2(CANNOT_TITLE, id="cannot-heading"),
            html.Ul([html.Li(text) for text in profile.cannot], className="caveats"),
        ],
        id="cannot",
        className="inner-section",
        **aria(labelledby="cannot-heading"),
    )


def register_form(next_due: str) -> html.Section:
    """For whoever keeps the boards' registers: write down that the profile has been refreshed."""
    return html.Section(
        [
            html.H2("Register this profile", id="register-heading"),
            html.P(
                "Writes one line into the boards’ register of problem profiles: today, the name of the document and the day the next "
                "is due. The age of the profile is reckoned from it. A line is never changed or removed."
            ),
            html.Div(
                [
                    html.Div(
                        [
                            html.Label("Next due on", htmlFor=ids.PROFILE_DUE),
                            dcc.Input(
                                id=ids.PROFILE_DUE, value=next_due, type="text", className="form-control",
                                placeholder="2027-11-25",
                            ),
                        ],
                        className="picker",
                    ),
                    html.Button("Register the refresh", id=ids.PROFILE_REGISTER, type="button", className="button"),
                ],
                className="address-form",
                role="group",
                **aria(labelledby="register-heading"),
            ),
            html.Div(id=ids.PROFILE_REGISTERED, role="status"),
        ],
        className="inner-section",
        **aria(labelledby="register-heading"),
    )  # fmt: skip
