"""Small parts the inner pages share: a section with its sentence, facts, badges, switches, a picker."""

from collections.abc import Iterable, Mapping, Sequence

from dash import dcc, html
from dash.development.base_component import Component

from flightdeck.domain.definition import Authority
from flightdeck.web.components.aria import aria

Children = Sequence[Component | str] | Component | str

_AUTHORITY_WORDS = {
    Authority.PROPOSED: ("Proposed", "not national policy"),
    Authority.FORCE: ("Force", "this force’s own definition"),
    Authority.NATIONAL: ("National", "set nationally"),
}
_STATUS_WORDS = {
    "live": "Live",
    "draft": "Draft",
    "retired": "Retired",
    "not_computable": "Not computable",
}


def present(*parts: Component | None) -> list[Component]:
    """The parts of a page that there are."""
    return [part for part in parts if part is not None]


def section(title: str, sentence: str, *content: Component | None, id: str) -> html.Section:  # noqa: A002  Dash's own word
    """A part of a page under its heading, opened by a sentence that says what it shows."""
    heading = f"{id}-heading"
    return html.Section(
        [
            html.H2(title, id=heading),
            html.P(sentence, className="section-sentence"),
            *present(*content),
        ],
        id=id,
        className="inner-section",
        **aria(labelledby=heading),
    )


def authority_badge(authority: str) -> html.Span:
    """Whose definition it is, in words; a proposal says that it is not national policy."""
    word, more = _AUTHORITY_WORDS[Authority(authority)]
    return html.Span([html.Strong(word), f" — {more}"], className=f"badge badge-{authority}")


def status_badge(status: str) -> html.Span:
    """Whether a definition is in use."""
    return html.Span(_STATUS_WORDS[status], className=f"badge badge-{status}")


def facts(pairs: Iterable[tuple[Children, Children]]) -> html.Dl:
    """Facts by name."""
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(value)]) for name, value in pairs],
        className="fact-list",
    )


def beside(chart: Component, *tables: Component) -> html.Div:
    """A chart with the table of its numbers beside it, below it on a narrow screen."""
    return html.Div([chart, html.Div(tables, className="beside-tables")], className="beside")


def switch(label: str, ways: Sequence[tuple[str, str, bool]]) -> html.Nav:
    """Links between ways to look at one thing: text, address, and whether the reader is there."""
    return html.Nav(
        [
            html.Span(label, className="switch-label"),
            html.Ul([html.Li(_way(text, address, here=here)) for text, address, here in ways]),
        ],
        className="switch",
        **aria(label=label),
    )


def _way(text: str, address: str, *, here: bool) -> Component:
    if here:
        return html.Span(
            [text, html.Span(" (shown now)", className="visually-hidden")], className="here", tabIndex=-1
        )
    return dcc.Link(text, href=address)


def picker(
    name: str, label: str, choices: Iterable[tuple[str, str]], *, chosen: str, prompt: str = ""
) -> html.Div:
    """A labelled native list of a form that writes the address."""
    offered = [*([("", prompt)] if prompt else []), *choices]
    return html.Div(
        [
            html.Label(label, htmlFor=f"pick-{name}"),
            html.Select(
                [html.Option(text, value=value, selected=value == chosen) for value, text in offered],
                id=f"pick-{name}",
                name=name,
                className="form-select",
                required=bool(prompt),
            ),
        ],
        className="picker",
    )


def address_form(
    path: str, *pickers: Component, kept: Mapping[str, str], button: str, label: str
) -> html.Form:
    """A form that asks for a page by its address: no script, so Back, bookmarks and the keyboard work."""
    hidden = [
        dcc.Input(type="hidden", name=name, value=value, id=f"kept-{name}") for name, value in kept.items()
    ]
    return html.Form(
        [*hidden, *pickers, html.Button(button, type="submit", className="button")],
        action=path,
        method="get",
        className="address-form",
        **aria(label=label),
    )
