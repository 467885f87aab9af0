"""Medians of repeated runs."""

import gc
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

LONGEST = 30.0  # seconds spent on one contest, once each has run three times
SLOW = 5.0  # seconds; a work that takes longer is run once
FEWEST, MOST = 3, 15


def medians(works: Sequence[Callable[[], object]]) -> list[float]:
    """The median time of each work in seconds.

    The works take turns, so that a busy moment of the machine falls on all of them. A first run warms caches and does
    not count, unless it is slow enough to stand alone.
    """
    gc.collect()
    first = [once(work) for work in works]
    times: list[list[float]] = [[] for _ in works]
    began = perf_counter()
    for turn in range(MOST):
        if turn >= FEWEST and perf_counter() - began > LONGEST:
            break
        for work, taken, warm in zip(works, times, first, strict=True):
            if warm <= SLOW:
                taken.append(once(work))
    return [median(taken or [warm]) for taken, warm in zip(times, first, strict=True)]


def once(work: Callable[[], object]) -> float:
    """The time of one run."""
    began = perf_counter()
    work()
    return perf_counter() - began


def told(value: float) -> str:
    """Seconds as a reader sees them.

    >>> told(0.0123), told(2.5), told(75)
    ('12.3 ms', '2.5 s', '75 s')
    """
    if value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} s"
