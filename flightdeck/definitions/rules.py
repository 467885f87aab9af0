"""The rules a set of definitions must keep, each returning every breach with its file and line."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from flightdeck.data.marked_yaml import MarkedFile
from flightdeck.definitions.examples import example_table
from flightdeck.domain.codes import CodeList, nearest
from flightdeck.domain.condition import Condition, OneOf, columns, leaves
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.populations import POPULATIONS, Population
from flightdeck.domain.schema import CHARACTERISTICS, Kind
from flightdeck.errors import Fault, ReaderError

Read = tuple[Definition, MarkedFile]
_PLACES = ("area", "team", "force", "offence_code")
_SCOPES = ("rasso", "rape_all", "rape_adult", "all_sexual_offences", "n100")


def set_faults(read: Sequence[Read], *, code_lists: Mapping[str, CodeList]) -> list[Fault]:
    """Every breach of the rules in a set of definitions."""
    faults: list[Fault] = []
    ids = {definition.id for definition, _ in read}
    faults.extend(_doubles(read))
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
    for key, condition in _conditions(definition):
        yield from _condition_faults(condition, population, code_lists, marked.where((key,)))
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
    try:
        example_table(definition)
    except ReaderError as error:
        yield from (Fault(fault.what, marked.where(("example",)), fault.remedy) for fault in error.faults)


def _conditions(definition: Definition) -> Iterator[tuple[str, Condition]]:
    yield "where", definition.where
    if definition.numerator is not None:
        yield "numerator", definition.numerator
    for exclusion in definition.exclude:
        yield "exclude", exclusion.where


def _name_faults(definition: Definition, population: Population, marked: MarkedFile) -> Iterator[Fault]:
    dates = [("period", name) for name in definition.period.values()]
    if definition.duration is not None:
        dates += [("duration", definition.duration.start), ("duration", definition.duration.end)]
    for key, name in dates:
        column = population.columns.get(name)
        if column is None or column.kind not in (Kind.DATE, Kind.MOMENT):
            valid = [
                column.name
                for column in population.columns.values()
                if column.kind in (Kind.DATE, Kind.MOMENT)
            ]
            yield Fault(
                f'"{name}" is not a date of {population.name}', marked.where((key,)), nearest(name, valid)
            )
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
        if isinstance(leaf, OneOf) and leaf.column in population.columns:
            yield from _value_faults(leaf, population, code_lists, where)


def _value_faults(
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
