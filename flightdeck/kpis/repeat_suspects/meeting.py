"""When a person meets a preset: the spells of days on which the crimes known and not yet too old are enough.

For each crime of a person the look-back can begin at, the person's crimes are read in the order the police came to know
of them, until those recorded since that beginning are enough. They stay enough until the first of them is too old. No
grouping of crimes into incidents is ever fixed: a longer look-back, a wider scope or a lower number can only add.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from flightdeck.domain.condition import Mask
from flightdeck.domain.presets import Preset
from flightdeck.kpis.repeat_suspects.accusations import NOBODY, Accusations, Whole
from flightdeck.kpis.views import Positions

FOR_EVER = 10**6  # days since 1970: later than any date
_FAR = 10**9  # further than anything on an axis


@dataclass(frozen=True, slots=True)
class Spells:
    """From the day a person met a preset to the last day on which they did; of one person apart, by person and day."""

    person: Positions
    first: Whole
    last: Whole

    def cover(self, person: Positions, day: Whole) -> Mask:
        """Whether a spell of each person covers the day."""
        at = np.searchsorted(_place(self.person, self.first), _place(person, day), side="right") - 1
        if not len(self.person):
            return np.zeros(len(person), dtype=bool)
        inside: Mask = (at >= 0) & (self.person[at] == person) & (day <= self.last[at])
        return inside


@dataclass(frozen=True, slots=True)
class _Chain:
    """Things on an axis of which so many must lie apart: each from the one before by more than the gap."""

    begins: Whole
    ends: Whole
    gap: int
    needed: int


def spells(rows: Accusations, preset: Preset) -> Spells:
    """The spells in which each person meets the preset."""
    chains = list(_chains(rows, preset))
    met = _met(rows, chains, look_back=preset.look_back_days)
    last = _last_day(rows.recorded, preset.look_back_days)
    real = np.flatnonzero(met <= last)
    return joined(rows.person[real], met[real], last[real])


def _last_day(recorded: Whole, look_back: int | None) -> Whole:
    return np.full_like(recorded, FOR_EVER - 1) if look_back is None else recorded + look_back - 1


def _chains(rows: Accusations, preset: Preset) -> Iterator[_Chain]:
    gap = preset.same_incident_days if preset.same_incident_hours is None else preset.same_incident_hours
    yield _Chain(rows.begins, rows.ends, gap or 0, preset.at_least_crimes)
    if preset.at_least_victims > 1:
        yield _of_names(rows.victim, rows.victim != NOBODY, preset.at_least_victims)
    if preset.of_which is not None:
        yield _of_names(rows.crime, rows.narrow, preset.of_which.at_least)


def _of_names(names: Positions, counted: Mask, needed: int) -> _Chain:
    """Different names are numbers that lie apart; what does not count begins too early and ends too late to matter."""
    return _Chain(np.where(counted, names, -_FAR), np.where(counted, names, _FAR), 0, needed)


def _met(rows: Accusations, chains: list[_Chain], *, look_back: int | None) -> Whole:
    """For each row, the day on which the person's crimes recorded since that of the row were first enough."""
    start = np.searchsorted(rows.person, rows.person, side="left")
    stop = np.searchsorted(rows.person, rows.person, side="right")
    last = _last_day(rows.recorded, look_back)
    met = np.full(len(rows), FOR_EVER, dtype=np.int64)
    spread = [_Spread.of(len(rows)) for _ in chains]
    left = np.flatnonzero(stop - start >= max(chain.needed for chain in chains)) if len(rows) else start
    step = 0
    while len(left):
        at = start[left] + step
        inside = rows.recorded[at] >= rows.recorded[left]
        enough = inside.copy()
        for chain, seen in zip(chains, spread, strict=True):
            seen.take(chain, left, at, inside)
            enough &= seen.may_reach(chain, left)
        hopeful = np.flatnonzero(enough)
        for chain in chains:
            if chain.needed > 2:  # noqa: PLR2004 (two lie apart where the extremes do)
                reached = _longest(rows, chain, left[hopeful], start, step) >= chain.needed
                hopeful = hopeful[reached]
        done = np.zeros(len(left), dtype=bool)
        done[hopeful] = True
        met[left[done]] = rows.known[at[done]]
        step += 1
        more = ~done & (start[left] + step < stop[left])
        left = left[more]
        left = left[rows.known[start[left] + step] <= last[left]]
    return met


@dataclass(frozen=True, slots=True)
class _Spread:
    """For each beginning, the earliest end and the latest begin of what has been read so far."""

    least_end: Whole
    most_begin: Whole

    @classmethod
    def of(cls, size: int) -> "_Spread":
        return cls(np.full(size, _FAR, dtype=np.int64), np.full(size, -_FAR, dtype=np.int64))

    def take(self, chain: _Chain, left: Positions, at: Positions, inside: Mask) -> None:
        """Read one more row for each beginning."""
        self.least_end[left] = np.minimum(self.least_end[left], np.where(inside, chain.ends[at], _FAR))
        self.most_begin[left] = np.maximum(self.most_begin[left], np.where(inside, chain.begins[at], -_FAR))

    def may_reach(self, chain: _Chain, left: Positions) -> Mask:
        """Whether what has been read can be long enough a chain; for one and two links, whether it is."""
        if chain.needed == 1:
            return np.asarray(self.least_end[left] < _FAR)
        room = self.most_begin[left] - self.least_end[left]
        return np.asarray(room > chain.gap * (chain.needed - 1))


def _longest(rows: Accusations, chain: _Chain, left: Positions, start: Positions, step: int) -> Whole:
    """The length of the longest chain among what has been read: always the one that ends earliest next."""
    end = np.full(len(left), -2 * _FAR, dtype=np.int64)
    length = np.zeros(len(left), dtype=np.int64)
    for _ in range(chain.needed):
        best = np.full(len(left), _FAR, dtype=np.int64)
        for back in range(step + 1):
            at = start[left] + back
            fits = (rows.recorded[at] >= rows.recorded[left]) & (chain.begins[at] > end + chain.gap)
            best = np.minimum(best, np.where(fits, chain.ends[at], _FAR))
        length += best < _FAR
        end = best
    return length


def joined(person: Positions, first: Whole, last: Whole) -> Spells:
    """Spells that touch or overlap made one."""
    if not len(person):
        return Spells(person, first, last)
    order = np.lexsort((first, person))
    person, first, last = person[order], first[order], last[order]
    reach = np.maximum.accumulate(_place(person, last))
    begins = np.append(True, _place(person, first)[1:] > reach[:-1] + 1)
    ends = np.append(begins[1:], True)
    return Spells(
        person[begins], first[begins], reach[ends] - _place(person[ends], np.zeros(1, dtype=np.int64))
    )


def _place(person: Positions, day: Whole) -> Whole:
    """A person and a day as one number, in their order; persons lie further apart than any spell reaches."""
    return person.astype(np.int64) * (2 * FOR_EVER) + day
