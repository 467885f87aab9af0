"""What a reader asks of one KPI, settled: its basis, offences, characteristic, places and periods."""

from collections.abc import Iterable

import numpy as np

from flightdeck.domain.codes import nearest
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Period, periods
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.encoding import INCIDENTS, SCOPES
from flightdeck.services.access import Actor, Scope
from flightdeck.services.assembly import Span, latest_window, window_label
from flightdeck.services.loaded import LoadedSnapshot, Rows
from flightdeck.statistics.suppression import Audience

CLOSED = "To this audience groups are shown for the whole of its places and the latest year only: clear the filters."


def narrowed(filters: Filters) -> bool:
    """Whether a reader asks for a part of their places or months: counts outside the gate's pattern are then closed."""
    return bool(filters.force or filters.area or filters.team) or (filters.first, filters.last) != (
        None,
        None,
    )


def audience_of(definition: Definition, actor: Actor) -> Audience:
    """Whose suppression applies: the reader's, but that of staff for figures about the people who work here."""
    return Audience.STAFF if POPULATIONS[definition.population].about_staff else actor.audience


def basis_of(definition: Definition, filters: Filters) -> Basis:
    """The basis asked for where the definition has it, else its own."""
    return (
        filters.basis if filters.basis in definition.bases and filters.basis is not None else definition.basis
    )


def offences_of(definition: Definition, filters: Filters) -> str:
    """The offence scope asked for, else the definition's own; a KPI of incidents has no other."""
    return definition.scope if definition.scope == INCIDENTS else filters.scope or definition.scope


def characteristic_of(definition: Definition, filters: Filters) -> str:
    """The characteristic asked for, else the first headline; none for a KPI that has no characteristics.

    Raises:
        NotFoundError: for a characteristic the definition does not have, or, where it has none, that nobody has.
    """
    if definition.measure is not Measure.COMPLETENESS:
        if filters.characteristic and filters.characteristic not in CHARACTERISTICS:
            raise _no_characteristic(filters.characteristic, CHARACTERISTICS)
        return ""
    asked = filters.characteristic or (definition.headline_characteristics or definition.characteristics)[0]
    if asked not in definition.characteristics:
        raise _no_characteristic(asked, definition.characteristics)
    return asked


def _no_characteristic(asked: str, valid: Iterable[str]) -> NotFoundError:
    return NotFoundError(
        [
            Fault(
                f'there is no characteristic "{asked}" here',
                where="characteristic",
                remedy=nearest(asked, valid),
            )
        ]
    )


def known_filters(reach: Scope, places: Rows, loaded: LoadedSnapshot, *, offences: str) -> None:
    """Refuse an offence scope and places that are none, or that no team belongs to.

    Raises:
        NotFoundError: with every fault, and the nearest name there is to each.
    """
    filters, known = reach.filters, loaded.encoding.places
    faults = [
        Fault(f'there is no {what} "{value}"', where=where, remedy=nearest(value, valid))
        for what, where, value, valid in (
            ("offence scope", "scope", offences, SCOPES),
            ("force", "force", filters.force, known.force),
            ("area", "area", filters.area, known.area),
            ("team", "team", filters.team, known.team),
        )
        if value and value not in valid
    ]
    if not faults and not len(places):
        remedy = "Clear the team or the area."
        faults = [Fault("no team belongs to all of these places", where="filters", remedy=remedy)]
    if faults:
        raise NotFoundError(faults)


def span_of(definition: Definition, filters: Filters, loaded: LoadedSnapshot, *, basis: Basis) -> Span | None:
    """The periods and the window for some filters; None when no whole month lies within them."""
    encoding = loaded.encoding
    first = max(filters.first if filters.first is not None else encoding.first_month, encoding.first_month)
    last = min(filters.last if filters.last is not None else encoding.last_month(), encoding.last_month())
    if first > last:
        return None
    standing = basis is Basis.SNAPSHOT
    if filters.first is None and filters.last is None:
        window = latest_window(
            definition, basis, first=first, last=last, as_at=np.datetime64(loaded.as_at, "D")
        )
    else:
        window = Period(last if standing else first, last, window_label(first, last, standing=standing))
    return Span(periods(first, last, by=filters.by), window)
