"""The four-part bar: how a characteristic is recorded, as one whole whose parts always add up.

A value is solid, what is declined or explained striped, a bare "not stated" dotted, and the gap is left empty: what nobody
knows takes up room and holds nothing. Each part has its own pattern before it has its own colour, and words stand beside
the bar. Drawn on the server as SVG, so that it prints and the page needs no plotly.js.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flightdeck.charts.sparkline import data_uri

HEIGHT = 22
SPACE = 0.3  # per cent of the width between two parts, so that neighbours never touch
KEY_WIDTH = 34
_KEPT = 1024
_STYLE = (
    "<style>.v{fill:#12436d}.e{fill:#28a197}.es{stroke:#fff;stroke-width:1.6}.n{fill:#d9cdea}.nd{fill:#5d3f91}"
    ".g{fill:#fff;stroke:#6b757d}.s{fill:#e9ecef}.ss{stroke:#8a949c}"
    "@media(prefers-color-scheme:dark){.v{fill:#9cc6ec}.e{fill:#28a197}.es{stroke:#0e151c}.n{fill:#4a3b66}.nd{fill:#d9cdea}"
    ".g{fill:#0e151c;stroke:#8b98a4}.s{fill:#2a3744}.ss{stroke:#74828f}}</style>"
)
_PATTERNS = (
    '<defs><pattern id="e" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="e" width="5" height="5"/>'
    '<path class="es" d="M2.5 0V5"/></pattern>'
    '<pattern id="n" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="n" width="6" height="6"/>'
    '<circle class="nd" cx="3" cy="3" r="1.4"/></pattern>'
    '<pattern id="s" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="s" width="8" height="8"/><path class="ss" d="M0 0V8"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class PartLook:
    """One part of the whole: its short name beside a bar, its full words in the key, and how it is filled."""

    name: str
    words: str
    fill: str


VALUE = PartLook("has a value", "Has a value", 'class="v"')
EXPLAINED = PartLook("explained", "Declined, or not asked for a stated reason", 'fill="url(#e)"')
AMBIGUOUS = PartLook("not stated", "Not stated, and no reason given", 'fill="url(#n)"')
GAP = PartLook("gap", "Gap: unknown, left empty or invalid", 'class="g"')
HIDDEN = PartLook("suppressed", "Suppressed: too few people to show", 'fill="url(#s)"')
PARTS = (VALUE, EXPLAINED, AMBIGUOUS, GAP)


def four_part(shares: Sequence[float | None]) -> str:
    """The address of the bar of four shares in the order of `PARTS`; what is hidden is one band of its own.

    A single known share (the value) is drawn with the rest hidden; without any, the whole bar is hidden.
    """
    return _drawn(tuple(_laid(shares)))


def swatch(look: PartLook) -> str:
    """The address of the image of one part in the key."""
    drawn = f'<rect x="1" y="3" width="{KEY_WIDTH - 2}" height="{HEIGHT - 6}" {look.fill}/>'
    return _document(drawn, size=f'viewBox="0 0 {KEY_WIDTH} {HEIGHT}"')


def _laid(shares: Sequence[float | None]) -> Iterator[tuple[PartLook, float]]:
    known = [share for share in shares if share is not None]
    if len(known) == len(PARTS):
        yield from ((look, share) for look, share in zip(PARTS, known, strict=True) if share > 0)
        return
    value = shares[0]
    if value:
        yield VALUE, value
    yield HIDDEN, 1 - (value or 0)


@lru_cache(maxsize=_KEPT)
def _drawn(laid: tuple[tuple[PartLook, float], ...]) -> str:
    start, parts = 0.0, []
    for look, share in laid:
        width = 100 * share
        parts.append(
            f'<rect x="{start:.2f}%" y="1" width="{max(width - SPACE, SPACE):.2f}%" height="{HEIGHT - 2}" {look.fill}/>'
        )
        start += width
    return _document("".join(parts), size=f'width="100%" height="{HEIGHT}"')


def _document(drawn: str, *, size: str) -> str:
    return data_uri(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{_STYLE}{_PATTERNS}{drawn}</svg>')
