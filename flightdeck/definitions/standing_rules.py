"""The rules of figures that stand on other populations, or that add columns up: every name must be there, and of its kind."""

from collections.abc import Iterator

from flightdeck.data.marked_yaml import MarkedFile
from flightdeck.domain.codes import nearest
from flightdeck.domain.definition import Definition
from flightdeck.domain.definition_parts import Cover
from flightdeck.domain.populations import POPULATIONS, Population
from flightdeck.domain.schema import Kind
from flightdeck.errors import Fault

_DATES = (Kind.DATE, Kind.MOMENT)
_NUMBERS = (Kind.WHOLE, Kind.NUMBER)
_ANY: tuple[Kind, ...] = ()
Named = tuple[str, str, str, tuple[Kind, ...]]  # key of the file, population, column, the kinds it may have


def standing_faults(definition: Definition, marked: MarkedFile) -> Iterator[Fault]:
    """Every population and column of `standing`, `covered`, `per` and `ratio` that is not there or not of its kind."""
    for key, of, name, kinds in _named(definition):
        where = marked.where((key,))
        if of not in POPULATIONS:
            yield Fault(f'there is no population "{of}"', where, nearest(of, POPULATIONS))
            continue
        yield from _kind_faults(POPULATIONS[of], name, kinds, where)


def _named(definition: Definition) -> Iterator[Named]:
    own, standing, per, ratio = definition.population, definition.standing, definition.per, definition.ratio
    if standing is not None:
        yield from (("standing", own, name, _DATES) for name in (standing.start, standing.end) if name)
    for cover in definition.covers:
        yield from _of_cover(cover, own)
    if per is not None:
        yield from (("per", per.population, name, _DATES) for name in (per.start, per.end))
        yield "per", per.population, per.weight, _NUMBERS
    if ratio is not None:
        named = (ratio.part, ratio.whole, ratio.people)
        yield from (("ratio", own, name, _NUMBERS) for name in named if name is not None)
    if definition.age is not None:
        yield "age", own, definition.age.since, _DATES


def _of_cover(cover: Cover, own: str) -> Iterator[Named]:
    by = cover.by or own
    yield from (("covered", by, name, _DATES) for name in (cover.start, cover.end) if name is not None)
    if cover.on is not None:
        yield from (("covered", of, cover.on, _ANY) for of in (own, by))


def _kind_faults(population: Population, name: str, kinds: tuple[Kind, ...], where: str) -> Iterator[Fault]:
    column = population.columns.get(name)
    if column is None:
        yield Fault(
            f'"{name}" is not a column of {population.name}', where, nearest(name, population.columns)
        )
    elif kinds and column.kind not in kinds:
        valid = [one.name for one in population.columns.values() if one.kind in kinds]
        yield Fault(
            f'"{name}" is not a {"date" if kinds == _DATES else "number"} of {population.name}',
            where,
            nearest(name, valid),
        )
