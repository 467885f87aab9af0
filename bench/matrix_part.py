"""Part (e): the matrix of protected characteristics with a filter nobody has asked for before."""

from collections.abc import Iterator, Sequence
from statistics import median
from time import perf_counter

from bench.report import Section
from bench.snapshots import Size, deck_over, store_of
from bench.timing import once, told
from flightdeck.domain.filters import Basis, Filters
from flightdeck.kpis.encoding import SCOPES
from flightdeck.services.access import Actor, Role
from flightdeck.services.characteristics import matrix
from flightdeck.services.deck import RECORDING, Deck
from flightdeck.services.recordings import recordings_of
from flightdeck.statistics.suppression import Audience

READERS = (Actor("bench", Role.ANALYST), Actor("bench", Role.BOARD_MEMBER))


def measured(sizes: Sequence[Size]) -> Iterator[dict[str, Section]]:
    """The sections of part (e), one a size."""
    for place, size in enumerate(sizes, start=1):
        yield {f"e{place} {size.name}": _section(size)}


def _section(size: Size) -> Section:
    deck = deck_over(store_of(size))
    loaded = deck.loaded(Filters())
    recordings = recordings_of(loaded, calendar=loaded.calendar(deck.definition(RECORDING), Basis.RECORDED))
    counted = once(recordings.count)
    offences = SCOPES.index(deck.definition(RECORDING).scope)
    opened = once(lambda: recordings.prepare(scope=offences, audience=Audience.BOARD_INTERNAL))
    rows = [_row(deck, reader) for reader in READERS]
    about = (
        f"Every characteristic in every role at {size.crimes:,} crimes: shares, intervals, series and process limits, through the gate, "
        "for a filter nobody has asked for before (aim: under 200 ms). In the background of the first request, once a snapshot: "
        f"statuses counted in {told(counted)}, what a board may see worked out in {told(opened)}."
    )
    heads = ("Reader", "Median", "Slowest", "Filters")
    return Section(
        f"The matrix of protected characteristics at {size.crimes:,} crimes", about, heads, tuple(rows)
    )


def _row(deck: Deck, reader: Actor) -> tuple[str, ...]:
    options = deck.options(reader, Filters())
    filters = [
        *(Filters(area=area) for area in options.areas[:8]), *(Filters(team=team) for team in options.teams[:8]),
        *(Filters(force=force) for force in options.forces[:8]),
        *(Filters(first=options.first + step, last=options.last - step) for step in range(1, 6)),
    ]  # fmt: skip
    matrix(deck, Filters(), reader)
    times = []
    for one in filters:
        began = perf_counter()
        matrix(deck, one, reader)
        times.append(perf_counter() - began)
    return (
        reader.role.value.replace("_", " ").capitalize(),
        told(median(times)),
        told(max(times)),
        str(len(times)),
    )
