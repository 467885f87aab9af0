"""The events of a series: which lie in it, and at which period the limits are redrawn."""

from datetime import date

import numpy as np

from flightdeck.domain.annotations import Event, numbered_events
from flightdeck.domain.period import Grain, parse_month, periods
from flightdeck.domain.result import Noted
from flightdeck.services.annotating import Marks, marks

MONTHS = periods(parse_month("2023-01"), parse_month("2025-06"), by=Grain.MONTH)  # thirty months
EVERY = np.ones(len(MONTHS), dtype=bool)


def of(*events):
    made = [
        Event(title=title, happened_on=on, change="process", kpis="A11", areas=areas, may_rebase=rebase)
        for title, on, rebase, areas in events
    ]
    return numbered_events(made)


def test_limits_begin_anew_with_the_first_period_wholly_after_the_event():
    inside = of(("Mid-month", date(2024, 1, 15), True, ""))
    first = of(("First day", date(2024, 2, 1), True, ""))
    assert marks(inside, MONTHS, known=EVERY, areas=()).starts == (13,)
    assert marks(first, MONTHS, known=EVERY, areas=()).starts == (13,)
    assert marks(first, MONTHS, known=EVERY, areas=()).names == ("First day on 1 February 2024",)


def test_an_event_that_redraws_nothing_is_marked_all_the_same():
    found = marks(of(("Told", date(2024, 1, 15), False, "")), MONTHS, known=EVERY, areas=())
    assert found == Marks((), (), (Noted(1, "Told", date(2024, 1, 15), "process"),))


def test_where_too_few_periods_follow_the_limits_stay_and_the_mark_says_so():
    found = marks(of(("Late", date(2025, 1, 1), True, "")), MONTHS, known=EVERY, areas=())
    assert (found.starts, [one.redraw for one in found.noted]) == ((), ["too_few"])


def test_two_events_of_one_period_redraw_once_and_both_are_named():
    both = of(("New form", date(2024, 1, 3), True, ""), ("New team", date(2024, 1, 20), True, ""))
    found = marks(both, MONTHS, known=EVERY, areas=())
    assert found.starts == (13,)
    assert found.names == ("New form on 3 January 2024 and New team on 20 January 2024",)


def test_a_change_in_one_area_does_not_redraw_the_limits_of_the_force():
    west = of(("West only", date(2024, 1, 15), True, "West"))
    assert marks(west, MONTHS, known=EVERY, areas=()).starts == ()
    assert marks(west, MONTHS, known=EVERY, areas=("West",)).starts == (13,)


def test_events_outside_the_series_are_not_marked():
    outside = of(("Before", date(2022, 12, 31), True, ""), ("After", date(2025, 7, 1), True, ""))
    assert marks(outside, MONTHS, known=EVERY, areas=()) == Marks()
    assert marks(outside, (), known=EVERY[:0], areas=()) == Marks()
