"""Drill: the rows behind a figure, for those who may see them and say what for."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from flightdeck.domain.codes import nearest
from flightdeck.domain.condition import columns, leaves
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.repeat_populations import OF_PEOPLE
from flightdeck.domain.schema import Kind, status_column
from flightdeck.errors import Fault, NotAllowedError, ReaderError
from flightdeck.kpis.answers import Job
from flightdeck.kpis.behind import rows_behind
from flightdeck.kpis.encoding import SCOPES
from flightdeck.services.access import Action, Actor, may, require, scope
from flightdeck.services.asked import basis_of, characteristic_of, offences_of, span_of
from flightdeck.services.deck import Deck

PURPOSES = {
    "performance_review": "Performance review",
    "data_quality": "Correcting the record",
    "supervision": "Supervision of open cases",
    "inspection": "Inspection or audit",
}
PARTS = ("numerator", "denominator")
_PERSONAL = frozenset(("person_ref",))
_OF_STAFF = frozenset(("officer_ref", "staff_ref"))  # a list by post-holder would be a list of staff
_ALWAYS = (
    "force",
    "area",
    "team",
    "offence_code",
    "status",
    "reported_on",
    "recorded_on",
    "outcome",
    "outcome_on",
)


@dataclass(frozen=True, slots=True)
class Cases:
    """Rows behind a figure: keyed references and the columns the figure looks at."""

    columns: tuple[str, ...]
    rows: pd.DataFrame
    count: int


def cases(deck: Deck, kpi: str, filters: Filters, actor: Actor, *, part: str, purpose: str) -> Cases:
    """The rows behind the numerator or denominator of a KPI's headline figure.

    Raises:
        NotAllowedError: when the reader may not see cases, or not these.
        ReaderError: for a part or a purpose that is none.
    """
    require(actor, Action.SEE_CASES)
    _known(part, PARTS, "part")
    _known(purpose, PURPOSES, "purpose")
    definition = deck.definition(kpi)
    if not has_cases(definition):
        raise NotAllowedError.of(
            "no list stands behind this figure: its rows are people who work here, or a register of the deck",
            where="KPI",
            remedy="Read it by area or team.",
        )
    if definition.population in OF_PEOPLE:
        require(actor, Action.SEE_SUSPECTS)
    deck.result(kpi, filters, actor)  # refuses, in words, a place, scope or characteristic that is not there
    reach, loaded = scope(actor, filters), deck.loaded(filters)
    basis, characteristic = basis_of(definition, filters), characteristic_of(definition, filters)
    span = span_of(definition, filters, loaded, basis=basis)
    shown = _columns(definition, basis, characteristic, actor)
    if span is None or loaded.missing(definition, characteristic):
        return Cases(shown, pd.DataFrame(columns=list(shown)), 0)
    job = Job(definition, basis, loaded.populations, loaded.encoding, characteristic)
    places = loaded.encoding.places.chosen(force=filters.force, areas=reach.areas, team=filters.team)
    offences = SCOPES.index(offences_of(definition, filters))
    rows = rows_behind(job, window=span.window, scope=offences, places=places, above=part == "numerator")
    frame = _readable(job.populations.view(definition.population).frame(shown), definition, rows)
    return Cases(shown, frame, len(frame))


def has_cases(definition: Definition) -> bool:
    """Whether there are cases behind a figure at all: there are none of staff, and none of a register."""
    population = POPULATIONS[definition.population]
    return not population.about_staff and not population.register


def _known(value: str, valid: object, name: str) -> None:
    names = list(valid)  # type: ignore[call-overload] # a tuple or a mapping of names
    if value not in names:
        raise ReaderError([Fault(f'"{value}" is not a {name}', where=name, remedy=nearest(value, names))])


def _columns(definition: Definition, basis: Basis, characteristic: str, actor: Actor) -> tuple[str, ...]:
    known = POPULATIONS[definition.population].columns
    used = [definition.period[basis], *_looked_at(definition)]
    if characteristic:
        used += [characteristic, status_column(characteristic)]
    keys = ["crime_ref", *(name for name, column in known.items() if column.kind is Kind.REFERENCE)]
    wanted = [*used, *keys, *_ALWAYS]
    allowed = [
        name
        for name in dict.fromkeys(wanted)
        if name in known
        and name not in _OF_STAFF
        and (name not in _PERSONAL or may(actor, Action.SEE_SUSPECTS))
    ]
    return tuple(allowed)


def _looked_at(definition: Definition) -> Iterator[str]:
    """The columns a figure looks at, in the order in which its definition names them; some more than once."""
    if definition.duration is not None:
        yield from (definition.duration.start, definition.duration.end)
    for condition in definition.conditions:
        yield from (name for leaf in leaves(condition) for name in sorted(columns(leaf)))


def _readable(frame: pd.DataFrame, definition: Definition, rows: np.ndarray) -> pd.DataFrame:
    picked = frame.iloc[rows].reset_index(drop=True)
    kinds = POPULATIONS[definition.population].columns
    dates = [name for name in picked if kinds[str(name)].kind in (Kind.DATE, Kind.MOMENT)]
    return picked.assign(**{str(name): picked[name].dt.strftime("%Y-%m-%d") for name in dates})
