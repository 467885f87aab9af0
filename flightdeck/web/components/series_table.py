"""The tables of a KPI: its periods and its groups, with what may be shown of each."""

from collections.abc import Sequence

from dash import html

from flightdeck.charts.process import MARKS, kind
from flightdeck.charts.words import HIDDEN_WORD, NOTHING, interval, value
from flightdeck.domain.result import Group, KpiResult, Point
from flightdeck.web.components.number_table import Cell, Head, number_table

_RULES = {
    "outside_limits": "outside the limits",
    "trend": "seven all rising or all falling",
    "two_in_three": "two in three near a limit",
    "run": "seven on one side of the mean",
}
_MOVED = _RULES | {"run": "seven on one side of what was expected"}  # of what stands at the end of a period
_VALUE_HEADS = {"%": "Share", "days": "Days"}


def series_table(result: KpiResult) -> html.Div:
    """Every period, the latest first: numerator, denominator, value, interval and state."""
    with_numerator = any(point.numerator is not None for point in result.series)
    heads = [
        Head("Period"),
        *([Head("Counted", number=True)] if with_numerator else []),
        Head("Out of" if with_numerator else f"{result.unit.capitalize()}", number=True),
        Head(_VALUE_HEADS.get(result.value_unit, "Figure"), number=True),
        Head("95 % interval", number=True),
        Head("State"),
    ]
    latest_first = range(len(result.series) - 1, -1, -1)
    rows = [_period(result, place, with_numerator=with_numerator) for place in latest_first]
    return number_table(f"{result.title}, period by period", heads, rows, id=f"series-{result.id}", tall=True)


def _period(result: KpiResult, place: int, *, with_numerator: bool) -> list[Cell]:
    point = result.series[place]
    return [
        point.period,
        *([_count(point.numerator, hidden=point.hidden)] if with_numerator else []),
        _count(point.denominator, hidden=point.hidden and point.denominator is None),
        value(point.value, hidden=point.hidden, value_unit=result.value_unit),
        "" if point.hidden else interval(point.lower, point.upper, value_unit=result.value_unit),
        state(result, place),
    ]


def state(result: KpiResult, place: int) -> str:
    """What a period says, in words."""
    point = result.series[place]
    if point.hidden:
        return HIDDEN_WORD
    if point.value is None:
        return NOTHING
    name = kind(result.series, place, improves_when=result.improves_when)
    words = MARKS[name].label
    if point.at_least:
        return "at least: a part of the period is hidden"
    rules = _MOVED if result.stands else _RULES
    return f"{words}: {rules[point.signal]}" if _signals(point) else words if name == "immature" else ""


def _signals(point: Point) -> bool:
    return point.mature and point.signal in _RULES


def _count(number: int | None, *, hidden: bool) -> str:
    if hidden:
        return HIDDEN_WORD
    return "" if number is None else f"{number:,}"


def group_table(groups: Sequence[Group], *, caption: str, value_unit: str, unit: str, id: str) -> html.Div:  # noqa: A002  Dash's own word
    """Every group of a breakdown in the order of its code list."""
    with_numerator = any(group.numerator is not None for group in groups)
    heads = [
        Head("Group"),
        *([Head("Counted", number=True)] if with_numerator else []),
        Head("Out of" if with_numerator else unit.capitalize(), number=True),
        Head(_VALUE_HEADS.get(value_unit.removeprefix("whole "), "Figure"), number=True),
        Head("95 % interval", number=True),
    ]
    rows: list[list[Cell]] = [
        [
            group.label,
            *([_count(group.numerator, hidden=group.hidden)] if with_numerator else []),
            _count(group.denominator, hidden=group.hidden and group.denominator is None),
            value(group.value, hidden=group.hidden, value_unit=value_unit),
            "" if group.hidden else interval(group.lower, group.upper, value_unit=value_unit),
        ]
        for group in groups
    ]
    return number_table(caption, heads, rows, id=id)
