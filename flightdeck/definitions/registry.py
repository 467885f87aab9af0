"""The registry: every KPI definition of a folder, read and checked together."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from flightdeck.data.marked_yaml import MarkedFile, model_faults, read_marked
from flightdeck.definitions.rules import set_faults
from flightdeck.domain.codes import CodeList, nearest
from flightdeck.domain.definition import Authority, Definition, Example, Exclusion, Source, Target
from flightdeck.errors import Fault, NotFoundError, ReaderError

_VALID_KEYS: dict[str, tuple[str, ...]] = {
    "": tuple(Definition.model_fields),
    "exclude": tuple(Exclusion.model_fields),
    "duration": ("from", "to"),
    "targets": tuple(Target.model_fields),
    "source": tuple(Source.model_fields),
    "example": tuple(Example.model_fields),
}


@dataclass(frozen=True, slots=True)
class Registry:
    """The definitions in force, and every version of each."""

    versions: tuple[Definition, ...]

    def current(self) -> tuple[Definition, ...]:
        """One definition an id, in the order of their reference: a national one first, then the highest version."""
        best: dict[str, Definition] = {}
        for definition in self.versions:
            held = best.get(definition.id)
            if held is None or _rank(definition) > _rank(held):
                best[definition.id] = definition
        return tuple(sorted(best.values(), key=lambda definition: definition.ref))

    def get(self, kpi: str) -> Definition:
        """The definition in force with that id or reference.

        Raises:
            NotFoundError: with the nearest id.
        """
        for definition in self.current():
            if kpi in (definition.id, definition.ref):
                return definition
        known = [definition.id for definition in self.current()]
        raise NotFoundError([Fault(f'there is no KPI "{kpi}"', where="KPI", remedy=nearest(kpi, known))])


def _rank(definition: Definition) -> tuple[bool, int]:
    return (definition.authority is Authority.NATIONAL, definition.version)


def load_registry(folder: Path, *, code_lists: Mapping[str, CodeList]) -> Registry:
    """Every definition under the folder.

    Raises:
        ReaderError: with every fault of every file, each with its file and line.
    """
    registry, faults = read_registry(folder, code_lists=code_lists)
    if faults:
        raise ReaderError(faults)
    return registry


def read_registry(folder: Path, *, code_lists: Mapping[str, CodeList]) -> tuple[Registry, tuple[Fault, ...]]:
    """What could be read of the definitions under the folder, and every fault."""
    paths = sorted(folder.rglob("*.yaml"))
    if not paths:
        return Registry(()), (
            Fault(
                "there is no definition here",
                where=str(folder),
                remedy="Point to the folder kpi_definitions.",
            ),
        )
    read: list[tuple[Definition, MarkedFile]] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            marked = read_marked(path)
        except ReaderError as error:
            faults.extend(error.faults)
            continue
        faults.extend(marked.faults)
        try:
            read.append((Definition.model_validate(marked.value), marked))
        except ValidationError as error:
            faults.extend(model_faults(error, marked=marked, valid=_VALID_KEYS))
    faults.extend(set_faults(read, code_lists=code_lists))
    return Registry(tuple(definition for definition, _ in read)), tuple(faults)
