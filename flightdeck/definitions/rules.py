"""The rules a set of definitions must keep, each returning every breach with its file and line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from flightdeck.data.marked_yaml import MarkedFile
from flightdeck.definitions.examples import code_faults, example_tables
from flightdeck.definitions.life_rules import life_faults
from flightdeck.definitions.standing_rules import standing_faults
from flightdeck.domain.codes import CodeList, nearest
from flightdeck.domain.condition import (
    AtLeast,
    AtMost,
    Condition,
    Missing,
    OneOf,
    Within,
    columns,
    leaves,
)
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import MONTH_REMEDY
from flightdeck.domain.period import parse_month
from flightdeck.domain.populations import POPULATIONS, Population
from flightdeck.domain.schema import CHARACTERISTICS, Kind
from flightdeck.errors import Fault, ReaderError

Read = tuple[Definition, MarkedFile]
_DATES = (Kind.DATE, Kind.MOMENT)
_NUMBERS = (Kind.WHOLE, Kind.NUMBER)
_EXPECTED = ("numerator", "denominator", "value")
_PLACES = ("area", "team", "force", "offence_code")
_SCOPES = (
    "rasso",
    "rape_all",
    "rape_adult",
    "all_sexual_offences",
    "n100",
)  # those that the engine counts in


def set_faults(
    read: Sequence[Read], *, named: Iterable[str], code_lists: Mapping[str, CodeList]
) -> list[Fault]:
    """Every breach of the rules in a set of definitions.

    Args:
        named: the ids of all files, those that could not be read too, so that nobody is told a KPI is not there.
    """
    faults: list[Fault] = []
    ids = {definition.id for definition, _ in read} | set(named)
    faults.extend(_doubles(read))
    faults.extend(life_faults(read, ids=ids))
    for definition, marked in read:
        faults.extend(_own_faults(definition, marked, ids, code_lists))
    return faults


def _doubles(read: Sequence[Read]) -> Iterator[Fault]:
    seen = Counter((definition.id, definition.version, definition.authority) for definition, _ in read)
    for definition, marked in read:
        if seen[definition.id, definition.version, definition.authority] > 1:
            yield Fault(
                f'"{definition.id}" version {definition.version} is defined more than once',
                marked.where(("id",)),
                "Raise the version of the newer one.",
            )


def _own_faults(
    definition: Definition, marked: MarkedFile, ids: set[str], code_lists: Mapping[str, CodeList]
) -> Iterator[Fault]:
    if definition.population not in POPULATIONS:
        yield Fault(
            f'there is no population "{definition.population}"',
            marked.where(("population",)),
            nearest(definition.population, POPULATIONS),
        )
        return
    population = POPULATIONS[definition.population]
    yield from _name_faults(definition, population, marked)
    for key, of, condition in _conditions(definition):
        if of in POPULATIONS:
            yield from _condition_faults(condition, POPULATIONS[of], code_lists, marked.where((key,)))
    if definition.balanced_by and definition.balanced_by not in ids:
        yield Fault(
            f'balanced_by names "{definition.balanced_by}", which is no KPI',
            marked.where(("balanced_by",)),
            nearest(definition.balanced_by, ids),
        )
    if definition.scope not in _SCOPES:
        yield Fault(
            f'there is no offence scope "{definition.scope}"',
            marked.where(("scope",)),
            nearest(definition.scope, _SCOPES),
        )
    yield from _characteristic_faults(definition, marked)
    yield from standing_faults(definition, marked)
    yield from _example_faults(definition, marked, code_lists)


def _conditions(definition: Definition) -> Iterator[tuple[str, str, Condition]]:
    """Every condition with the key of the file that holds it and the population it is about."""
    own = definition.population
    yield "where", own, definition.where
    if definition.numerator is not None:
        yield "numerator", own, definition.numerator
    for exclusion in definition.exclude:
        yield "exclude", own, exclusion.where
    for cover in definition.covers:
        yield "covered", cover.by or own, cover.where
    if definition.per is not None:
        yield "per", definition.per.population, definition.per.where


def _name_faults(definition: Definition, population: Population, marked: MarkedFile) -> Iterator[Fault]:
    dates = [("period", name) for name in definition.period.values()]
    if definition.duration is not None:
        dates += [("duration", definition.duration.start), ("duration", definition.duration.end)]
    for key, name in dates:
        column = population.columns.get(name)
        if column is None or column.kind not in _DATES:
            yield _not_a(name, "date", population, marked.where((key,)))
    for name in definition.breakdowns:
        if name not in population.columns and name not in _PLACES:
            yield Fault(
                f'"{name}" is not a column of {population.name}',
                marked.where(("breakdowns",)),
                nearest(name, population.columns),
            )


def _condition_faults(
    condition: Condition, population: Population, code_lists: Mapping[str, CodeList], where: str
) -> Iterator[Fault]:
    for name in sorted(columns(condition)):
        if name not in population.columns:
            yield Fault(
                f'"{name}" is not a column of {population.name}', where, nearest(name, population.columns)
            )
    for leaf in leaves(condition):
        if isinstance(leaf, Within):
            named = [name for name in (leaf.earlier, leaf.later) if name in population.columns]
            yield from (
                _not_a(name, "date", population, where) for name in named if not _is_date(population, name)
            )
        elif leaf.column in population.columns:
            yield from _value_faults(leaf, population, code_lists, where)


def _is_date(population: Population, name: str) -> bool:
    return population.columns[name].kind in _DATES


def _not_a(name: str, what: str, population: Population, where: str) -> Fault:
    kinds = _DATES if what == "date" else _NUMBERS
    valid = [column.name for column in population.columns.values() if column.kind in kinds]
    return Fault(f'"{name}" is not a {what} of {population.name}', where, nearest(name, valid))


def _value_faults(
    leaf: OneOf | AtLeast | AtMost | Missing,
    population: Population,
    code_lists: Mapping[str, CodeList],
    where: str,
) -> Iterator[Fault]:
    if isinstance(leaf, AtLeast | AtMost):
        what = "date" if isinstance(leaf.value, date) else "number"
        kinds = _DATES if what == "date" else _NUMBERS
        if population.columns[leaf.column].kind not in kinds:
            yield _not_a(leaf.column, what, population, where)
    elif isinstance(leaf, OneOf):
        yield from _listed_faults(leaf, population, code_lists, where)


def _listed_faults(
    leaf: OneOf, population: Population, code_lists: Mapping[str, CodeList], where: str
) -> Iterator[Fault]:
    column = population.columns[leaf.column]
    if column.kind is Kind.FLAG:
        yield from (
            Fault(f'"{leaf.column}" is true or false, not {value!r}', where, "Write true or false.")
            for value in leaf.values
            if not isinstance(value, bool)
        )
    if column.codes is None or column.codes not in code_lists:
        return
    valid = code_lists[column.codes].names()
    for value in leaf.values:
        if value not in valid:
            yield Fault(f'"{value}" is not a code of {column.codes}', where, nearest(str(value), valid))


def _characteristic_faults(definition: Definition, marked: MarkedFile) -> Iterator[Fault]:
    if definition.measure is not Measure.COMPLETENESS:
        return
    for name in definition.characteristics:
        if name not in CHARACTERISTICS:
            yield Fault(
                f'"{name}" is no protected characteristic',
                marked.where(("characteristics",)),
                nearest(name, CHARACTERISTICS),
            )
    for name in definition.headline_characteristics:
        if name not in definition.characteristics:
            yield Fault(
                f'"{name}" is not among the characteristics',
                marked.where(("headline_characteristics",)),
                nearest(name, definition.characteristics),
            )


def _example_faults(
    definition: Definition, marked: MarkedFile, code_lists: Mapping[str, CodeList]
) -> Iterator[Fault]:
    where = marked.where(("example", "rows"))
    try:
        tables = example_tables(definition)
    except ReaderError as error:
        yield from (Fault(fault.what, where, fault.remedy) for fault in error.faults)
    else:
        for population, table in tables.items():
            yield from code_faults(table, POPULATIONS[population], code_lists, where)
    try:
        parse_month(definition.example.period)
    except ValueError:
        yield Fault(
            f'the example\'s period "{definition.example.period}" is not a month',
            marked.where(("example", "period")),
            MONTH_REMEDY,
        )
    for name in definition.example.expect:
        if name not in _EXPECTED:
            yield Fault(
                f'the example expects "{name}", which is no figure',
                marked.where(("example", "expect")),
                nearest(name, _EXPECTED),
            )
