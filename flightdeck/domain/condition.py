"""Conditions: one small tree that says which rows count.

A condition has three readings: a mask over a frame (`flightdeck.domain.condition_mask`), a SQLAlchemy clause
(`flightdeck.data.clause`) and a sentence (`flightdeck.domain.condition_wording`). All three agree that a
missing value satisfies nothing but `missing`, so `not` of a comparison with a missing value is true.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from flightdeck.errors import Fault, ReaderError

Value = str | int | float | bool | date
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class OneOf:
    """The column holds one of the values."""

    column: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The column is at or above the value; for a date, on or after it."""

    column: str
    value: Value


@dataclass(frozen=True, slots=True)
class AtMost:
    """The column is at or below the value; for a date, on or before it."""

    column: str
    value: Value


@dataclass(frozen=True, slots=True)
class Missing:
    """The column holds nothing."""

    column: str


@dataclass(frozen=True, slots=True)
class Within:
    """`later` falls no more than `days` days after `earlier`, and not before it."""

    earlier: str
    later: str
    days: int


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; no parts hold everywhere."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; no parts hold nowhere."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition = OneOf | AtLeast | AtMost | Missing | Within | All | AnyOf | Not

EVERYWHERE = All(())
_COMPARISONS = ("one_of", "not_one_of", "at_least", "at_most", "before", "after", "missing")


def parse(raw: object) -> Condition:
    """The condition a YAML mapping says.

    ``{status: open}`` equals, ``{status: [open, closed]}`` is one of, ``{age: {at_least: 16}}``
    compares, ``{outcome_on: {missing: true}}``; several keys hold together. ``all``, ``any`` and
    ``not`` nest, ``within: {from: a, to: b, days: n}`` compares two dates.

    Raises:
        ReaderError: with every fault found.
    """
    faults: list[Fault] = []
    condition = _read(raw, faults)
    if faults:
        raise ReaderError(faults)
    return condition


def columns(condition: Condition) -> frozenset[str]:
    """Every column the condition looks at."""
    match condition:
        case All(parts) | AnyOf(parts):
            return frozenset().union(*(columns(part) for part in parts))
        case Not(part):
            return columns(part)
        case Within(earlier, later, _):
            return frozenset((earlier, later))
        case _:
            return frozenset((condition.column,))


def leaves(condition: Condition) -> Iterator[OneOf | AtLeast | AtMost | Missing | Within]:
    """Every comparison in the tree."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def _read(raw: object, faults: list[Fault]) -> Condition:
    if raw is None:
        return EVERYWHERE
    if not isinstance(raw, Mapping):
        faults.append(Fault(f"a condition must be a mapping, not {raw!r}", remedy="Write {column: value}."))
        return EVERYWHERE
    parts = tuple(_read_entry(str(key), value, faults) for key, value in raw.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _read_entry(key: str, value: object, faults: list[Fault]) -> Condition:
    if key in ("all", "any"):
        if not isinstance(value, list):
            faults.append(
                Fault(f'"{key}" takes a list of conditions', remedy=f"Write {key}: [{{…}}, {{…}}].")
            )
            return EVERYWHERE
        parts = tuple(_read(part, faults) for part in value)
        return All(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(_read(value, faults))
    if key == "within":
        return _read_within(value, faults)
    if isinstance(value, Mapping):
        return _read_comparison(key, value, faults)
    values = value if isinstance(value, list) else [value]
    return _read_one_of(key, values, faults)


def _read_within(value: object, faults: list[Fault]) -> Condition:
    if isinstance(value, Mapping) and set(value) == {"from", "to", "days"} and _is_whole(value["days"]):
        return Within(str(value["from"]), str(value["to"]), int(value["days"]))
    faults.append(
        Fault(
            f'"within" cannot be read: {value!r}',
            remedy="Write within: {from: column, to: column, days: 28}.",
        )
    )
    return EVERYWHERE


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _read_one_of(column: str, values: list[object], faults: list[Fault]) -> Condition:
    kept = tuple(_as_value(value) for value in values if _is_value(value))
    if len(kept) != len(values) or not kept:
        faults.append(
            Fault(
                f'"{column}" is compared with {values!r}',
                remedy="Use text, numbers, dates, true or false; for nothing recorded write {missing: true}.",
            )
        )
    return OneOf(column, kept)


def _is_value(value: object) -> bool:
    return isinstance(value, str | int | float | bool | date)


def _as_value(value: object) -> Value:
    if isinstance(value, datetime):
        return value.date()
    assert isinstance(value, str | int | float | bool | date)  # noqa: S101 (narrowed by the caller)
    return value


def _read_comparison(column: str, raw: Mapping[object, object], faults: list[Fault]) -> Condition:
    parts = [_read_operator(column, str(name), value, faults) for name, value in raw.items()]
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _read_operator(column: str, name: str, value: object, faults: list[Fault]) -> Condition:
    if name == "missing" and isinstance(value, bool):
        return Missing(column) if value else Not(Missing(column))
    if name in ("one_of", "not_one_of") and isinstance(value, list):
        listed = _read_one_of(column, value, faults)
        return listed if name == "one_of" else Not(listed)
    if name in ("at_least", "at_most") and _is_value(value):
        return AtLeast(column, _as_value(value)) if name == "at_least" else AtMost(column, _as_value(value))
    if name in ("before", "after") and isinstance(value, date):
        outside = AtLeast(column, _as_value(value)) if name == "before" else AtMost(column, _as_value(value))
        return All((Not(outside), Not(Missing(column))))
    faults.append(
        Fault(
            f'"{column}: {{{name}: {value!r}}}" cannot be read',
            remedy="Comparisons: " + ", ".join(_COMPARISONS) + ".",
        )
    )
    return EVERYWHERE
