"""The rules of figures that stand on other populations, or that add columns up: every name must be there, and of its kind."""

from collections.abc import Iterator

from flightdeck.data.marked_yaml import MarkedFile
from flightdeck.domain.codes import nearest
from flightdeck.domain.definition import Definition
from flightdeck.domain.populations import POPULATIONS, Population
from flightdeck.domain.schema import Kind
from flightdeck.errors import Fault

_DATES = (Kind.DATE, Kind.MOMENT)
_NUMBERS = (Kind.WHOLE, Kind.NUMBER)
_WORDS = {_DATES: "date", _NUMBERS: "number"}


def standing_faults(definition: Definition, marked: MarkedFile) -> Iterator[Fault]:
    """Every population and column of `standing`, `covered`, `per` and `ratio` that is not there or not of its kind."""
    for key, of, name, kinds in _named(definition):
        where = marked.where((key,))
        if of not in POPULATIONS:
            yield Fault(f'there is no population "{of}"', where, nearest(of, POPULATIONS))
            continue
        yield from _kind_faults(POPULATIONS[of], name, kinds, where)


def _named(definition: Definition) -> Iterator[tuple[str, str, str, tuple[Kind, ...]]]:
    own = definition.population
    if definition.standing is not None:
        yield "standing", own, definition.standing.start, _DATES
        yield "standing", own, definition.standing.end, _DATES
    for cover in definition.covers:
        by = cover.by or own
        yield "covered", by, cover.start, _DATES
        if cover.end is not None:
            yield "covered", by, cover.end, _DATES
        if cover.on is not None:
            yield "covered", own, cover.on, ()
            yield "covered", by, cover.on, ()
    if definition.per is not None:
        yield "per", definition.per.population, definition.per.start, _DATES
        yield "per", definition.per.population, definition.per.end, _DATES
        yield "per", definition.per.population, definition.per.weight, _NUMBERS
    if definition.ratio is not None:
        for name in (definition.ratio.part, definition.ratio.whole, definition.ratio.people):
            if name is not None:
                yield "ratio", own, name, _NUMBERS


def _kind_faults(population: Population, name: str, kinds: tuple[Kind, ...], where: str) -> Iterator[Fault]:
    column = population.columns.get(name)
    if column is None:
        yield Fault(
            f'"{name}" is not a column of {population.name}', where, nearest(name, population.columns)
        )
    elif kinds and column.kind not in kinds:
        valid = [one.name for one in population.columns.values() if one.kind in kinds]
        yield Fault(f'"{name}" is not a {_WORDS[kinds]} of {population.name}', where, nearest(name, valid))
