"""A mapping file read, and the places it names resolved."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from flightdeck.data.mapping.model import (
    AbsentFrame,
    AsAt,
    ColumnSource,
    Entry,
    Latest,
    Lookup,
    Mapping,
    Source,
)
from flightdeck.data.marked_yaml import MarkedFile, Place, error_places, model_faults, read_marked
from flightdeck.domain.schema import FRAMES
from flightdeck.errors import Fault, ReaderError

_ENTRY_KEYS = tuple(Entry.model_fields)
_COLUMN_KEYS = tuple(ColumnSource.model_fields)
VALID_KEYS = {
    "": tuple(name for name in Mapping.model_fields if name not in ("path", "content_hash")),
    "source": tuple(field.alias or name for name, field in Source.model_fields.items()),
    "as_at": tuple(field.alias or name for name, field in AsAt.model_fields.items()),
    "whole_from": tuple(field.alias or name for name, field in AsAt.model_fields.items()),
    "latest": tuple(Latest.model_fields),
    "lookup": tuple(Lookup.model_fields),
    **dict.fromkeys(FRAMES, (*_ENTRY_KEYS, *AbsentFrame.model_fields)),
    **{name: _COLUMN_KEYS for frame in FRAMES.values() for name in frame.names()},
}

# What stands in for a part at fault, so that the rest can still be looked at.
_PLACEHOLDERS: dict[str, object] = {
    "mapping": "",
    "title": "",
    "version": 1,
    "synthetic": True,
    "system": "other",
    "source": {"folder": "."},
    "as_at": {"today": True},
    "frames": {},
}

_SUBSTITUTION = re.compile(r"\$\{(?P<env>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^}]*))?\}|\{store\}")


@dataclass(frozen=True, slots=True)
class Reading:
    """As much of a mapping file as can be read, with the faults of the rest."""

    mapping: Mapping
    marked: MarkedFile
    faults: tuple[Fault, ...]
    left_out: tuple[Place, ...]


def load_mapping(path: Path) -> Mapping:
    """The mapping in a file.

    Raises:
        ReaderError: with every fault of its form; `check_mapping` finds those of its meaning too.
    """
    reading = read_mapping(path)
    if reading.faults:
        raise ReaderError(reading.faults)
    return reading.mapping


def read_mapping(path: Path) -> Reading:
    """The mapping without the parts that are at fault, so that one fault does not hide the next.

    Raises:
        ReaderError: when the file is not there or is no YAML.
    """
    marked = read_marked(path)
    faults = list(marked.faults)
    left_out: list[Place] = []
    value: dict[str, object] = marked.value if isinstance(marked.value, dict) else {}
    # Each look leaves out what the look before found at fault, so the looks come to an end.
    while True:
        try:
            mapping = Mapping.model_validate(value)
        except ValidationError as error:
            places = error_places(error, marked=marked)
            found = model_faults(error, marked=marked, valid=VALID_KEYS)
            faults += [
                fault for fault, place in zip(found, places, strict=True) if not _follows(place, left_out)
            ]
            left_out += places
            value = {**_PLACEHOLDERS, **_without(value, [place for place in places if place])}
        else:
            placed = mapping.model_copy(update={"path": path, "content_hash": _content_hash(path)})
            return Reading(mapping=placed, marked=marked, faults=tuple(faults), left_out=tuple(left_out))


def _follows(place: Place, left_out: list[Place]) -> bool:
    """Whether a fault is only the echo of a part that an earlier look left out."""
    return any(gone[: len(place)] == place for gone in left_out)


def _content_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _without(value: dict[str, object], places: list[Place]) -> dict[str, object]:
    pruned = _pruned(value, (), frozenset(places))
    return pruned if isinstance(pruned, dict) else {}


def _pruned(value: object, place: Place, cut: frozenset[Place]) -> object:
    if isinstance(value, dict):
        return {
            key: _pruned(part, (*place, key), cut) for key, part in value.items() if (*place, key) not in cut
        }
    if isinstance(value, list):
        return [_pruned(part, (*place, i), cut) for i, part in enumerate(value) if (*place, i) not in cut]
    return value


def resolved(text: str, *, store: Path) -> str:
    """A place with `{store}`, `${NAME}` and `${NAME:-default}` filled in; nothing else is substituted.

    Raises:
        ReaderError: when an environment variable it names is not set.
    """
    missing = [
        match["env"]
        for match in _SUBSTITUTION.finditer(text)
        if match["env"] and match["default"] is None and match["env"] not in os.environ
    ]
    if missing:
        raise ReaderError(
            Fault(f"the environment variable {name} is not set", remedy=f"Set {name} and run again.")
            for name in missing
        )
    return _SUBSTITUTION.sub(lambda match: _substitute(match, store), text)


def _substitute(match: re.Match[str], store: Path) -> str:
    if match["env"] is None:
        return str(store)
    return os.environ.get(match["env"]) or match["default"] or ""


def beside(mapping: Mapping, name: str, *, store: Path) -> Path:
    """A file or folder the mapping names: as it stands when absolute, else beside the mapping file."""
    return (mapping.path.parent / resolved(name, store=store)).resolve()
