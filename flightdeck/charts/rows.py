"""Labelled rows: what the charts with one row a group, place or stage share, the first at the top."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from flightdeck.charts.theme import SMALL

ROW_HEIGHT = 44
EDGES = 70  # room for the axis
HEADROOM = 1.05


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows whose names take so many letters a line."""

    width: int

    def label(self, text: str) -> str:
        """The name of a row, on as many lines as it needs.

        >>> NARROW.label("Referred for a charging decision")
        'Referred for a<br>charging decision'
        """
        return "<br>".join(wrap(text, self.width)) or text

    def axis(self, names: Sequence[str]) -> dict[str, object]:
        """The axis of the names."""
        return {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [self.label(name) for name in names][::-1],
            "range": [-0.5, len(names) - 0.5],
            "ticks": "",
            "tickfont": SMALL,
            "showgrid": False,
        }

    def word(self, text: str, *, row: str, x: float = 0, shift: int = 6) -> dict[str, object]:
        """A word in a row, so many pixels right of where something ends, or of the axis where there is no mark."""
        return {
            "text": text,
            "x": x,
            "y": self.label(row),
            "xanchor": "left",
            "xshift": shift,
            "showarrow": False,
            "font": SMALL,
        }


WIDE = Rows(24)
NARROW = Rows(17)  # on a phone half of the width must be left for the drawing
