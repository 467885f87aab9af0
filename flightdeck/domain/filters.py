"""Filters: what a reader asked to look at, to and from the query string. The address is the only state."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from flightdeck.domain.codes import nearest
from flightdeck.domain.period import Grain, month_text, parse_month
from flightdeck.errors import Fault, ReaderError


class Basis(StrEnum):
    """Which date places a row in a period; never mixed."""

    RECORDED = "recorded"
    FINALISED = "finalised"
    EVENT = "event"
    SNAPSHOT = "snapshot"


BASIS_LABELS = {
    Basis.RECORDED: "recorded in the period",
    Basis.FINALISED: "finalised in the period",
    Basis.EVENT: "dated in the period",
    Basis.SNAPSHOT: "as at the end of the period",
}
T = TypeVar("T", bound=StrEnum)
MONTH_REMEDY = "Write a month as 2024-01."


@dataclass(frozen=True, slots=True)
class Filters:
    """A reader's filters; every field has a default that means the whole."""

    force: str = ""
    area: str = ""
    team: str = ""
    scope: str = ""
    first: int | None = None
    last: int | None = None
    by: Grain = Grain.QUARTER
    basis: Basis | None = None
    snapshot: str = ""
    characteristic: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, object]) -> "Filters":
        """The filters a query says; keys that are not filters are left to others.

        Raises:
            ReaderError: with every fault: an unknown grain or basis, a month that is none, from after to.
        """
        faults: list[Fault] = []
        text = {key: str(value).strip() for key, value in query.items() if value is not None}
        first = _month(text, "from", faults)
        last = _month(text, "to", faults)
        if first is not None and last is not None and first > last:
            faults.append(
                Fault(f"from={text['from']} is after to={text['to']}", where="address", remedy="Swap them.")
            )
        by = _choice(text, "by", Grain, faults) or Grain.QUARTER
        basis = _choice(text, "basis", Basis, faults)
        if faults:
            raise ReaderError(faults)
        plain = {
            name: text.get(name, "")
            for name in ("force", "area", "team", "scope", "snapshot", "characteristic")
        }
        return cls(first=first, last=last, by=by, basis=basis, **plain)

    @classmethod
    def from_text(cls, text: str) -> "Filters":
        """The filters of ``area=West&from=2024-01``, as the command line takes them.

        Raises:
            ReaderError: with every fault `from_query` finds, and one for each key that is no filter.
        """
        pairs = dict(parse_qsl(text.lstrip("?"), keep_blank_values=True))
        unknown = [
            Fault(f'"{key}" is not a filter', where="filters", remedy=nearest(key, QUERY_KEYS))
            for key in pairs
            if key not in QUERY_KEYS
        ]
        try:
            read = cls.from_query(pairs)
        except ReaderError as error:
            raise ReaderError([*unknown, *error.faults]) from error
        if unknown:
            raise ReaderError(unknown)
        return read

    def to_pairs(self) -> dict[str, str]:
        """The filters that differ from the default, as query pairs."""
        pairs = {
            name: getattr(self, name)
            for name in ("force", "area", "team", "scope", "snapshot", "characteristic")
        }
        pairs["from"] = "" if self.first is None else month_text(self.first)
        pairs["to"] = "" if self.last is None else month_text(self.last)
        pairs["by"] = "" if self.by is Grain.QUARTER else self.by.value
        pairs["basis"] = "" if self.basis is None else self.basis.value
        return {key: pairs[key] for key in QUERY_KEYS if pairs[key]}

    def to_query(self, **more: str) -> str:
        """The query string, with its question mark; empty for the default.

        >>> Filters(area="West").to_query()
        '?area=West'
        """
        pairs = {**self.to_pairs(), **{key: value for key, value in more.items() if value}}
        return f"?{urlencode(pairs)}" if pairs else ""

    def but(self, **changes: object) -> "Filters":
        """The same filters with some of them changed."""
        new = {
            name: value
            for name, value in changes.items()
            if name in self.__slots__ and getattr(self, name) != value
        }
        return replace(self, **new) if new else self  # type: ignore[arg-type] # names checked above, values by the caller


QUERY_KEYS = ("force", "area", "team", "scope", "from", "to", "by", "basis", "snapshot", "characteristic")


def _month(text: Mapping[str, str], key: str, faults: list[Fault]) -> int | None:
    if not text.get(key):
        return None
    try:
        return parse_month(text[key])
    except ValueError:
        faults.append(Fault(f'{key}="{text[key]}" is not a month', where="address", remedy=MONTH_REMEDY))
        return None


def _choice(text: Mapping[str, str], key: str, kind: type[T], faults: list[Fault]) -> T | None:
    value = text.get(key, "")
    if not value:
        return None
    if value in kind.__members__.values():
        return kind(value)
    faults.append(
        Fault(
            f'{key}="{value}" is not known',
            where="address",
            remedy=nearest(value, [item.value for item in kind]),
        )
    )
    return None
