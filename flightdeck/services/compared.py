"""A KPI counted by the groups of a characteristic, with those whose group nobody recorded kept beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from flightdeck.domain.codes import CodeList, RecordingStatus
from flightdeck.domain.condition import Mask
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.answers import Job
from flightdeck.kpis.encoding import SCOPES
from flightdeck.kpis.populations import AGE_BANDS, age_bands
from flightdeck.kpis.selection import Selection, holds, selection
from flightdeck.services.access import Action, Actor, require, scope
from flightdeck.services.asked import basis_of, span_of
from flightdeck.services.deck import Deck
from flightdeck.services.loaded import LoadedSnapshot

Counts = NDArray[np.int64]
Codes = NDArray[np.intp]
# Populations of crimes carry the first victim's characteristics under these names; populations of persons, their own.
OF_VICTIM = {
    "sex": "victim_sex",
    "ethnicity_self_defined": "victim_ethnicity",
    "age": "victim_age_band",
    "disability": "victim_disability",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows of a KPI by group: `part` of `whole`, and those without a group."""

    labels: tuple[str, ...]
    part: Counts
    whole: Counts
    unknown_part: int
    unknown: int
    window: str
    place: Codes  # of each row counted
    known: Mask  # whether its group is recorded


def compared(
    deck: Deck, definition: Definition, characteristic: str, filters: Filters, actor: Actor
) -> Compared | str:
    """The KPI by group over the window of its headline; in words why not, where it cannot be.

    Raises:
        NotAllowedError: for an area that is not the reader's.
        NotFoundError: for a place that is none.
    """
    require(actor, Action.SEE_FIGURES)
    column = column_of(definition, characteristic)
    if definition.measure is not Measure.PROPORTION:
        return "Only a share can be compared between groups."
    if column is None:
        return f"{definition.title} counts {definition.unit} that do not carry this characteristic."
    reach, loaded = scope(actor, filters), deck.loaded(filters)
    missing = loaded.missing(definition.model_copy(update={"compares": column}), column)
    if missing:
        return " ".join(dict.fromkeys(field.reason for field in missing if field.reason))
    basis = basis_of(definition, filters)
    span = span_of(definition, filters, loaded, basis=basis)
    if span is None:
        return "The snapshot has no whole month in these dates."
    places = loaded.places(reach)
    if not len(places):
        raise NotFoundError(
            [
                Fault(
                    "no team belongs to all of these places",
                    where="filters",
                    remedy="Clear the team or the area.",
                )
            ]
        )
    rows = selection(Job(definition, basis, loaded.populations, loaded.encoding))
    offences = SCOPES.index(filters.scope or definition.scope)
    month = rows.month + loaded.encoding.first_month
    here = _here(rows, loaded, offences, places) & (month >= span.window.first) & (month <= span.window.last)
    labels, groups = _groups(rows, column, characteristic, deck.code_lists)
    above = here & holds(definition.numerator, rows.view)
    place = loaded.encoding.place[rows.crime[here]].astype(np.intp)
    return _counted(labels, groups[here], above[here], place=place, window=span.window.label)


def column_of(definition: Definition, characteristic: str) -> str | None:
    """The population's column that holds a characteristic; None when it carries none."""
    known = POPULATIONS[definition.population].columns
    own = (characteristic, OF_VICTIM.get(characteristic, ""))
    return next((name for name in own if name in known), None)


def _here(rows: Selection, loaded: LoadedSnapshot, offences: int, places: Codes) -> Mask:
    encoding, known = loaded.encoding, rows.crime >= 0
    crime = np.where(known, rows.crime, 0)
    here: Mask = (
        rows.counted
        & known
        & encoding.in_scope[offences][crime]
        & np.isin(encoding.place[crime], places)
        & (rows.month >= 0)
    )
    return here


def _groups(
    rows: Selection, column: str, characteristic: str, code_lists: Mapping[str, CodeList]
) -> tuple[Sequence[str], Codes]:
    """The groups of valid values, and that of each row; -1 where no valid value is recorded."""
    values = rows.view.column(column)
    listed = CHARACTERISTICS[characteristic][1]
    if listed is None:
        if column == characteristic:
            return AGE_BANDS, age_bands(values)
        return AGE_BANDS, pd.Categorical(values, categories=list(AGE_BANDS)).codes.astype(np.intp)
    valid = [code for code in code_lists[listed].codes if code.status is RecordingStatus.VALID]
    by_group = characteristic == "ethnicity_self_defined"
    names = {code.code: (code.group or code.label) if by_group else code.label for code in valid}
    labels = list(dict.fromkeys(names.values()))
    place_of = {
        **{label: place for place, label in enumerate(labels)},
        **{code: labels.index(name) for code, name in names.items()},
    }
    found = pd.Categorical(values)
    places = np.array([*(place_of.get(str(value), -1) for value in found.categories), -1], dtype=np.intp)
    return labels, places[found.codes]


def _counted(labels: Sequence[str], group: Codes, above: Mask, *, place: Codes, window: str) -> Compared:
    known = group >= 0
    whole = np.bincount(group[known], minlength=len(labels)).astype(np.int64)
    part = np.bincount(group[known & above], minlength=len(labels)).astype(np.int64)
    return Compared(
        tuple(labels), part, whole, int((~known & above).sum()), int((~known).sum()), window, place, known
    )
