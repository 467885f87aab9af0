"""Counts in bands: one bar a place or a stage, cut by how long it has been, each part with its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flightdeck.charts.rows import EDGES, NARROW, ROW_HEIGHT
from flightdeck.charts.theme import INK, PAPER, QUIET, SMALL, Figure, Trace, figure, layout, number_axis

GROUNDS = ("#E3E9EF", "#B9CEDF", "#7CA3C4", "#34699A", "#12436D")  # one hue, darker the longer
PALE = 3  # grounds light enough for dark figures
HEADROOM = 1.25
LEAST_TYPE = 13  # a number that would have to be smaller stands in the table alone
WHOLE_BAR = "All, not told apart"


@dataclass(frozen=True, slots=True)
class Banded:
    """One row: its parts from the shortest to the longest time, and its total; None where hidden."""

    label: str
    parts: tuple[int | None, ...]
    total: int | None


def banded(rows: Sequence[Banded], names: Sequence[str], *, unit: str) -> Figure:
    """Stacked bars in the order given from the top; a row whose parts are hidden is one pale bar, or the word."""
    most = max((row.total or 0 for row in rows), default=0)
    grounds = GROUNDS[-len(names) :]
    whole = [row for row in rows if None not in row.parts]
    return figure(
        [
            *(_part(whole, place, name, grounds[place]) for place, name in enumerate(names) if whole),
            *_undivided([row for row in rows if None in row.parts and row.total is not None]),
        ],
        layout=layout(
            x={
                **number_axis(value_unit=unit, top=most * HEADROOM or 1.0),
                "showgrid": True,
                "nticks": 3,
                "title": {"text": unit.capitalize(), "standoff": 12, "font": SMALL},
            },
            y=NARROW.axis([row.label for row in rows]),
            uniformtext={"minsize": LEAST_TYPE, "mode": "hide"},
            height=EDGES + 30 + ROW_HEIGHT * len(rows),
            barmode="stack",
            bargap=0.3,
            annotations=[NARROW.word("suppressed", row=row.label) for row in rows if row.total is None]
            + [NARROW.word(f"<b>{row.total:,}</b>", row=row.label, x=row.total) for row in rows if row.total],
        ),
    )


def _part(rows: Sequence[Banded], place: int, name: str, ground: str) -> Trace:
    counts = [row.parts[place] for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": counts,
        "y": [NARROW.label(row.label) for row in rows],
        "marker": {"color": ground, "line": {"color": QUIET, "width": 1}},
        "text": [f"{count:,}" if count else "" for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {**SMALL, "color": INK if GROUNDS.index(ground) < PALE else "#FFFFFF"},
        "hovertemplate": "%{y}<br>" + name + ": %{x:,}<extra></extra>",
    }


def _undivided(rows: Sequence[Banded]) -> Iterator[Trace]:
    if rows:
        yield {
            "type": "bar",
            "orientation": "h",
            "name": WHOLE_BAR,
            "x": [row.total for row in rows],
            "y": [NARROW.label(row.label) for row in rows],
            "marker": {"color": PAPER, "line": {"color": QUIET, "width": 2}},
            "hovertemplate": "%{y}: %{x:,}<extra></extra>",
        }
