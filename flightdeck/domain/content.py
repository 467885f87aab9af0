"""The content of a definition as a short fingerprint, so that two that differ are never taken for one."""

import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256

from pydantic import BaseModel

from flightdeck.domain.definition import Definition

LENGTH = 16  # hexadecimal digits: 64 bits, far more than a few hundred definitions need
# What may change without a new version, because it does not change what is counted: where a definition stands in its life,
# what a board set for it, and the parameters of its preset, which has a version of its own.
LIFE = frozenset(("status", "retired_on", "retired_because", "targets", "history", "parameters"))

_KEPT = 2_048
_known: OrderedDict[int, tuple[Definition, str]] = OrderedDict()


def fingerprint(definition: Definition) -> str:
    """The fingerprint of everything a definition says; what a kept figure is told apart by."""
    found = _known.get(id(definition))
    if found is not None and found[0] is definition:
        return found[1]
    made = _hash(_plain(definition))
    _known[id(definition)] = (definition, made)  # held, so that its id is nobody else's
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return made


def meaning(definition: Definition) -> str:
    """The fingerprint of what a version of a definition promises; it may not change unless the version does."""
    told = _plain(definition)
    assert isinstance(told, dict)  # noqa: S101 (a model is written as its fields)
    return _hash({name: value for name, value in told.items() if name not in LIFE})


def _hash(plain: object) -> str:
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:LENGTH]


def _plain(value: object) -> object:
    """A value as JSON holds it; what is left at its default is left out, so that a new key changes no old definition."""
    if isinstance(value, BaseModel):
        named = type(value).model_fields
        told = {name: getattr(value, name) for name in named}
        return {name: _plain(one) for name, one in told.items() if one != named[name].get_default()}
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, part.name)) for part in fields(value))]
    if isinstance(value, Mapping):
        return [
            [str(key), _plain(one)] for key, one in value.items()
        ]  # the order counts: the first basis is the default
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, Iterable):
        return [_plain(one) for one in value]
    raise TypeError(type(value))
