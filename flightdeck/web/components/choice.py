"""A choice that the address makes among what there is."""

from collections.abc import Mapping, Sequence

from flightdeck.domain.codes import nearest
from flightdeck.errors import ReaderError


def one_of(query: Mapping[str, str], name: str, valid: Sequence[str]) -> str:
    """What the address chooses, or the first there is.

    Raises:
        ReaderError: for a choice that is none.
    """
    asked = query.get(name) or valid[0]
    if asked not in valid:
        raise ReaderError.of(
            f'there is no {name} "{asked}"', where="address", remedy=nearest(asked, list(valid))
        )
    return asked
