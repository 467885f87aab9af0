"""YAML read with the line of every value kept, so that a fault can name its place."""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from flightdeck.domain.codes import nearest
from flightdeck.errors import Fault, ReaderError

Place = tuple[str | int, ...]

LARGEST_FILE = 2_000_000  # bytes; a list or mapping written by hand is far smaller
DEEPEST = 20  # levels; deeper is a file that refers to itself
MOST_VALUES = 200_000  # of one file; more is a file that repeats itself by reference, over and over

_BOOL = "tag:yaml.org,2002:bool"
_INT = "tag:yaml.org,2002:int"


# The parser in C is ten times faster; PyYAML comes without it where no wheel fits the machine.
_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc, valid-type]  # either of two classes with one interface
    """YAML 1.2 in the two places where 1.1 surprises a reader: `no` is text, and so is `010`."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in (_BOOL, _INT)]
    for first, resolvers in _Safe.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(_INT, re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789"))


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """The values of a YAML file, and the line each stands on."""

    path: Path
    value: object
    lines: Mapping[Place, int]
    faults: tuple[Fault, ...]

    def where(self, place: Place = ()) -> str:
        """The file and line of a place; of the nearest place around it when it is not in the file."""
        known = place
        while known and known not in self.lines:
            known = known[:-1]
        return f"{self.path}:{self.lines.get(known, 1)}"

    def at(self, place: Place) -> object:
        """The value that stands at a place of the file."""
        value = self.value
        for part in place:
            value = value[part]  # type: ignore[index]  # a place of the file leads to a value of it
        return value

    def known(self, place: Place) -> Place:
        """The parts of a validator's place that stand in the file: union tags are not written there."""
        known: Place = ()
        for part in place:
            if (*known, part) in self.lines:
                known = (*known, part)
        return known


def read_marked(path: Path) -> MarkedFile:
    """The YAML file with its lines; keys are read as the text they are written in.

    Raises:
        ReaderError: when the file is not there or is no YAML.
    """
    text = _text(path)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Place, int] = {}
        faults: list[Fault] = []
        value = _value(node, (), loader=loader, lines=lines, faults=faults, path=path) if node else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ReaderError.of(
            f"this is not YAML: {error.problem}",
            where=f"{path}:{line}",
            remedy="Check the indentation, colons and quotes on this line and the one above.",
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ReaderError.of(
            f"this is not YAML: {error}", where=str(path), remedy="Save it as UTF-8 text."
        ) from error
    finally:
        loader.dispose()
    return MarkedFile(path=path, value=value, lines=lines, faults=tuple(faults))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ReaderError.of(
                f"the file is larger than {LARGEST_FILE:,} bytes",
                where=str(path),
                remedy="Is it the right file?",
            )
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReaderError.of(
            f"the file cannot be read: {error.strerror}", where=str(path), remedy="Check its name and place."
        ) from error
    except UnicodeDecodeError as error:
        raise ReaderError.of(
            "the file is not UTF-8 text", where=str(path), remedy="Save it as UTF-8."
        ) from error


def _value(
    node: yaml.Node,
    place: Place,
    *,
    loader: _Loader,
    lines: dict[Place, int],
    faults: list[Fault],
    path: Path,
) -> object:
    lines[place] = node.start_mark.line + 1
    if len(place) > DEEPEST:
        raise ValueError(f"more than {DEEPEST} levels")
    if len(lines) > MOST_VALUES:
        raise ValueError(f"more than {MOST_VALUES:,} values")
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(item, (*place, index), loader=loader, lines=lines, faults=faults, path=path)
            for index, item in enumerate(node.value)
        ]
    if not isinstance(node, yaml.MappingNode):
        return _scalar(node, loader=loader, faults=faults, where=f"{path}:{lines[place]}")
    values: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in values:
            faults.append(
                Fault(f'"{key}" is written twice', where=f"{path}:{line}", remedy="Keep one of them.")
            )
        values[key] = _value(value_node, (*place, key), loader=loader, lines=lines, faults=faults, path=path)
        lines[(*place, key)] = line
    return values


def _scalar(node: yaml.Node, *, loader: _Loader, faults: list[Fault], where: str) -> object:
    try:
        return loader.construct_object(node)
    except ValueError:  # what looks like a date but is none, such as 2025-04-31
        faults.append(
            Fault(f'there is no day "{node.value}"', where=where, remedy="Check the day of the month.")
        )
        return node.value


# How pydantic's kinds of fault begin, what was wanted in plain words, and how to write it.
_WANTED = {
    "int_": ("a whole number", "Write it in digits, such as 1."),
    "float_": ("a number", "Write it in digits, such as 0.5."),
    "bool_": ("true or false", "Write true or false, without quotes."),
    "date_": ("a date", "Write the day as 2025-04-01."),
    "string_type": ("text", "Put it in quotes."),
    "dict_type": ("a group of keys", "Write each key on its own line, indented below this one."),
    "list_type": ("a list", "Write each part on its own line after a dash."),
    "tuple_type": ("a list", "Write each part on its own line after a dash."),
}
_OPTION = re.compile(r"'([^']*)'")


def model_faults(
    error: ValidationError, *, marked: MarkedFile, valid: Mapping[str, tuple[str, ...]]
) -> list[Fault]:
    """The faults a pydantic model found, each with its line.

    Args:
        valid: the keys that may stand under a model, by the model's last known place name ("" for the file).
    """
    return [_model_fault(fault, marked=marked, valid=valid) for fault in _details(error)]


@dataclass(frozen=True, slots=True)
class _Detail:
    kind: str
    place: Place
    message: str


def _details(error: ValidationError) -> Iterator[_Detail]:
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        yield _Detail(kind=detail["type"], place=tuple(detail["loc"]), message=detail["msg"])


def error_places(error: ValidationError, *, marked: MarkedFile) -> list[Place]:
    """The part of the file each fault lies in, for leaving it out of a second look."""
    return [marked.known(detail.place) for detail in _details(error)]


def _model_fault(detail: _Detail, *, marked: MarkedFile, valid: Mapping[str, tuple[str, ...]]) -> Fault:
    known = marked.known(detail.place)
    where = marked.where(known)
    last: Hashable = detail.place[-1] if detail.place else ""
    if detail.kind == "extra_forbidden":
        words = valid.get(_owner(known[:-1]), ())
        remedy = nearest(str(last), words) if words else "Take it out."
        return Fault(f'"{last}" is not a key here', where=where, remedy=remedy)
    if detail.kind == "missing":
        return Fault(f'"{last}" is missing', where=where, remedy=f'Add "{last}:".')
    name = ".".join(str(part) for part in known) or "the file"
    wanted = next((words for start, words in _WANTED.items() if detail.kind.startswith(start)), None)
    if wanted is not None:
        return Fault(f"{name}: this is not {wanted[0]}", where=where, remedy=wanted[1])
    told = detail.message.removeprefix("Value error, ").replace("Input should be", "this must be")
    return Fault(f"{name}: {told}", where=where, remedy=_remedy(detail, given=marked.at(known)))


def _remedy(detail: _Detail, *, given: object) -> str:
    """How to put right what a model does not take: the nearest of the words it takes, or what its rule asks for."""
    options = _OPTION.findall(detail.message) if detail.kind in ("literal_error", "enum") else []
    if options:
        return nearest(str(given), options)
    return "Write it as this says." if detail.kind == "value_error" else "Write one that is."


def _owner(place: Place) -> str:
    return next((str(part) for part in reversed(place) if isinstance(part, str)), "")
