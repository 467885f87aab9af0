"""The words of a chart: what stands in a hover label, never more than the gate let through."""

from flightdeck.domain.result import Group, Point
from flightdeck.domain.wording import number_text

HIDDEN_WORD = "suppressed"
NOTHING = "no cases"


def interval(lower: float | None, upper: float | None, *, value_unit: str) -> str:
    """A 95 % interval, or nothing where there is none.

    >>> interval(0.0504, 0.091, value_unit="%")
    '5.0 to 9.1 %'
    """
    if lower is None:
        return ""
    low = number_text(lower, value_unit).removesuffix(" %").removesuffix(" days")
    return f"{low} or more" if upper is None else f"{low} to {number_text(upper, value_unit)}"


def value(shown: float | None, *, hidden: bool, value_unit: str) -> str:
    """A value, or the word that stands in its place."""
    if hidden:
        return HIDDEN_WORD
    return NOTHING if shown is None else number_text(shown, value_unit)


def point_text(point: Point, *, value_unit: str, reading: str) -> str:
    """The hover label of one period."""
    lines = [f"<b>{point.period}</b>", *_figure(point, value_unit=value_unit), reading]
    return "<br>".join(lines)


def group_text(group: Group, *, value_unit: str) -> str:
    """The hover label of one group."""
    return "<br>".join([f"<b>{group.label}</b>", *_figure(group, value_unit=value_unit)])


def _figure(part: Point | Group, *, value_unit: str) -> list[str]:
    if part.hidden:
        return [HIDDEN_WORD]
    lines = [value(part.value, hidden=False, value_unit=value_unit)]
    if part.numerator is not None and part.denominator is not None:
        lines.append(f"{part.numerator:,} of {part.denominator:,}")
    between = interval(part.lower, part.upper, value_unit=value_unit)
    return [*lines, f"95 % interval {between}"] if between else lines
