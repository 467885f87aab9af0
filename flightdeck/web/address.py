"""The address bar is the only state: links that keep the filters, filters in words, and faults of an address."""

from urllib.parse import parse_qsl

from flightdeck.domain.codes import nearest
from flightdeck.domain.filters import Filters
from flightdeck.errors import Fault, ReaderError
from flightdeck.services.offered import Options

LONGEST_QUERY = 2000  # longer than any address of ours; a longer one is not read


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


def check(filters: Filters, options: Options) -> None:
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
        Fault(f'there is no {key} "{asked}"', where="address", remedy=nearest(asked, list(values)))
        for key, values in offered.items()
        if (asked := getattr(filters, key)) and asked not in values
    ]
    if faults:
        raise ReaderError(faults)
