"""What the charts of the journey with one row a stage or a place share: short names, and a word where there is no mark."""

from textwrap import wrap

from flightdeck.charts.theme import SMALL

LABEL_WIDTH = 17  # letters: on a phone half of the width must be left for the drawing


def label(text: str) -> str:
    """The name of a row on as many lines as it needs.

    >>> label("Referred for a charging decision")
    'Referred for a<br>charging decision'
    """
    return "<br>".join(wrap(text, LABEL_WIDTH)) or text


def rows_axis(names: list[str]) -> dict[str, object]:
    """The axis of the rows, the first at the top."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": [label(name) for name in names][::-1],
        "range": [-0.5, len(names) - 0.5],
        "ticks": "",
        "tickfont": SMALL,
        "showgrid": False,
    }


def word(text: str, *, row: str, x: float = 0) -> dict[str, object]:
    """A word in a row, just right of where something ends."""
    return {
        "text": text,
        "x": x,
        "y": label(row),
        "xanchor": "left",
        "xshift": 6,
        "showarrow": False,
        "font": SMALL,
    }
