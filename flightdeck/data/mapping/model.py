"""What a mapping file may say."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from flightdeck.domain.condition import EVERYWHERE, Condition, columns, parse
from flightdeck.errors import ReaderError


def _text_of(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _label_values(value: object) -> object:
    return {label: _text_of(code) for label, code in value.items()} if isinstance(value, dict) else value


def _short_form(value: object) -> object:
    """`crime_ref: INV_URN` is short for `crime_ref: {column: INV_URN}`."""
    return {"column": value} if isinstance(value, str) else value


def _condition(value: object) -> object:
    try:
        return parse(value)
    except ReaderError as error:
        raise ValueError("; ".join(str(fault) for fault in error.faults)) from error


_Text = Annotated[str, BeforeValidator(_text_of)]
# The system has no such field, or it has one that cannot be got out. Two different things to ask a supplier for.
AbsenceKind = Literal["no_field", "not_extractable"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Lookup(_Strict):
    """A CSV file that turns a value of the source into another."""

    file: str
    key: str
    value: str


class ColumnSource(_Strict):
    """Where one canonical column comes from: a column, several, a constant, two dates, or nowhere."""

    column: str | None = None
    columns: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    joined_by: str = "/"
    constant: bool | date | _Text | None = None
    years_between: tuple[str, str] | None = None
    absent: str | None = None
    barrier: str | None = None
    kind: AbsenceKind | None = None
    labels: Annotated[dict[str, bool | str | None], BeforeValidator(_label_values)] = Field(
        default_factory=dict
    )
    formats: tuple[str, ...] = ()
    precision: Literal["day", "month"] = "day"
    lookup: Lookup | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = [self.column, self.columns, self.constant, self.years_between, self.absent]
        if sum(part is not None for part in said) != 1:
            raise ValueError("say exactly one of column, columns, constant, years_between, absent")
        if self.barrier is not None and self.absent is None:
            raise ValueError("a barrier explains an absent column only")
        if self.kind is not None and self.absent is None:
            raise ValueError("a kind tells how an absent column is absent, and this one is not")
        return self

    def reads(self) -> tuple[str, ...]:
        """The source columns it looks at."""
        if self.column is not None:
            return (self.column,)
        return self.columns or self.years_between or ()


class Entry(_Strict):
    """One table (or file) that feeds one frame."""

    table: Annotated[str, Field(min_length=1)]
    rows: Annotated[Condition, BeforeValidator(_condition)] = EVERYWHERE
    columns: dict[str, Annotated[ColumnSource, BeforeValidator(_short_form)]]

    def reads(self) -> frozenset[str]:
        """Every source column the entry looks at, filters included."""
        mapped = (name for source in self.columns.values() for name in source.reads())
        return frozenset(mapped) | columns(self.rows)


class AbsentFrame(_Strict):
    """A whole frame the source cannot give."""

    absent: str
    barrier: str | None = None
    kind: AbsenceKind | None = None


class Source(_Strict):
    """Where the record system is: a database address, or a folder of files."""

    database: str | None = None
    folder: str | None = None
    schema_name: str | None = Field(default=None, alias="schema")
    timeout_seconds: Annotated[int, Field(ge=1, le=86_400)] = 600
    rows_per_chunk: Annotated[int, Field(ge=1_000, le=1_000_000)] = 50_000
    encoding: str = "utf-8"
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","

    @model_validator(mode="after")
    def _is_one_place(self) -> Self:
        if (self.database is None) == (self.folder is None):
            raise ValueError("say either database or folder")
        return self


class Latest(_Strict):
    """The as-at date is the latest date of a column."""

    table: str
    column: str
    formats: tuple[str, ...] = ()
    precision: Literal["day", "month"] = "day"


class AsAt(_Strict):
    """The day the source describes."""

    table: str | None = None
    column: str | None = None
    formats: tuple[str, ...] = ()
    day: date | None = Field(default=None, alias="date")
    today: Literal[True] | None = None
    latest: Latest | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(part is not None for part in (self.table, self.day, self.today, self.latest)) != 1:
            raise ValueError("say exactly one of {table, column}, {date}, {today: true}, {latest}")
        if (self.table is None) != (self.column is None):
            raise ValueError("a table and a column belong together")
        return self

    def place(self) -> Latest | None:
        """The table and column that hold it, when the source does."""
        if self.table is not None and self.column is not None:
            return Latest(table=self.table, column=self.column, formats=self.formats)
        return self.latest


def _frame_form(value: object) -> str:
    return "absent" if isinstance(value, dict | AbsentFrame) else "entries"


FrameSource = Annotated[
    Annotated[AbsentFrame, Tag("absent")] | Annotated[tuple[Entry, ...], Tag("entries")],
    Discriminator(_frame_form),
]


class Mapping(_Strict):
    """A mapping file: how one record system becomes the canonical frames."""

    mapping: str
    title: str
    version: Annotated[int, Field(ge=1)]
    synthetic: bool
    system: Literal["athena", "niche", "other"]
    source: Source
    as_at: AsAt
    whole_from: AsAt | None = None  # figures begin here; earlier rows still feed caseloads and look-backs
    force: str | None = None
    population_of: str | None = None
    caveats: tuple[str, ...] = ()
    frames: dict[str, FrameSource]

    path: Path = Field(default=Path(), exclude=True)
    content_hash: str = Field(default="", exclude=True)

    def entries(self, frame: str) -> tuple[Entry, ...]:
        """The tables that feed a frame; none when it is absent."""
        found = self.frames.get(frame, ())
        return () if isinstance(found, AbsentFrame) else found

    def with_entries(self) -> Iterator[tuple[str, Entry]]:
        """Every frame with each entry that feeds it."""
        for frame in self.frames:
            for entry in self.entries(frame):
                yield frame, entry

    def absent(self) -> dict[str, dict[str, dict[str, str]]]:
        """What the source cannot give, by frame and column ("*" for a whole frame), with reason, barrier and kind."""
        gaps: dict[str, dict[str, dict[str, str]]] = {}
        for name, found in self.frames.items():
            if isinstance(found, AbsentFrame):
                gaps[name] = {"*": _gap(found.absent, found.barrier, found.kind)}
                continue
            absent = {
                column: source for entry in found for column, source in entry.columns.items() if source.absent
            }
            given = {
                column for entry in found for column, source in entry.columns.items() if not source.absent
            }
            columns_absent = {
                column: _gap(source.absent or "", source.barrier, source.kind)
                for column, source in absent.items()
                if column not in given
            }
            if columns_absent:
                gaps[name] = columns_absent
        return gaps

    def precision(self) -> dict[str, dict[str, str]]:
        """The columns whose dates are coarser than a day, by frame."""
        coarse: dict[str, dict[str, str]] = {}
        for frame, entry in self.with_entries():
            for column, source in entry.columns.items():
                if source.precision != "day":
                    coarse.setdefault(frame, {})[column] = source.precision
        return coarse


def _gap(reason: str, barrier: str | None, kind: AbsenceKind | None) -> dict[str, str]:
    return {"reason": reason, "barrier": barrier or "", "kind": kind or "no_field"}
