"""The registry: every KPI definition of a folder, read and checked together."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from flightdeck.data.marked_yaml import MarkedFile, model_faults, read_marked
from flightdeck.definitions import in_force
from flightdeck.definitions.presets import FOLDER as PRESETS
from flightdeck.definitions.presets import preset_faults, read_presets, under_presets
from flightdeck.definitions.rules import Read, set_faults
from flightdeck.domain.codes import CodeList
from flightdeck.domain.definition import Definition
from flightdeck.domain.definition_parts import Example, Exclusion, Ratio, Source, Target
from flightdeck.domain.presets import Presets
from flightdeck.errors import Fault, ReaderError

_COVER = ("by", "on", "where", "from", "after_days", "to", "for_days", "at_least", "holds")
_VALID_KEYS: dict[str, tuple[str, ...]] = {
    "": tuple(Definition.model_fields),
    "exclude": tuple(Exclusion.model_fields),
    "duration": ("from", "to"),
    "standing": ("from", "to", "covered"),
    "covered": _COVER,
    "per": ("population", "where", "from", "to", "weight"),
    "ratio": tuple(Ratio.model_fields),
    "age": ("since", "value_unit"),
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


NO_PRESETS = Presets()


@dataclass(frozen=True)
class Registry:
    """The definitions in force, every version of each, and the presets they lean on."""

    versions: tuple[Definition, ...]
    presets: Presets = NO_PRESETS
    on: date = date.max  # the day that is asked about; whoever names none asks whatever the day

    @cached_property
    def _in_force(self) -> tuple[Definition, ...]:
        return in_force.current(self.versions, on=self.on)

    @cached_property
    def _named(self) -> dict[str, Definition]:
        """The definitions in force by their ids, and by their numbers; of one number the first."""
        ids = {one.id: one for one in self._in_force}
        return {one.ref: one for one in reversed(self._in_force)} | ids

    @cached_property
    def _only(self) -> dict[str, Definition]:
        """Definitions of whose id there is one version."""
        counts = Counter(one.id for one in self.versions)
        return {one.id: one for one in self.versions if counts[one.id] == 1}

    def current(self) -> tuple[Definition, ...]:
        """One definition a KPI, in the order of their reference (`definitions.in_force`)."""
        return self._in_force

    def get(self, kpi: str) -> Definition:
        """The definition in force with that id or reference, or the version that `id@2` or `id@national` names.

        Raises:
            NotFoundError: with the nearest name.
        """
        found = self._named.get(kpi)
        return in_force.find(kpi, self.versions, on=self.on) if found is None else found

    def beneath(self, definition: Definition) -> tuple[Definition, ...]:
        """What a definition stands above, the one it took the place of first."""
        if self._only.get(definition.id) is definition and definition.supersedes is None:
            return ()
        return in_force.beneath(definition, self.versions, on=self.on)

    def above(self, definition: Definition) -> Definition | None:
        """The definition in force in the place of another, if another has taken its place."""
        if self._named.get(definition.id) is definition:
            return None
        return in_force.above(definition, self.versions, on=self.on)

    def coming(self) -> tuple[Definition, ...]:
        """Definitions that are not in force yet, the soonest first."""
        return in_force.coming(self.versions, on=self.on)


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
    paths = [path for path in sorted(folder.rglob("*.yaml")) if PRESETS not in path.relative_to(folder).parts]
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
    presets, more = read_presets(folder, code_lists=code_lists)
    faults.extend((*more, *preset_faults(read, presets)))
    return Registry(under_presets([definition for definition, _ in read], presets), presets), tuple(faults)


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


def read_definition(path: Path, registry: Registry, *, code_lists: Mapping[str, CodeList]) -> Definition:
    """A definition that is not in the folder, as if it were.

    Raises:
        ReaderError: with every fault of the file.
    """
    marked = read_marked(path)
    try:
        definition = Definition.model_validate(marked.value)
    except ValidationError as error:
        raise ReaderError((*marked.faults, *model_faults(error, marked=marked, valid=_VALID_KEYS))) from error
    ids = [one.id for one in registry.versions]
    read = [(definition, marked)]
    faults = [*marked.faults, *set_faults(read, named=ids, code_lists=code_lists)]
    faults += preset_faults(read, registry.presets)
    if faults:
        raise ReaderError(faults)
    return under_presets([definition], registry.presets)[0]
