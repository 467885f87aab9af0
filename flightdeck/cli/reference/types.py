"""Types of Python in the words of somebody who writes YAML or reads JSON."""

from datetime import date
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from flightdeck.cli.reference.markdown import code, codes

_WORDS: dict[object, str] = {
    str: "text", int: "whole number", float: "number", bool: "true or false", date: "day (2024-01-31)",
    NoneType: "null", Any: "condition", dict: "object",
}  # fmt: skip


def type_text(kind: object) -> str:
    """What a value of that type looks like.

    >>> type_text(tuple[str, ...]), type_text(int | None)
    ('list of text', 'whole number or null')
    """
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return codes(member.value for member in kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is None:
        return _WORDS.get(kind, "object")
    return _generic(origin, parts)


def _generic(origin: object, parts: tuple[object, ...]) -> str:
    if origin is Literal:
        return codes(str(part).lower() if isinstance(part, bool) else part for part in parts)
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(type_text(part) for part in parts))
    if origin is tuple:
        return f"list of {type_text(parts[0])}"
    return "names and values" if origin is dict else type_text(parts[0])


def default_text(field: FieldInfo) -> str:
    """The default of a field that has one worth saying."""
    value = field.default
    if value is PydanticUndefined or value is None or value == () or not isinstance(value, str | int | Enum):
        return ""
    return code(
        value.value if isinstance(value, Enum) else str(value).lower() if isinstance(value, bool) else value
    )
