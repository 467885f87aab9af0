"""Medians of repeated runs."""

import gc
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

LONGEST = 60.0  # seconds spent on one contest, once each has run three times
FEWEST, MOST = 3, 15


def medians(works: Sequence[Callable[[], object]]) -> list[float]:
    """The median time of each work in seconds.

    The works take turns, so that a busy moment of the machine falls on all of them; their first runs, which warm
    caches, do not count.
    """
    gc.collect()
    for work in works:
        work()
    times: list[list[float]] = [[] for _ in works]
    began = perf_counter()
    while len(times[0]) < FEWEST or (len(times[0]) < MOST and perf_counter() - began < LONGEST):
        for work, taken in zip(works, times, strict=True):
            taken.append(once(work))
    return [median(taken) for taken in times]


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
