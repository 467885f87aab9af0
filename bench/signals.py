"""python -m bench.signals: how often the rules signal in a force in which nothing happens, beside how often they must.

A rule that never spoke without a cause would miss most causes. So each has a rate of false alarms: the share of points of
an in-control process that it marks. Here the rate is simulated for series as long as those of the deck, and measured on
SYNTHETIC forces drawn without their planted stories, through the whole pipeline.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.data.synthetic.seed import seed
from flightdeck.definitions.registry import load_registry
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.domain.populations import POPULATIONS
from flightdeck.services.access import Actor, Role
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.refresh import refresh
from flightdeck.settings import PRODUCT, Settings
from flightdeck.statistics.carrying import share_carried
from flightdeck.statistics.spc import process

RULES = ("outside_limits", "trend", "two_in_three", "run")
ANALYST = Actor("bench", Role.ANALYST)
UNTIL = date(2026, 10, 31)
MOST_CARRIED = 0.98  # a series that keeps all of the last point has no level to be drawn about
# What moves though no story is told: the window begins without older cases, or the law changes within it.
MOVES = {
    "B13": "the law on bail changes in October 2022",
    "G03": "prosecutions begin with the window, so the first to end are the quick ones",
    "G04": "as G03",
    "G05": "as G03",
    "G06": "as G03",
}


@dataclass(frozen=True, slots=True)
class Series:
    """The judged points of one KPI: whether it stands or happens, its values, and the rule each point breaks."""

    ref: str
    stands: bool
    values: tuple[float, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """The share of points that each rule marks, over series; `spread` is the standard error of their sum."""

    series: int
    points: int
    of: Mapping[str, float]
    spread: float

    @property
    def any(self) -> float:
        """The share of points that any rule marks."""
        return sum(self.of.values())


def series_of(deck: FlightDeck, *, by: Grain) -> list[Series]:
    """The series of every live KPI of the force that has limits, but for registers and what moves by itself."""
    found = []
    for definition in deck.definitions():
        if (
            definition.status != "live"
            or POPULATIONS[definition.population].register
            or definition.ref in MOVES
        ):
            continue
        result = deck.result(definition.id, Filters(by=by), ANALYST)
        if result.spc is None or result.spc.mean is None:
            continue
        told = [point for point in result.series if point.mature and point.value is not None]
        values = tuple(float(point.value or 0.0) for point in told)
        found.append(
            Series(definition.ref, result.basis == "snapshot", values, tuple(point.signal for point in told))
        )
    return found


def rates(marked: Sequence[Sequence[str]]) -> Rates:
    """The rates over series of rules; series, not points, are independent, so the spread is that of their shares."""
    points = sum(map(len, marked))
    of = {rule: sum(list(one).count(rule) for one in marked) / max(points, 1) for rule in RULES}
    shares = [sum(rule != "none" for rule in one) / len(one) for one in marked if one]
    spread = float(np.std(shares, ddof=1) / np.sqrt(len(shares))) if len(shares) > 1 else float("nan")
    return Rates(len(marked), points, of, spread)


def by_chance(series: Iterable[Series], *, seed: int, draws: int = 20) -> Rates:
    """What the rules mark in the same series when nothing happens, drawn `draws` times.

    The points of what happens know nothing of each other: the same values in a random order. What stands at the end of
    a month is mostly what stood at the end of the last: each point keeps as much of the last as in the series (AR(1)).
    """
    generator = np.random.default_rng(seed)
    return rates(
        [
            process(
                _tied(one.values, generator) if one.stands else generator.permutation(one.values),
                improves_when="increase",
                stands=one.stands,
            ).rules
            for one in series
            for _ in range(draws)
        ]
    )


def in_control(length: int, *, seed: int, draws: int) -> Rates:
    """What the rules mark in normal series of a length that know nothing of each other: the textbook's rate."""
    steps = np.random.default_rng(seed).standard_normal((draws, length))
    return rates([process(one, improves_when="increase").rules for one in steps])


def _tied(values: Sequence[float], generator: np.random.Generator) -> NDArray[np.float64]:
    tie = min(share_carried(np.asarray(values)), MOST_CARRIED)
    steps = generator.standard_normal(len(values))
    made = np.empty(len(values))
    made[0] = steps[0] / np.sqrt(1 - tie**2)
    for place in range(1, len(values)):
        made[place] = tie * made[place - 1] + steps[place]
    return made


def quiet_force(folder: Path, *, crimes: int, seeded: int) -> FlightDeck:
    """A force in which nothing happens, through the whole pipeline."""
    seed(folder / "synthetic" / "rms.sqlite", crimes=crimes, until=UNTIL, seed=seeded, stories=False)
    lists = PRODUCT / "data" / "code_lists"
    mapping = PRODUCT / "data" / "mappings" / "synthetic_rms.yaml"
    refresh(
        mapping, store=folder, code_lists_folder=lists, hash_key=b"bench", progress=lambda _what, _share: None
    )
    code_lists = load_code_lists(lists)
    registry = load_registry(PRODUCT / "kpi_definitions", code_lists=code_lists)
    return FlightDeck(SnapshotStore(folder), registry, settings=Settings(store=folder), code_lists=code_lists)


def told(name: str, measured: Rates, chance: Rates) -> str:
    """One line of the table."""
    parts = " | ".join(f"{100 * measured.of[rule]:.1f} ({100 * chance.of[rule]:.1f})" for rule in RULES)
    whole = f"{100 * measured.any:.1f} ± {200 * measured.spread:.1f} ({100 * chance.any:.1f})"
    return f"| {name} | {measured.series} | {measured.points:,} | {parts} | {whole} |"


def main() -> None:
    """Measure and print, as per cent of points; in brackets what chance gives."""
    asked = argparse.ArgumentParser(prog="python -m bench.signals", description=__doc__)
    asked.add_argument("--forces", type=int, default=5)
    asked.add_argument("--crimes", type=int, default=20_000)
    given = asked.parse_args()
    found: dict[tuple[Grain, bool], list[Series]] = defaultdict(list)
    for seeded in range(1, given.forces + 1):
        with TemporaryDirectory() as folder:
            deck = quiet_force(Path(folder), crimes=given.crimes, seeded=seeded)
            for by in (Grain.MONTH, Grain.QUARTER):
                for one in series_of(deck, by=by):
                    found[by, one.stands].append(one)
    print("| series | how many | points | outside | trend | two in three | run | any |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for (by, stands), series in found.items():
        name = f"{'standing' if stands else 'happening'}, by {by.value}"
        print(told(name, rates([one.rules for one in series]), by_chance(series, seed=1)))


if __name__ == "__main__":
    main()
