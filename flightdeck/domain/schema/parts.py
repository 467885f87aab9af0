"""What a canonical frame is made of: kinds, columns and their short makers."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds, and so how it is read, checked and stored."""

    REFERENCE = "reference"  # becomes a keyed hash at the door
    CODE = "code"  # a value of a code list
    LABEL = "label"  # a short name from the force's own structure (an area, a team, a course)
    DATE = "date"
    MOMENT = "moment"  # date and time
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"  # true, false or missing


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a canonical frame."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    codes: str | None = None  # the code list of a CODE column
    points_to: str | None = None  # the frame whose key a REFERENCE holds


@dataclass(frozen=True, slots=True)
class Frame:
    """One canonical frame: a table with a grain, a key and columns."""

    name: str
    grain: str
    key: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        return {column.name: column for column in self.columns}[name]

    def names(self) -> tuple[str, ...]:
        """Every column name, in order."""
        return tuple(column.name for column in self.columns)


def ref(name: str, about: str, *, to: str | None = None, required: bool = True) -> Column:
    """A reference, kept as a keyed hash."""
    return Column(name, Kind.REFERENCE, about, required=required, points_to=to)


def code(name: str, codes: str, about: str, *, required: bool = False) -> Column:
    """A value of a code list."""
    return Column(name, Kind.CODE, about, required=required, codes=codes)


def date(name: str, about: str, *, required: bool = False) -> Column:
    """A day."""
    return Column(name, Kind.DATE, about, required=required)


def moment(name: str, about: str, *, required: bool = False) -> Column:
    """A day and a time."""
    return Column(name, Kind.MOMENT, about, required=required)


def label(name: str, about: str, *, required: bool = False) -> Column:
    """A short name of the force's own."""
    return Column(name, Kind.LABEL, about, required=required)


def flag(name: str, about: str) -> Column:
    """True, false or missing."""
    return Column(name, Kind.FLAG, about)


def whole(name: str, about: str, *, required: bool = False) -> Column:
    """A whole number."""
    return Column(name, Kind.WHOLE, about, required=required)


def number(name: str, about: str, *, required: bool = False) -> Column:
    """A number."""
    return Column(name, Kind.NUMBER, about, required=required)
