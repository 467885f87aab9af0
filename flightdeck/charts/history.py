"""The history of a count as a small SVG: one bar a snapshot, the latest dark."""

from collections.abc import Sequence
from urllib.parse import quote

from flightdeck.charts.theme import DARK_BLUE, LIGHT_PURPLE

WIDTH, HEIGHT = 150, 36
MOST_BARS = 24
GAP = 2


def history(counts: Sequence[int]) -> str:
    """The latest counts as the address of an image; empty where there is no earlier one to compare with."""
    shown = list(counts)[-MOST_BARS:]
    if len(shown) < 2:  # noqa: PLR2004  one count has no history
        return ""
    top = max(*shown, 1)
    step = WIDTH / len(shown)
    bars = [
        _bar(place * step, step - GAP, count / top, is_last=place == len(shown) - 1)
        for place, count in enumerate(shown)
    ]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(bars)}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"


def _bar(x: float, width: float, share: float, *, is_last: bool) -> str:
    height = max(share * HEIGHT, 1)  # a count of none is still seen to have been counted
    colour = DARK_BLUE if is_last else LIGHT_PURPLE
    return f'<rect x="{x:.1f}" y="{HEIGHT - height:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'
