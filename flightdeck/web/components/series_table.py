"""The tables of a KPI: its periods and its groups, with what may be shown of each."""

from collections.abc import Sequence
from dataclasses import dataclass

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
_NO_FIGURE = "no figure"  # there are cases, and too few of them or too young to say


def series_table(result: KpiResult) -> html.Div:
    """Every period, the latest first: numerator, denominator, value, interval and what there is to say of it."""
    shows = _columns(result.series)
    latest_first = range(len(result.series) - 1, -1, -1)
    states = [state(result, place) for place in latest_first]
    heads = [
        Head("Period"),
        *_heads(shows, unit=result.unit, value_unit=result.value_unit),
        *([Head("State")] if any(states) else []),
    ]
    rows: list[list[Cell]] = [
        [
            result.series[place].period,
            *_numbers(result.series[place], shows, value_unit=result.value_unit),
            *([said] if any(states) else []),
        ]
        for place, said in zip(latest_first, states, strict=True)
    ]
    return number_table(f"{result.title}, period by period", heads, rows, id=f"series-{result.id}", tall=True)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which numbers a table shows; a figure that is the count itself is not said twice."""

    numerator: bool
    denominator: bool


def _columns(shown: Sequence[Point] | Sequence[Group]) -> _Columns:
    numerator = any(one.numerator is not None for one in shown)
    figures = [one for one in shown if one.value is not None]
    counts = bool(figures) and all(one.value == one.denominator for one in figures)
    return _Columns(numerator, denominator=numerator or not counts)


def _heads(shows: _Columns, *, unit: str, value_unit: str) -> list[Head]:
    figure = _VALUE_HEADS.get(value_unit.removeprefix("whole "), "Figure")
    return [
        *([Head("Counted", number=True)] if shows.numerator else []),
        *(
            [Head("Out of" if shows.numerator else unit.capitalize(), number=True)]
            if shows.denominator
            else []
        ),
        Head(figure if shows.denominator else unit.capitalize(), number=True),
        Head("95 % interval", number=True),
    ]


def _numbers(one: Point | Group, shows: _Columns, *, value_unit: str) -> list[Cell]:
    unsaid = one.value is None and not one.hidden and one.denominator
    return [
        *([_count(one.numerator, hidden=one.hidden)] if shows.numerator else []),
        *(
            [_count(one.denominator, hidden=one.hidden and one.denominator is None)]
            if shows.denominator
            else []
        ),
        _NO_FIGURE if unsaid else value(one.value, hidden=one.hidden, value_unit=value_unit),
        "" if one.hidden else interval(one.lower, one.upper, value_unit=value_unit),
    ]


def state(result: KpiResult, place: int) -> str:
    """What a period says, in words."""
    point = result.series[place]
    if point.hidden:
        return HIDDEN_WORD
    if point.value is None:
        return "" if point.denominator else NOTHING
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
    shows = _columns(groups)
    heads = [Head("Group"), *_heads(shows, unit=unit, value_unit=value_unit)]
    rows: list[list[Cell]] = [
        [group.label, *_numbers(group, shows, value_unit=value_unit)] for group in groups
    ]
    return number_table(caption, heads, rows, id=id)
