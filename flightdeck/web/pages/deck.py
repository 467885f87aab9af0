"""The flight deck: every KPI as a dial, by pillar, on one screen."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dash import html

from flightdeck.domain.definition import PILLAR_TITLES, Pillar
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.domain.result import KpiResult
from flightdeck.services.access import Action
from flightdeck.services.side_by_side import Beside
from flightdeck.web.components.aria import aria
from flightdeck.web.components.dials import dials, width
from flightdeck.web.components.links import link
from flightdeck.web.components.summary import summary
from flightdeck.web.components.words import counted
from flightdeck.web.site import Children, Group, Page, View

NO_HEADLINE = "None of these is a headline KPI, so none is shown here."
SINCE = {
    Grain.MONTH: "last month",
    Grain.QUARTER: "last quarter",
    Grain.POLICE_YEAR: "last police year",
    Grain.ROLLING_YEAR: "the month before",
}


def layout(view: View, **_query: str) -> Children:
    """The strip of what has changed, then the dials of each pillar in the order of the model."""
    results = view.deck.results(view.filters, view.actor)
    pairs = view.deck.taken_place(view.filters, view.actor)
    defined = Counter(
        definition.pillar for definition in view.deck.definitions() if definition.status != "retired"
    )
    return [
        html.H1("Flight deck", className="visually-hidden"),
        summary(results, view.filters, since=SINCE[view.filters.by]),
        html.Div(
            [
                _pillar(
                    pillar,
                    [result for result in results if result.pillar == pillar],
                    defined[pillar],
                    view.filters,
                    pairs,
                )
                for pillar in Pillar
            ],
            className="deck",
        ),
        _nothing_yet(defined),
    ]


def _pillar(
    pillar: Pillar, results: Sequence[KpiResult], defined: int, filters: Filters, pairs: Mapping[str, Beside]
) -> html.Section | None:
    if not defined:
        return None
    whole = link(f"All {counted(defined, 'KPI')}", f"/pillar/{pillar}", filters) if defined > 1 else None
    return html.Section(
        [
            html.Div([html.H2(PILLAR_TITLES[pillar], id=f"pillar-{pillar}"), whole], className="pillar-head"),
            dials(results, filters, pairs) if results else html.P(NO_HEADLINE, className="quiet"),
        ],
        className=width(results),
        **aria(labelledby=f"pillar-{pillar}"),
    )


def _nothing_yet(defined: Mapping[Pillar, int]) -> html.P | None:
    empty = [PILLAR_TITLES[pillar] for pillar in Pillar if not defined.get(pillar)]
    return html.P(["No KPI defined yet: ", "; ".join(empty), "."], className="nothing-yet") if empty else None


PAGE = Page(
    path="/",
    title="Flight deck",
    action=Action.SEE_FIGURES,
    layout=layout,
    nav="Flight deck",
    group=Group.DECK,
)
