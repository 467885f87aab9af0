"""The values of a characteristic beside the population of the force area, with the gap drawn in."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from flightdeck.data.population import AreaPopulation, area_population
from flightdeck.domain.codes import RecordingStatus
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.kpis.encoding import SCOPES, Question
from flightdeck.kpis.populations import AGE_BANDS, age_bands
from flightdeck.kpis.recording import STATUSES, total
from flightdeck.services.characteristics import Lens
from flightdeck.services.recording_groups import Looked, near, near_share
from flightdeck.services.recordings import EXPLAINED, GAP
from flightdeck.statistics.suppression import RULES, Audience, is_hidden, protect

_CENSUS_OF = "ethnicity_self_defined"
_NO_VALUE = (
    ("explained", "Declined, or not asked for a stated reason", EXPLAINED),
    ("ambiguous", "Not stated, no reason", (RecordingStatus.AMBIGUOUS,)),
    ("gap", "Gap: unknown, missing or invalid", GAP),
)


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """One value, or one of the three ways to have none; `count` is None where hidden."""

    code: str
    label: str
    kind: str  # value | explained | ambiguous | gap
    count: int | None
    share: float | None  # of everybody in scope
    share_of_known: float | None  # of those with a value; values only
    population_share: float | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a characteristic, and the population they stand beside."""

    groups: tuple[ValueGroup, ...]
    population_area: str
    population_note: str


def values_of(seen: Lens, looked: Looked, characteristic: str, role: str) -> Values:
    """The distribution of values among everybody in scope, the gap never hidden behind the values."""
    statuses = looked.statuses(characteristic)
    counts = np.bincount(statuses, minlength=len(STATUSES)).astype(np.int64)
    labels, places = _value_codes(seen, looked, characteristic)
    valid = statuses == STATUSES.index(RecordingStatus.VALID)
    per_value = np.bincount(places[valid & (places >= 0)], minlength=len(labels)).astype(np.int64)
    rest = np.array([int(total(counts[:, None], of)[0]) for _, _, of in _NO_VALUE], dtype=np.int64)
    population, note = _population(seen, characteristic)
    groups = _shown([*labels], per_value, rest, population, seen.actor.audience)
    if seen.closed:
        groups = tuple(_without_numbers(group) for group in groups)
    elif _rest_is_hidden(seen, characteristic, role):
        groups = tuple(group if group.kind == "value" else _without_numbers(group) for group in groups)
    return Values(groups, population.area if population else "", note)


def _rest_is_hidden(seen: Lens, characteristic: str, role: str) -> bool:
    """Whether the matrix hides how those without a value divide: what it hides is not told here either."""
    if seen.span is None:
        return True
    encoding = seen.deck.loaded(seen.filters).encoding
    question = Question.of([seen.span.window], encoding, scope=SCOPES[seen.offences], places=seen.places)
    reading = seen.recordings.reading(
        role, characteristic, question, nodes=seen.nodes, audience=seen.actor.audience
    )
    return bool(np.isnan(reading.gap[0]))


def _without_numbers(group: ValueGroup) -> ValueGroup:
    return replace(group, count=None, share=None, share_of_known=None, hidden=True)


def _value_codes(seen: Lens, looked: Looked, characteristic: str) -> tuple[list[str], NDArray[np.intp]]:
    """The labels that values are grouped by, and the label of each row looked at; -1 without a value."""
    column = looked.rows.view.column(characteristic)
    code_list = CHARACTERISTICS[characteristic][1]
    if code_list is None:
        return list(AGE_BANDS), age_bands(column)[looked.here]
    listed = seen.deck.code_lists[code_list]
    by_group = characteristic == _CENSUS_OF
    names = {
        code.code: (code.group or code.label) if by_group else code.label
        for code in listed.codes
        if code.status is RecordingStatus.VALID
    }
    labels = list(dict.fromkeys(names.values()))
    place_of = {code: labels.index(label) for code, label in names.items()}
    values = pd.Categorical(column)
    places = np.array([*(place_of.get(str(value), -1) for value in values.categories), -1], dtype=np.intp)
    return labels, places[values.codes][looked.here]


def _population(seen: Lens, characteristic: str) -> tuple[AreaPopulation | None, str]:
    """The population that stands beside the values, and what must be said of it."""
    if characteristic != _CENSUS_OF:
        return None, ""
    loaded, settings = seen.deck.loaded(seen.filters), seen.deck.settings
    forces = [seen.filters.force] if seen.filters.force else sorted(set(loaded.encoding.places.force))
    declared = str(loaded.manifest.get("population_of") or "")
    own = area_population(settings.population_table, forces[0]) if len(forces) == 1 else None
    found = own or (area_population(settings.population_table, declared) if declared else None)
    if found is None:
        return None, f"{settings.population_title} has no population for {' and '.join(forces)}."
    said = f"Beside the values: residents of {found.area}, all ages, {settings.population_title}."
    if own is None:
        said += f" {' and '.join(forces)} has no population of its own there; the mapping names {found.area}."
    return (
        found,
        said + " Residents are not the people at risk, so a difference is a question, not a finding.",
    )


def _shown(
    labels: list[str],
    per_value: NDArray[np.int64],
    rest: NDArray[np.int64],
    population: AreaPopulation | None,
    audience: Audience,
) -> tuple[ValueGroup, ...]:
    counts = np.concatenate((per_value, rest))
    coarse = RULES[audience].fewest > 1
    hidden = is_hidden(protect(counts, audience=audience)) if coarse else np.zeros(len(counts), dtype=bool)
    everybody, known = int(counts.sum()), int(per_value.sum())
    kinds = ["value"] * len(labels) + [kind for kind, _, _ in _NO_VALUE]
    names = labels + [label for _, label, _ in _NO_VALUE]
    return tuple(
        ValueGroup(
            name, name, kind,
            None if hidden[row] else near(int(counts[row]), coarse=coarse),
            None if hidden[row] or not everybody else near_share(int(counts[row]) / everybody, coarse=coarse),
            None if hidden[row] or kind != "value" or not known else near_share(int(counts[row]) / known, coarse=coarse),
            population.share(name) if population is not None and kind == "value" else None,
            hidden=bool(hidden[row]),
        )
        for row, (name, kind) in enumerate(zip(names, kinds, strict=True))
        if counts[row] or kind != "value" or (population is not None and population.share(name))
    )  # fmt: skip
