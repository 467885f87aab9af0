"""The crimes that were still open when the window begins: without them an open caseload would have to fill up first."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np

from flightdeck.data.synthetic.cases import Cases, drawn_cases
from flightdeck.data.synthetic.crimes import Crimes, Plan, drawn_crimes
from flightdeck.data.synthetic.draws import NONE, Coded, Truth, Whole

EARLIER_MONTHS = 84  # seven years: the tail of open cases is hardly longer
STREAM = 1_000  # added to the force's number, so that the backlog has draws of its own

Record = TypeVar("Record", Crimes, Cases)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Crimes and the case of each, the backlog before the window first."""

    crimes: Crimes
    cases: Cases


def window_start(plan: Plan) -> int:
    """The first day of a plan's window: from then on every crime is there."""
    first = np.datetime64(plan.until, "D").astype("M8[M]") - plan.months + 1
    return int(first.astype("M8[D]").astype(np.int64))


def drawn_with_backlog(plan: Plan) -> Drawn:
    """The crimes of the window, and those recorded before it that ended, or were removed, inside it or not yet."""
    crimes = drawn_crimes(plan)
    cases = drawn_cases(crimes, plan)
    start = window_start(plan)
    before = replace(
        plan,
        force=plan.force + STREAM,
        crimes=max(round(plan.crimes * EARLIER_MONTHS / plan.months), 1),
        months=EARLIER_MONTHS,
        until=start - 1,
        stories=None,
    )
    earlier = drawn_crimes(before)
    earlier_cases = drawn_cases(earlier, before)
    removed = np.minimum(earlier.cancelled, earlier.transferred)
    still_open = (np.minimum(earlier_cases.ended, removed) >= start) & ~earlier.incident
    earlier = replace(_taken(earlier, still_open), urn=_urns(plan, earlier.recorded[still_open]))
    return Drawn(_joined(earlier, crimes), _joined(_taken(earlier_cases, still_open), cases))


def _urns(plan: Plan, recorded: Whole) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    years = recorded.astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
    urns = np.empty(len(recorded), dtype=object)
    urns[:] = [
        f"{plan.force + 90}/E{serial:05d}/{year % 100:02d}"
        for serial, year in enumerate(years.tolist(), start=1)
    ]
    return urns


def _taken(record: Record, rows: Truth) -> Record:
    return replace(record, **_columns(record, record, lambda column, _: _rows(column, rows)))


def _joined(first: Record, second: Record) -> Record:
    return replace(second, **_columns(first, second, _both))


# A record's fields are columns of codes, whole numbers, truths or texts: the same act fits them all, no one type does.
def _columns(first: Record, second: Record, act: Callable[[Any, Any], Any]) -> dict[str, Any]:
    return {
        field.name: act(getattr(first, field.name), getattr(second, field.name)) for field in fields(second)
    }


def _rows(column: Coded | Whole, rows: Truth) -> Coded | Whole:
    return column.take(rows) if isinstance(column, Coded) else column[rows]


def _both(first: Coded | Whole, second: Coded | Whole) -> Coded | Whole:
    if not isinstance(first, Coded) or not isinstance(second, Coded):
        return np.concatenate([part for part in (first, second) if not isinstance(part, Coded)])
    names = tuple(dict.fromkeys((*second.names, *first.names)))
    places = np.array([*(names.index(name) for name in first.names), NONE])
    return Coded(names, np.concatenate((places[first.at], second.at)))
