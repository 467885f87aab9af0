"""The adoption register as a table for KPIs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from weakref import WeakKeyDictionary

import pandas as pd

from flightdeck.domain.adoption import Life, stretches
from flightdeck.domain.definition import Authority
from flightdeck.domain.filters import Filters
from flightdeck.services.adoption import lives
from flightdeck.services.adoption_store import last_seen
from flightdeck.services.application_store import application_file
from flightdeck.services.deck import Deck
from flightdeck.services.register_store import last_written

TABLE = "kpi_adoption"
_COLUMNS = ("kpi", "ref", "authority", "state", "published_nationally", "computable", "from_on", "to_on")
_held: WeakKeyDictionary[Deck, tuple[tuple[object, ...], pd.DataFrame]] = WeakKeyDictionary()


def table(deck: Deck) -> pd.DataFrame:
    """One row for each stretch of days of a definition in one state; made again only where the register stands otherwise."""
    on, path = datetime.now(UTC).date(), application_file(deck.settings.store)
    stand = (deck.registry, deck.loaded(Filters()).id, last_written(path), last_seen(path), on)
    held = _held.get(deck)
    if held is None or held[0] != stand:
        held = _held[deck] = (stand, _made(deck, on))
    return held[1]


def _made(deck: Deck, on: date) -> pd.DataFrame:
    rows = [row for life in lives(deck, on) for row in _spells(life, on)]
    made = pd.DataFrame(rows, columns=list(_COLUMNS))
    days = {name: pd.to_datetime(made[name]) for name in ("from_on", "to_on")}
    flags = {name: made[name].astype("bool") for name in ("published_nationally", "computable")}
    return made.assign(**days, **flags)


def _spells(life: Life, on: date) -> Iterator[tuple[object, ...]]:
    """The stretches that have begun by a day; one that ends later has not ended yet."""
    one = life.definition
    if one.status == "draft":
        return
    national = one.authority is Authority.NATIONAL
    for held in stretches(life):
        if held.first <= on:
            after = held.after if held.after is not None and held.after <= on else None
            yield (
                one.id,
                one.ref,
                one.authority.value,
                held.state.value,
                national,
                held.computable,
                held.first,
                after,
            )
