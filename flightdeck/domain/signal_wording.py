"""What the latest period of a figure says: signal or noise, by which rule, and since when."""

from collections.abc import Sequence

from flightdeck.domain.result import KpiResult, Point, Spc

RULE_WORDS = {
    "none": "",
    "outside_limits": "a point outside the process limits",
    "run": "seven periods in a row on one side of the mean",
    "trend": "seven periods in a row all rising or all falling",
    "two_in_three": "two of three periods close to a limit",
}
MOVE_WORDS = {  # what stands at the end of a period is judged by how far it moved from the period before
    "outside_limits": "it {way} than one period usually brings",
    "run": "seven periods in a row {side} than the one before leads to expect",
    "two_in_three": "two of three periods much {side} than the one before leads to expect",
}


def unjudged(result: KpiResult) -> bool:
    """Whether the latest period old enough to judge is suppressed, in whole or in part: what went before is no reading of it."""
    return result.spc is not None and result.spc.variation == "not_judged"


def variation_of(result: KpiResult) -> str:
    """The variation of the latest judged period, as results and files have it."""
    return "too_few_points" if result.spc is None else result.spc.variation


def signal_text(result: KpiResult) -> str:
    """Whether the latest period is signal or noise, in a sentence or two."""
    if result.spc is None or result.spc.variation == "too_few_points":
        return "There are too few periods to tell signal from noise."
    if unjudged(result):
        return "The latest periods are suppressed, so whether anything has changed cannot be judged."
    latest = _latest(result)
    if latest is None:
        return ""
    return _moved(result, latest) if result.stands else _varied(result.spc, latest)


def _varied(spc: Spc, latest: Point) -> str:
    """What the latest period says of a figure of what happens."""
    if spc.variation == "common_cause":
        return f"{latest.period} is within usual variation."
    word = {
        "improvement": "an improvement", "concern": "a concern",
        "neutral_high": "higher than usual", "neutral_low": "lower than usual",
    }[spc.variation]  # fmt: skip
    return f"{latest.period} is {word}: {RULE_WORDS[spc.rule]}."


def _moved(result: KpiResult, latest: Point) -> str:
    """What the latest period says of a figure that stands: how it moved, or when it last moved more than it usually does."""
    told = [place for place, point in enumerate(result.series) if point.signal != "none"]
    if latest.signal != "none":
        kind = {"improvement": "an improvement", "concern": "a concern"}.get(variation_of(result), "a signal")
        return f"{latest.period} is {kind}: {_move(result.series, told[-1])}."
    still = f"{latest.period} moved no more than usual."
    if not told:
        return still
    return f"{still} The last period that did was {result.series[told[-1]].period}: {_move(result.series, told[-1])}."


def _move(series: Sequence[Point], place: int) -> str:
    """How a period that signals moved: the side of what was expected, and whether that is up or down.

    A figure that was expected to rise may signal low by rising less.
    """
    point = series[place]
    value, high = point.value or 0.0, (point.value or 0.0) > (point.mean or 0.0)
    before = next(old.value for old in reversed(series[:place]) if old.value is not None)
    way = f"{'rose' if value > before else 'fell'} {'more' if high == (value > before) else 'less'}"
    return MOVE_WORDS[point.signal].format(way=way, side="higher" if high else "lower")


def _latest(result: KpiResult) -> Point | None:
    judged = [point for point in result.series if point.mature and point.value is not None]
    return judged[-1] if judged else None


def redrawn_text(result: KpiResult) -> str:
    """That the limits were set anew, and at which event."""
    if result.spc is None or not result.spc.rebased:
        return ""
    return f"Limits redrawn at {result.spc.rebased[-1]}."
