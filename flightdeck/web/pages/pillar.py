"""One pillar: every KPI of it as a dial, those of the flight deck among them."""

from dash import html

from flightdeck.domain.codes import nearest
from flightdeck.domain.definition import PILLAR_TITLES, Pillar
from flightdeck.errors import NotFoundError
from flightdeck.services.access import Action
from flightdeck.web.components.dials import dials, width
from flightdeck.web.components.summary import summary
from flightdeck.web.components.words import counted
from flightdeck.web.pages.deck import SINCE
from flightdeck.web.site import Children, Group, Page, View


def layout(view: View, **query: str) -> Children:
    """How many KPIs there are and what has changed, then a dial each."""
    pillar = _named(query["pillar"])
    ids = [
        definition.id
        for definition in view.deck.definitions()
        if definition.pillar is pillar and definition.status != "retired"
    ]
    results = view.deck.results(view.filters, view.actor, ids)
    said = f"{counted(len(ids), 'KPI')} of this pillar, each a proposal unless its badge says otherwise."
    return [
        html.H1(PILLAR_TITLES[pillar]),
        html.P(said if ids else "No KPI of this pillar is defined yet.", className="lead"),
        summary(results, view.filters, since=SINCE[view.filters.by]) if ids else None,
        html.Section(
            dials(results, view.filters, view.deck.taken_place(view.filters, view.actor)),
            className=width(results),
        )
        if ids
        else None,
    ]


def _named(name: str) -> Pillar:
    known = [pillar.value for pillar in Pillar]
    if name not in known:
        raise NotFoundError.of(f'there is no pillar "{name}"', where="address", remedy=nearest(name, known))
    return Pillar(name)


PAGE = Page(
    path="/pillar/<pillar>",
    title="Pillar",
    action=Action.SEE_FIGURES,
    layout=layout,
    group=Group.PILLARS,
    ways=tuple((PILLAR_TITLES[pillar], f"/pillar/{pillar}") for pillar in Pillar),
)
