"""The flight deck: every indicator as a dial, by pillar, on one screen."""

from collections.abc import Sequence

from dash import html

from flightdeck.domain.definition import PILLAR_TITLES, Pillar
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.domain.result import KpiResult
from flightdeck.services.access import Action
from flightdeck.web.components.aria import aria
from flightdeck.web.components.dial import dial
from flightdeck.web.components.summary import summary
from flightdeck.web.site import Children, Page, View

WIDEST = 4  # dials side by side on a wall screen; a pillar takes no more columns than it has dials
_SINCE = {
    Grain.MONTH: "last month",
    Grain.QUARTER: "last quarter",
    Grain.POLICE_YEAR: "last police year",
    Grain.ROLLING_YEAR: "the month before",
}


def layout(view: View, **_query: str) -> Children:
    """The strip of what has changed, then the dials of each pillar in the order of the model."""
    results = view.deck.results(view.filters, view.actor)
    return [
        html.H1("Flight deck", className="visually-hidden"),
        summary(results, view.filters, since=_SINCE[view.filters.by]),
        html.Div(
            [
                _pillar(pillar, [result for result in results if result.pillar == pillar], view.filters)
                for pillar in Pillar
            ],
            className="deck",
        ),
        _nothing_yet(results),
    ]


def _pillar(pillar: Pillar, results: Sequence[KpiResult], filters: Filters) -> html.Section | None:
    if not results:
        return None
    ordered = sorted(results, key=lambda result: (result.ref, result.id))  # by number, never by size
    return html.Section(
        [
            html.H2(PILLAR_TITLES[pillar], id=f"pillar-{pillar}"),
            html.Div([dial(result, filters) for result in ordered], className="dials"),
        ],
        className=f"pillar pillar-{min(len(ordered), WIDEST)}",
        **aria(labelledby=f"pillar-{pillar}"),
    )


def _nothing_yet(results: Sequence[KpiResult]) -> html.P | None:
    held = {result.pillar for result in results}
    empty = [PILLAR_TITLES[pillar] for pillar in Pillar if pillar not in held]
    return (
        html.P(["No indicator defined yet: ", "; ".join(empty), "."], className="nothing-yet")
        if empty
        else None
    )


PAGE = Page(path="/", title="Flight deck", action=Action.SEE_FIGURES, layout=layout, nav="Flight deck")
