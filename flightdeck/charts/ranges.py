"""Ranges: what a figure could be, from one end to the other, when what is missing could be anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flightdeck.charts.rows import EDGES, HEADROOM, ROW_HEIGHT, WIDE
from flightdeck.charts.theme import (
    DARK_BLUE,
    INK,
    LIGHT_PURPLE,
    MARKER_SIZE,
    ORANGE,
    QUIET,
    WHOLE,
    Figure,
    Trace,
    figure,
    layout,
    number_axis,
    plotted,
)

HOLLOW = "rgba(255,255,255,0)"
SHARE = "%"


@dataclass(frozen=True, slots=True)
class Range:
    """One row: what is sure, how far it could reach, and what stands beside it; its words on hover.

    A hidden row has neither end and is the word.
    """

    label: str
    sure: float | None  # from 0 to here is known
    low: float | None  # from here ...
    high: float | None  # ... to here is what could be
    text: str
    beside: float | None = None
    without: bool = False  # those in this row have no value at all


@dataclass(frozen=True, slots=True)
class RangeWords:
    """What the parts of the chart are called in its key; an empty name is not drawn."""

    sure: str
    could_be: str
    beside: str = ""
    without: str = ""


def ranges(rows: Sequence[Range], words: RangeWords) -> Figure:
    """One bar a row, in the order given from the top."""
    ends = [end for row in rows for end in (row.sure, row.high, row.beside) if end is not None]
    reach = plotted(max(ends, default=1.0), value_unit=SHARE) * HEADROOM or WHOLE
    return figure(
        [*_sure(rows, words), *_without(rows, words), *_could_be(rows, words), *_beside(rows, words)],
        layout=layout(
            x={**number_axis(value_unit=SHARE, top=min(reach, WHOLE)), "showgrid": True, "nticks": 5},
            y=WIDE.axis([row.label for row in rows]),
            height=EDGES + ROW_HEIGHT * len(rows),
            bargap=0.4,
            barmode="overlay",
            annotations=[_word(row) for row in rows if row.sure is None and row.high is None],
        ),
    )


def _sure(rows: Sequence[Range], words: RangeWords) -> Iterator[Trace]:
    known = [row for row in rows if row.sure is not None and not row.without]
    if known and words.sure:
        yield {
            **_bar(known, name=words.sure),
            "x": [_per_cent(row.sure) for row in known],
            "marker": {"color": DARK_BLUE},
        }


def _without(rows: Sequence[Range], words: RangeWords) -> Iterator[Trace]:
    held = [row for row in rows if row.sure is not None and row.without]
    if held:
        yield {
            **_bar(held, name=words.without),
            "x": [_per_cent(row.sure) for row in held],
            "marker": {"color": LIGHT_PURPLE, "line": {"color": QUIET, "width": 2}},
        }


def _could_be(rows: Sequence[Range], words: RangeWords) -> Iterator[Trace]:
    open_rows = [row for row in rows if row.low is not None and row.high is not None]
    if open_rows:
        yield {
            **_bar(open_rows, name=words.could_be),
            "base": [_per_cent(row.low) for row in open_rows],
            "x": [_per_cent(row.high) - _per_cent(row.low) for row in open_rows],
            "marker": {"color": HOLLOW, "line": {"color": QUIET, "width": 2}},
        }


def _beside(rows: Sequence[Range], words: RangeWords) -> Iterator[Trace]:
    held = [row for row in rows if row.beside is not None]
    if held and words.beside:
        yield {
            "type": "scatter",
            "mode": "markers",
            "name": words.beside,
            "x": [_per_cent(row.beside) for row in held],
            "y": [WIDE.label(row.label) for row in held],
            "marker": {
                "symbol": "diamond",
                "color": ORANGE,
                "size": MARKER_SIZE + 3,
                "line": {"color": INK, "width": 1},
            },
            "text": [row.text for row in held],
            "hovertemplate": "%{text}<extra></extra>",
        }


def _bar(rows: Sequence[Range], *, name: str) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [WIDE.label(row.label) for row in rows],
        "text": [row.text for row in rows],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _per_cent(share: float | None) -> float:
    return plotted(share or 0.0, value_unit=SHARE)


def _word(row: Range) -> dict[str, object]:
    return WIDE.word("suppressed", row=row.label, shift=6 if row.beside is None else 18)
