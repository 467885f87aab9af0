"""The dials of a pillar side by side, in the order of the catalogue."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dash import html

from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult
from flightdeck.services.side_by_side import Beside
from flightdeck.web.components.dial import dial

NOTHING_BESIDE: Mapping[str, Beside] = MappingProxyType({})
WIDEST = 4  # dials side by side on a wall screen; a pillar takes no more columns than it has dials


def dials(
    results: Sequence[KpiResult], filters: Filters, pairs: Mapping[str, Beside] = NOTHING_BESIDE
) -> html.Div:
    """The dials by number and name, never by size."""
    ordered = sorted(results, key=lambda result: (result.ref, result.id))
    return html.Div([dial(result, filters, pairs.get(result.id)) for result in ordered], className="dials")


def width(results: Sequence[KpiResult]) -> str:
    """The style of a block of so many dials."""
    return f"pillar pillar-{min(max(len(results), 1), WIDEST)}"
