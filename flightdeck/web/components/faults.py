"""Faults a reader can put right, as a page: what, where, remedy."""

from collections.abc import Sequence

from dash import dcc, html

from flightdeck.errors import Fault


def fault_list(faults: Sequence[Fault]) -> html.Ul:
    """Every fault with its place and remedy."""
    return html.Ul(
        [
            html.Li(
                [
                    html.P(
                        [
                            html.Strong(f"{_opening(fault.what)}."),
                            *([f" Where: {fault.where}."] if fault.where else []),
                        ]
                    ),
                    *([html.P(fault.remedy)] if fault.remedy else []),
                ]
            )
            for fault in faults
        ],
        className="faults",
    )


def fault_page(heading: str, faults: Sequence[Fault], *, path: str, again: bool = True) -> html.Section:
    """The page in place of one that cannot be shown, with the ways on; `again` where other filters could show it."""
    ways = [html.Li(dcc.Link("The flight deck without filters", href="/"))]
    if again and path != "/" and path.startswith("/"):
        ways.append(html.Li(dcc.Link("This page without filters", href=path)))
    return html.Section(
        [
            html.H1(heading),
            fault_list(faults),
            html.H2("Where to go"),
            html.Ul(ways, className="ways"),
        ],
        className="fault-page",
    )


def _opening(text: str) -> str:
    """A sentence opens with a capital, unless it opens with a part of the address."""
    return text[:1].upper() + text[1:] if text.partition(" ")[0].isalpha() else text
