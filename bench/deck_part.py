"""Part (a): the deck, all definitions by month, and all KPIs by month, area and nine characteristics."""

import math
import resource
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
import polars as pl

from bench.answers import Series
from bench.engine import Engine
from bench.facts import comparable, facts_of, quarters
from bench.peers.duckdb_peer import DuckdbPeer
from bench.peers.naive_peer import NaivePeer
from bench.peers.pandas_peer import PandasPeer
from bench.peers.polars_peer import PolarsPeer
from bench.report import Section
from bench.snapshots import Size, deck_over, store_of
from bench.timing import medians, once, told
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.services.access import Actor, Role
from flightdeck.services.deck import Deck
from flightdeck.services.loaded import LoadedSnapshot

TASKS = {
    "one_area": "the deck of one area by quarter",
    "by_month": "all definitions by month",
    "crossings": "all counts by month, area and nine characteristics",
}
READERS = (Actor("bench", Role.ANALYST), Actor("bench", Role.BOARD_MEMBER))


@dataclass(frozen=True, slots=True)
class Contest:
    """A snapshot with the engine and its peers, all holding the same facts."""

    loaded: LoadedSnapshot
    engine: Engine
    peers: tuple[object, ...]

    def work(self, peer: object, task: str) -> Callable[[], Mapping[object, object]]:
        """What is timed."""
        places = self.loaded.encoding.places
        arguments = (places.force[0], places.area[0]) if task == "one_area" else ()
        return lambda: getattr(peer, task)(*arguments)


def contest(loaded: LoadedSnapshot, definitions: Sequence[Definition]) -> Contest:
    """The engine and every peer over one snapshot."""
    tables = facts_of(loaded, definitions)
    quarter_of = quarter_of_month(loaded)
    frames = {facts.name: pl.from_pandas(facts.frame) for facts in tables}
    peers = (
        NaivePeer(loaded, definitions, quarter_of), PandasPeer(tables, quarter_of), DuckdbPeer(tables, quarter_of),
        PolarsPeer(tables, quarter_of, frames, engine="in-memory"), PolarsPeer(tables, quarter_of, frames, engine="streaming"),
    )  # fmt: skip
    return Contest(loaded, Engine(loaded, definitions, tables), peers)


def quarter_of_month(loaded: LoadedSnapshot) -> np.ndarray:
    """The quarter of each month of a snapshot; -1 outside the whole quarters."""
    quarter = np.full(loaded.encoding.months, -1)
    for code, period in enumerate(quarters(loaded)):
        quarter[
            period.first - loaded.encoding.first_month : period.last + 1 - loaded.encoding.first_month
        ] = code
    return quarter


def differences(ours: Mapping[object, object], theirs: Mapping[object, object]) -> list[object]:
    """What a peer answers otherwise than the engine."""
    return [name for name, found in theirs.items() if not _same(ours[name], found)]


def _same(one: object, other: object) -> bool:
    if not (isinstance(one, Series) and isinstance(other, Series)):
        return one == other
    medians = all(
        a == b or (math.isnan(a) and math.isnan(b)) for a, b in zip(one.median, other.median, strict=True)
    )
    return one.counted == other.counted and one.above == other.above and medians


def measured(sizes: Sequence[Size]) -> Iterator[dict[str, Section]]:
    """The sections of part (a), one a size."""
    for place, size in enumerate(sizes, start=1):
        yield {f"a{place} {size.name}": _section(size)}


def _section(size: Size) -> Section:
    deck = deck_over(store_of(size))
    warm = once(deck.warm)
    loaded = deck.loaded(Filters())
    lines = [_line_of_deck(deck, reader) for reader in READERS]
    made = contest(loaded, comparable(deck.definitions()))
    rows = [_row(made, task) for task in TASKS]
    heads = ("Work", "Flight deck", *(peer.name for peer in made.peers))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    said = (
        f"A snapshot of {size.crimes:,} crimes, {size.forces} {'force' if size.forces == 1 else 'forces'}. Every engine holds the rows each KPI counts, with conditions "
        "as flags, dates as months and places as categories, and gives the same answers (checked before timing); *naive* pandas reads the "
        "conditions at every request and answers proportions, counts and durations only. The flight deck's times here include its intervals and survival medians, the peers' do not."
    )
    after = (
        f"Loaded and prepared in {told(warm)} from the snapshot's Parquet; highest memory of this part, all peers in it, {peak:.1f} GiB.\n\n"
        "A whole filter change inside the deck (every KPI with intervals, process limits, suppression and words, nothing from the cache):\n\n"
        + "\n".join(lines)
    )
    return Section(f"The deck at {size.crimes:,} crimes", said, heads, tuple(rows), after)


def _row(made: Contest, task: str) -> tuple[str, ...]:
    able = [peer for peer in made.peers if hasattr(peer, task)]
    works = [made.work(peer, task) for peer in (made.engine, *able)]
    expected = works[0]()
    for peer, work in zip(able, works[1:], strict=True):
        wrong = differences(expected, work())
        if wrong:
            raise AssertionError(f"{peer.name} answers otherwise in {task}: {wrong}")
    base, *others = medians(works)
    taken = dict(zip(able, others, strict=True))
    cells = [
        f"{told(taken[peer])} ({taken[peer] / base:.1f}×)" if peer in taken else "–" for peer in made.peers
    ]
    return (TASKS[task], told(base), *cells)


def _line_of_deck(deck: Deck, reader: Actor) -> str:
    options = deck.options(reader, Filters())
    deck.results(Filters(), reader)
    filters = [
        *(Filters(area=area) for area in options.areas[:8]), *(Filters(team=team) for team in options.teams[:8]),
        *(Filters(force=force) for force in options.forces[:8]), Filters(scope="rape_all"), Filters(scope="rape_adult"),
        *(Filters(first=options.first + step, last=options.last - step) for step in range(1, 6)),
    ]  # fmt: skip
    for one in filters:  # patterns of scopes are worked out once a snapshot
        deck.results(Filters(scope=one.scope), reader)
    times = []
    for one in filters:
        began = perf_counter()
        deck.results(one, reader)
        times.append(perf_counter() - began)
    return f"- {reader.role.value.replace('_', ' ')}: median {told(float(np.median(times)))}, slowest of {len(times)} filters {told(max(times))}."
