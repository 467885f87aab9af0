"""The registry: every KPI definition of a folder, read and checked together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from flightdeck.data.marked_yaml import MarkedFile, model_faults, read_marked
from flightdeck.definitions.rules import Read, set_faults
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


# What stands in for a part at fault, so that the rest can still be looked at.
_STAND_INS: dict[str, object] = {
    "ref": "A00",
    "title": "",
    "question": "",
    "pillar": "data",
    "authority": "proposed",
    "status": "draft",
    "version": 1,
    "effective_from": "2000-01-01",
    "unit": "",
    "numerator": {"all": []},
    "improves_when": "neither",
    "source": {"name": "", "kind": "proposal"},
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
    read: list[Read] = []
    salvaged: list[Read] = []
    named: list[str] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            marked = read_marked(path)
        except ReaderError as error:
            faults.extend(error.faults)
            continue
        faults.extend(marked.faults)
        named.append(_id_in(marked))
        try:
            read.append((Definition.model_validate(marked.value), marked))
        except ValidationError as error:
            faults.extend(model_faults(error, marked=marked, valid=_VALID_KEYS))
            salvaged.extend(_second_look(marked, error))
    faults.extend(set_faults([*read, *salvaged], named=named, code_lists=code_lists))
    return Registry(tuple(definition for definition, _ in read)), tuple(faults)


def _id_in(marked: MarkedFile) -> str:
    return str(marked.value.get("id", "")) if isinstance(marked.value, dict) else ""


def _second_look(marked: MarkedFile, error: ValidationError) -> Iterator[Read]:
    """What is left of a definition without its faulty parts, so that one fault does not hide the next."""
    if not isinstance(marked.value, dict):
        return
    faulty = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
    kept = {key: value for key, value in marked.value.items() if key not in faulty}
    stand_ins = {key: value for key, value in _STAND_INS.items() if key in faulty}
    try:
        yield Definition.model_validate({**kept, **stand_ins}), marked
    except ValidationError:
        return
