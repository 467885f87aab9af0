"""Which definition counts repeat suspects under a preset, and the rows behind it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.presets import Preset
from flightdeck.kpis.answers import Job
from flightdeck.kpis.behind import rows_behind
from flightdeck.kpis.encoding import SCOPES
from flightdeck.kpis.views import Positions, View
from flightdeck.services.access import Actor, scope
from flightdeck.services.asked import offences_of, span_of

if TYPE_CHECKING:
    from flightdeck.services.deck import Deck

COUNT = "B01"


def counting(deck: "Deck", preset: Preset) -> Definition:
    """The definition that counts repeat suspects under a preset: its own, else that of another under its parameters."""
    own = own_definition(deck, preset)
    return deck.definition(COUNT).under(preset) if own is None else own


def own_definition(deck: "Deck", preset: Preset) -> Definition | None:
    """The definition that a file gives the preset, if any does."""
    found = (one for one in deck.definitions() if one.ref == COUNT and one.parameters == preset)
    return next(found, None)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a population behind a headline, the job that counted them, and the month end."""

    job: Job
    view: View
    rows: Positions
    month: int
    window: str


def standing(deck: "Deck", definition: Definition, filters: Filters, actor: Actor) -> Rows | None:
    """The rows that stand at the latest month end for the filters; None where the figure cannot be computed."""
    reach, loaded = scope(actor, filters), deck.loaded(filters)
    span = span_of(definition, filters, loaded, basis=definition.basis)
    if span is None or loaded.missing(definition):
        return None
    job = Job(definition, definition.basis, loaded.populations, loaded.encoding)
    rows = rows_behind(
        job,
        window=span.window,
        scope=SCOPES.index(offences_of(definition, filters)),
        places=loaded.places(reach),
        above=False,
    )
    return Rows(job, job.populations.view(definition.population), rows, span.window.last, span.window.label)
