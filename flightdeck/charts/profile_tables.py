"""The tables of a problem profile in words: one reading for the screen and for every document."""

from collections.abc import Sequence
from dataclasses import dataclass

from flightdeck.charts.heat_grid import key_said, most_of, step
from flightdeck.domain.profile import Changes, Grid, Line, Move, Split, Tiles
from flightdeck.domain.profile_sentences import (
    change_interval,
    change_text,
)
from flightdeck.domain.profile_terms import MOVE_WORDS
from flightdeck.domain.profile_wording import (
    per_cent,
)
from flightdeck.domain.wording import count_text

HIDDEN = "s"  # stands in a cell of a grid; the key says what it is
HIDDEN_KEY = "s: suppressed, too small to show or needed to protect one that is."


@dataclass(frozen=True, slots=True)
class TextCell:
    """What stands in a cell: its text, how dark a grid shades it, and how far a bar beside it reaches (0 to 1)."""

    text: str
    shade: int | None = None
    bar: float | None = None
    hidden: bool = False
    strong: bool = False  # a signal
    quiet: bool = False  # what the record does not say


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table ready to be set: the first cell of a row is its heading; `numbers` says which columns hold numbers."""

    id: str
    caption: str
    heads: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[TextCell, ...], ...]
    key: str = ""
    shaded: bool = False


def text_table(table: Split | Grid | Changes | Tiles) -> TextTable:
    """A table of the profile in words; that of tiles is the table of their areas."""
    match table:
        case Grid():
            return _grid(table)
        case Changes():
            return _changes(table)
        case Split() | Tiles():
            return _split(table)


def _split(table: Split | Tiles) -> TextTable:
    heads = ("Group", table.unit.capitalize(), "Share")
    rows = tuple(
        (
            TextCell(line.label, bar=line.share, quiet=not line.known),
            TextCell(_count(line), hidden=line.hidden),
            _share(line),
        )
        for line in table.lines
    )
    return TextTable(table.id, table.caption, heads, (False, True, True), rows)


def _count(line: Line) -> str:
    return f"at least {count_text(line.count)}" if line.at_least else count_text(line.count)


def _share(line: Line) -> TextCell:
    few = bool(line.count) and line.share == 0  # a share to a whole per cent
    return TextCell("under 1 %" if few else per_cent(line.share), hidden=line.hidden)


def _grid(table: Grid) -> TextTable:
    most = most_of(table.cells)
    rows = [
        (TextCell(name), *(_cell(count, most) for count in cells), _total(total))
        for name, cells, total in zip(table.rows, table.cells, table.row_totals, strict=True)
    ]
    whole = [TextCell("All"), *(_total(total) for total in table.column_totals), TextCell("")]
    heads = (table.corner, *table.columns, "All")
    dark = any(
        count is None for row in (*table.cells, table.row_totals, table.column_totals) for count in row
    )
    key = " ".join((key_said(most), *((HIDDEN_KEY,) if dark else ())))
    numbers = (False, *(True for _ in heads[1:]))
    return TextTable(table.id, table.caption, heads, numbers, (*rows, tuple(whole)), key, shaded=True)


def _cell(count: int | None, most: int) -> TextCell:
    return (
        TextCell(HIDDEN, hidden=True)
        if count is None
        else TextCell(count_text(count), shade=step(count, most=most))
    )


def _total(count: int | None) -> TextCell:
    return TextCell(HIDDEN, hidden=True) if count is None else TextCell(count_text(count))


def _changes(table: Changes) -> TextTable:
    heads = ("What", _window(table.window), _window(table.before), "Change", "95 % interval", "Reading")
    rows = tuple(
        (
            TextCell(line.label),
            TextCell(count_text(line.now), hidden=line.now is None),
            TextCell(count_text(line.before), hidden=line.before is None),
            TextCell(change_text(line)),
            TextCell(change_interval(line) or "–"),
            TextCell(MOVE_WORDS[line.move], strong=line.move in (Move.MORE, Move.FEWER)),
        )
        for line in table.lines
    )
    return TextTable(table.id, table.caption, heads, (False, True, True, True, True, False), rows)


def _window(label: str) -> str:
    return label[:1].upper() + label[1:]


def shown(tables: Sequence[Split | Grid | Changes | Tiles]) -> tuple[Split | Grid | Changes, ...]:
    """The tables that hold numbers; tiles draw those of the table that follows them."""
    return tuple(
        table
        for table in tables
        if not isinstance(table, Tiles) and not (isinstance(table, Split) and not table.lines)
    )


def turned(table: TextTable) -> TextTable:
    """The same table with rows for columns, for a sheet that is higher than wide."""
    names = tuple(row[0].text for row in table.rows)
    rows = tuple(
        (TextCell(head), *(row[place] for row in table.rows))
        for place, head in enumerate(table.heads[1:], start=1)
    )
    numbers = (False, *(True for _ in names))
    return TextTable(table.id, table.caption, ("", *names), numbers, rows, table.key, table.shaded)
