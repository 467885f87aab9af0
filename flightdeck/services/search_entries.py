"""What can be found by search: KPIs, definitions, recommendations, characteristics, areas and terms."""

from collections.abc import Iterable, Iterator

from flightdeck.data import governance
from flightdeck.domain.definition import PILLAR_TITLES, Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.errors import NotFoundError
from flightdeck.services.access import Action, Actor, may
from flightdeck.services.deck import Deck
from flightdeck.services.glossary import terms
from flightdeck.services.search import Findable, Kind, rank


def found(
    deck: Deck, query: str, filters: Filters, actor: Actor, *, pages: Iterable[Findable], most: int
) -> tuple[Findable, ...]:
    """What a query finds for a reader, best first; nothing that the reader may not see is among it."""
    everything = (*pages, *_entries(deck, filters, actor))
    return rank((entry for entry in everything if may(actor, entry.action)), query, most=most)


def _entries(deck: Deck, filters: Filters, actor: Actor) -> Iterator[Findable]:
    for definition in deck.definitions():
        yield from _of_definition(definition)
    for one in governance.recommendations().recommendations:
        yield _of_recommendation(one)
    for name, (title, _) in CHARACTERISTICS.items():
        yield Findable(Kind.CHARACTERISTIC, title, f"/characteristics/{name}", also=name)
    for area in _areas(deck, filters, actor):
        yield Findable(Kind.AREA, area, "/", detail="The flight deck of this area", area=area)
    for term in terms():
        yield Findable(
            Kind.TERM, term.name, f"/glossary#{term.anchor}", detail=term.plain, action=Action.SEE_DEFINITIONS
        )


def _of_definition(definition: Definition) -> tuple[Findable, Findable]:
    about = f"{definition.id} {PILLAR_TITLES[definition.pillar]}"
    kpi = Findable(
        Kind.KPI, definition.title, f"/kpi/{definition.id}", definition.question, definition.ref, about
    )
    return kpi, Findable(
        Kind.DEFINITION,
        definition.title,
        f"/definitions/{definition.id}",
        detail=f"What it counts, and by whose authority: {definition.authority}.",
        ref=definition.ref,
        also=about,
        action=Action.SEE_DEFINITIONS,
    )


def _of_recommendation(one: governance.Recommendation) -> Findable:
    detail = one.short or "Its text is not known to this product."
    also = f"{one.requirement or ''} {' '.join(one.parts)}"
    return Findable(
        Kind.RECOMMENDATION,
        f"Recommendation {one.number}",
        f"/recommendations/{one.number}",
        detail,
        also=also,
    )


def _areas(deck: Deck, filters: Filters, actor: Actor) -> tuple[str, ...]:
    """The areas a reader may look at; none before the first snapshot."""
    try:
        return deck.options(actor, filters).areas
    except NotFoundError:
        return ()
