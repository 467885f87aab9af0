"""Closed rows of a figure in three stages: top columns, the quarters of a year, the months of a quarter."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from flightdeck.statistics.cells import QUARTER, YEAR, Counts, Mask, Rows, Tops, Tree
from flightdeck.statistics.closing import Amounts, closed_until_safe
from flightdeck.statistics.moves import FREE, Moves

Room = Callable[[Moves, Mask, Rows], Amounts]  # of the cells of closed rows, in some spans
Earlier = Callable[
    [Moves, "ClosedRows"], Amounts
]  # of the cells of all spans, by rows closed in earlier stages


@dataclass(frozen=True, slots=True)
class ClosedRows:
    """Closed rows: node x top for the tops and for their quarters, node x (4 x top) for the months of each quarter."""

    tops: Mask
    quarters: Mask
    months: Mask


@dataclass(frozen=True, slots=True)
class ClosedPair:
    """Closed rows of a denominator and of its numerator."""

    whole: ClosedRows
    part: ClosedRows


@dataclass(frozen=True, slots=True)
class _Figure:
    """Leaf counts spread over tops, quarters and months, and the ways they can move."""

    tree: Tree
    fewest: int
    counts: tuple[Amounts, ...]  # denominator; numerator and rest where there is a numerator
    alone: tuple[Moves, ...]  # each of them with the denominator (or nothing) following
    opposed: Moves | None  # the numerator against the rest, the denominator staying as it is


@dataclass(frozen=True, slots=True)
class _Stage:
    values: tuple[Amounts, ...]  # node x column x span, as `_Figure.counts`
    room: Room
    earlier: Earlier


@dataclass(frozen=True, slots=True)
class _Pair:
    whole: Mask
    part: Mask


def closed_rows(whole: Counts, part: Counts | None, *, tree: Tree, tops: Tops, fewest: int) -> ClosedPair:
    """The rows to close of leaf counts by month; without a numerator its rows are those of the denominator."""
    figure = _figure(whole, part, tree=tree, tops=tops, fewest=fewest)
    nodes = tuple(tree.summed(counts) for counts in figure.counts)
    none = np.zeros((tree.size, len(tops.columns)), dtype=bool)
    top = _settled(
        figure,
        _Stage(tuple(v.sum(axis=(1, 2))[:, None] for v in nodes), _tops, _nothing),
        _Pair(none, none),
        _none(none),
    )
    found = _both(top, _Pair(none, none), _Pair(none, none))
    quarter = _settled(
        figure, _Stage(tuple(v.sum(axis=2) for v in nodes), _quarters, _quarters_earlier), top, found
    )
    found = _both(top, quarter, _Pair(none, none))
    above = _Pair(np.tile(quarter.whole, YEAR), np.tile(quarter.part, YEAR))
    columns = tuple(_by_quarter(v) for v in nodes)
    month = _settled(figure, _Stage(columns, _months, _months_earlier), above, found)
    return _both(top, quarter, month)


def _by_quarter(values: Amounts) -> Amounts:
    """Node x quarter x month x top as node x month x (quarter x top)."""
    return np.swapaxes(values, 1, 2).reshape(len(values), QUARTER, -1)


def _both(top: _Pair, quarter: _Pair, month: _Pair) -> ClosedPair:
    return ClosedPair(
        ClosedRows(top.whole, quarter.whole, month.whole), ClosedRows(top.part, quarter.part, month.part)
    )


def _none(mask: Mask) -> ClosedPair:
    return _both(_Pair(mask, mask), _Pair(mask, mask), _Pair(mask, mask))


def _figure(whole: Counts, part: Counts | None, *, tree: Tree, tops: Tops, fewest: int) -> _Figure:
    months = np.moveaxis(tops.months, 0, -1)
    exists = months >= 0
    spread = [
        np.where(exists, counts[:, months], 0).astype(np.int32)
        for counts in (whole, part)
        if counts is not None
    ]
    free = np.broadcast_to(np.where(exists, FREE, 0).astype(np.int32), spread[0].shape)
    if part is None:
        return _Figure(tree, fewest, (spread[0],), (Moves.of(tree, spread[0], take=free),), None)
    rest = spread[0] - spread[1]
    kept = (None, None, spread[0])
    counts = (spread[0], spread[1], rest)
    alone = tuple(
        Moves.of(tree, moving, take=free, keep=keep) for moving, keep in zip(counts, kept, strict=True)
    )
    return _Figure(tree, fewest, counts, alone, Moves.of(tree, spread[1], take=rest))


def _settled(figure: _Figure, stage: _Stage, forced: _Pair, before: ClosedPair) -> _Pair:
    """The rows a stage closes, of the denominator first and then of the numerator."""
    check = _Check(figure, stage, forced, before, [(v > 0) & (v < figure.fewest) for v in stage.values], {})
    sizes = stage.values[0].sum(axis=1)
    start = check.small[0].any(axis=1) | forced.whole
    whole = closed_until_safe(figure.tree, sizes, start, unsafe=check.whole_unsafe)
    closed_whole = whole.rows | whole.unproved
    if figure.opposed is None:
        return _Pair(closed_whole, closed_whole)
    start = (check.small[1] | check.small[2]).any(axis=1) | closed_whole | forced.part
    unsafe = partial(check.part_unsafe, closed_whole)
    part = closed_until_safe(figure.tree, sizes, start, unsafe=unsafe)
    return _Pair(closed_whole | part.unproved, part.rows | part.unproved)


@dataclass(frozen=True, slots=True)
class _Check:
    """Whether small counts of closed rows can still be enough numbers, in one stage."""

    figure: _Figure
    stage: _Stage
    forced: _Pair
    before: ClosedPair
    small: list[Mask]
    earlier: dict[int, Amounts]  # by move: what the rows closed in earlier stages give; worked out once

    def whole_unsafe(self, closed: Mask, spans: Rows, lenient: bool) -> Mask:  # noqa: FBT001 (called by position)
        """Rows with an unsafe count of the denominator."""
        room = self._room(self.figure.alone[0], closed, spans, self.before.whole)
        return _any(
            self.small[0][..., spans] & (room < self._needed(self.forced.whole, spans, lenient=lenient))
        )

    def part_unsafe(self, whole: Mask, closed: Mask, spans: Rows, lenient: bool) -> Mask:  # noqa: FBT001 (called by position)
        """Rows with an unsafe numerator or rest, or a denominator that these leave unsafe; `whole` is closed for the denominator.

        A numerator moves against the rest, or with a denominator that is hidden as well.
        """
        figure, (all_small, part_small, rest_small) = self.figure, (small[..., spans] for small in self.small)
        assert figure.opposed is not None  # noqa: S101 (there is a numerator)
        least = self._needed(self.forced.part, spans, lenient=lenient)
        stuck = self._room(figure.opposed, closed, spans, self.before.part) < least
        loose = whole[:, spans]
        if not loose.any():
            return _any((part_small | rest_small) & stuck)
        part, rest = (
            loose[:, None] * self._room(way, loose, spans, self.before.whole) for way in figure.alone[1:]
        )
        bad = stuck & ((part_small & (part < least)) | (rest_small & (rest < least)))
        enough = part + rest >= self._needed(self.forced.whole, spans, lenient=lenient)
        return _any(bad | (all_small & loose[:, None] & ~enough))

    def _needed(self, deep: Mask, spans: Rows, *, lenient: bool) -> Counts:
        """Steps that make `fewest - 1` numbers; leniently two numbers in rows whose own total is hidden."""
        return np.where(deep[:, None, spans] & lenient, 1, self.figure.fewest - 2)

    def _room(self, moves: Moves, closed: Mask, spans: Rows, before: ClosedRows) -> Amounts:
        if id(moves) not in self.earlier:
            self.earlier[id(moves)] = self.stage.earlier(moves, before)
        return np.maximum(self.stage.room(moves, closed, spans), self.earlier[id(moves)][..., spans])


def _any(bad: Mask) -> Mask:
    lost: Mask = np.logical_or.reduce(bad, axis=1)
    return lost


def _all(moves: Moves) -> Rows:
    return np.arange(moves.give.shape[-1])


def _tops(moves: Moves, closed: Mask, spans: Rows) -> Amounts:
    found: Amounts = moves.between_places(closed, spans).sum(axis=(1, 2))[:, None]
    return found


def _nothing(moves: Moves, before: ClosedRows) -> Amounts:
    """No stage came before."""
    return np.zeros((len(before.tops), 1, moves.give.shape[-1]), dtype=np.int32)


def _quarters(moves: Moves, closed: Mask, spans: Rows) -> Amounts:
    found = moves.quarters.room(moves.tree, closed, spans).sum(axis=2)
    return _or_alone(found, moves.lone_quarters, closed, spans)


def _quarters_earlier(moves: Moves, before: ClosedRows) -> Amounts:
    found: Amounts = moves.between_places(before.tops, _all(moves)).sum(axis=2)
    return found


def _months(moves: Moves, closed: Mask, spans: Rows) -> Amounts:
    return _or_alone(moves.months.room(moves.tree, closed, spans), moves.lone_months, closed, spans)


def _or_alone(found: Amounts, alone: Amounts, closed: Mask, spans: Rows) -> Amounts:
    """Where even the whole is closed, no sum over places is known."""
    lone = np.flatnonzero(closed[-1])
    if lone.size:
        found[..., lone] = np.maximum(found[..., lone], alone[..., spans[lone]])
    return found


def _months_earlier(moves: Moves, before: ClosedRows) -> Amounts:
    placed = moves.between_places(before.tops, _all(moves))
    across = moves.year.room(moves.tree, before.quarters, _all(moves)).reshape(placed.shape)
    return _by_quarter(np.maximum(placed, across))
