"""A tile grid as SVG: a square for each area, where it lies beside the others; never a map of cases."""

from html import escape

from flightdeck.charts.heat_grid import FILLS, INKS, step
from flightdeck.domain.profile import Line, Tiles
from flightdeck.domain.profile_wording import per_cent
from flightdeck.domain.wording import count_text

SIDE = 132
GAP = 8
FEWEST_LETTERS = 14  # of a name on one line of a tile


def tile_text(line: Line) -> tuple[str, str]:
    """The count and the share that stand in a tile."""
    least = "at least " if line.at_least else ""
    return f"{least}{count_text(line.count)}", "" if line.share is None else per_cent(line.share)


def shade(line: Line, tiles: Tiles) -> int:
    """How dark a tile is beside the fullest."""
    return step(line.count, most=max((other.count or 0 for other in tiles.lines), default=0))


def tile_grid(tiles: Tiles) -> str:
    """The tiles as an SVG document with its text in it; the caller gives the table beside it."""
    rows = max((row for row, _ in tiles.at), default=1)
    columns = max((column for _, column in tiles.at), default=1)
    width, height = columns * (SIDE + GAP) - GAP, rows * (SIDE + GAP) - GAP
    drawn = "".join(_tile(line, tiles, *at) for line, at in zip(tiles.lines, tiles.at, strict=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(said(tiles))}">{drawn}</svg>'
    )


def said(tiles: Tiles) -> str:
    """The tiles in words, for whoever does not see them."""
    parts = (f"{line.label} {tile_text(line)[0]}" for line in tiles.lines)
    return f"{tiles.caption}: {', '.join(parts)}."


def _tile(line: Line, tiles: Tiles, row: int, column: int) -> str:
    left, top = (column - 1) * (SIDE + GAP), (row - 1) * (SIDE + GAP)
    dark = shade(line, tiles)
    count, share = tile_text(line)
    middle = left + SIDE / 2
    texts = (
        (line.label, top + 40, 16 if len(line.label) <= FEWEST_LETTERS else 12, 600),
        (count, top + 76, 26 if len(count) <= FEWEST_LETTERS // 2 else 14, 700),
        (share, top + 106, 16, 400),
    )
    words = "".join(
        f'<text x="{middle}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="middle" fill="{INKS[dark]}">'
        f"{escape(text)}</text>"
        for text, y, size, weight in texts
        if text
    )
    box = (
        f'<rect x="{left + 1}" y="{top + 1}" width="{SIDE - 2}" height="{SIDE - 2}" rx="8" fill="{FILLS[dark]}" '
        'stroke="#12436D" stroke-width="2"/>'
    )
    return f'<g font-family="Arial, sans-serif">{box}{words}</g>'
