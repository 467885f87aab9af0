"""Maturity charts: how a cohort moves towards an outcome, the cases still open counted as what they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from flightdeck.charts.theme import (
    BAND,
    CATEGORIES,
    DARK_BLUE,
    DASHES,
    LINE_WIDTH,
    SMALL,
    WHOLE,
    Figure,
    Trace,
    figure,
    layout,
    number_axis,
)

_CLEAR = {"width": 0, "shape": "hv"}


def still_open(
    *,
    days: Sequence[int],
    survival: Sequence[float],
    lower: Sequence[float | None],
    upper: Sequence[float | None],
) -> Figure:
    """The Kaplan–Meier share without the outcome by days since the start, with its 95 % band."""
    x = list(days)
    band: Trace = {"type": "scatter", "mode": "lines", "x": x, "line": _CLEAR, "hoverinfo": "skip"}
    traces: list[Trace] = [
        {**band, "y": _per_cent(upper), "showlegend": False},
        {
            **band,
            "y": _per_cent(lower),
            "fill": "tonexty",
            "fillcolor": BAND,
            "name": "95 % interval",
            "mode": "lines",
        },
        {
            "type": "scatter",
            "mode": "lines",
            "name": "Still without the outcome",
            "x": x,
            "y": _per_cent(survival),
            "line": {"color": DARK_BLUE, "width": LINE_WIDTH + 1, "shape": "hv"},
            "hovertemplate": "Day %{x}: %{y:.0f} % still without the outcome<extra></extra>",
        },
    ]
    return figure(traces, layout=_days(x, top=WHOLE))


def incidence(*, days: Sequence[int], by_group: Mapping[str, Sequence[float]]) -> Figure:
    """The share of a cohort that has reached each outcome by days since the start; outcomes compete."""
    x = list(days)
    top = max((max(values, default=0) for values in by_group.values()), default=1)
    return figure(list(_outcomes(x, by_group)), layout=_days(x, top=min(WHOLE, top * WHOLE * 1.1 or WHOLE)))


def _outcomes(x: list[int], by_group: Mapping[str, Sequence[float]]) -> Iterator[Trace]:
    for place, (label, values) in enumerate(by_group.items()):
        look = place % len(CATEGORIES)
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": label,
            "x": x,
            "y": _per_cent(values),
            "line": {"color": CATEGORIES[look], "dash": DASHES[look], "width": LINE_WIDTH + 1, "shape": "hv"},
            "hovertemplate": label + "<br>Day %{x}: %{y:.1f} %<extra></extra>",
        }


def _per_cent(shares: Iterable[float | None]) -> list[float | None]:
    return [None if share is None else share * WHOLE for share in shares]


def _days(days: Sequence[int], *, top: float) -> dict[str, object]:
    return layout(x=days_axis(days), y=number_axis(value_unit="%", top=top), y_title="Per cent of the cohort")


def days_axis(days: Sequence[int]) -> dict[str, object]:
    """The axis of days since a start."""
    return {
        "title": {"text": "Days since the start", "standoff": 12, "font": SMALL},
        "rangemode": "tozero",
        **_quarters(max(days, default=0)),
    }


def _quarters(longest: int) -> dict[str, object]:
    """Ticks every 60 or 180 days, or every year: few enough not to overlap."""
    month, year = 30, 365
    if longest <= year:
        step = 2 * month
    else:
        step = 6 * month if longest <= 3 * year else year * max(1, round(longest / year / 5))
    return {"tickmode": "linear", "tick0": 0, "dtick": step, "tickformat": ",.0f"}
