"""The problem profile: what its blocks and tables hold, whoever draws them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flightdeck.domain.result import MissingField


class Move(StrEnum):
    """What a change against the year before says."""

    MORE = "more"  # a signal: the interval lies above no change
    FEWER = "fewer"
    NOISE = "noise"  # the interval covers no change
    UNKNOWN = "unknown"  # a count is hidden, or the snapshot does not reach back so far


@dataclass(frozen=True, slots=True)
class Line:
    """One group of a table: its count and share of the whole; None where they are hidden."""

    label: str
    count: int | None
    share: float | None
    known: bool = True  # False for what the record does not say
    hidden: bool = False
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """Everything in a block divided once, each row in one group."""

    id: str
    caption: str
    unit: str
    lines: tuple[Line, ...]
    sentence: str = ""  # its own, where a block holds several
    link: str = ""  # path of the page that says more


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by two things at once with their totals; None where hidden."""

    id: str
    caption: str
    corner: str
    unit: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One count beside the same count a year before; `ratio` 1.1 is ten per cent more."""

    label: str
    now: int | None
    before: int | None
    ratio: float | None
    lower: float | None
    upper: float | None
    move: Move


@dataclass(frozen=True, slots=True)
class Changes:
    """Counts beside those of the year before."""

    id: str
    caption: str
    unit: str
    window: str
    before: str
    lines: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Places beside each other, each at its row and column (from 1); a drawing of a `Split`, never a map of cases."""

    id: str
    caption: str
    unit: str
    lines: tuple[Line, ...]
    at: tuple[tuple[int, int], ...]
    placed: bool  # whether the positions were set by somebody who knows the ground


Table = Split | Grid | Changes | Tiles


@dataclass(frozen=True, slots=True)
class Block:
    """One question of the profile: a sentence to read out, its tables, what was kept out, and what the source lacks."""

    id: str
    title: str
    sentence: str
    about: str
    tables: tuple[Table, ...] = ()
    kept_out: str = ""  # what the tables leave out, counted
    notes: tuple[str, ...] = ()
    missing: tuple[MissingField, ...] = ()
    closed: bool = False
    links: tuple[tuple[str, str], ...] = ()  # words and path of pages that say more


@dataclass(frozen=True, slots=True)
class ProblemProfile:
    """A problem profile of one scope over one window, for one audience."""

    force: str
    snapshot: str
    as_at: date
    synthetic: bool
    audience: str
    place: str
    scope: str
    window: str
    first: str  # first and last month as text, empty without a whole month
    last: str
    sentence: str
    blocks: tuple[Block, ...]
    cannot: tuple[str, ...]

    def block(self, name: str) -> Block:
        """The block of that id; KeyError when there is none."""
        return {block.id: block for block in self.blocks}[name]
