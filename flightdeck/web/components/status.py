"""How to read a figure: variation, assurance, or why there is none; an icon and words, never colour alone."""

from dash import html

from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.signal_wording import unjudged, variation_of
from flightdeck.domain.wording import STATUS_WORDS, assurance_text, variation_text
from flightdeck.web.components.aria import aria

_ASSURANCE = {"consistently_passes": "passes", "consistently_fails": "fails", "hit_and_miss": "hit-miss"}
_STATUS = {Status.NOT_COMPUTABLE: "absent", Status.SUPPRESSED: "hidden", Status.INSUFFICIENT: "few"}
FEWEST_DRAWN = 3  # fewer points make no picture of a process
_SIDES = {"low": "lower than usual", "high": "higher than usual"}
_WAYS = {"low": "falling", "high": "rising"}
_MOVES = {"low": "moved down", "high": "moved up"}


def icon(name: str) -> html.Span:
    """One of our own icons; the words beside it say the same, so it is silent."""
    return html.Span(className=f"icon icon-{name}", **aria(hidden="true"))


def chip(name: str, words: str) -> html.Span:
    """An icon with its words."""
    return html.Span([icon(name), html.Span(words)], className=f"chip chip-{kind_of(name)}")


def kind_of(name: str) -> str:
    """The kind an icon stands for, without its direction.

    >>> kind_of("concern-low")
    'concern'
    """
    return name.partition("-")[0]


def variation(result: KpiResult) -> str:
    """The icon of a figure's variation: what kind it is, and on which side of usual."""
    if unjudged(result):
        return "unjudged"
    said = variation_of(result)
    if said in ("common_cause", "too_few_points"):
        return "common" if said == "common_cause" else "few"
    if said.startswith("neutral"):
        return said.replace("_", "-")
    return f"{said}-{'high' if (said == 'improvement') == (result.improves_when == 'increase') else 'low'}"


def variation_words(result: KpiResult) -> str:
    """The variation in words, with the side of usual for a concern or an improvement."""
    kind, _, side = variation(result).partition("-")
    if kind == "neutral" and result.stands:
        return f"{_MOVES[side].capitalize()} more than usual"
    if kind not in ("concern", "improvement"):
        return variation_text(result)
    trend = result.spc is not None and result.spc.rule == "trend"
    sides = _MOVES if result.stands else _WAYS if trend else _SIDES
    return f"{variation_text(result)}: {sides[side]}"


def drawable(result: KpiResult) -> bool:
    """Whether enough periods can be shown to draw them."""
    return sum(not point.hidden and point.value is not None for point in result.series) >= FEWEST_DRAWN


def state(result: KpiResult) -> str:
    """What a dial shows: the kind of variation, or why there is no figure."""
    return kind_of(variation(result)) if result.status is Status.OK else _STATUS[result.status]


def state_words(result: KpiResult) -> str:
    """The state of a dial in words."""
    return variation_words(result) if result.status is Status.OK else STATUS_WORDS[result.status]


def chips(result: KpiResult) -> list[html.Span]:
    """The variation, and the assurance where a board has set a target; nothing where there is no figure."""
    if result.status is not Status.OK:
        return []
    if unjudged(result):
        return [chip(variation(result), variation_words(result))]
    assured = _ASSURANCE.get("" if result.spc is None else result.spc.assurance)
    kept = [chip(assured, assurance_text(result))] if assured else []
    return [chip(variation(result), variation_words(result)), *kept]
