"""Seeded draws: every named column has its own stream, so that changing one leaves the others as they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from flightdeck.data.synthetic.settings import Calibration, Lag

Whole = NDArray[np.int64]
Share = NDArray[np.float64]
Truth = NDArray[np.bool_]
Text = NDArray[np.object_]
Table = dict[str, NDArray[np.generic]]  # a raw table: its column names, in order, and their values

NEVER = 1_000_000  # a day in the year 4707, beyond every extract: it has not happened
NONE = -1  # the place of no code in a Coded column


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of codes: the codes, and for each row the place of its code (-1 for none)."""

    names: tuple[str, ...]
    at: Whole

    def equals(self, *names: str) -> Truth:
        """Rows whose code is one of those named."""
        return np.isin(self.at, [self.names.index(name) for name in names if name in self.names])

    def put(self, rows: Truth, name: str) -> "Coded":
        """The column with one code in the rows given."""
        names = self.names if name in self.names else (*self.names, name)
        return Coded(names, np.where(rows, names.index(name), self.at))

    def blank(self, rows: Truth) -> "Coded":
        """The column with no code in the rows given."""
        return Coded(self.names, np.where(rows, NONE, self.at))

    def take(self, rows: Whole | Truth) -> "Coded":
        """The rows given."""
        return Coded(self.names, self.at[rows])


@dataclass(frozen=True, slots=True)
class Draws:
    """Columns of one length, drawn from streams named by seed, force, table and column."""

    seed: int
    force: int
    table: str
    rows: int
    settings: Calibration

    def of(self, table: str, rows: int) -> "Draws":
        """The draws of another table of the same force."""
        return Draws(self.seed, self.force, table, rows, self.settings)

    def stream(self, name: str) -> np.random.Generator:
        """The generator of one named column."""
        return np.random.default_rng([self.seed, self.force, crc32(f"{self.table}.{name}".encode())])

    def share(self, name: str) -> Share:
        """Uniform on 0 to 1."""
        return self.stream(name).random(self.rows)

    def chance(self, name: str, of: str | float | Share | None = None) -> Truth:
        """True with the probability given: a number, or the name of a setting (the column's own when left out)."""
        wanted = self.number(name if of is None else of) if of is None or isinstance(of, str) else of
        return self.share(name) < wanted

    def number(self, name: str) -> float:
        """A number of the calibration."""
        return self.settings.numbers[name]

    def pick(self, name: str, mix: str | Mapping[str, float] | None = None) -> Coded:
        """A code of a mix: the mix itself, or the name of a setting (the column's own when left out)."""
        shares = (
            self.settings.mixes[name if mix is None else mix] if mix is None or isinstance(mix, str) else mix
        )
        return Coded(tuple(shares), cut(self.share(name), shares))

    def lag(self, name: str, of: str | Lag | None = None) -> Whole:
        """Whole days, log-normal: a lag, or the name of a setting (the column's own when left out)."""
        lag = of if isinstance(of, Lag) else self.settings.lags[name if of is None else of]
        return np.rint(lag.median * np.exp(lag.spread * self.normal(name))).astype(np.int64)

    def normal(self, name: str) -> Share:
        """Standard normal."""
        return self.stream(name).standard_normal(self.rows)

    def whole(self, name: str, low: int, high: int) -> Whole:
        """Whole numbers from low to high, both included."""
        return self.stream(name).integers(low, high + 1, self.rows)


def cut(shares: Share, mix: Mapping[str, float]) -> Whole:
    """The place in a mix of each uniform share."""
    edges = np.cumsum(list(mix.values()))
    return np.asarray(np.searchsorted(edges[:-1], shares * edges[-1], side="right"), dtype=np.int64)


def scattered(ids: Whole, salt: str) -> Share:
    """A number from 0 to 1 that depends on the id and the salt alone (SplitMix64), however many rows there are."""
    mixed = ids.astype(np.uint64) + np.uint64(crc32(salt.encode()) * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) / float(1 << 53)
