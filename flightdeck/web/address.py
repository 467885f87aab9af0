"""The address bar is the only state: links that keep the filters, filters in words, and faults of an address."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from flightdeck.domain.codes import nearest
from flightdeck.domain.filters import BASIS_LABELS, Filters
from flightdeck.domain.period import Grain, month_label
from flightdeck.errors import Fault, ReaderError

if TYPE_CHECKING:
    from flightdeck.services.deck import Options

LONGEST_QUERY = 2000  # longer than any address of ours; a longer one is not read
_GRAIN_WORDS = {
    Grain.MONTH: "month by month",
    Grain.QUARTER: "quarter by quarter",
    Grain.POLICE_YEAR: "police year by police year",
    Grain.ROLLING_YEAR: "over rolling twelve months",
}


def href(path: str, filters: Filters, **more: str) -> str:
    """A path of ours with the reader's filters.

    >>> href("/kpi/charged", Filters(area="West"), part="numerator")
    '/kpi/charged?area=West&part=numerator'
    """
    return f"{path}{filters.to_query(**more)}"


def query_of(search: str | None) -> dict[str, str]:
    """The pairs of a query string.

    Raises:
        ReaderError: when the query is longer than any of ours.
    """
    text = (search or "").removeprefix("?")
    if len(text) > LONGEST_QUERY:
        raise ReaderError.of(
            f"the address has {len(text)} characters after the question mark",
            where="address",
            remedy="Start from the flight deck and choose the filters again.",
        )
    return dict(parse_qsl(text))


def check(filters: Filters, options: "Options") -> None:
    """Refuse filters that name what the reader is not offered.

    Raises:
        ReaderError: with one fault for each such filter and the nearest name there is.
    """
    offered = {
        "force": options.forces,
        "area": options.areas,
        "team": options.teams,
        "scope": [code for code, _ in options.scopes],
        "snapshot": [held.id for held in options.snapshots],
    }
    faults = [
        Fault(f'{key}="{asked}" is not there', where="address", remedy=nearest(asked, list(values)))
        for key, values in offered.items()
        if (asked := getattr(filters, key)) and asked not in values
    ]
    if faults:
        raise ReaderError(faults)


def in_words(filters: Filters, *, scopes: Iterable[tuple[str, str]], as_at: str) -> str:
    """What the reader is looking at, in one sentence without its full stop."""
    parts = [
        _place(filters),
        dict(scopes).get(filters.scope, "each indicator’s own offences"),
        _GRAIN_WORDS[filters.by] + _span(filters),
        "each indicator’s own basis" if filters.basis is None else BASIS_LABELS[filters.basis],
        f"as known on {as_at}",
    ]
    return ", ".join(part for part in parts if part)


def _place(filters: Filters) -> str:
    named: Mapping[str, str] = {"": filters.force, " area": filters.area, "team ": filters.team}
    if not any(named.values()):
        return "The whole force"
    area = f"{filters.area} area" if filters.area else ""
    team = f"team {filters.team}" if filters.team else ""
    return ", ".join(part for part in (filters.force, area, team) if part)


def _span(filters: Filters) -> str:
    if filters.first is not None and filters.last is not None:
        return f" from {month_label(filters.first)} to {month_label(filters.last)}"
    if filters.first is not None:
        return f" from {month_label(filters.first)}"
    return "" if filters.last is None else f" up to {month_label(filters.last)}"
