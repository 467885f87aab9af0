"""Reading presets: every file of a folder, all faults told with file and line."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from flightdeck.data.marked_yaml import MarkedFile, model_faults, read_marked
from flightdeck.domain.codes import CodeList, nearest
from flightdeck.domain.definition import Definition
from flightdeck.domain.presets import OF_A_PRESET, EmptySlot, OfWhich, Preset, Presets, set_faults
from flightdeck.errors import Fault, ReaderError

FOLDER = "presets"  # inside the folder of KPI definitions
_VALID_KEYS = {"": tuple(Preset.model_fields), "of_which": tuple(OfWhich.model_fields)}
_Read = tuple[Preset | EmptySlot, MarkedFile]


def read_presets(folder: Path, *, code_lists: Mapping[str, CodeList]) -> tuple[Presets, tuple[Fault, ...]]:
    """What could be read of the presets of a folder of definitions, and every fault."""
    place = folder / FOLDER
    read: list[_Read] = []
    faults: list[Fault] = []
    for path in sorted(place.rglob("*.yaml")):
        try:
            marked = read_marked(path)
        except ReaderError as error:
            faults.extend(error.faults)
            continue
        faults.extend(marked.faults)
        try:
            read.append((_read(marked), marked))
        except ValidationError as error:
            faults.extend(model_faults(error, marked=marked, valid=_VALID_KEYS))
    faults.extend(_own_faults(read, code_lists))
    made = _latest(preset for preset, _ in read)
    return made, (*faults, *set_faults(made, where=str(place)))


def _read(marked: MarkedFile) -> Preset | EmptySlot:
    value = marked.value
    if isinstance(value, dict) and value.get("status") == "empty":
        return EmptySlot.model_validate(value)
    return Preset.model_validate(value)


def _latest(read: Iterable[Preset | EmptySlot]) -> Presets:
    best: dict[str, Preset] = {}
    empty: dict[str, EmptySlot] = {}
    for one in read:
        if isinstance(one, EmptySlot):
            empty[one.id] = one
        elif one.id not in best or one.version > best[one.id].version:
            best[one.id] = one
    return Presets(
        tuple(best[name] for name in sorted(best)),
        tuple(slot for name, slot in sorted(empty.items()) if name not in best),
    )


def _own_faults(read: Collection[_Read], code_lists: Mapping[str, CodeList]) -> Iterator[Fault]:
    seen: set[tuple[str, int]] = set()
    for preset, marked in read:
        if isinstance(preset, EmptySlot):
            continue
        if (preset.id, preset.version) in seen:
            yield Fault(
                f'the preset "{preset.id}" version {preset.version} is defined more than once',
                marked.where(("id",)),
                "Raise the version of the newer one.",
            )
        seen.add((preset.id, preset.version))
        yield from _scope_faults(preset, marked, code_lists)


def _scope_faults(preset: Preset, marked: MarkedFile, code_lists: Mapping[str, CodeList]) -> Iterator[Fault]:
    offences = code_lists.get("offence")
    known = {scope for code in offences.codes for scope in code.scopes} if offences else set()
    named: list[tuple[str, tuple[str, ...]]] = [(preset.scope, ("scope",))]
    if preset.of_which is not None:
        named.append((preset.of_which.scope, ("of_which", "scope")))
    for scope, place in named:
        if known and scope not in known:
            yield Fault(f'there is no offence scope "{scope}"', marked.where(place), nearest(scope, known))


def preset_faults(read: Iterable[tuple[Definition, MarkedFile]], presets: Presets) -> Iterator[Fault]:
    """Definitions that name a preset that is none, or count repeat suspects and name none."""
    for definition, marked in read:
        names = presets.names()
        if definition.parameters is not None:
            yield Fault(
                '"parameters" is not a key here',
                marked.where(("parameters",)),
                f"Write a preset in the folder {FOLDER} and name it here.",
            )
        if definition.preset and definition.preset not in names:
            yield Fault(
                f'there is no preset "{definition.preset}"',
                marked.where(("preset",)),
                nearest(definition.preset, names),
            )
        if not definition.preset and definition.population in OF_A_PRESET:
            yield Fault(
                f'"preset" is missing, and {definition.population} follow one',
                marked.where(("population",)),
                'Write "preset: in_force", or the id of a preset.',
            )


def under_presets(definitions: Iterable[Definition], presets: Presets) -> tuple[Definition, ...]:
    """The definitions, each that names a preset with its parameters."""
    names = presets.names()
    return tuple(one.under(presets.get(one.preset)) if one.preset in names else one for one in definitions)
